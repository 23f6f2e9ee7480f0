"""E-mail (.eml): its head as it was sent, its words, what it quotes, and what is enclosed with it."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import Message
from itertools import chain
from pathlib import PurePosixPath

from linewatch.errors import Unreadable
from linewatch.kinds.documents import Document, Edit, Passage
from linewatch.sources.html.reader import read_html
from linewatch.sources.mail.heads import Head, Party, head, text_of, words
from linewatch.sources.packing.decoding import with_guess
from linewatch.sources.passages.building import Draft, finish

_MEBI = 2**20
LARGEST_MAIL, MOST_LINES = 128 * _MEBI, 8_000_000
MOST_PARTS = 2000
# The standard parser looks at each line once for every boundary that is open, and at the settings of a part in
# time by their square: beyond these it would take hours.
_MOST_LOOKS, _LONGEST_HEADER = 500_000_000, 4096
_BOUNDARY = re.compile(rb"boundary\s{0,9}=", re.IGNORECASE)
_PART_HEADER = re.compile(rb"^content-[a-z-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_BROKEN = (RecursionError, MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError)
_SEALED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_LINE = re.compile(r"[^\n]+")
_QUOTE = re.compile(r"(?:[ \t]?>)+[ \t]?")
_SIGNATURE_FOLLOWS = "--"  # on a line of its own, as RFC 3676 has it
_BETWEEN = "\n\n"

_Piece = tuple[str, tuple[Passage, ...]]


def read_mail(stem: str, data: bytes) -> Document:
    """Return an e-mail as a document: its head, then its words; of two versions the plain one.

    What it quotes stands in passages of the section ``quoted``. Enclosures are left to `attachments`.

    Args:
        stem: The file's name without its suffix.
        data: The message.

    Raises:
        Unreadable: If it is no e-mail, is encrypted, too large, or holds no text.
    """
    message = _parsed(data)
    told = head(message)
    pieces = [_head_piece(told)]
    guessed: str | None = None
    try:
        enclosed = [name for name, _ in _named(message)]
        for part in _bodies(message):
            text, guess = _text(part)
            guessed = guessed or guess
            if part.get_content_type() == "text/html":
                pieces += _html_piece(stem, text)
            elif text.strip():
                pieces.append(_plain_piece(text))
    except _BROKEN as error:
        raise _not_understood() from error
    if len(pieces) == 1 and message.get_content_type() in _SEALED:
        raise Unreadable("It is encrypted.", "Save it decrypted from the program that can read it.")
    original, passages = _joined(pieces)
    if not passages:
        raise Unreadable("It holds no text.", "Leave it out.")
    return _described(
        Document(id=stem, original=original, passages=passages, reader="mail"), told, enclosed, guessed
    )


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of what is enclosed with an e-mail; a message in it is whole.

    Names hold no folders and differ from one another. A broken enclosure is empty.

    Raises:
        Unreadable: If it is no e-mail.
    """
    try:
        enclosed = list(_named(_parsed(data)))
    except _BROKEN as error:
        raise _not_understood() from error
    for name, part in enclosed:
        yield name, _bytes(part)


def _parsed(data: bytes) -> Message:
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    lines = data.count(b"\n") + data.count(b"\r")
    looks = lines * (1 + sum(1 for _ in _BOUNDARY.finditer(data)))
    if len(data) > LARGEST_MAIL or lines > 2 * MOST_LINES or looks > _MOST_LOOKS:
        raise Unreadable("It is too large or too nested for an e-mail.", "Save what matters in it by itself.")
    if any(len(found[0]) > _LONGEST_HEADER for found in _PART_HEADER.finditer(data)):
        raise Unreadable("A part of it has a head longer than any program writes.", "Save it as text.")
    try:
        return email.message_from_bytes(data)
    except _BROKEN as error:
        raise _not_understood() from error


def _not_understood() -> Unreadable:
    return Unreadable("It is nested or broken beyond reading.", "Save it again, or as text.")


def _bodies(part: Message) -> Iterator[Message]:
    """Yield the parts that are the message's own words, in order; of two versions one."""
    kind, inner = part.get_content_type(), _inner(part)
    many = part.get_content_maintype() == "multipart"
    if many and inner:
        versions = [list(_bodies(child)) for child in inner]
        yield from _best(versions) if kind == "multipart/alternative" else chain.from_iterable(versions)
    elif (many or kind in ("text/plain", "text/html")) and not _is_enclosed(part):
        yield part  # what should have parts but has none is plain text without its boundary


def _inner(part: Message) -> list[Message]:
    """Return the parts of a part; of what has none the standard parser would try the charset, and may fail."""
    inner = part.get_payload() if part.is_multipart() else ()
    return [child for child in inner if isinstance(child, Message)]


def _best(versions: list[list[Message]]) -> list[Message]:
    """Return the first version of plain text with words in it, else the last with anything."""
    for version in versions:
        plain = all(part.get_content_type() == "text/plain" for part in version)
        if plain and any(_bytes(part).strip() for part in version):
            return version
    return next((version for version in reversed(versions) if version), [])


