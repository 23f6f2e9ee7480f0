from linewatch.brief.notes import NoteBook, note
from linewatch.kinds.citations import Citation

CSL: dict[str, object] = {"title": "A Paper", "issued": {"date-parts": [[1956, 10, 25]]}}


def test_a_note_names_document_date_page_locator_words_and_standing(words):
    made = note(
        Citation("key", page="9", locator="M24", exact="a fair possibility", csl=CSL), words, first=True
    )
    assert (made.title, made.place, made.quote, made.standing) == (
        "A Paper",
        "25 October 1956, p. 9, M24",
        "“a fair possibility”",
        "Not verified: no copy is held.",
    )


def test_a_document_without_a_title_is_named_by_its_key(words):
    assert note(Citation("key", standing="verified"), words, first=True).title == "key"
    assert note(Citation("key", standing="verified"), words, first=True).place == ""


def test_the_date_of_a_document_is_read_however_csl_writes_it(words):
    told = [
        note(Citation("key", csl={"issued": issued}), words, first=True).place
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


def test_a_document_is_named_in_full_once_and_by_its_short_name_then(words):
    csl: dict[str, object] = {
        **CSL, "number": "2300", "container-title": "A Series", "volume": "XXIV", "page": "88-91",
        "archive": "An Archive", "archive_location": "761.00",
    }  # fmt: skip
    book = NoteBook(words)
    book.take([Citation("key", page="88", csl=csl), Citation("key", page="89", csl=csl)])
    told = [(item.title, item.place) for _, item in book.notes]
    full = "no. 2300, 25 October 1956, A Series, vol. XXIV, pp. 88-91, An Archive, 761.00, p. 88"
    assert told == [("A Paper", full), ("Key", "p. 89")]
    short = Citation("key", csl={**csl, "title-short": "Paper"})
    assert note(short, words, first=False).title == "Paper"


def test_only_what_is_not_verified_is_marked(words):
    assert note(Citation("key", standing="verified"), words, first=True).standing == ""


def test_a_ground_is_given_once(words):
    book = NoteBook(words)
    assert [book.once("told in the paper") for _ in range(2)] == ["told in the paper", ""]


def test_a_repeated_source_is_a_new_note(words):
    book = NoteBook(words)
    assert (book.take([Citation("a"), Citation("a")]), book.take([Citation("a")])) == ([1, 2], [3])
    assert [number for number, _ in book.notes] == [1, 2, 3]
