"""Where the rules come from: data files that ship, one a language, and over them a user's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from linewatch.errors import BadValue
from linewatch.sources.guessing.dates import date_forms
from linewatch.sources.guessing.parties import names
from linewatch.sources.guessing.patterns import unsafe_because
from linewatch.sources.guessing.rules import ANY, GuessRules, LanguageRules, ReadsAs, Rule, Where

FIELDS = frozenset(
    ("date", "time", "issuer", "speaker", "addressees", "marking", "number", "kind", "title", "ignore")
)
_SHIPPED, _USERS = 50, 100  # weights where a rule names none: what a user says goes before what ships
_PLACEHOLDER = re.compile(r"\{(date|day_date|time|place|weekday|capital)\}")
# Python's patterns know no class of capitals; what is a letter and none of these is one.
_CAPITAL = r"(?=[^\W\d_a-zß-öø-ÿāăąćčďđēęěğıłńňőřśšţťůűźżžа-яёіў])"
_PLACE_PART = r"[^\s,;:!?\d]{1,24}(?: [^\s,;:!?\d]{1,24}){0,3}"
_PLACE = rf"{_CAPITAL}{_PLACE_PART}(?:, {_PLACE_PART}){{0,2}}"


def guess_rules(folder: Path | None = None) -> GuessRules:
    """Return the rules that ship with Linewatch and, over them, those of a user's folder.

    Args:
        folder: Holds files ``*.toml`` of the form of ``lexicons/guess.en.toml``, as a rule a list of
            ``[[rules]]`` alone, each with ``language``, ``pattern``, ``field``, and ``value`` or ``group``.
            Files of another form are passed over.

    Raises:
        BadValue: If a file is not TOML, or a rule in it cannot be used.
    """
    users = sorted(folder.glob("*.toml")) if folder and folder.is_dir() else []
    if not users:
        return _shipped_rules()
    read = [_users(path) for path in users]
    try:
        merged = _merged([*_shipped(), *read])
        return GuessRules({tag: _language(tag, merged[tag]) for tag in sorted(merged)})
    except (TypeError, ValueError, AttributeError, KeyError, re.error) as error:  # a table of another form
        raise BadValue(
            f"The rules in {folder} cannot be used: {error}.",
            "Give their tables the form that they have in lexicons/guess.en.toml.",
        ) from error


@lru_cache(maxsize=1)
def _shipped_rules() -> GuessRules:
    return GuessRules(_WhenNeeded(_merged(_shipped())))


class _WhenNeeded(Mapping[str, LanguageRules]):
    """The rules by language, each compiled when a document first asks: that takes longer than reading many."""

    def __init__(self, merged: dict[str, dict[str, Any]]) -> None:
        self._merged = merged
        self._made: dict[str, LanguageRules] = {}

    def __getitem__(self, tag: str) -> LanguageRules:
        if tag not in self._made:
            self._made[tag] = _language(tag, self._merged[tag])
        return self._made[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._merged))

    def __len__(self) -> int:
        return len(self._merged)


def _shipped() -> list[dict[str, Any]]:
    lexicons = files("linewatch").joinpath("lexicons")
    found = (entry for entry in lexicons.iterdir() if re.fullmatch(r"guess\.\w+\.toml", entry.name))
    ordered = sorted(found, key=lambda entry: entry.name)
    return [tomllib.loads(entry.read_text("utf-8")) for entry in ordered]


def _users(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadValue(
            f"Cannot read the rules in {path}: {error}.", "Mend the file, or move it out."
        ) from error
    listed = data.get("rules")
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        return {}
    for place, entry in enumerate(listed, 1):
        entry["from"] = f"Rule {place} of {path}"
        entry.setdefault("weight", _USERS)
    return data


def _merged(sources: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what all files say, by language."""
    merged: dict[str, dict[str, Any]] = {}
    for data in sources:
        own = data.get("language", ANY)
        for entry in data.get("rules", []):
            merged.setdefault(entry.get("language", own), {}).setdefault("rules", []).append(entry)
        for key, table in data.items():
            if key not in ("rules", "language"):
                _add(merged.setdefault(own, {}), key, table)
    return merged


def _add(known: dict[str, Any], key: str, more: Any) -> None:
    """Add a table of a later file to that of an earlier: lists grow, single values give way."""
    if isinstance(more, dict) and isinstance(known.get(key), dict):
        known[key] = dict(known[key])
        for inner, value in more.items():
            _add(known[key], inner, value)
    elif isinstance(more, list) and isinstance(known.get(key), list):
        known[key] = [*known[key], *more]
    else:
        known[key] = more


