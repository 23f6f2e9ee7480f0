"""Search: the same answers as a slow plain reading of the passages, whatever changed before."""

import json
import math
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linewatch import desk
from linewatch.errors import BadValue, NoSuchRecord
from linewatch.kinds.dates import PartialDate
from linewatch.kinds.said import KnownDocument
from linewatch.record import facets, frequent, search
from linewatch.record.said import Ledger
from linewatch.record.schema import MIGRATIONS


def hold(case, *records):
    path = case.folder.parent / f"{abs(hash(json.dumps(records)))}.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records))
    case.add(path)


def know(case, **values):
    with case.file.writing() as con:
        Ledger(con).put(KnownDocument(**values))


def found(case, words, **filters):
    return [f"{hit['document']}:{hit['n']}" for hit in case.search(words, 1000, **filters)["hits"]]


# A plain reading, to which search is held.

WORDS = ["ann", "anna", "bo", "cy", "cyd"]
words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=3).map(tuple)
operands = st.one_of(
    phrases.map(lambda p: ("phrase", p)),
    words.map(lambda w: ("begins", w[:2])),
    st.tuples(words, words, st.integers(0, 4)).map(lambda n: ("near", *n)),
)
queries = st.tuples(
    st.lists(st.lists(operands, min_size=1, max_size=2), min_size=1, max_size=3),
    st.lists(phrases.map(lambda p: ("phrase", p)), max_size=1),
)
dates = st.sampled_from(
    [None, "1955", "1956-03", "1956-03-14/1956-04-17", "../1956-02", "1956-11-04", "1957/.."]
)
documents = st.fixed_dictionaries(
    {
        "text": st.lists(st.lists(words, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=3).map(
            "\n\n".join
        )
    },
    optional={
        "date": dates,
        "issuer": st.sampled_from(["A", "B"]),
        "kind": st.sampled_from(["letter", "report"]),
        "language": st.sampled_from(["en", "fr"]),
    },
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "since": st.sampled_from(["1955-06", "1956-04-01"]),
        "until": st.sampled_from(["1956-04", "1957-01-01"]),
        "issuer": st.sampled_from(["a", "B", "Said"]),
        "kind": st.just("letter"),
        "language": st.just("fr"),
    },
)


def typed(query):
    """A query as a person types it."""

    def one(operand):
        kind, *rest = operand
        if kind == "phrase":
            return f'"{" ".join(rest[0])}"'
        return f"{rest[0]}*" if kind == "begins" else f"{rest[0]} NEAR/{rest[2]} {rest[1]}"

    groups, without = query
    return " ".join([*(" OR ".join(map(one, group)) for group in groups), *("-" + one(w) for w in without)])


def fits(operand, tokens):
    """Whether words stand in a passage, looked for place by place."""
    kind, *rest = operand
    if kind == "begins":
        return any(token.startswith(rest[0]) for token in tokens)
    if kind == "phrase":
        return any(tokens[at : at + len(rest[0])] == list(rest[0]) for at in range(len(tokens)))
    a, b, between = rest
    places = [
        (i, j) for i, one in enumerate(tokens) for j, other in enumerate(tokens) if (one, other) == (a, b)
    ]
    return any(abs(i - j) - 1 <= between for i, j in places)


def plain_answer(case, query, asked):
    """The places a query finds, with counts, by reading every passage of every document."""
    groups, without = query
    places, years, issuers = set(), {}, {}
    for row in (row for row in case.documents() if row["held"]):
        date = PartialDate.parse(row["date"]) if row["date"] else None
        if any(row[name] is None or row[name].lower() != asked[name].lower()
               for name in ("issuer", "kind", "language") if name in asked):  # fmt: skip
            continue
        if "since" in asked and not (
            date and (not date.latest or date.latest >= bound(asked, "since").earliest)
        ):
            continue
        if "until" in asked and not (
            date and (not date.earliest or date.earliest <= bound(asked, "until").latest)
        ):
            continue
        for passage in case.passages(row["id"]):
            tokens = passage["text"].split()
            if all(any(fits(o, tokens) for o in group) for group in groups) and not any(
                fits(o, tokens) for o in without
            ):
                places.add(f"{row['id']}:{passage['n']}")
                year = str(date.earliest.year) if date and date.earliest else "unknown"
                years[year] = years.get(year, 0) + 1
                issuers[row["issuer"] or "unknown"] = issuers.get(row["issuer"] or "unknown", 0) + 1
    return places, years, issuers


