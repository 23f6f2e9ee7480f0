"""A chain on the page of echoes: its figure, its wordings word under word, its places with what each left out.

What comes from a document is escaped (`side_by_side_parts.text`). Each kind of gap has a sign and a word of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linewatch.brief.dates import date_text_words
from linewatch.brief.echo_page_values import EchoChain, EchoPlace, EchoText, Row
from linewatch.brief.echo_page_variants import Reading, collated
from linewatch.brief.events import timeline_words
from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import paged, quoted, short, text
from linewatch.figures.echo_chain import NARROW_PX, Stop, echo_chain
from linewatch.kinds.dates import PartialDate

GAP_SIGNS = {"omitted": "−", "inserted": "+", "reworded": "≈", "moved": "↕"}
_BORDERS = {"omitted": "dropped", "inserted": "added", "reworded": "reworded", "moved": "moved"}
_DRAWN = 16  # dated places in a figure
LISTED = 40  # places in a list
_SET = 24  # wordings set under one another
_LONG = 250  # words of a passage set word under word
_GAP_WORDS = 60  # words of a gap that are shown
_LEAD = 12  # words in a heading


def section(chain: EchoChain, actors: Mapping[str, str], say: Phrases, dates: Phrases) -> str:
    """Return all that the page tells of a chain.

    Args:
        chain: The chain.
        actors: Names of actors by id.
        say: The wording of the page.
        dates: The wording of dates, and of the axis.
    """
    number = chain.number
    lead = say.format("echoes.words", words=short(chain.first["text"], _LEAD))
    return "".join(
        (
            f'<section class=chain><h2 id="c{number}">{say.format("echoes.chain", number=number)}: {quoted(lead)}</h2>',
            f"<p class=aside>{say.get('part.dot').join(facts(chain, actors, say, dates))}</p>",
            *_figure(chain, actors, say, dates),
            _wordings(chain, say),
            _places(chain, actors, say, dates),
            *_told(chain, actors, say),
            "</section>",
        )
    )


def facts(chain: EchoChain, actors: Mapping[str, str], say: Phrases, dates: Phrases) -> Iterator[str]:
    """Yield what is told of a chain in a line, escaped: whose it is first, where, from when to when."""
    first = chain.first
    if first["whole"]:
        yield say.get("echoes.whole")
    if first["centre"]:
        yield f"<b>◆ {say.get('echoes.begins')}</b>"
    yield say.count("places", len(chain.places))
    yield say.format("echoes.in_texts", count=chain.documents)
    dated = [place.row["date"] for place in chain.places if place.row["date"]]
    if dated:
        ends = dict.fromkeys((date_text_words(dated[0], dates), date_text_words(dated[-1], dates)))
        yield text(" – ".join(ends))
    else:
        yield say.get("echoes.no_order")
    names = list(dict.fromkeys(_actor(place.row, actors) for place in chain.places if place.row["actor"]))
    if names:
        yield say.get("part.comma").join(quoted(name) for name in names[:5]) + (
            " …" if len(names) > 5 else ""
        )


def _actor(row: Row, actors: Mapping[str, str]) -> str:
    return actors.get(row["actor"], row["actor"] or "")


def _figure(chain: EchoChain, actors: Mapping[str, str], say: Phrases, dates: Phrases) -> Iterator[str]:
    dated = [n for n, place in enumerate(chain.places) if place.row["date"]]
    if len(dated) > 1:
        rank = {n: at for at, n in enumerate(dated[:_DRAWN])}
        stops = [_stop(n, chain, rank, actors, say, dates) for n in rank]
        title = say.format("echoes.figure", number=chain.number)
        words = timeline_words(dates)
        for name, width in (("wide", 900), ("narrow", NARROW_PX)):
            yield f"<div class={name}>{echo_chain(stops, words, title, width)}</div>"
        if len(dated) > _DRAWN:
            yield f"<p class=aside>{say.format('echoes.not_drawn', count=len(dated) - _DRAWN)}</p>"
    apart = [n for n in range(len(chain.places)) if n not in set(dated)]
    if apart:
        names = say.get("part.comma").join(_place_name(n, chain, say) for n in apart[:LISTED])
        yield f"<p class=aside>{say.format('echoes.undated_apart', places=names)}</p>"


def _place_name(n: int, chain: EchoChain, say: Phrases) -> str:
    return say.format("echoes.stop", number=n + 1, document=quoted(chain.places[n].row["document"]))


def _stop(  # noqa: PLR0913, PLR0917 - a place, and the wording of it
    n: int, chain: EchoChain, rank: Mapping[int, int], actors: Mapping[str, str], say: Phrases, dates: Phrases
) -> Stop:
    row, (source, _) = chain.places[n].row, chain.sources[n]
    values = {"number": n + 1, "document": row["document"], "actor": _actor(row, actors)}
    return Stop(
        label=say.format("echoes.stop_actor" if row["actor"] else "echoes.stop", **values),
        date=PartialDate.parse(row["date"]),
        when=date_text_words(row["date"], dates),
        centre=row["centre"],
        source=None if source is None else rank[source],
        either_way=row["either_way"],
    )


def _wordings(chain: EchoChain, say: Phrases) -> str:
    texts = [place.row["text"].split() for place in chain.places[:_SET]]
    found = collated([" ".join(words[:_LONG]) for words in texts])
    told = [f"<h3>{say.get('echoes.variants')}</h3>"]
    if len(texts[0]) > _LONG:
        told.append(f"<p class=aside>{say.format('echoes.first_words', count=_LONG)}</p>")
    if found.partial:
        numbers = say.get("part.comma").join(str(n + 1) for n in found.partial)
        told.append(f"<p class=aside>{say.format('echoes.partial', places=numbers)}</p>")
    elif len(found.runs) == 1 and len(found.runs[0]) == 1:
        told.append(f"<p class=aside>{say.get('echoes.same')}</p>")
    body = " ".join(_run(one, say) for one in found.runs)
    return f"{''.join(told)}<p class=wording dir=auto>{body}</p>"


def _run(readings: Sequence[Reading], say: Phrases) -> str:
    return _apart(readings, say) if len(readings) > 1 else text(readings[0].words)


def _apart(readings: Sequence[Reading], say: Phrases) -> str:
    """Return where wordings part, one under another, each with its sign against the first and who has it."""
    told = list[str]()
    for at, reading in enumerate(readings):
        kind = (
            ""
            if not at
            else "reworded"
            if reading.words and readings[0].words
            else "inserted"
            if reading.words
            else "omitted"
        )
        sign = f"<b>{GAP_SIGNS[kind]}</b>" if kind else ""
        edge = _BORDERS[kind] if kind else "first"
        numbers = " ".join(str(n + 1) for n in reading.places)
        words = (
            _clipped(reading.words, say)
            if reading.words
            else f"<span class=none>{say.get('echoes.nothing')}</span>"
        )
        told.append(
            f'<span class="reading {edge}">{sign}<span class=who dir=ltr>{numbers}</span> {words}</span>'
        )
    return f"<span class=apart>{''.join(told)}</span>"


def _clipped(words: str, say: Phrases) -> str:
    more = len(words.split()) - _GAP_WORDS
    if more <= 0:
        return text(words)
    return f"{text(' '.join(words.split()[:_GAP_WORDS]))} {say.format('echoes.words_more', count=more)}"


def _places(chain: EchoChain, actors: Mapping[str, str], say: Phrases, dates: Phrases) -> str:
    shown = "".join(
        f"<li value={n + 1}>{_place(n, chain, actors, say, dates)}</li>"
        for n in range(min(LISTED, len(chain.places)))
    )
    more = len(chain.places) - LISTED
    rest = f"<p class=aside>{say.format('echoes.more_places', count=more)}</p>" if more > 0 else ""
    return f"<h3>{say.get('echoes.places')}</h3><ol class=places>{shown}</ol>{rest}"


def _place(n: int, chain: EchoChain, actors: Mapping[str, str], say: Phrases, dates: Phrases) -> str:
    place = chain.places[n]
    row = place.row
    when = text(date_text_words(row["date"], dates)) if row["date"] else say.get("echoes.undated")
    cite = row["cites"][0]
    where = paged(cite["page"], text(cite["locator"] or row["n"]), say)
    parts = [
        when,
        f'<a class=place dir=ltr href="#{anchor(chain.number, n)}">{quoted(row["document"])} {where}</a>',
    ]
    if row["actor"]:
        name = quoted(_actor(row, actors))
        parts.append(f"<b>◆ {name}</b>" if row["centre"] else name)
    parts += _origin(n, chain, say)
    if row["verbatim"]:
        parts.append(say.get("echoes.verbatim"))
    gaps = "".join(f"<li class={_BORDERS[gap['kind']]}>{_gap(gap, say)}</li>" for gap in row["gaps"])
    return say.get("part.dot").join(parts) + (f"<ul class=gaps>{gaps}</ul>" if gaps else "")


def _origin(n: int, chain: EchoChain, say: Phrases) -> Iterator[str]:
    """Yield from which place a place most likely has it, and how long after the earliest held."""
    row, (source, ties) = chain.places[n].row, chain.sources[n]
    if not n:
        if row["date"]:
            yield say.get("echoes.earliest")
        return
    if source is not None:
        told = say.format("echoes.from", source=source + 1)
        if ties:
            told += " " + say.format(
                "echoes.or_from", sources=say.get("part.comma").join(str(t + 1) for t in ties)
            )
        yield told
    if row["either_way"]:
        yield f"⇄ {say.get('echoes.either_way')}"
    low, high = row["lag_days_low"], row["lag_days_high"]
    if low is not None and low == high:
        yield say.format("echoes.lag", days=low)
    elif low is not None or high is not None:
        unknown = say.get("echoes.lag_open")
        ends = {"low": unknown if low is None else low, "high": unknown if high is None else high}
        yield say.format("echoes.lag_range", **ends)


def _gap(gap: Row, say: Phrases) -> str:
    kind = gap["kind"]
    words = [f"“{_clipped(gap[key], say)}”" for key in ("source_text", "text") if gap[key]]
    if kind == "moved":
        words = words[:1]
    return f"<b>{GAP_SIGNS[kind]}</b> {say.get(f'gap.{kind}')} <bdi>{' → '.join(words)}</bdi>"


def _told(chain: EchoChain, actors: Mapping[str, str], say: Phrases) -> Iterator[str]:
    comma = say.get("part.comma")
    if silent := chain.first["silent"]:
        names = comma.join(quoted(actors.get(actor, actor)) for actor in silent)
        yield f"<details><summary>{say.format('echoes.silent', count=len(silent))}</summary><p>{names}</p></details>"
    watchers = dict.fromkeys(place.row["actor"] for place in chain.places if place.row["not_independent"])
    if watchers:
        names = comma.join(quoted(actors.get(actor, actor)) for actor in watchers)
        yield f"<p>{say.format('echoes.dependent', actors=names)}</p>"


def anchor(chain: int, place: int) -> str:
    """Return the name of a place within the texts on the page."""
    return f"c{chain}p{place + 1}"


def source(held: EchoText, places: Sequence[tuple[int, int, EchoPlace]], say: Phrases) -> str:
    """Return the passages of a text that places stand in, each place marked, with a link back to its chain.

    Args:
        held: The text.
        places: Of a chain, its number and the number of the place.
        say: The wording.
    """
    at = dict[int, list[tuple[int, int, str]]]()
    for chain, number, place in places:
        for first, (n, start, end) in enumerate(place.pieces):
            at.setdefault(n, []).append((start, end, "" if first else _back(chain, number)))
    told = "".join(
        f"<p dir=auto><span class=aside>{paged(page, str(n), say)}</span> {_marked(words, at[n])}</p>"
        for n, (page, words) in held.passages.items()
        if n in at
    )
    lead = say.get("part.dot").join(
        filter(None, (quoted(held.title), quoted(held.told) if held.told else ""))
    )
    return f"<section><h3>{lead} <span class=aside>{text(held.document)}</span></h3>{told}</section>"


def _back(chain: int, place: int) -> str:
    name = anchor(chain, place)
    return f'<a class=no dir=ltr id="{name}" href="#c{chain}">{chain}</a>'


def _marked(words: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Return a text with spans underlined, and before each a link back; spans may lie over one another."""
    edges = sorted({0, len(words), *(edge for start, end, _ in spans for edge in (start, end))})
    parts = list[str]()
    for low, high in zip(edges, [*edges[1:], len(words)], strict=True):
        parts += [back for start, _, back in spans if start == low]
        own = text(words[low:high])
        if own:
            parts.append(
                f"<u>{own}</u>" if any(start <= low and high <= end for start, end, _ in spans) else own
            )
    return "".join(parts)
