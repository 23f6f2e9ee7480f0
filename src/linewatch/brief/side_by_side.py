"""Two texts in two columns, as one HTML page that needs nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linewatch.brief.side_by_side_parts import (
    SIGNS,
    Column,
    Numbered,
    Row,
    columns,
    folded,
    heading,
    legend,
    many,
    shell,
    sources,
    table,
    text,
)
from linewatch.brief.side_by_side_told import paragraph, summary

_ALONE = ("dropped", "added", "kept")  # kinds that have lists of their own
_OPEN = 30  # changed rows shown before the rest is folded away
_HEAVIEST = 10  # rows of one text alone shown before the rest is folded away
_OF_ISSUE = 3  # the same, under an issue
_TIED = "Counted are clauses that coded statements on the issue cite: “none” means that none is cited."


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows under one issue; the issue is empty for those that are tied to none."""

    issue: str
    rows: list[Numbered]
    sides: Counter[str]

    def of(self, kind: str) -> list[Numbered]:
        """Return the rows of a kind."""
        return [one for one in self.rows if one[1]["kind"] == kind]


def page(a: Column, b: Column, rows: Sequence[Row], issues: Mapping[str, str]) -> str:
    """Return the page.

    Args:
        a: The document A.
        b: The document B.
        rows: As the desk gives them, the heaviest first.
        issues: Names of issues, by which rows are grouped where their passages are tied to some.
    """
    sides = (("a", a), ("b", b))
    numbered = list(enumerate(rows))
    kept = [one for one in numbered if one[1]["kind"] == "kept"]
    body = [
        heading("What changed", (("A", a), ("B", b))),
        paragraph(summary(rows, issues)),
        legend(rows),
        *_grouped([one for one in numbered if one[1]["kind"] != "kept"], rows, issues),
        folded(f"<b>{SIGNS['kept']}</b> kept: {many(len(kept), 'clause')}", table(kept)),
        sources(sides, numbered),
    ]
    return shell(f"{a.title} → {b.title}", body)


def _grouped(changed: Sequence[Numbered], rows: Sequence[Row], issues: Mapping[str, str]) -> list[str]:
    groups = _groups(changed, rows)
    if not groups:
        return []
    if not any(group.issue for group in groups):
        return _group(groups[0], issues, {}, _HEAVIEST)
    names = {group.issue: _issue(group.issue, issues) for group in groups}
    links = "".join(
        f'<li><a href="#i{at}">{names[group.issue]}</a> <span class=aside>{_counted(group)}</span></li>'
        for at, group in enumerate(groups)
    )
    found = [f"<nav><h2>By issue</h2><p class=aside>{_TIED}</p><ul>{links}</ul></nav>"]
    for at, group in enumerate(groups):
        found.append(f'<h2 id="i{at}">{names[group.issue]}</h2><p class=aside>{_counted(group)}</p>')
        others = {
            n: ", ".join(issues.get(one, one) for one in row["issues"] if one != group.issue)
            for n, row in group.rows
        }
        found += _group(group, issues, others, _OF_ISSUE if group.issue else _HEAVIEST)
    return found


def _groups(changed: Sequence[Numbered], rows: Sequence[Row]) -> list[_Group]:
    """Return the rows by issue: first the issues of which both texts speak, then by the heaviest row; none comes last.

    A row tied to several stands under the one of which both texts have most.
    """
    sides: dict[str, Counter[str]] = {"": Counter()}
    for row in rows:
        for issue in row.get("issues") or ("",):
            sides.setdefault(issue, Counter()).update(side for side in "ab" if row[f"{side}_n"] is not None)

    def weight(issue: str) -> tuple[int, int, str]:
        return -min(sides[issue]["a"], sides[issue]["b"]), -sides[issue].total(), issue

    found: dict[str, _Group] = {}
    for n, row in changed:
        issue = min(row.get("issues") or ("",), key=weight)
        found.setdefault(issue, _Group(issue, [], sides[issue])).rows.append((n, row))
    return sorted(
        found.values(),
        key=lambda group: (not group.issue, not all(group.sides[s] for s in "ab"), group.rows[0][0]),
    )


def _group(group: _Group, issues: Mapping[str, str], also: Mapping[int, str], most: int) -> list[str]:
    changed = [one for one in group.rows if one[1]["kind"] not in _ALONE]
    dropped, added = group.of("dropped"), group.of("added")
    found = [table(changed[:_OPEN], also)]
    if rest := changed[_OPEN:]:
        found.append(folded(f"{many(len(rest), 'lighter row')} more", table(rest, also)))
    if not changed and not group.issue:
        found.append("<p>Nothing that stands in both was changed.</p>")
    if dropped or added:
        found.append(_heads(len(dropped), len(added)))
    found.append(columns(dropped[:most], added[:most]))
    left, put = dropped[most:], added[most:]
    if left or put:
        lead = " and ".join(
            f"{many(len(own), 'lighter clause')} {what}"
            for own, what in ((left, "dropped"), (put, "added"))
            if own
        )
        found.append(folded(lead, columns(left, put)))
    return found


def _heads(dropped: int, added: int) -> str:
    told = (
        f"<h3><b>{SIGNS[kind]}</b> {kind}, only in {side}: {count:,}</h3>"
        for kind, side, count in (("dropped", "A", dropped), ("added", "B", added))
    )
    return f"<div class=heads>{''.join(told)}</div>"


def _issue(issue: str, issues: Mapping[str, str]) -> str:
    return f"<bdi>{text(issues.get(issue, issue))}</bdi>" if issue else "Tied to no issue"


def _counted(group: _Group) -> str:
    """Tell how many clauses of each text are tied to an issue."""
    told = " · ".join(f"{s.upper()}: {_clauses(group.sides[s])}" for s in "ab")
    changed = sum(row["kind"] not in _ALONE for _, row in group.rows)
    return f"{told} · {changed:,} changed" if changed else told


def _clauses(n: int) -> str:
    return many(n, "clause") if n else "none"
