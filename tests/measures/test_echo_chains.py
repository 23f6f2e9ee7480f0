"""A passage followed through time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from linewatch.kinds.dates import PartialDate
from linewatch.measures.echoes.chains import Paper, chain, lag, speakers
from linewatch.measures.echoes.families import Family, Place


def papers(*told):
    return [Paper(actor, PartialDate.parse(on) if on else None, str(n)) for n, (actor, on) in enumerate(told)]


def chained(told, pairs, scores, watchers=()):
    """A chain of one place in each document that a pair names."""
    documents = sorted({n for pair in pairs for n in pair})
    number = {document: at for at, document in enumerate(documents)}
    family = Family(
        tuple(Place(document, 0, 9) for document in documents),
        tuple((number[one], number[other], at) for at, (one, other) in enumerate(pairs)),
    )
    return chain(family, papers(*told), dict(enumerate(scores)), frozenset(watchers))


def test_a_place_is_from_the_earlier_one_that_shares_most_and_of_equals_the_latest():
    told = [("A", "1956-02-01"), ("B", "1956-03-01"), ("C", "1956-04-01"), ("D", "1956-05-01")]
    found = chained(told, [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)], [50, 40, 70, 60, 60, 30])
    assert [link.before for link in found.links] == [None, 0, 1, 1]
    assert [link.ties for link in found.links] == [(), (), (), (0,)]
    assert [link.lag_low for link in found.links] == [0, 29, 60, 90]


def test_the_undated_stand_apart_and_are_from_nobody():
    found = chained([("A", None), ("B", "1956-03-01"), ("C", "1956-04-01")], [(0, 1), (1, 2)], [9, 9])
    assert [link.place.document for link in found.links] == [1, 2, 0]
    assert found.dated == 2
    assert (found.links[2].before, found.links[2].lag_low) == (None, None)


def test_no_date_at_all_gives_places_without_order():
    found = chained([("A", None), ("B", None)], [(0, 1)], [9])
    assert found.dated == 0
    assert found.silent == ()
    assert all(link.before is None for link in found.links)


def test_an_edge_that_could_run_either_way_says_so():
    (first, later) = chained([("A", "1956-03-15"), ("B", "1956-03")], [(0, 1)], [9]).links
    assert {first.place.document, later.place.document} == {0, 1}
    assert later.either_way
    assert later.before == 0


def test_lags_keep_the_precision_of_dates():
    first, month = PartialDate.parse("1956-02-25"), PartialDate.parse("1956-03")
    assert lag(first, month) == (5, 35)
    assert lag(month, month) == (0, 30)
    assert lag(PartialDate.parse("../1956-06-04"), month) == (0, None)
    assert lag(None, month) == (None, None)


def test_silent_is_who_spoke_in_between_and_did_not_repeat():
    told = [
        ("A", "1956-02-01"),
        ("B", "1956-05-01"),
        ("C", "1956-03-01"),
        ("D", "1956-06-01"),
        ("E", "1956-01-01"),
    ]
    assert chained(told, [(0, 1)], [9]).silent == ("C",)


def test_releases_of_one_paper_do_not_follow_one_another():
    rows = papers(("A", "1956-02-01"), ("A", "1956-03-01"))
    one_paper = [Paper(row.actor, row.on, "same") for row in rows]
    family = Family((Place(0, 0, 9), Place(1, 0, 9)), ((0, 1, 0),))
    assert [link.before for link in chain(family, one_paper, {0: 9}, frozenset()).links] == [None, None]


def test_watchers_who_have_it_from_one_source_are_one_witness():
    told = [("centre", "1956-02-01"), ("embassy", "1956-03-01"), ("radio", "1956-04-01")]
    assert chained(told, [(0, 1), (0, 2)], [9, 9], ["embassy", "radio"]).dependent == ("embassy", "radio")
    assert chained(told, [(0, 1), (0, 2)], [9, 9], ["embassy"]).dependent == ()


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 9), st.integers(0, 4)), max_size=12),
    st.integers(1, 9),
    st.integers(0, 9),
)
def test_who_speaks_between_two_days_is_who_a_look_at_all_papers_tells(told, begin, days):
    rows = [Paper(who, PartialDate.parse(f"1956-02-{d:02}/1956-02-{d + n:02}"), "") for who, d, n in told]
    first, last = date(1956, 2, begin), date(1956, 2, begin + days)
    slow = {row.actor for row in rows if row.on.earliest > first and row.on.latest <= last}
    assert speakers(rows).between(first, last) == sorted(slow)
