"""A passage's reading text follows from its source by listed edits alone."""

from hypothesis import given
from hypothesis import strategies as st

from linewatch.kinds.documents import Edit, Passage
from linewatch.sources.passages.reading import read, source_span


def edits_of(text: str, *taken: str) -> list[Edit]:
    """Take out each of some stretches, at its first place after the one before."""
    found, at = [], 0
    for stretch in taken:
        start = text.index(stretch, at)
        at = start + len(stretch)
        found.append(Edit(start, at))
    return found


def test_a_note_between_two_words_leaves_one_space():
    text = "message [n] (which follows)"
    assert read(text, 0, len(text), edits_of(text, "[n]")) == ("message (which follows)", [8])


def test_a_note_before_a_full_stop_leaves_none():
    text = "Embtel 2278 [n])."
    assert read(text, 0, len(text), edits_of(text, "[n]"))[0] == "Embtel 2278)."


def test_marks_of_a_struck_word_leave_the_word():
    text = "they ~~should~~ stop"
    found, places = read(text, 0, len(text), edits_of(text, "~~", "~~"))
    assert (found, found[places[0] : places[1]]) == ("they should stop", "should")


def test_a_page_break_inside_a_sentence_is_one_space():
    text = "a fair possibility\n\nSECRET\n\nSECRET\n\nthat the issue"
    edit = Edit(text.index("\n\nSECRET"), text.index("that"), " ")
    assert read(text, 0, len(text), [edit]) == ("a fair possibility that the issue", [19])


def test_cells_keep_their_boundaries():
    text = "1948   4.7  1949   5.8"
    edits = [Edit(7, 7, "\t"), Edit(12, 12, "\n"), Edit(19, 19, "\t")]
    assert read(text, 0, len(text), edits)[0] == "1948\t4.7\n1949\t5.8"


def test_a_place_in_the_text_leads_back_to_its_source():
    text = "they  ~~should~~\nstop"
    edits = tuple(edits_of(text, "~~", "~~"))
    found, _ = read(text, 0, len(text), edits)
    passage = Passage(1, "paragraph", found, 0, len(text), edits=edits)
    at = found.index("should")
    assert text[slice(*source_span(text, passage, at, at + len("should stop")))] == "should~~\nstop"


def test_words_put_in_place_of_a_stretch_stand_where_it_stood():
    text = "the  Novenber congress"
    edits = (Edit(5, 13, "November"),)
    assert read(text, 0, len(text), edits) == ("the November congress", [4])


def test_a_place_inside_words_that_were_put_leads_back_to_all_they_replace():
    text = "com-\nnittee, tbe"
    edits = (Edit(0, 11, "committee"), Edit(13, 16, "the"))
    found, _ = read(text, 0, len(text), edits)
    passage = Passage(1, "paragraph", found, 0, len(text), edits=edits)
    assert found == "committee, the"
    assert text[slice(*source_span(text, passage, 3, 4))] == "com-\nnittee"
    assert text[slice(*source_span(text, passage, 9, 14))] == ", tbe"


gaps = st.sampled_from(["", " ", "\t"])
puts = st.one_of(gaps, st.sampled_from(["xy", "x", "x-y"]))


@st.composite
def sources(draw):
    """Draw a text, and edits in order inside it."""
    text = draw(st.text(st.sampled_from("ab.,) \n\t~é"), min_size=1, max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(start, end, draw(puts if start < end else gaps)) for start, end in pairs]


@given(sources())
def test_no_word_is_lost_that_no_edit_takes_out(source):
    text, edits = source
    found, places = read(text, 0, len(text), edits)
    kept, at = [], 0
    for edit in edits:
        kept += (text[at : edit.start], edit.put)
        at = edit.end
    kept.append(text[at:])
    assert "".join(found.split()) == "".join("".join(kept).split())
    assert found == found.strip()
    assert "  " not in found
    assert all(0 <= place <= len(found) for place in places)


@given(sources())
def test_every_character_leads_back_to_itself(source):
    text, edits = source
    found, _ = read(text, 0, len(text), edits)
    passage = Passage(1, "paragraph", found, 0, len(text), edits=tuple(edits))
    put_words = {(edit.start, edit.end): edit.put for edit in edits if edit.put.strip()}
    for at, char in enumerate(found):
        if not char.isspace():
            start, end = source_span(text, passage, at, at + 1)
            assert text[start:end] == char or char in put_words[start, end]
