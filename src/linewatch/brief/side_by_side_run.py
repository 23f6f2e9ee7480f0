"""A run of texts as one HTML page: what changed when at a glance, then each text beside the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from linewatch.brief.side_by_side_parts import (
    SIGNS,
    Column,
    Row,
    columns,
    folded,
    heading,
    many,
    name,
    quoted,
    shell,
    sources,
    table,
    text,
)

_CHANGES = ("reversed", "hardened", "softened")


def run_page(texts: Mapping[str, Column], found: Mapping[str, Any], strip: str) -> str:
    """Return the page.

    Args:
        texts: The documents by id.
        found: As the desk gives it for a series.
        strip: The heat strip as SVG.
    """
    steps: Sequence[Row] = found["rows"]
    phrases: Sequence[Row] = found["phrases"]
    first, last = texts[steps[0]["before"]], texts[steps[-1]["after"]]
    starts = accumulate((len(step["rows"]) for step in steps), initial=0)
    body = [
        heading("What changed from text to text", (("first", first), ("last", last))),
        f"<p class=summary>{_told(steps)}</p>",
        f"<figure>{strip}</figure>",
        _contents(steps),
        *(part for at, (step, start) in enumerate(zip(steps, starts, strict=False))
          for part in _step(at, step, start, texts)),
        _phrases(phrases),
    ]  # fmt: skip
    return shell(f"{first.title} … {last.title}", body)


def _told(steps: Sequence[Row]) -> str:
    """Tell where most changed, with links to those steps."""
    told = [f"{many(len(steps) + 1, 'text')}, {steps[0]['before_on']} to {steps[-1]['on']}."]
    for kind in _CHANGES:
        most = max(range(len(steps)), key=lambda at, kind=kind: (steps[at]["counts"][kind], -at))
        if steps[most]["counts"][kind]:
            count = many(steps[most]["counts"][kind], "clause")
            told.append(
                f'{SIGNS[kind]} Most {kind}: {count} in <a href="#s{most}">{text(steps[most]["on"])}</a>.'
            )
    newest = max(range(len(steps)), key=lambda at: (steps[at]["new_share"], -at))
    told.append(
        f'Most that is new: <a href="#s{newest}">{text(steps[newest]["on"])}</a>, '
        f"{100 * steps[newest]['new_share']:.0f} % of its clauses."
    )
    return " ".join(told)


def _contents(steps: Sequence[Row]) -> str:
    links = "".join(
        f'<li><a href="#s{at}">{text(step["before_on"])} → {text(step["on"])}</a> '
        f"<span class=aside>{_counts(step)}</span></li>"
        for at, step in enumerate(steps)
    )
    return f"<nav><h2>By date</h2><ul>{links}</ul></nav>"


def _counts(step: Row) -> str:
    count: Mapping[str, int] = step["counts"]
    told = [f"{sign} {count[kind]:,} {name(kind)}" for kind, sign in SIGNS.items() if count.get(kind)]
    return " · ".join(told)


def _step(at: int, step: Row, start: int, texts: Mapping[str, Column]) -> Iterator[str]:
    before, after = texts[step["before"]], texts[step["after"]]
    rows: Sequence[Row] = step["rows"]
    numbered = [(start + n, row) for n, row in enumerate(rows)]
    sure = "" if step["order_sure"] else " (which was first is not sure)"
    yield f'<h2 id="s{at}">{text(step["before_on"])} → {text(step["on"])}{sure}</h2>'
    yield f"<p class=which><b>A</b> {quoted(before.title)}<br><b>B</b> {quoted(after.title)}</p>"
    yield f"<p class=aside>Of {many(step['clauses'], 'clause')}: {_counts(step)}. Below, the weightiest changes.</p>"
    alone = [[one for one in numbered if one[1]["kind"] == kind] for kind in ("dropped", "added")]
    changed = [one for one in numbered if one[1]["kind"] not in ("dropped", "added")]
    yield (table(changed) + columns(*alone)) if rows else "<p>Nothing that weighs.</p>"
    yield folded("Their passages", sources((("a", before), ("b", after)), numbered) if rows else "")


def _phrases(phrases: Sequence[Row]) -> str:
    if not phrases:
        return "<h2>Phrases</h2><p>No phrase comes to stay or vanishes.</p>"
    told = "".join(
        f"<tr><td dir=auto>{text(row['phrase'])} {_cited(row)}</td><th scope=row>{text(row['kind'])}</th>"
        f"<td>{text(row['first_on'])} to {text(row['last_on'])}, in {many(row['texts'], 'text')}</td></tr>"
        for row in phrases
    )
    return (
        "<h2>Phrases that come to stay, vanish, or come and go</h2><table><thead><tr><th scope=col>phrase</th>"
        f"<th scope=col>what</th><th scope=col>when</th></tr></thead><tbody>{told}</tbody></table>"
    )


def _cited(row: Row) -> str:
    places = (f"{text(c['document'])} {text(c['locator'] or c['n'])}" for c in row["cites"])
    return f"<span class=place>{', '.join(places)}</span>"
