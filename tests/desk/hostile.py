"""Files made to break or to fool whoever reads them, each with the one line that it must get."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

_TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>%s</p></body></text></TEI>'


def make(folder: Path) -> dict[str, str]:
    """Write hostile files into a folder; return by name what the reason must say; "" where it must be read."""
    written: dict[str, str] = {}

    def write(name: str, data: bytes, reason: str) -> None:
        (folder / name).write_bytes(data)
        written[name] = reason

    laughs = b"".join(b'<!ENTITY l%d "%s">' % (k, b"&l%d;" % (k - 1) * 10) for k in range(1, 12))
    write(
        "laughs.xml",
        b'<!DOCTYPE TEI [<!ENTITY l0 "ha">' + laughs + b"]>" + _TEI % b"&l11;",
        "well-formed|too large",
    )
    write("outside.xml", b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + _TEI % b"&x;", "")
    write("deep.xml", b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>" + b"<div>" * 100_000, "deep|well-formed")
    write("deep.html", b"<html><body>" + b"<div>" * 100_000 + b"words", "deep|")
    write("attributes.html", b"<html><body><p " + b"a=1 " * 200_000 + b">words</p>", "")
    write("ratio.txt.gz", gzip.compress(b"x" * (40 * 2**20)), "250 times its size")
    write("ratio.zip", _zip({"a.txt": b"x" * (40 * 2**20)}), "250 times its size")
    write(
        "nested.zip",
        _zip({"a.zip": _zip({"b.zip": _zip({"c.zip": _zip({"d.txt": b"words"})})})}),
        "packed more than",
    )
    write("climbing.zip", _zip({"../../out.txt": b"words"}), "leads out of the archive")
    write("links.tar", _tar(tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE), "not a file")
    write("cut.tar.gz", gzip.compress(os.urandom(3000))[:-200], "Cannot unpack")
    write("zeros.txt", b"words\0\0words", "not text")
    write("broken.txt", b"words \xff\xfe\xfa \x81 words", "")
    write("line.txt", b"One word more and " * 100_000, "")
    write("line.jsonl", b'{"text": "' + b"x" * 2_000_000 + b'"\n{"text": "words"}\n', "not JSON")
    write("deep.jsonl", b"[" * 200_000 + b"\n", "not JSON")
    write("pages.pdf", _pdf(b"/Kids[3 0 R]/Count 1000000"), "")
    write("loop.pdf", _pdf(b"/Kids[2 0 R]/Count 1"), "page")
    write("cut.pdf", _pdf(b"/Kids[3 0 R]/Count 1")[:200], "PDF")
    write(
        "bomb.docx",
        _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 40 * 2**20}),
        "times|well-formed|unpack",
    )
    write(
        "script.html",
        b"<html><body><p>before <script>alert('x')</script><img src=x onerror=alert(1)> after</p>",
        "",
    )
    write("empty.txt", b"", "empty")
    (folder / "link.txt").symlink_to("/etc/hostname")
    written["link.txt"] = "a link"
    os.mkfifo(folder / "pipe")
    written["pipe"] = "neither a file nor a folder"
    return written


def _zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def _tar(*kinds: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number, kind in enumerate(kinds):
            entry = tarfile.TarInfo(f"entry {number}")
            entry.type, entry.linkname = kind, "/etc/hostname"
            archive.addfile(entry)
    return out.getvalue()


def _pdf(pages: bytes) -> bytes:
    drawn = b"BT /F1 12 Tf 72 700 Td (Some words.) Tj ET"
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages" + pages + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(out),
    )  # fmt: skip
