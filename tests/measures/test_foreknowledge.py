"""Terms used before they were public: worked by hand, then properties, then made-up archives."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.foreknowledge import STOP, WORLDS, World, made, study
from linewatch.measures.foreknowledge.archive import Edges, Reading, archive
from linewatch.measures.foreknowledge.measure import LEAST_BEFORE, LEAST_PLACES, foreknown
from linewatch.measures.foreknowledge.permuting import chances
from linewatch.measures.foreknowledge.scoring import shared
from linewatch.measures.foreknowledge.terms import new_terms, place

SMALL = World("small", texts=70, words=110)


def reading(document, actor, day, text, last=None):
    words = [None if word == "." else word for word in text.split()]
    return Reading(document, actor, day, day if last is None else last, words)


def asked(*others, text="the leninist nucleus met . cult of the individual"):
    """An archive with `text` of day 10, public on day 20."""
    held = archive([reading("text", "centre", 10, text), *others], Edges({"the", "of"}))
    at = place(held, next(n for n, r in enumerate(held.readings) if r.document == "text"), 20, none(held))
    return held, at, new_terms(held, at)


def none(held):
    return np.zeros(len(held.readings), dtype=bool)


def told(held, terms):
    inverse = {}
    for one in held.readings:
        for word, number in zip(one.words, held.words[held.begins[held.readings.index(one)] :], strict=False):
            inverse[int(number)] = word
    return {" ".join(inverse[int(word)] for word in held.term(int(term))) for term in terms}


def test_terms_are_runs_of_up_to_five_words_without_stop_words_at_the_ends():
    held, _, new = asked()
    assert told(held, new.new) == {
        "leninist", "nucleus", "met", "leninist nucleus", "nucleus met", "leninist nucleus met",
        "cult", "individual", "cult of the individual",
    }  # fmt: skip


def test_no_phrase_is_cut_off_after_a_word_that_owns_what_follows():
    held = archive([reading("text", "centre", 10, "our land's great harvest")], Edges({"our"}, ("'s",)))
    assert told(held, held.terms_of(0)) == {
        "great", "harvest", "great harvest", "land's great", "land's great harvest"
    }  # fmt: skip


def test_a_term_tells_how_many_earlier_texts_have_it():
    held = [reading(f"e{n}", "x", 1, "soviet troops" if n < 2 else f"word{n}") for n in range(200)]
    _, _, new = asked(*held, reading("b", "y", 12, "soviet troops"), text="soviet troops left")
    assert {use.before for use in new.uses} == {2}
    _, _, new = asked(*held[:150], reading("b", "y", 12, "soviet troops"), text="soviet troops left")
    assert new.uses == ()


def test_a_term_of_an_earlier_text_or_one_of_the_same_day_is_not_new():
    held, _, new = asked(
        reading("a", "x", 3, "nucleus"), reading("b", "y", 10, "cult"), reading("c", "z", 30, "met")
    )
    assert {"nucleus", "cult"}.isdisjoint(told(held, new.new))
    assert {"leninist", "met", "cult of the individual"} <= told(held, new.new)


def test_only_texts_of_others_surely_between_are_compared():
    held, at, _ = asked(
        reading("same day", "x", 10, "met"),
        reading("between", "x", 11, "met"),
        reading("perhaps later", "x", 12, "met", last=25),
        reading("own", "centre", 12, "met"),
        reading("public day", "x", 20, "met"),
    )
    assert [held.readings[n].document for n in at.window] == ["between"]


def test_the_first_to_use_a_term_has_no_source_and_the_next_has_him():
    held, _, new = asked(
        reading("first", "x", 12, "a nucleus"),
        reading("next", "y", 14, "a nucleus"),
        reading("again", "x", 15, "a nucleus"),
    )
    uses = {held.readings[use.text].document: use for use in new.uses}
    assert uses["first"].sources == ()
    assert [held.readings[n].document for n in uses["first"].later] == ["next"]
    assert [held.readings[n].document for n in uses["next"].sources] == ["first"]
    assert [held.readings[n].document for n in uses["again"].sources] == ["next"]


def test_two_of_one_day_may_have_it_of_each_other():
    held, at, new = asked(reading("one", "x", 12, "nucleus"), reading("two", "y", 12, "nucleus"))
    assert all(use.sources for use in new.uses)
    assert not any(one.evidence for one in shared(held, at, new.uses))


def test_a_summary_by_the_centre_itself_explains_a_term():
    held, at, new = asked(reading("editorial", "centre", 11, "cult"), reading("a", "x", 12, "cult"))
    (found,) = shared(held, at, new.uses)
    assert not found.evidence
    assert [held.readings[n].document for n in found.explained[0].sources] == ["editorial"]


def test_a_term_that_the_actor_used_before_is_its_own():
    earlier = [reading(f"e{n}", "y", 1, "nothing here") for n in range(120)]
    held, at, new = asked(reading("before", "x", 2, "nucleus"), reading("a", "x", 12, "nucleus"), *earlier)
    (use,) = new.uses  # rare before: one text in 120
    assert use.own
    assert not shared(held, at, new.uses)[0].evidence


def test_a_term_within_a_longer_one_is_not_counted_again():
    held, at, new = asked(reading("a", "x", 12, "that leninist nucleus met there"))
    (found,) = shared(held, at, new.uses)
    assert told(held, [use.term for use in found.evidence]) == {"leninist nucleus met"}


def test_a_phrase_around_an_explained_word_is_explained_with_it():
    held, at, new = asked(reading("news", "y", 11, "nucleus"), reading("a", "x", 12, "leninist nucleus"))
    found = shared(held, at, new.uses)[1]
    assert told(held, [use.term for use in found.evidence]) == {"leninist"}


def test_the_place_asked_about_is_one_of_all():
    found = chances([np.array([5.0]), np.array([1.0]), np.array([0.0])], 0)
    assert found.single == pytest.approx([1 / 3])
    assert found.family == pytest.approx([1 / 3])


def test_as_good_counts_as_good():
    found = chances([np.array([1.0, 0.0]), np.array([1.0, 0.0]), np.array([0.0, 0.0])], 0)
    assert found.single == pytest.approx([(1 + 0.5) / 3, 1.0])
    assert found.family == pytest.approx([2 / 3, 1.0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.floats(0, 50), min_size=1, max_size=6), min_size=2, max_size=12), st.randoms())
def test_no_p_is_zero_and_a_higher_score_has_no_higher_p(scores, chance):
    windows = [np.array(window) for window in scores]
    which = chance.randrange(len(windows))
    found = chances(windows, which)
    for p in (found.single, found.family):
        assert (p >= 1 / len(windows) - 1e-12).all()
        assert (p <= 1 + 1e-12).all()
        assert (np.diff(p[np.argsort(windows[which])]) <= 1e-9).all()


@pytest.fixture(scope="module")
def planted():
    return made(SMALL, np.random.default_rng(5), 10)


def test_who_was_given_ten_terms_comes_first_with_those_terms(planted):
    found = foreknown(planted.readings, planted.document, planted.public, Edges(STOP))
    first = found.texts[0]
    assert first.document == planted.readings[planted.window[0]].document
    assert first.p_value == pytest.approx(1 / (1 + found.places))
    given_terms = {" ".join(term) for term in planted.coined}
    assert len(given_terms & {" ".join(term.words) for term in first.terms if term.evidence}) >= 9


def test_neither_the_order_of_texts_nor_the_names_of_actors_matter(planted):
    found = foreknown(planted.readings, planted.document, planted.public, Edges(STOP))
    renamed = [replace(one, actor=f"{one.actor[::-1]}!") for one in reversed(planted.readings)]
    assert foreknown(renamed, planted.document, planted.public, Edges(STOP)) == found


def test_a_copy_does_not_excuse_itself_by_its_likeness(planted):
    text = next(one for one in planted.readings if one.document == planted.document)
    copy = replace(planted.readings[planted.window[0]], words=[*text.words, None, "signed"])
    held = [copy if one.document == copy.document else one for one in planted.readings]
    found = foreknown(held, planted.document, planted.public, Edges(STOP))
    assert found.texts[0].document == copy.document
    assert found.texts[0].p_family == pytest.approx(1 / (1 + found.places))


def test_without_texts_between_it_is_refused(planted):
    found = foreknown(planted.readings, planted.document, planted.public - 39, Edges(STOP))
    assert found.texts == ()
    assert "between it and its publication" in found.refusal.why


def test_against_too_few_texts_no_term_is_called_new(planted):
    text = next(one for one in planted.readings if one.document == planted.document)
    later = [one for one in planted.readings if one.first > text.first]
    before = [one for one in planted.readings if one.first < text.first]
    found = foreknown(
        [text, *later, *before[: LEAST_BEFORE - 1]], planted.document, planted.public, Edges(STOP)
    )
    assert (found.texts, found.new) == ((), None)
    assert str(LEAST_BEFORE) in found.refusal.needed


def test_without_enough_other_places_terms_are_shown_but_no_figure(planted):
    text = next(one for one in planted.readings if one.document == planted.document)
    near = [one for one in planted.readings if one.first > text.first - 60]
    filling = [replace(one, first=0, last=0) for one in planted.readings if one.first <= text.first - 60][:30]
    found = foreknown([*near, *filling], planted.document, planted.public, Edges(STOP))
    assert str(LEAST_PLACES) in found.refusal.needed
    given_to = planted.readings[planted.window[0]].document
    row = next(row for row in found.texts if row.document == given_to)
    assert row.terms
    assert (row.score, row.p_value, row.p_family) == (None, None, None)


def test_made_up_archives_without_access_seldom_raise_an_alarm_and_planted_terms_are_found():
    """A fixed sample of benchmarks/foreknowledge.py; limits that chance alone passes once in a thousand times."""
    worlds = [replace_world(world) for world in WORLDS]
    without = study(worlds, 12, 0, seed=7)
    assert sum(row.family for row in without) <= 4  # of 12 at .05
    given_ten = study(worlds, 6, 10, seed=7)
    assert sum(row.single for row in given_ten) >= 4


def replace_world(world):
    return world._replace(texts=min(world.texts, 80), words=min(world.words, 130))
