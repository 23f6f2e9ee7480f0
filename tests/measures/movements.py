"""A small movement for tests of reactions, personnel and deeds: a centre, two parties, and a chief of one."""

import tomllib
from importlib.resources import files

from linewatch.kinds.said import Actor, Deed, Event, Issue, Statement
from linewatch.measures.deed_kinds import DeedWords, Movement

WORDS = DeedWords.of(tomllib.loads(files("linewatch").joinpath("lexicons/deeds.en.toml").read_text("utf-8")))
ACTORS = (
    Actor(id="centre", name="Centre", kind="party"),
    Actor(id="paper", name="The Paper", kind="paper", parent="centre"),
    Actor(id="board", name="The Board", kind="organ", parent="centre"),
    Actor(id="rebels", name="Rebels", kind="faction", parent="centre"),
    Actor(id="abroad", name="Parties abroad", kind="camp"),
    Actor(id="leaders", name="Leaders abroad", kind="stratum", parent="abroad"),
    Actor(id="west", name="West party", kind="party", parent="abroad"),
    Actor(id="chief", name="Chief", kind="person", parent="west"),
    Actor(id="deputy", name="Deputy", kind="person", parent="west"),
    Actor(id="wing", name="Left wing", kind="wing", parent="west"),
    Actor(id="south", name="South party", kind="party", parent="abroad"),
    Actor(id="service", name="A service", kind="service"),
)
ISSUES = {
    row.id: row
    for row in (
        Issue(id="blame", name="Blame"),
        Issue(id="system", name="System", parent="blame"),
        Issue(id="rulers", name="Rulers", parent="blame"),
        Issue(id="roads", name="Roads"),
        Issue(id="lead", name="Leading role"),
        Issue(id="other", name="Other"),
    )
}
EVENTS = {
    row.id: row
    for row in (
        Event(id="speech", name="Speech", actor="centre", date="1956-02"),
        Event(id="talk", name="Talk", actor="chief", date="1956-06-10"),
        Event(id="reply", name="Reply", actor="centre", date="1956-06-30"),
    )
}
MOVEMENT = Movement.of("centre", ACTORS, WORDS)


def said(ident, actor, **more):
    return Statement(id=ident, actor=actor, **more)


def done(ident, actor, recipient, type_, **more):
    return Deed(id=ident, actor=actor, recipient=recipient, type=type_, **more)
