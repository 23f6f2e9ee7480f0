"""Forecasts and their scores in words and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from linewatch.cli.output import Columns, cites, show_rows
from linewatch.cli.shell import tell

_SURE = 0.05  # a test's p-value below which it is told as a finding


def say_forecasts(found: Mapping[str, Any]) -> None:
    """Show all forecasts, then the scores of those resolved."""
    columns: Columns = [
        ("id", "id"),
        ("made on", "made_on"),
        ("chance", _chance),
        ("outcome", lambda row: row["outcome"] or ""),
        ("Brier", lambda row: _number(row["brier"])),
        ("bits", lambda row: "endless" if row["infinite"] else _number(row["log_score"], 2)),
        ("what", "name"),
        ("by", "coder"),
        ("cites", cites),
    ]
    none = "No forecasts yet. Record one with: linewatch forecast --help"
    show_rows(found["forecasts"], columns, False, none)
    tell([f"{row['id']}: {line}." for row in found["forecasts"] for line in row["remarks"]])
    tell(
        [
            f"{row['id']}: it was resolved before as {', then '.join(row['outcomes_before'])}."
            for row in found["forecasts"]
            if row["outcomes_before"]
        ]
    )
    left = [row for row in found["forecasts"] if row["outcome"] in ("yes", "no") and row["refused"]]
    tell(
        [
            f"Not scored: {row['id']}, {row['refused']['why']}. It needs {row['refused']['needed']}."
            for row in left
        ]
    )
    if found["forecasts"]:
        say_scores(found)
        if found["open"] and found["resolved"]:
            click.echo(
                f"Still open: {found['open']:,}. What is resolved first may be what was easier to tell."
            )
        _say_calibration(found)
        _say_rivals(found["questions"])


def say_scores(found: Mapping[str, Any]) -> None:
    """Say how good resolved forecasts were together."""
    if found["refused"]:
        click.echo(f"No score: {found['refused']['why']}.")
        return
    things = f"{found['things']:,} different thing{'' if found['things'] == 1 else 's'}"
    click.echo(f"{found['resolved']:,} resolved, of {things}.")
    click.echo(f"Brier score {_interval(found, 'brier', 3)}: 0 is best, 0.25 an even chance each time.")
    if found["infinite"]:
        clip = found["settings"]["clip"]
        click.echo(
            f"Log score: {found['log_score_refused']['why']}. With chances kept from {clip:g} to {1 - clip:g} it is "
            f"{_interval(found, 'log_score_clipped', 2)} bits."
        )
    else:
        click.echo(
            f"Log score {_interval(found, 'log_score', 2)} bits: 0 is best, 1 an even chance each time."
        )
    if found["skill"] is None:
        click.echo(f"No skill is told: {found['skill_refused']['why']}.")
    else:
        base = f"{found['base_rate']:.0%} came true"
        click.echo(f"{base}; skill against saying that each time: {found['skill']:.2f} (0 none, 1 perfect).")


def _say_calibration(found: Mapping[str, Any]) -> None:
    made = found["calibration"]
    if made["refused"]:
        click.echo(f"No calibration: {made['refused']['why']}. It takes {made['refused']['needed']}.")
        return
    columns: Columns = [
        ("chances", _stretch),
        ("forecasts", "forecasts"),
        ("mean chance", lambda row: f"{row['chance']:.1%}"),
        ("came true", lambda row: f"{row['share']:.1%} ({row['share_low']:.1%} to {row['share_high']:.1%})"),
        ("", lambda row: "apart" if row["apart"] else ""),
    ]
    show_rows(made["bins"], columns, False, "")
    if any(row["apart"] for row in made["bins"]):
        click.echo(
            "Apart: the 90 % interval does not hold the mean chance; of ten such rows one does so by chance."
        )
    parts = made["parts"]
    click.echo(
        f"Brier score = reliability {parts['reliability']:.4f} - resolution {parts['resolution']:.4f} + uncertainty "
        f"{parts['uncertainty']:.4f} + within bins {parts['within_variance'] - parts['within_covariance']:+.4f}."
    )
    _say_test(made["test"])


def _say_rivals(rows: Sequence[Mapping[str, Any]]) -> None:
    """Say the scores over all hypotheses of questions of which exactly one is true."""
    for row in rows:
        of = f"{row['question']}, made on {row['made_on'] or 'an unknown date'}"
        by = f"{of} by {row['coder']}" if row["coder"] else of
        if row["refused"]:
            click.echo(f"{by}: no score over all hypotheses, since {row['refused']['why']}.")
        else:
            cost = "without end" if row["infinite"] else f"{row['log_score']:.2f} bits"
            click.echo(
                f"{by}: over all hypotheses Brier score {row['brier_many']:.3f} (0 to 2), log score {cost}."
            )


def _say_test(test: Mapping[str, Any]) -> None:
    if test["refused"]:
        click.echo(f"No test: {test['refused']['why']}.")
        return
    told = f"z {test['z']:+.2f}, p {test['p_value']:.2g}"
    if test["p_value"] >= _SURE:
        way = "this score is in keeping with that"
    else:
        way = (
            "this is worse: they were too sure"
            if test["z"] > 0
            else "this is better: they were not sure enough"
        )
    click.echo(
        f"Chances that mean what they say would have scored about {test['expected']:.3f}; {way} ({told})."
    )


def say_row(row: Mapping[str, Any]) -> None:
    """Say what one forecast is, and how good it was."""
    outcome = f", {row['outcome']} on {row['resolved_on']}" if row["outcome"] else ""
    click.echo(
        f"{row['id']}: {row['name']}: {_chance(row)}, made on {row['made_on'] or 'an unknown date'}{outcome}."
    )
    if row.get("brier") is not None:
        cost = "without end" if row["infinite"] else f"{row['log_score']:.2f} bits"
        click.echo(f"Its Brier score is {row['brier']:.3f}, its log score {cost}.")
    tell([line if line.endswith(".") else f"{row['id']}: {line}." for line in row["remarks"]])


def say_taken(entered: Mapping[str, Any]) -> None:
    """Say what was taken in from a table, or from a weighing."""
    if weighed := entered.get("weighed"):
        for row in weighed["rows"]:
            click.echo(f"{row['id']}: {row['name']}: {_chance(row)}.")
        tell([f"No forecast of {row['hypothesis']}: {row['refused']['why']}." for row in weighed["left_out"]])
        if weighed["later"]:
            tell([f"Reported after that date, and left out: {', '.join(weighed['later'])}."])
        if weighed["undated"]:
            tell([f"Nobody says when it was reported; it counts: {', '.join(weighed['undated'])}."])
        return
    taken = entered["taken_in"]
    click.echo(
        f"{taken['added']:,} added, {taken['changed']:,} changed, {taken['same']:,} on record already."
    )
    tell([f"Taken: {', '.join(f'{field} from {head!r}' for field, head in taken['taken'].items())}."])
    if taken["unused"]:
        tell([f"Not used: {', '.join(taken['unused'])}."])


def _stretch(row: Mapping[str, Any]) -> str:
    told = f"{row['low']:.0%} to {row['high']:.0%}"
    return f"{told}: {row['words']}" if row["words"] else told


def _chance(row: Mapping[str, Any]) -> str:
    if row["low"] == row["high"]:
        return f"{row['low']:g}"
    ends = f"{row['low']:.3g}..{row['high']:.3g}"
    return ends if row["mid"] is None else f"{row['mid']:.3g} ({ends})"


def _number(value: float | None, digits: int = 3) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _interval(row: Mapping[str, Any], name: str, digits: int) -> str:
    told = _number(row[name], digits)
    if row[f"{name}_low"] is None:
        return f"{told} (no interval: {row['interval_refused']['why']})"
    ends = f"{_number(row[f'{name}_low'], digits)} to {_number(row[f'{name}_high'], digits)}"
    return f"{told} (90 % interval {ends})"
