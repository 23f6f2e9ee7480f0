"""Echoes as one HTML page that needs nothing else: chains on a time axis, their wordings, and the texts below."""

from __future__ import annotations

from collections.abc import Iterator

from linewatch.brief.echo_page_look import LOOK
from linewatch.brief.echo_page_parts import GAP_SIGNS, LISTED, facts, section, source
from linewatch.brief.echo_page_values import EchoPage, EchoPlace
from linewatch.brief.phrases import Phrases
from linewatch.brief.side_by_side_parts import folded, quoted, shell, short, text

_LEAD = 14  # words of a passage in a list


def echo_page(found: EchoPage, say: Phrases, dates: Phrases) -> str:
    """Return the page.

    Args:
        found: All that it tells.
        say: The wording of the page.
        dates: The wording of dates, and of the axis.
    """
    made = shell(say.format("echoes.title", case=found.case), _body(found, say, dates), say)
    return made.replace("</style>", f"{LOOK}</style>", 1)


def _body(found: EchoPage, say: Phrases, dates: Phrases) -> Iterator[str]:
    yield f"<h1>{say.get('echoes.heading')}</h1><p class=which><b>{quoted(found.case)}</b></p>"
    texts = say.count("texts", found.texts)
    if not found.borrowed:
        formal = say.get("echoes.by_form") if found.boilerplate else ""
        yield f"<p class=summary>{say.get('echoes.none')} {quoted(found.why)}{formal}</p>"
    else:
        chains = say.count("chains", found.borrowed)
        told = say.format("echoes.summary", texts=texts, chains=chains)
        yield f"<p class=summary>{told} {say.get('echoes.chance')}</p>"
        yield from _rate(found, say)
        yield f"<ul class=legend>{_legend(say)}</ul>"
        yield f"<p class=aside>{say.get('echoes.key')} {say.get('echoes.key_line')} {say.get('echoes.key_figure')}</p>"
        yield _index(found, say, dates)
    for chain in found.chains:
        yield section(chain, found.actors, say, dates)
    yield _boilerplate(found, say)
    yield _texts(found, say)


def _rate(found: EchoPage, say: Phrases) -> Iterator[str]:
    """Yield what the rate of false finds is of, the setting, and what is not known where texts were named."""
    told = found.settings
    if told:
        values = {"pairs": told["pairs"], "share": told["false_share"], "level": told["level_nats"]}
        rate = say.format("echoes.rate", **values, seed=told["seed"], doubtful=found.doubtful)
        yield f"<p class=aside>{rate}</p>"
    if told.get("of"):
        yield f"<p class=aside>{say.format('echoes.named', texts=quoted(say.get('part.comma').join(told['of'])))}</p>"


def _legend(say: Phrases) -> str:
    borders = {"omitted": "dropped", "inserted": "added", "reworded": "reworded", "moved": "moved"}
    return "".join(
        f'<li class="{borders[kind]}"><b>{sign}</b> {say.get(f"gap.{kind}")}</li>'
        for kind, sign in GAP_SIGNS.items()
    )


def _index(found: EchoPage, say: Phrases, dates: Phrases) -> str:
    items = "".join(
        f'<li><a href="#c{chain.number}">{quoted(short(chain.first["text"], _LEAD))}</a> '
        f"<span class=aside>{say.get('part.dot').join(facts(chain, found.actors, say, dates))}</span></li>"
        for chain in found.chains
    )
    more = found.borrowed - len(found.chains)
    rest = f"<p class=aside>{say.format('echoes.rest', count=more)}</p>" if more > 0 else ""
    lead = f"<h2>{say.get('echoes.index')}</h2><p class=aside>{say.get('echoes.order')}</p>"
    return f"<nav>{lead}<ul>{items}</ul>{rest}</nav>"


def _boilerplate(found: EchoPage, say: Phrases) -> str:
    shown = found.boilerplate[:200]
    items = "".join(
        f"<li dir=auto>{text(short(words, _LEAD))} <span class=aside>{say.format('echoes.in_documents', count=count)}"
        "</span></li>"
        for words, count in shown
    )
    more = len(found.boilerplate) - len(shown)
    rest = f"<p class=aside>{say.format('echoes.boilerplate_more', count=more)}</p>" if more > 0 else ""
    lead = say.format("echoes.boilerplate", chains=say.count("chains", len(found.boilerplate)))
    return folded(lead, f"<ul>{items}</ul>{rest}" if items else "")


def _texts(found: EchoPage, say: Phrases) -> str:
    at = dict[str, list[tuple[int, int, EchoPlace]]]()
    for chain in found.chains:
        for n, place in enumerate(chain.places[:LISTED]):
            at.setdefault(place.row["document"], []).append((chain.number, n, place))
    order = sorted(at, key=lambda name: (at[name][0][2].row["date"] or "9", name))
    told = "".join(source(found.held[name], at[name], say) for name in order)
    if not told:
        return ""
    lead = f"<h2>{say.get('echoes.texts_heading')}</h2>"
    return f"<div class=texts>{lead}{told}</div><p class=print>{say.get('part.not_printed')}</p>"