def _language(tag: str, data: dict[str, Any]) -> LanguageRules:
    dates = date_forms(data.get("dates", {}))
    labels: dict[str, Any] = data.get("labels", {})
    parts = {
        "date": dates.any_date,
        "day_date": dates.any_day,
        "time": dates.any_time,
        "place": _PLACE,
        "capital": _CAPITAL,
        "weekday": "(?i:" + "|".join([*data.get("dates", {}).get("weekdays", []), "(?!)"]) + ")",
    }
    rules = sorted((_rule(entry, parts) for entry in data.get("rules", [])), key=lambda rule: -rule.weight)
    return LanguageRules(
        language=tag,
        rules=tuple(rule for rule in rules if not _ignores(rule)),
        ignoring=tuple(rule for rule in rules if _ignores(rule)),
        cues=frozenset().union(*(rule.cues for rule in rules if rule.where != "start")),
        start_cues=frozenset().union(*(rule.cues for rule in rules if rule.where == "start")),
        dates=dates,
        names=names(data.get("names", {})),
        labels={label: field for field, row in labels.items() if isinstance(row, list) for label in row},
        labelled_kind=labels.get("kind"),
        markings=frozenset(data.get("markings", {}).get("names", ())),
        past=_any_word(data.get("tenses", {}).get("past", ())),
        ahead=_any_word(data.get("tenses", {}).get("ahead", ())),
    )


def _ignores(rule: Rule) -> bool:
    return any(field == "ignore" for field, _ in rule.sets)


def _any_word(words: list[str] | tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) if words else None


def _rule(entry: dict[str, Any], parts: dict[str, str]) -> Rule:
    """Return one rule of a file, compiled; a user's is looked at more closely."""
    source, text = entry.get("from"), entry.get("pattern")
    try:
        if not isinstance(text, str) or not text:
            raise ValueError("it has no pattern")  # noqa: TRY301 - told below with the rule's place
        if source and (why := unsafe_because(text)):
            raise ValueError(why)  # noqa: TRY301
        pattern = re.compile(_PLACEHOLDER.sub(lambda found: parts[found[1]], text))
        return _checked(entry, pattern)
    except (ValueError, TypeError, re.error, RecursionError, OverflowError) as error:
        next_step = (
            "Each rule needs a pattern, a field, and a value or a group; lexicons/guess.en.toml shows how."
        )
        raise BadValue(f"{source or 'A rule'} cannot be used: {error}.", next_step) from error


def _checked(entry: dict[str, Any], pattern: re.Pattern[str]) -> Rule:
    sets, takes = dict(entry.get("sets", {})), {name: name for name in pattern.groupindex if name in FIELDS}
    if field := entry.get("field"):
        if "value" in entry:
            sets[field] = str(entry["value"])
        elif field != "ignore":
            takes[field] = entry.get("group", field)
        else:
            sets[field] = ""
    if not sets and not takes:
        raise ValueError("it tells no field")
    if unknown := [name for name in (*sets, *takes) if name not in FIELDS]:
        raise ValueError(f"there is no field {unknown[0]!r}; there are {', '.join(sorted(FIELDS))}")
    missing = [
        g for g in takes.values() if g not in pattern.groupindex and g not in range(pattern.groups + 1)
    ]
    if missing:
        raise ValueError(f"its pattern has no group {missing[0]!r}")
    where = entry.get("where", "head")
    if where not in get_args(Where):
        raise ValueError(f"{where!r} is no place to look at; there are {', '.join(get_args(Where))}")
    reads_as = entry.get("as", "plain" if "from" in entry else "name")
    if reads_as not in get_args(ReadsAs):
        raise ValueError(f"{reads_as!r} is no kind of name; there are {', '.join(get_args(ReadsAs))}")
    return Rule(
        where=where,
        pattern=pattern,
        sets=tuple(sets.items()),
        takes=tuple(takes.items()),
        weight=int(entry.get("weight", _SHIPPED)),
        cues=frozenset(str(cue).lower() for cue in entry.get("cues", ())),
        dated="date" in takes,
        reads_as=reads_as,
        full=bool(entry.get("full", False)),
        sole=bool(entry.get("sole", False)),
        first=int(entry["first"]) if "first" in entry else None,
    )
