"""A folder of a movement of our own making: no party of it ever was, and its case holds no document."""

from __future__ import annotations

from pathlib import Path

from linewatch import desk
from linewatch.scenarios.mechanisms import MECHANISMS

FILES = {
    "movement.toml": """\
id = "lighthouses"
title = "The keepers of the lighthouses"
centre = "reef"
starts = "2001-01-01"
ends = "2001-03-10"
order = [["rumour", "print"]]
""",
    "parties.csv": """\
id,name,actor,parties,low,mid,high,ground,blocks,source,leaders,cadre_share,group,thin
reef,Keepers of the Reef,,1,3000,3000,3000,found,,their own count,9,0.06,closed,
sandbar,Keepers of the Sandbar,,1,600,800,900,assumed,,made up,7,0.06,open,
harbours,Small harbours,,4,400,1600,2000,assumed,,made up,12,0.06,open,2
""",
    "attributes.csv": """\
party,name,low,mid,high,ground,blocks,source
open,press,0.5,0.9,1,assumed,,made up
closed,press,0,0.01,0.05,assumed,,made up
sandbar,press,1,1,1,assumed,,made up
""",
    "channels.csv": """\
id,inside,opens,leaders,cadre,rank,after_leaders,after_cadre,after_rank,ramp_days,planned,parties,ground,blocks,source
briefings,yes,rumour,0.5,0.3,0.2,0,5,10,20,yes,,assumed,,made up
newspaper,no,print,0.9,0.9,0.9,0,0,0,0,no,,assumed,,made up
""",
    "events.csv": """\
id,record,kind,on,strength,parties,ground,blocks,source
rumour,,disclosure,2001-01-05,,,assumed,,made up
print,,disclosure,2001-01-20,,,assumed,,made up
hush,,call_off,2001-02-10,0.5,,assumed,,made up
visit,,coordination,,0.5,open,assumed,,made up
""",
    "limits.toml": """\
[[limit]]
id = "made_up"
tells = "All {parties} parties are made up, {parties_in_blocks} of them in {blocks} block."
source = "own reading"
""",
    "patterns.toml": """\
[[pattern]]
id = "L1"
says = "The open parties speak after the print"
kind = "jump"
parties = ["open"]
event = "print"
""",
    "scenarios/printed.toml": 'case = "lighthouses"\ntitle = "Printed"\ntells = "As it was."\n',
    "scenarios/quiet.toml": 'case = "lighthouses"\nprint = "never"\nhush = "never"\n',
}


def warrants() -> str:
    """Return citations for every mechanism, all of a log-book that the case does not hold."""
    rows = [f"{mechanism.key},logbook,1,{n}," for n, mechanism in enumerate(MECHANISMS, 1)]
    return "\n".join(["mechanism,document,page,locator,exact", *rows]) + "\n"


def write_movement(folder: Path, **changed: str) -> Path:
    """Write the folder, with files changed by name (dots as two underscores, slashes as three)."""
    files = FILES | {"warrants.csv": warrants()}
    files |= {name.replace("___", "/").replace("__", "."): text for name, text in changed.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def write_case(folder: Path) -> Path:
    """Make a case with the movement in it, and the log-book known; return its folder."""
    plain = write_movement(folder.with_name(f"{folder.name}-plain") / "movement").parent
    (plain / "documents.csv").write_text("key,title\nlogbook,The log-book\n")
    with desk.init(folder, "Lighthouses") as case:
        case.import_(plain)
    return folder
