"""Which actor is meant by a name: an id, a name on record, or another name it goes by; and who is the centre."""

from __future__ import annotations

from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.said import Actor
from linewatch.record import said
from linewatch.record.case_file import CaseFile


def actor_called(case: CaseFile, name: str) -> Actor:
    """Return the actor with an id, or else the one who goes by a name, in capitals or small letters.

    Raises:
        NoSuchRecord: If nobody goes by it.
        BadValue: If several do.
    """
    actors = {row.id: row for row in said.rows(case.con, Actor)}
    if name in actors:
        return actors[name]
    other = said.aliases(case.con)
    known = {row.id: (row.id, row.name, *other.get(row.id, ())) for row in actors.values()}
    fits = [ident for ident, names in known.items() if name.casefold() in {one.casefold() for one in names}]
    if len(fits) > 1:
        raise BadValue(f"{name!r} is the name of several actors.", f"Give an id: {', '.join(sorted(fits))}.")
    if not fits:
        raise NoSuchRecord("actor", name, [one for names in known.values() for one in names], "actors")
    return actors[fits[0]]


def of_centre(case: CaseFile, name: str | None = None) -> frozenset[str]:
    """Return the centre and all who belong to it; nobody where the case names no centre.

    Args:
        case: Whose actors.
        name: Who is the centre, by id or name; whom the case names, if it is left out.

    Raises:
        NoSuchRecord: If nobody goes by the name.
        BadValue: If several do.
    """
    centre = actor_called(case, name).id if name else case.fact("centre")
    if not centre:
        return frozenset()
    parents = {row.id: row.parent for row in said.rows(case.con, Actor)}

    def belongs(actor: str | None) -> bool:
        seen = set[str]()
        while actor is not None and actor not in seen:
            if actor == centre:
                return True
            seen.add(actor)
            actor = parents.get(actor)
        return False

    return frozenset(actor for actor in {*parents, centre} if belongs(actor))
