"""Small sound files of every format, made here, from which fuzzing starts."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable

import docx

_WORDS = "The committee met on 14 March 1956 and asked for a slower tempo. It named no day."


def _text() -> list[bytes]:
    memo = "SECRET\n\nMEMORANDUM FOR: The Director\n\nSUBJECT: A matter\n\n1. " + _WORDS + "\n\nSECRET\n"
    printed = (
        "12. Telegram From the Embassy to the Department1\n\nCity, 9 April.\n\n[Page 88]\n\n"
        + _WORDS
        + "\n\n 1. Source: Department, Files, 123.45/4-956. Secret.\n"
    )
    return [
        _WORDS.encode(),
        memo.encode(),
        printed.encode(),
        "Партия — «сила».\r\nÉté\f\n".encode(),
        b"\xe9t\xe9",
    ]


def _markdown() -> list[bytes]:
    return [
        b"---\ntitle: A paper\ndate: 1956-03-14\n---\n# Head\n\nSome *words* and a note[^1].\n\n- one\n- two\n\n"
        b"| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: The note.\n\n## Page 2\n\nmore"
    ]


def _html() -> list[bytes]:
    return [
        b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A page</title></head><body><nav><a href=/>"
        b"Home</a></nav><h1>Head</h1><p>Some <b>words</b> here<sup><a href='#n1'>1</a></sup>.</p><ul><li>one<li>two"
        b"</ul><table><tr><td>1<td>2</table><p id=n1>1. A note.</p><script>alert(1)</script></body></html>",
        b"<html><body>One<br><br>Two<br><center>Three</center></body></html>",
    ]


def _tei() -> list[bytes]:
    head = b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>"
    return [
        head
        + b"</fileDesc></teiHeader><text><body><div type='document' n='1' xml:id='d1'><head>H<note n='1'>N</note>"
        b"</head><opener><dateline><date when='1956-03-14'>x</date></dateline></opener><p>One<pb n='2'/> two</p>"
        b"<list><item>i</item></list></div></body></text></TEI>",
        head + b"</fileDesc></teiHeader><text><body><p>Only &amp; text <del>a</del></p></body></text></TEI>",
    ]


def _zip() -> list[bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/a.txt", _WORDS)
        archive.writestr("b.html", _html()[0])
        archive.writestr("c.txt.gz", gzip.compress(b"packed twice", mtime=0))
    return [out.getvalue()]


def _tar() -> list[bytes]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in (("in/a.txt", _WORDS.encode()), ("b.xml", _tei()[0])):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return [out.getvalue()]


def _docx() -> list[bytes]:
    made = docx.Document()
    made.add_heading("Head", 1)
    made.add_paragraph(_WORDS)
    made.add_paragraph("one", style="List Bullet")
    made.add_table(1, 2).cell(0, 0).text = "cell"
    out = io.BytesIO()
    made.save(out)
    return [out.getvalue()]


def _odt() -> list[bytes]:
    spaces = (
        "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text><text:h text:outline-level='1'>Head</text:h>"
        "<text:p>Some words<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return [out.getvalue()]


def _rtf() -> list[bytes]:
    return [
        rb"{\rtf1\ansi\ansicpg1252{\info{\title A paper}}\pard Some words \'e9t\'e9 \u1055?\par\page Two.\par"
        rb"{\footnote A note.}}"
    ]


def _mail() -> list[bytes]:
    return [
        b"From: A <a@b.example>\nTo: c@d.example\nSubject: =?utf-8?q?A_matter?=\n"
        b"Date: Wed, 14 Mar 1956 10:00:00 +0100\n"
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
        b"Content-Type: text/plain\n\nSome words.\n\n"
        b"> quoted\n--x\nContent-Type: text/plain; name=a.txt\n"
        b"Content-Disposition: attachment; filename=a.txt\n\nEnclosed."
        b"\n--x--\n"
    ]


def _jsonl() -> list[bytes]:
    return [b'{"id":"a","text":"Some words.","date":"1956-03","issuer":"B","box":7}\n{"text":"More."}\n']


def _csv() -> list[bytes]:
    return [b'id,text,date\n1,"Some ""words"", here",1956\n2,More,\n']


def _pdf() -> list[bytes]:
    drawn = b"BT /F1 12 Tf 72 700 Td (The committee met.) Tj 0 -14 Td (It named no day.) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return [out + end % (table, len(out))]


FOR: dict[str, Callable[[], list[bytes]]] = {
    "csv": _csv,
    "docx": _docx,
    "gzip": lambda: [gzip.compress(text, mtime=0) for text in _text()],
    "html": _html,
    "jsonl": _jsonl,
    "mail": _mail,
    "markdown": _markdown,
    "odt": _odt,
    "pdf": _pdf,
    "rtf": _rtf,
    "tar": _tar,
    "tei": _tei,
    "text": _text,
    "zip": _zip,
}
