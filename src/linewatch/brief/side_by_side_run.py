"""A run of texts as one HTML page: what changed when at a glance, then each text beside the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import (
    SIGNS,
    Column,
    Row,
    columns,
    folded,
    heading,
    name,
    quoted,
    shell,
    sources,
    table,
    text,
)

_SMALL = 0.1  # below which tenths of a percent are told
_CHANGES = ("reversed", "hardened", "softened")


def run_page(texts: Mapping[str, Column], found: Mapping[str, Any], strip: str, say: Phrases) -> str:
    """Return the page.

    Args:
        texts: The documents by id.
        found: As the desk gives it for a series.
        strip: The heat strip as SVG.
        say: The wording.
    """
    steps: Sequence[Row] = found["rows"]
    first, last = texts[steps[0]["before"]], texts[steps[-1]["after"]]
    starts = accumulate((len(step["rows"]) for step in steps), initial=0)
    why = f"<p class=aside>{text(found['why'])}</p>" if found.get("why") else ""
    body = [
        heading(say.get("run.heading"), ((say.get("side.first"), first), (say.get("side.last"), last))),
        f"<p class=summary>{_told(steps, say)}</p>{why}",
        f"<figure>{strip}</figure>",
        _contents(steps, say),
        *(part for at, (step, start) in enumerate(zip(steps, starts, strict=False))
          for part in _step((at, start), step, texts, say)),
        _phrases(found["phrases"], say),
    ]  # fmt: skip
    return shell(say.format("run.title", first=first.title, last=last.title), body, say)


def _told(steps: Sequence[Row], say: Phrases) -> str:
    """Tell where most changed, by share as the strip does, with links to those steps."""
    texts = say.count("texts", len(steps) + 1)
    told = [
        say.format("run.spans", texts=texts, since=text(steps[0]["before_on"]), until=text(steps[-1]["on"]))
    ]
    for kind in _CHANGES:
        shares = [step["counts"][kind] / max(1, step["clauses"]) for step in steps]
        at = max(range(len(steps)), key=lambda n, shares=shares: (shares[n], -n))
        if count := steps[at]["counts"][kind]:
            clauses = say.count("clauses", steps[at]["clauses"])
            share = _percent(shares[at])
            most = say.format(
                f"run.most_{kind}", count=count, clauses=clauses, share=share, date=_link(at, steps)
            )
            told.append(f"{SIGNS[kind]} {most}")
    at = max(range(len(steps)), key=lambda n: (steps[n]["new_share"] or 0.0, -n))
    told.append(
        say.format("run.newest", date=_link(at, steps), share=_percent(steps[at]["new_share"] or 0.0))
    )
    return " ".join(told)


def _percent(share: float) -> str:
    """Return a share in percent, small ones to a tenth."""
    return f"{100 * share:.{0 if share >= _SMALL else 1}f}"


def _link(at: int, steps: Sequence[Row]) -> str:
    return f'<a href="#s{at}">{text(steps[at]["on"])}</a>'


def _contents(steps: Sequence[Row], say: Phrases) -> str:
    links = "".join(
        f'<li><a href="#s{at}">{text(step["before_on"])} → {text(step["on"])}</a> '
        f"<span class=aside>{_counts(step, say)}</span></li>"
        for at, step in enumerate(steps)
    )
    return f"<nav><h2>{say.get('run.by_date')}</h2><ul>{links}</ul></nav>"


def _counts(step: Row, say: Phrases) -> str:
    count: Mapping[str, int] = step["counts"]
    told = [f"{sign} {count[kind]:,} {name(kind, say)}" for kind, sign in SIGNS.items() if count.get(kind)]
    return say.get("part.dot").join(told)


def _step(places: tuple[int, int], step: Row, texts: Mapping[str, Column], say: Phrases) -> Iterator[str]:
    """Yield a step: its number, the number of its first row, and the texts are given."""
    at, start = places
    before, after = texts[step["before"]], texts[step["after"]]
    rows: Sequence[Row] = step["rows"]
    numbered = [(start + n, row) for n, row in enumerate(rows)]
    sure = "" if step["order_sure"] else say.get("run.not_sure")
    yield f'<h2 id="s{at}">{text(step["before_on"])} → {text(step["on"])}{sure}</h2>'
    a, b = say.get("side.a"), say.get("side.b")
    yield f"<p class=which><b>{a}</b> {quoted(before.title)}<br><b>{b}</b> {quoted(after.title)}</p>"
    clauses = say.count("clauses", step["clauses"])
    yield f"<p class=aside>{say.format('run.step', clauses=clauses, counts=_counts(step, say))}</p>"
    alone = [[one for one in numbered if one[1]["kind"] == kind] for kind in ("dropped", "added")]
    changed = [one for one in numbered if one[1]["kind"] not in ("dropped", "added")]
    if not rows:
        yield f"<p>{say.get('run.nothing')}</p>"
        return
    yield table(changed, say) + columns(alone[0], alone[1], say)
    yield folded(say.get("run.passages"), sources((("a", before), ("b", after)), numbered, say))


def _phrases(phrases: Sequence[Row], say: Phrases) -> str:
    if not phrases:
        return f"<h2>{say.get('run.phrases')}</h2><p>{say.get('run.no_phrase')}</p>"
    told = "".join(
        f"<tr><td dir=auto>{text(row['phrase'])} {_cited(row)}</td><th scope=row>{_life(row, say)}</th>"
        f"<td>{_since(row, say)}</td></tr>"
        for row in phrases
    )
    heads = "".join(f"<th scope=col>{say.get(f'run.{key}')}</th>" for key in ("phrase", "what", "when"))
    return (
        f"<h2>{say.get('run.lives')}</h2><table><thead><tr>{heads}</tr></thead><tbody>{told}</tbody></table>"
    )


def _life(row: Row, say: Phrases) -> str:
    return text(say.either(f"life.{row['kind'].replace(' ', '_')}", row["kind"]))


def _since(row: Row, say: Phrases) -> str:
    texts = say.count("texts", row["texts"])
    return say.format("run.since", first=text(row["first_on"]), last=text(row["last_on"]), texts=texts)


def _cited(row: Row) -> str:
    places = (f"{text(c['document'])} {text(c['locator'] or c['n'])}" for c in row["cites"])
    return f"<span class=place>{', '.join(places)}</span>"
