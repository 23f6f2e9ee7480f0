"""What a simulation gives, made up for tests: three parties, three days, a change that moves one of them."""

from datetime import date, timedelta

from linewatch.scenarios.mechanisms import MECHANISMS
from linewatch.scenarios.outcomes import OUTCOMES, TABLE_STRATA

STARTS = date(1956, 3, 26)
DAYS = 12
ACTORS = ("north", "south", "others")


def rows(value, runs=20):
    """Return rows of outcomes or differences; value gives (mid, half) by outcome, actor and number of the day."""
    made = []
    for name in OUTCOMES:
        for actor in (*ACTORS, "movement"):
            for stratum in TABLE_STRATA:
                for n in range(DAYS):
                    mid, half = value(name, actor, n)
                    alone = runs < 2
                    made.append({
                        "name": name, "actor": actor, "stratum": stratum,
                        "day": (STARTS + timedelta(n)).isoformat(), "mid": mid,
                        "low": None if alone else mid - half, "high": None if alone else mid + half,
                        "mean_low": None if alone else mid - half / 4, "mean_high": None if alone else mid + half / 4,
                        "refused": {"why": "One run shows no range.", "needed": "--runs 2"} if alone else None,
                    })  # fmt: skip
    return made


def scenario(name, call_off, **more):
    """Return a scenario as it is told."""
    return {
        "name": name, "title": name.replace("_", " ").capitalize(), "tells": f"It is {name}.",
        "starts": "1956-03-26", "ends": "1956-04-06", "structure": "tree, press and ties", "assumed": True,
        "tempo_days": None, "off": ["K22"], "parameters": {},
        "events": [
            {"id": "leak", "kind": "disclosure", "on": "1956-03-28", "strength": 1.0, "ground": "said"},
            {"id": "call_off", "kind": "call_off", "on": call_off, "strength": 0.6, "ground": "said"},
        ],
    } | more  # fmt: skip


def told(name, actor, n):
    """Return an outcome that rises in the north alone."""
    return (
        (0.03 * n if actor == "north" else 0.0, 0.02 if actor == "north" else 0.0)
        if name == "voices"
        else (0.0, 0.0)
    )


def differs(name, actor, n):
    """Return a difference: sure in the north, unsure in the south."""
    if name != "voices":
        return 0.0, 0.0
    return {"north": (0.015 * n, 0.03), "south": (0.002, 0.01), "movement": (0.003 * n, 0.05)}.get(
        actor, (0.0, 0.0)
    )


def found(against=True, runs=20):
    """Return what ``simulate --json`` gives."""
    return {
        "scenario": scenario("no_call_off", None),
        "against": scenario("as_happened", "1956-03-30") if against else None,
        "runs": runs, "seed": 1956, "hash": "0123456789abcdef",
        "settings": {"days": "all", "structure": None, "assumed": True, "vary": True, "model": "abc"},
        "memory": {}, "thinning": [
            {"actor": "others", "one_stands_for": 100, "kept": 50, "members": 5000},
            {"actor": "north", "one_stands_for": 1, "kept": 900, "members": 900},
        ],
        "actors": [
            {"id": "north", "name": "The North's party", "parties": 1},
            {"id": "south", "name": "<b>South</b>", "parties": 1},
            {"id": "others", "name": "Others, a block of 9", "parties": 9},
        ],
        "outcomes": rows(told, runs), "differences": rows(differs, runs) if against else [],
        "widths": [
            {"name": "voices", "of": "difference" if against else "outcome", "actor": "movement", "stratum": "all",
             "day": "1956-04-06", "range": 0.1, "mean": 0.025, "paired_runs": 0.12},
        ],
        "patterns": [
            {"id": "P1", "says": "Those in the know speak first", "blocks": ["M12"], "share": 0.75, "refused": None},
            {"id": "P2", "says": "They zigzag", "blocks": [], "share": None, "refused": {"why": "No variable.",
                                                                                     "needed": "another model"}},
        ],
        "data": {}, "limits": [{"id": "x", "tells": "It cannot say why.", "blocks": ["M7"], "source": ""}],
        "cites": [
            {"mechanism": MECHANISMS[0].key, "document": "memorandum", "page": "5", "locator": "M12",
             "exact": "a rather slow process", "standing": "unverified", "csl": {}},
        ],
    }  # fmt: skip
