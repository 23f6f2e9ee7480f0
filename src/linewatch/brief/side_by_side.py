"""Two texts in two columns, as one HTML page that needs nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import (
    SIGNS,
    Column,
    Numbered,
    Row,
    columns,
    folded,
    heading,
    legend,
    name,
    shell,
    sources,
    table,
    text,
)
from linewatch.brief.side_by_side_told import paragraph, sides, summary

_ALONE = ("dropped", "added", "kept")  # kinds that have lists of their own
_OPEN = 30  # changed rows shown before the rest is folded away
_HEAVIEST = 10  # rows of one text alone shown before the rest is folded away
_OF_ISSUE = 3  # the same, under an issue


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows under one issue; the issue is empty for those that are tied to none."""

    issue: str
    rows: list[Numbered]
    sides: Counter[str]

    def of(self, kind: str) -> list[Numbered]:
        """Return the rows of a kind."""
        return [one for one in self.rows if one[1]["kind"] == kind]


def page(a: Column, b: Column, rows: Sequence[Row], issues: Mapping[str, str], say: Phrases) -> str:
    """Return the page.

    Args:
        a: The document A.
        b: The document B.
        rows: As the desk gives them, the heaviest first.
        issues: Names of issues, by which rows are grouped where their passages are tied to some.
        say: The wording.
    """
    both = (("a", a), ("b", b))
    numbered = list(enumerate(rows))
    kept = [one for one in numbered if one[1]["kind"] == "kept"]
    told = say.format("changed.kept", clauses=say.count("clauses", len(kept)))
    body = [
        heading(say.get("changed.heading"), [(say.get(f"side.{side}"), one) for side, one in both]),
        paragraph(summary(rows, say, issues)),
        legend(rows, say),
        f"<p class=aside>{say.get('changed.numbers')}</p>",
        *_grouped([one for one in numbered if one[1]["kind"] != "kept"], rows, issues, say),
        folded(f"<b>{SIGNS['kept']}</b> {told}", table(kept, say)),
        sources(both, numbered, say),
    ]
    return shell(say.format("changed.title", a=a.title, b=b.title), body, say)


def _grouped(
    changed: Sequence[Numbered], rows: Sequence[Row], issues: Mapping[str, str], say: Phrases
) -> list[str]:
    groups = _groups(changed, rows)
    if not groups:
        return []
    if not any(group.issue for group in groups):
        return _group(groups[0], say, {}, _HEAVIEST)
    names = {group.issue: _issue(group.issue, issues, say) for group in groups}
    links = "".join(
        f'<li><a href="#i{at}">{names[group.issue]}</a> <span class=aside>{_counted(group, say)}</span></li>'
        for at, group in enumerate(groups)
    )
    lead = f"<h2>{say.get('changed.by_issue')}</h2><p class=aside>{say.get('changed.tied')}</p>"
    found = [f"<nav>{lead}<ul>{links}</ul></nav>"]
    for at, group in enumerate(groups):
        found.append(f'<h2 id="i{at}">{names[group.issue]}</h2><p class=aside>{_counted(group, say)}</p>')
        others = {
            n: say.get("part.comma").join(issues.get(one, one) for one in row["issues"] if one != group.issue)
            for n, row in group.rows
        }
        found += _group(group, say, others, _OF_ISSUE if group.issue else _HEAVIEST)
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


def _group(group: _Group, say: Phrases, also: Mapping[int, str], most: int) -> list[str]:
    changed = [one for one in group.rows if one[1]["kind"] not in _ALONE]
    dropped, added = group.of("dropped"), group.of("added")
    found = [table(changed[:_OPEN], say, also)]
    if rest := changed[_OPEN:]:
        found.append(folded(say.count("lighter_rows", len(rest)), table(rest, say, also)))
    if not changed and not group.issue:
        found.append(f"<p>{say.get('changed.nothing_in_both')}</p>")
    found.append(columns(dropped[:most], added[:most], say, _heads(len(dropped), len(added), say)))
    left, put = dropped[most:], added[most:]
    if left or put:
        lead = say.get("part.and").join(
            say.count(f"lighter_{kind}", len(own)) for own, kind in ((left, "dropped"), (put, "added")) if own
        )
        found.append(folded(lead, columns(left, put, say)))
    return found


def _heads(dropped: int, added: int, say: Phrases) -> tuple[str, str]:
    return _head("dropped", "a", dropped, say), _head("added", "b", added, say)


def _head(kind: str, side: str, count: int, say: Phrases) -> str:
    only = say.format("changed.only_in", kind=name(kind, say), side=say.get(f"side.{side}"), count=count)
    return f"<h3><b>{SIGNS[kind]}</b> {only}</h3>"


def _issue(issue: str, issues: Mapping[str, str], say: Phrases) -> str:
    return f"<bdi>{text(issues.get(issue, issue))}</bdi>" if issue else say.get("changed.no_issue")


def _counted(group: _Group, say: Phrases) -> str:
    """Tell how many clauses of each text are tied to an issue."""
    counts = {
        f"in_{side}": say.count("clauses", group.sides[side])
        if group.sides[side]
        else say.get("changed.none")
        for side in "ab"
    }
    told = say.format("changed.sides", **counts, **sides(say))
    changed = sum(row["kind"] not in _ALONE for _, row in group.rows)
    return say.format("changed.and_changed", told=told, count=changed) if changed else told
