"""What reading takes is in step with what there is to read, whatever stands in it: no pattern and no loop runs away."""

import io
import time

import pytest

from linewatch.sources import files
from linewatch.sources.understanding import understanding

STALLED_S = 20  # of CPU: a megabyte of these takes a second or two
READING = files.Reading({}, understanding(None))
SENTENCE = "The committee of the party met in that year, and it was said to be the first of them.\n\n"
RELEASED = "SECRET\n\nSECRET\n\n"
PRINTED = "12. Telegram From A to B\n\n[Page 3]\n\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", SENTENCE + " " * 300_000 + "\n\n" + SENTENCE),
        ("a.txt", SENTENCE + "\f" * 300_000 + "\n\n" + SENTENCE),
        ("a.txt", SENTENCE + "a" * 300_000 + " com-\nmittee"),
        ("a.txt", SENTENCE + "The word of the\f" * 20_000),
        ("a.txt", RELEASED + "* one of several\n\n" * 20_000),
        ("a.txt", RELEASED + "a word* here\n\n" * 10_000 + "* a note\n\n" * 10_000),
        ("a.txt", RELEASED + "word and word\n\nSECRET\n\n" * 10_000),
        ("a.txt", PRINTED + SENTENCE * 3_000 + "".join(f" {n}. A note.\n" for n in range(1, 3_000))),
        ("a.html", "<html><head><meta charset=punycode><body><p>" + "a-" * 100_000 + "\xe9"),
        ("a.html", "<html><head><title>" + "word " * 200_000 + "</title><body><p>" + SENTENCE),
    ],
)
def test_no_text_stalls_its_reader(name, text):
    data = text.encode("latin-1")
    begun = time.process_time()
    found = list(files.documents(name, io.BytesIO(data), len(data), READING))
    assert time.process_time() - begun < STALLED_S
    assert [one.reason for one in found] == [None]
