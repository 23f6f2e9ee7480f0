"""Paragraphs begin and end where the shape of the lines says so."""

from hypothesis import given
from hypothesis import strategies as st

from linewatch.sources.passages.blocks import blocks, shape_of

SENTENCE = "The captains of the ferry have not been asked by the company what they think of it."


def paragraphs(text):
    return [text[start:end] for start, end in blocks(text, shape_of(text))]


def test_blank_lines_part_paragraphs():
    assert paragraphs("One\ntwo.\n\n  Three.\n") == ["One\ntwo.", "Three."]


def test_a_paragraph_a_line():
    lines = [f"{number} {SENTENCE} {SENTENCE}" for number in range(6)]
    assert paragraphs("\n".join(lines)) == lines


def test_one_long_line_is_parted_after_whole_sentences():
    found = paragraphs(" ".join([SENTENCE] * 40))
    assert len(found) > 3
    assert all(part.endswith("think of it.") and 150 <= len(part.split()) < 170 for part in found[:-1])


def test_an_initial_or_a_number_ends_no_sentence():
    found = paragraphs(
        " ".join(["Then Mr. A. B. Smith, No. 5. of the line, went on and on"] * 40 + [SENTENCE] * 9)
    )
    assert all(part.endswith("think of it.") for part in found)


def test_a_long_paragraph_among_others_stays_whole():
    long = " ".join([SENTENCE] * 40)
    text = "\n\n".join([long, *[SENTENCE] * 6])
    assert paragraphs(text)[0] == long


def test_typed_lines_without_blank_ones_are_parted_at_headings_numbers_and_short_lines():
    text = """THE FERRY LINE
AND ITS FARES
The captains of the ferry have not been asked by the company
what they think of it.
They have said so since, and nobody has denied it, as far as
is known.
1. The company has raised the fares of the ferry before the
summer.
2. The council has asked why.
"""
    assert [" ".join(part.split())[:22] for part in paragraphs(text)] == [
        "THE FERRY LINE AND ITS",
        "The captains of the fe",
        "They have said so sinc",
        "1. The company has rai",
        "2. The council has ask",
    ]


@given(st.text(st.sampled_from("aB1.-:\n\f "), max_size=200))
def test_no_word_is_lost_and_none_is_in_two(text):
    assert "".join("".join(paragraphs(text)).split()) == "".join(text.split())