def bound(asked, name):
    return PartialDate.parse(asked[name])


# What happens after the bits of frequent words were made: nothing, more comes, some goes, its numbers are used again.
AFTER = (
    lambda case, number: None,
    lambda case, number: hold(case, {"id": "later", "text": "ann bo"}),
    lambda case, number: case.remove("d0") if number > 1 else None,
    lambda case, number: (case.remove("b"), case.remove("a"), hold(case, {"id": "a", "text": "anna", "issuer": "a"},
        {"id": "b", "text": "ann", "issuer": "b", "kind": "letter", "language": "fr"})),
)  # fmt: skip


@given(st.lists(documents, min_size=1, max_size=6), st.lists(st.tuples(queries, filters), min_size=5, max_size=15),
       st.booleans(), st.integers(0, 3), st.sampled_from(AFTER))  # fmt: skip
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_search_finds_what_a_plain_reading_finds(tmp_path_factory, held, asked, by_date, corrected, change):
    folder = tmp_path_factory.mktemp("plain")
    with pytest.MonkeyPatch.context() as patched, desk.init(folder / "case", "T") as case:
        patched.setattr(search, "RANKED", 0 if by_date else 10)
        patched.setattr(facets, "KEPT_FROM", 1)
        patched.setattr(frequent, "FREQUENT", 1)
        hold(case, *({"id": f"d{at}"} | record for at, record in enumerate(held)))
        know(case, key="unheld", issuer="Said", kind="letter", language="fr")
        hold(
            case,
            *({"id": k, "text": f"q {k}", "issuer": k, "kind": "letter", "language": "fr"} for k in "ab"),
        )
        search.keep_ready(case.file.con)
        change(case, len(held))
        if corrected < len(held) and any(row["id"] == f"d{corrected}" for row in case.documents()):
            case.correct(f"d{corrected}", date="1956-05", issuer="Said", kind="letter")
        for query, wanted in asked:
            answer = case.search(typed(query), 1000, **wanted)
            places, years, issuers = plain_answer(case, query, wanted)
            assert {f"{hit['document']}:{hit['n']}" for hit in answer["hits"]} == places
            assert (answer["by_year"], answer["by_issuer"], answer["total"]) == (years, issuers, len(places))
            assert answer["documents"] == len({place.split(":")[0] for place in places})
            assert answer["ranked_by"] == ("date" if len(places) > (0 if by_date else 10) else "relevance")
            facets._remembered.clear()  # the next reads what lies on disk


def test_the_best_comes_first_by_the_published_formula(case):
    """BM25 with k1 1.2 and b 0.75 over passages, as SQLite documents it for FTS5."""
    texts = [
        "peace",
        "peace peace of all",
        "war and much else besides",
        "peace war war",
        "tea",
        "tea tea",
        "x",
        "y",
    ]
    hold(case, *({"id": f"d{at}", "text": text} for at, text in enumerate(texts)))
    split = [text.split() for text in texts]
    mean = sum(map(len, split)) / len(split)

    def weight(word, tokens):
        holding = sum(word in other for other in split)
        idf = math.log((len(split) - holding + 0.5) / (holding + 0.5))
        often = tokens.count(word)
        return idf * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * len(tokens) / mean))

    hits = case.search("peace")["hits"]
    expected = {f"d{at}": weight("peace", tokens) for at, tokens in enumerate(split) if "peace" in tokens}
    assert [hit["document"] for hit in hits] == sorted(expected, key=lambda one: -expected[one])
    assert {hit["document"]: hit["score"] for hit in hits} == pytest.approx(expected)


