"""Small PDFs written by hand for the tests: words at places, and nothing more."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

WIDTH, HEIGHT = 612, 792
# Advance widths of Helvetica, which every PDF program knows without the font in the file; others are 556.
_WIDE = {
    222: "ijl",
    278: " tf.,:;!/I-",
    333: "r()",
    500: "ckJsvxyz",
    611: "TFZ",
    667: "ABEKPSVXY",
    722: "wCDHNRU",
}
_WIDE |= {778: "GOQ", 833: "mM", 944: "W", 191: "'", 350: "•", 389: "*", 584: "=+"}
_WIDTHS = {sign: wide for wide, signs in _WIDE.items() for sign in signs}


def width(text: str, size: float) -> float:
    """Return how wide a text is set, in points."""
    return sum(_WIDTHS.get(sign, 556) for sign in text) * size / 1000


@dataclass
class Page:
    """What is drawn on a page, in the order in which it is drawn."""

    drawn: list[str] = field(default_factory=list)
    rotate: int = 0

    def put(
        self, x: float, y: float, text: str, size: float = 10, *, bold: bool = False, mode: int = 0, turn=None
    ):
        """Draw a text; y counts from the foot of the page."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        matrix = f"{turn or '1 0 0 1'} {x} {y}"
        self.drawn.append(f"BT /{'B' if bold else 'F'} {size} Tf {mode} Tr {matrix} Tm ({escaped}) Tj ET")
        return self

    def picture(self, x: float, y: float, across: float, up: float):
        """Draw a grey picture."""
        self.drawn.append(f"q {across} 0 0 {up} {x} {y} cm /P Do Q")
        return self

    def lines(self, x: float, top: float, lines: Iterable[str], size: float = 10, leading: float = 12):
        """Draw lines one below the other; return the height below the last."""
        for text in lines:
            self.put(x, top, text, size)
            top -= leading
        return top


def set_in(text: str, across: float, size: float = 10, first: float = 0) -> list[str]:
    """Return a text broken into lines no wider than asked, the first by an indent less."""
    lines, line = [], ""
    for word in text.split():
        room = across - (first if not lines else 0)
        if line and width(f"{line} {word}", size) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line] if line else lines


def pdf(pages: Iterable[Page], *, title: str = "", labels: str = "", claimed: int | None = None) -> bytes:
    """Return the bytes of a PDF with these pages."""
    pages = list(pages)
    fonts = "/Font << /F 3 0 R /B 4 0 R >> /XObject << /P 5 0 R >>"
    grey = b"\x80"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {labels} >>".encode(),
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Length 1 >> stream\n" + grey + b"\nendstream",
        f"<< /Title ({title}) >>".encode(),
    ]
    kids = []
    for page in pages:
        drawn = zlib.compress("\n".join(page.drawn).encode("cp1252"))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >> stream\n" % len(drawn) + drawn + b"\nendstream"
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.rotate} "
            f"/Contents {len(objects)} 0 R /Resources << {fonts} >> >>".encode()
        )
    count = len(pages) if claimed is None else claimed
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {count} >>".encode()
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(data),
    )
    return data + head + table + tail
