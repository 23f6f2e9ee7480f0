"""Does it hold at size: 1,000 and 100,000 small files, 500 MB of XML records, and the same bytes once more.

Aims: peak memory at 100,000 files at most 1.2 times that at 1,000; cost in step with bytes at 1, 10 and 100
times; adding again costs a hash a file. Run with: make size (some twenty minutes and 4 GB of disk)
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.tree import Cost, tree_cost
from benchmarks.volumes import LINEWATCH

_SYLLABLES = (
    "ka",
    "ro",
    "mi",
    "te",
    "sa",
    "lu",
    "ven",
    "dor",
    "pan",
    "is",
    "ter",
    "gol",
    "ne",
    "ba",
    "ri",
    "om",
)
_XML_HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Made-up records</title>'
    "</titleStmt></fileDesc></teiHeader><text><body>\n"
)


def words(rng: random.Random, count: int) -> str:
    """Return made-up words, the short ones the most frequent."""
    made = ("".join(rng.choices(_SYLLABLES, k=min(4, int(rng.expovariate(0.7)) + 1))) for _ in range(count))
    return " ".join(made).capitalize() + "."


def small_files(folder: Path, count: int) -> int:
    """Write distinct small texts, a thousand to a folder; return their bytes."""
    size = 0
    for number in range(count):
        rng = random.Random(number)
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        text = f"{words(rng, 60)}\n\n{words(rng, 80)}\n"
        size += (place / f"{number:06}.txt").write_text(text)
    return size


def xml_records(path: Path, size: int) -> int:
    """Write one TEI file of distinct documents of about 4 KB each; return its bytes."""
    with path.open("w") as out:
        written = out.write(_XML_HEAD)
        number = 0
        while written < size:
            rng = random.Random(number)
            body = "".join(f"<p>{words(rng, 120)}</p>" for _ in range(5))
            day = f"19{number % 80 + 10}-{number % 12 + 1:02}-{number % 28 + 1:02}"
            written += out.write(
                f'<div type="document" n="{number}" xml:id="d{number}"><head>Record {number}</head><opener>'
                f'<dateline><date when="{day}">{day}</date></dateline></opener>{body}</div>\n'
            )
            number += 1
        return written + out.write("</body></text></TEI>\n")


def add(case: Path, *what: Path) -> Cost:
    """Add files to a case, made if there is none, and return what it cost."""
    if not case.exists():
        tree_cost([*LINEWATCH, "init", str(case), "--title", "size"])
    return tree_cost([*LINEWATCH, "--case", str(case), "add", *map(str, what)])


def told(what: str, size: int, cost: Cost) -> None:
    """Print one row of the table."""
    megabytes = size / 1e6
    print(
        f"{what:<34} {megabytes:8.1f} MB {cost.cpu_s:8.1f} CPU s {cost.wall_s:8.1f} s "
        f"{cost.cpu_s / megabytes:7.2f} CPU s/MB {cost.peak_mb:7.0f} MB peak (writer {cost.root_peak_mb:.0f})",
        flush=True,
    )


def main() -> None:
    """Print the cost at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--xml", type=int, default=500, help="megabytes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for count in (given.files // 100, given.files // 10, given.files):
            size = small_files(folder / "in", count)
            told(f"{count:,} small files", size, add(folder / "case", folder / "in"))
            if count == given.files:
                told(f"{count:,} small files again", size, add(folder / "case", folder / "in"))
                told("their hashes alone", size, hashes(folder / "in"))
            shutil.rmtree(folder / "case")
        shutil.rmtree(folder / "in")
        for megabytes in (given.xml / 100, given.xml / 10, given.xml):
            size = xml_records(folder / "records.xml", int(megabytes * 1e6))
            told("XML records, one file", size, add(folder / "case", folder / "records.xml"))
            shutil.rmtree(folder / "case")


def hashes(folder: Path) -> Cost:
    """Return what hashing the files of a folder costs in one process."""
    code = (
        "import hashlib, pathlib, sys\n"
        "for p in sorted(pathlib.Path(sys.argv[1]).rglob('*.txt')):\n"
        "    hashlib.sha256(p.read_bytes()).hexdigest()"
    )
    return tree_cost([sys.executable, "-c", code, str(folder)])


if __name__ == "__main__":
    main()