def _is_enclosed(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _named(message: Message) -> Iterator[tuple[str, Message]]:
    """Yield what is enclosed in a message, with names that differ; a message enclosed is not looked into."""
    taken: set[str] = set()
    waiting: list[Message] = [message]
    looked_at = 0
    while waiting:
        looked_at += 1
        if looked_at > MOST_PARTS:
            raise Unreadable(f"It has more than {MOST_PARTS:,} parts.", "Save what matters in it by itself.")
        part = waiting.pop()
        inner = _inner(part)
        if part.get_content_maintype() == "multipart" and inner:
            waiting += reversed(inner)
        elif part is not message and (part.get_content_maintype() == "message" or _is_enclosed(part)):
            yield _name(part, taken), part


def _name(part: Message, taken: set[str]) -> str:
    """Return a name for an enclosure that no other one has."""
    usual = "message.eml" if part.get_content_maintype() == "message" else "enclosure"
    told = words(part.get_filename() or "").replace("\\", "/")
    path = PurePosixPath(PurePosixPath(told).name.lstrip(".") or usual)
    name, count = path.name, 1
    while name in taken:
        count += 1
        name = f"{path.stem}-{count}{path.suffix}"
    taken.add(name)
    return name


def _bytes(part: Message) -> bytes:
    """Return what a part holds; nothing where it is broken."""
    try:
        if inner := _inner(part):
            return inner[0].as_bytes()
        decoded = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return decoded if isinstance(decoded, bytes) else b""


def _text(part: Message) -> tuple[str, str | None]:
    """Return a part's words with line ends of one kind, and their encoding where it had to be guessed."""
    text, guess = text_of(_bytes(part), part.get_content_charset())
    return text.replace("\r\n", "\n").replace("\r", "\n"), guess


def _head_piece(told: Head) -> _Piece:
    """Return the head as text and passages: a line for each thing it says."""
    parties = (("From", told.senders), ("To", told.addressees), ("Cc", told.copies))
    lines = [(name, _shown(who)) for name, who in parties]
    lines.insert(1, ("Date", told.date_shown or ""))
    lines.append(("Subject", told.subject or ""))
    drafts: list[Draft] = []
    text = ""
    for name, said in lines:
        if said:
            label, start = f"{name}: ", len(text)
            text += f"{label}{said}\n"
            subject = name == "Subject"
            draft = Draft(
                "heading" if subject else "address", start + subject * len(label), end=len(text) - 1
            )
            drafts.append(draft)
    text = text.removesuffix("\n")
    return text, finish(drafts, text)


def _shown(who: tuple[Party, ...]) -> str:
    return ", ".join(party.shown for party in who)


def _plain_piece(text: str) -> _Piece:
    """Return plain text with its passages: between blank lines, and where a quotation begins or ends."""
    drafts: list[Draft] = []
    depth, signing, end = -1, False, 0  # depth of the open passage's quotation; -1 where none is open
    for line in _LINE.finditer(text):
        quote = _QUOTE.match(line[0])
        quoted, start = (quote[0].count(">"), line.start() + quote.end()) if quote else (0, line.start())
        signs = line[0].rstrip() == _SIGNATURE_FOLLOWS
        signing = not quoted and (signing or signs)
        if signs or not text[start : line.end()].strip():
            depth = -1
        elif quoted == depth and line.start() == end + 1:
            drafts[-1].take_out(line.start(), start)
            drafts[-1].end = line.end()
        else:
            kind = "signature" if signing else "paragraph"
            drafts.append(Draft(kind, start, section="quoted" if quoted else None, end=line.end()))
            depth = quoted
        end = line.end()
    return text, finish(drafts, text)


def _html_piece(stem: str, text: str) -> list[_Piece]:
    """Return a part that is a web page as its reader takes it; nothing where it is empty."""
    if not text.strip():
        return []
    try:
        # The mark at the beginning tells the reader the encoding, whatever the page says of itself.
        page = read_html(stem, text.encode("utf-8-sig"))
    except Unreadable:
        return []
    return [(page.original, page.passages)]


def _joined(pieces: list[_Piece]) -> _Piece:
    """Return pieces as one, blank lines between them."""
    texts: list[str] = []
    passages: list[Passage] = []
    at = 0
    for text, own in pieces:
        if not text:
            continue
        before = len(passages)
        passages += (_moved(passage, at, before) for passage in own)
        texts.append(text)
        at += len(text) + len(_BETWEEN)
    return _BETWEEN.join(texts), tuple(passages)


def _moved(passage: Passage, by: int, before: int) -> Passage:
    """Return a passage as it stands after another text and its passages."""
    return replace(
        passage,
        n=passage.n + before,
        start=passage.start + by,
        end=passage.end + by,
        note_of=passage.note_of and passage.note_of + before,
        edits=tuple(Edit(edit.start + by, edit.end + by, edit.put) for edit in passage.edits),
    )


def _described(document: Document, told: Head, enclosed: list[str], guessed: str | None) -> Document:
    """Return the document with what its head says."""
    issuer = "; ".join(party.name for party in told.senders) or None
    found = {"title": told.subject, "date": told.date, "issuer": issuer, "language": None, "pages": None}
    untold = [name for name, value in found.items() if value is None]
    extra: dict[str, object] = {"message_id": told.message_id, "answers": told.answers, "enclosed": enclosed}
    described = replace(
        document,
        title=told.subject,
        date=told.date,
        time=told.time,
        issuer=issuer,
        addressees=tuple(party.name for party in told.addressees),
        copies=tuple(party.name for party in told.copies),
        untold=tuple(untold),
        extra={name: value for name, value in extra.items() if value},
    )
    return with_guess(described, guessed)
