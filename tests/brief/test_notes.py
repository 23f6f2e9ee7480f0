from linewatch.brief.notes import NoteBook, note
from linewatch.kinds.citations import Citation

CSL: dict[str, object] = {"title": "A Paper", "issued": {"date-parts": [[1956, 10, 25]]}}


def test_a_note_names_document_date_page_locator_words_and_standing(words):
    made = note(Citation("key", page="9", locator="M24", exact="a fair possibility", csl=CSL), words)
    assert (made.title, made.place, made.quote, made.standing) == (
        "A Paper",
        "25 October 1956, p. 9, M24",
        "“a fair possibility”",
        "Not verified: no copy is held.",
    )


def test_a_document_without_a_title_is_named_by_its_key(words):
    assert note(Citation("key", standing="verified"), words).title == "key"
    assert note(Citation("key", standing="verified"), words).place == ""


def test_the_date_of_a_document_is_read_however_csl_writes_it(words):
    told = [
        note(Citation("key", csl={"issued": issued}), words).place
        for issued in (
            {"date-parts": [["1956", 4]]},
            {"date-parts": [[1956, 3, 14], [1956, 3, 17]]},
            {"raw": "1956-04~"},
            {"literal": "in the spring"},
            {"date-parts": []},
            "1956",
        )
    ]
    assert told == [
        "April 1956",
        "between 14 and 17 March 1956",
        "about April 1956",
        "in the spring",
        "",
        "",
    ]


def test_a_repeated_source_is_a_new_note(words):
    book = NoteBook(words)
    assert (book.take([Citation("a"), Citation("a")]), book.take([Citation("a")])) == ([1, 2], [3])
    assert [number for number, _ in book.notes] == [1, 2, 3]
