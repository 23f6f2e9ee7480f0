"""What the head of an e-mail says: who wrote it to whom, when, and about what, whatever state it is in."""

from __future__ import annotations

import binascii
import contextlib
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

from linewatch.errors import Unreadable
from linewatch.kinds.dates import edtf_or_none
from linewatch.sources.packing.decoding import decoded, text_encoding

# The standard functions take time by the square of what they are given; longer than this is no honest head.
_LONGEST_WORDS, _LONGEST_LIST = 4096, 200_000
_NO_TIME = "00:00:00"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAMES = frozenset(("from", "sender", "to", "cc", "subject", "date", "message-id", "received"))


class Party(NamedTuple):
    """Somebody whom a head names.

    Attributes:
        name: As the head shows it, else the address.
        shown: Name and address as the head writes them.
    """

    name: str
    shown: str


class Head(NamedTuple):
    """The head of an e-mail.

    Attributes:
        senders: Who wrote it.
        addressees: To whom.
        copies: To whom else.
        date: The day where the sender was, as EDTF.
        time: The time of day there, with the distance from universal time where it is told.
        date_shown: As it is written.
        subject: What it is about.
        message_id: Its own id.
        answers: The id of the message it answers.
    """

    senders: tuple[Party, ...]
    addressees: tuple[Party, ...]
    copies: tuple[Party, ...]
    date: str | None
    time: str | None
    date_shown: str | None
    subject: str | None
    message_id: str | None
    answers: str | None


def head(message: Message) -> Head:
    """Return what the head of a message says.

    Raises:
        Unreadable: If it has none of the lines that every message has.
    """
    lines: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        lines.setdefault(str(name).lower(), []).append(str(value))
    if not _NAMES & lines.keys():
        raise Unreadable("It has no head of an e-mail.", "Save it as .eml again, or as text.")
    shown = _first(lines, "date")
    date, time = _moment(shown)
    return Head(
        senders=tuple(_parties(lines, "from") or _parties(lines, "sender")),
        addressees=tuple(_parties(lines, "to")),
        copies=(*_parties(lines, "cc"), *_parties(lines, "bcc")),
        date=date,
        time=time,
        date_shown=shown,
        subject=_first(lines, "subject"),
        message_id=_first(lines, "message-id"),
        answers=_first(lines, "in-reply-to"),
    )


def words(raw: str) -> str:
    """Return a line of a head as it is meant: encoded words decoded, bytes of no encoding guessed."""
    text = _whole(raw[:_LONGEST_WORDS])
    with contextlib.suppress(MessageError, binascii.Error, ValueError, LookupError):  # else as it stands
        text = "".join(_chunk(chunk, encoding) for chunk, encoding in decode_header(text))
    return " ".join(clean(text).split())


def _chunk(chunk: str | bytes, encoding: str | None) -> str:
    if isinstance(chunk, str):
        return chunk
    # What stands between encoded words comes back in the form that Python gave it on the way.
    return text_of(chunk, encoding)[0] if encoding else chunk.decode("raw-unicode-escape")


def text_of(data: bytes, encoding: str | None) -> tuple[str, str | None]:
    """Return bytes as text, and the encoding where it had to be guessed."""
    if known := text_encoding(encoding or "ascii"):
        with contextlib.suppress(ValueError):
            return clean(data.decode(known)), None
    try:
        text, guess = decoded(data.replace(b"\0", b"?"))
    except Unreadable:  # nothing but white space
        return "", None
    return clean(text), guess


def clean(text: str) -> str:
    """Return text without what is no character: halves of pairs, and NUL."""
    return _SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd")


def _whole(raw: str) -> str:
    """Return a head's text with its 8-bit bytes, which the parser hides in surrogates, decoded."""
    if not _SURROGATE.search(raw):
        return raw
    return text_of(raw.encode("utf-8", "surrogateescape"), "utf-8")[0]


def _first(lines: dict[str, list[str]], name: str) -> str | None:
    return next((shown for line in lines.get(name, ()) if (shown := words(line))), None)


def _parties(lines: dict[str, list[str]], name: str) -> list[Party]:
    found = [_whole(line[:_LONGEST_LIST]) for line in lines.get(name, ())]
    return list(dict.fromkeys(party for line in found for party in _in_list(line)))


def _in_list(line: str) -> Iterator[Party]:
    """Yield whom one line names; what is no list of addresses names somebody as it stands."""
    try:
        # Without an address the standard function would keep the first word of a name.
        listed = getaddresses([line]) if "@" in line else []
        pairs = [(words(name), clean(address)) for name, address in listed]
    except (ValueError, IndexError, RecursionError):
        pairs = []
    pairs = [(name, address) for name, address in pairs if name or address]
    for name, address in pairs:
        shown = f"{name} <{address}>" if name and address else name or address
        yield Party(name or address, shown)
    if not pairs and (whole := words(line)):
        yield Party(whole, whole)


def _moment(shown: str | None) -> tuple[str | None, str | None]:
    """Return the day and the time of day of a line that tells a date, or a day alone."""
    if shown is None:
        return None, None
    for text in (shown, f"{shown} {_NO_TIME}"):
        with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
            moment = parsedate_to_datetime(text)
            year = f"{moment.year:04}"
            if year not in shown:  # of two figures, which the standard would put into our own century
                return None, None
            day = edtf_or_none(f"{year}-{moment.month:02}-{moment.day:02}")
            return day, moment.timetz().isoformat("seconds") if text is shown else None
    return None, None