def test_above_a_number_of_hits_the_order_is_by_date_and_says_so(case, monkeypatch):
    monkeypatch.setattr(search, "RANKED", 2)
    dated = ["1957", "1956-02", None, "../1956-01", "1956-02/1956-03"]
    hold(case, *({"id": f"d{at}", "text": "peace", "date": date} for at, date in enumerate(dated)))
    answer = case.search("peace", 4)
    assert [hit["document"] for hit in answer["hits"]] == ["d3", "d1", "d4", "d0"]
    assert (answer["ranked_by"], answer["total"], answer["documents"]) == ("date", 5, 5)
    assert "oldest first" in answer["note"]
    assert {hit["score"] for hit in answer["hits"]} == {None}
    few = case.search("peace", until="1956-01")
    assert (few["ranked_by"], few["note"], len(few["hits"])) == ("relevance", None, 1)


def test_a_name_that_no_document_has_gets_the_nearest(case):
    hold(case, {"id": "d", "text": "peace", "issuer": "Pravda"})
    with pytest.raises(NoSuchRecord, match="Did you mean 'Pravda'"):
        case.search("peace", issuer="Prawda")


# What changed is found as it stands now, in this process and in another.


CHANGES = {
    "added": lambda case: hold(case, {"id": "new", "text": "peace", "issuer": "New", "date": "1960"}),
    "corrected": lambda case: case.correct("d1", date="1960", issuer="New"),
    "undone": lambda case: (case.correct("d1", issuer="New"), case.undo()),
    "removed": lambda case: case.remove("d1"),
    "removed and added": lambda case: (case.remove("d2"), CHANGES["added"](case)),
    "said of bytes": lambda case: know(case, key="k", issuer="New", date="1960",
        sha256=case.document("d2")["sha256"]),
    "imported": lambda case: (case.correct("d1", issuer="New"), case.export(case.folder.parent / "out"),
        case.undo(), case.import_(case.folder.parent / "out")),
    "withdrawn": lambda case: (CHANGES["said of bytes"](case), case.search("peace"), case.undo()),
    "checked": lambda case: case.check(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kept_from", [1, 10**6])
def test_a_change_is_found_at_once(case, monkeypatch, change, kept_from):
    monkeypatch.setattr(facets, "KEPT_FROM", kept_from)
    hold(
        case,
        *({"id": f"d{at}", "text": "peace\n\nand peace", "issuer": "Old", "date": "1956"} for at in range(3)),
    )
    case.search("peace")
    CHANGES[change](case)
    answers = [case.search("peace", 1000, **wanted) for wanted in ({}, {"since": "1956"})]
    for row in (row for row in case.documents() if row["held"]):
        own = [hit for hit in answers[0]["hits"] if hit["document"] == row["id"]]
        assert {hit["date"] for hit in own} == {row["date"]}
    issuers = [row["issuer"] for row in case.documents() for _ in case.passages(row["id"])]
    assert answers[0]["by_issuer"] == {name: issuers.count(name) for name in sorted(set(issuers))}
    stored = facets._computed(case.file.con, 0)
    facets._remembered.clear()
    assert [case.search("peace", 1000, **wanted) for wanted in ({}, {"since": "1956"})] == answers
    assert stored.names["issuer"] == tuple(sorted(set(issuers)))


def test_what_is_kept_of_a_large_case_is_read_by_the_next_process(case, monkeypatch):
    monkeypatch.setattr(facets, "KEPT_FROM", 1)
    hold(case, {"id": "d", "text": "peace", "date": "1956"})
    expected = case.search("peace", since="1956")
    facets._remembered.clear()
    monkeypatch.setattr(facets, "_computed", None)
    assert case.search("peace", since="1956") == expected
    case.file.con.execute("UPDATE search_facets SET facets = substr(facets, 1, 200)")
    facets._remembered.clear()
    monkeypatch.undo()
    assert case.search("peace", since="1956") == expected


@pytest.mark.parametrize("words", ["PEACE", "Élan", "elan", "毛", "war"])
def test_a_frequent_word_is_found_as_any_other(case, monkeypatch, words):
    monkeypatch.setattr(frequent, "FREQUENT", 2)
    hold(
        case,
        *({"id": f"d{at}", "text": "peace élan 毛 peace"} for at in range(4)),
        {"id": "w", "text": "war"},
    )
    expected = case.search(words, 100)
    search.keep_ready(case.file.con)
    kept = case.file.con.execute("SELECT word FROM search_words").fetchall()
    assert kept == [("elan",), ("peace",), ("毛",)]
    assert case.search(words, 100) == expected
    with case.file.writing() as con:
        con.execute("INSERT INTO passage_words (passage_words, rowid, text) SELECT 'delete', passage, spelled(text)"
                    " FROM passages WHERE passage = 1")  # fmt: skip
        con.execute("UPDATE passages SET text = 'war' WHERE passage = 1")
        con.execute("INSERT INTO passage_words (rowid, text) VALUES (1, 'war')")
    assert case.search("peace")["total"] == 3
    assert case.search("war")["total"] == 2


def test_a_search_waits_for_no_writer(case, monkeypatch):
    monkeypatch.setattr(facets, "KEPT_FROM", 1)
    monkeypatch.setattr(frequent, "FREQUENT", 1)
    hold(case, {"id": "d", "text": "peace"})
    with desk.open(case.folder) as other:
        other.file.con.execute("BEGIN IMMEDIATE")
        assert case.search("peace")["total"] == 1
        search.keep_ready(case.file.con)
        other.file.con.execute("ROLLBACK")
    assert case.file.con.execute("PRAGMA busy_timeout").fetchone()[0] > 0


def test_a_case_of_the_first_version_is_searched_as_a_new_one(tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    con = sqlite3.connect(folder / "case.db")
    con.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    con.executescript(
        """INSERT INTO files VALUES (1, 'f', 'f', 1, 1, NULL);
        INSERT INTO holdings (doc, id, base_id, sha256, in_record, file, place, name, reader, pages, words, passages,
            original) VALUES (1, 'd', 'd', 's', 0, 1, 0, 'f', 'text', 0, 2, 1, x'');
        INSERT INTO passages (passage, doc, n, kind, text, "start", "end")
            VALUES (1, 1, 1, 'paragraph', 'Gomułka 毛泽东', 0, 2);
        INSERT INTO passage_words (rowid, text) VALUES (1, 'Gomułka 毛泽东');"""
    )
    con.close()
    with desk.open(folder) as case:
        assert found(case, "gomulka 泽东") == ["d:1"]
        case.file.con.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)")


# The list of documents takes the same filters.


def test_documents_are_chosen_as_in_a_search(case):
    hold(case, {"id": "a", "text": "x", "date": "1956-03", "issuer": "PCI", "kind": "letter", "language": "it"},
         {"id": "b", "text": "y", "issuer": "Pravda"})  # fmt: skip
    know(case, key="c", date="1956-10", issuer="PCI")

    def chosen(**filters):
        return [row["id"] for row in case.documents(**filters)]

    assert chosen() == ["a", "c", "b"]
    assert chosen(issuer="pci") == ["a", "c"]
    assert chosen(since="1956-03-20", until="1956-09") == ["a"]
    assert chosen(kind="letter", language="it") == ["a"]
    with pytest.raises(NoSuchRecord, match="kind of a document"):
        chosen(kind="leter")
    with pytest.raises(BadValue, match="No day lies between"):
        chosen(since="1957", until="1956")
