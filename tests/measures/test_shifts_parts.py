"""Graded words: how they are read from data; and stances of two events compared."""

import tomllib
from importlib.resources import files

import pytest

from linewatch.errors import BadValue
from linewatch.kinds.said import Statement
from linewatch.measures.shifts import lexicon, shifts
from linewatch.measures.shifts.coded import coded_shifts

SCALE = {"family": "degree", "alone": True, "rungs": [["piccolo"], ["grande"], ["enorme"]]}


def stated(ident, event, stance, issue="war", actor="party"):
    return Statement(id=ident, actor=actor, issue=issue, stance=stance, event=event)


def kinds(before, after, parents=None):
    rows = coded_shifts(before, after, {s.id: s.stance for s in (*before, *after)}, parents or {})
    return {row.issue: row.kind for row in rows}


def test_words_of_ones_own_are_added_to_those_that_ship():
    words = lexicon({"language": "it"}, {"language": "it", "scale": [SCALE]})
    a, b = "Il partito ha commesso un piccolo errore.", "Il partito ha commesso un enorme errore."
    assert [row.kind for row in shifts(a, b, words)] == ["hardened"]


def test_a_form_leads_to_its_word():
    words = lexicon(
        {"language": "en", "endings": [["ies", "y"], ["ed", ""], ["s", ""]], "irregular": {"held": "hold"},
         "undouble": True}
    )  # fmt: skip
    assert "party" in words.lemmas("parties")
    assert "stop" in words.lemmas("stopped")
    assert "hold" in words.lemmas("held")
    assert "stop" not in lexicon({"language": "en", "endings": [["ed", ""]]}).lemmas("stopped")


def test_an_ending_denies_where_the_language_has_one():
    a, b = "We couldn't accept the plan.", "We could accept the plan."
    words = lexicon({"language": "en", "negation": {"never": 0.9}, "negation_endings": {"n’t": 0.5}})
    assert [row.kind for row in shifts(a, b, words)] == ["reversed"]
    assert [row.kind for row in shifts(a, b, lexicon({"negation": {"never": 0.9}}))] == ["reworded"]


def test_prefixes_and_suffixes_turn_a_word_round():
    words = lexicon({"language": "en", "prefixes": ["un", "im"], "suffixes": [["ful", "less"]]})
    assert words.turned("wise") == {"unwise", "imwise"}
    assert words.turned("unwise") == {"ununwise", "imunwise", "wise"}
    assert words.turned("unit") == {"ununit", "imunit"}
    assert "harmful" in words.turned("harmless")
    assert "harmless" in words.turned("harmful")


@pytest.mark.parametrize(
    "bad",
    [
        {"scale": [{"family": "degree", "rungs": [["one"]]}]},
        {"scale": [{"family": "degree"}]},
        {"opposite": [{"one": ["for"]}]},
        {"hedges": "may"},
        {"negation": {"not": "much"}},
        {"negation_endings": ["n't"]},
        {"endings": ["s"]},
    ],
)
def test_words_that_cannot_be_used_are_refused_with_an_example(bad):
    with pytest.raises(BadValue, match="Write"):
        lexicon({"language": "en", **bad})


def test_a_stance_nearer_to_the_middle_is_softened_and_one_beyond_it_reversed():
    before = [
        stated("1", "a", 2),
        stated("2", "a", -2, "peace"),
        stated("3", "a", 1, "trade"),
        stated("4", "a", 0, "aid"),
    ]
    after = [
        stated("5", "b", 1),
        stated("6", "b", 1, "peace"),
        stated("7", "b", 1, "trade"),
        stated("8", "b", 1, "aid"),
    ]
    assert kinds(before, after) == {
        "war": "softened",
        "peace": "reversed",
        "trade": "kept",
        "aid": "hardened",
    }


def test_what_only_one_event_has_was_dropped_or_added_and_no_stance_cannot_be_told():
    before = [stated("1", "a", 2), stated("2", "a", None, "peace")]
    after = [stated("3", "b", 1, "trade"), stated("4", "b", 1, "peace")]
    assert kinds(before, after) == {"war": "dropped", "trade": "added", "peace": "cannot_tell"}


def test_a_leader_speaks_for_the_party_that_speaks_too():
    before, after = [stated("1", "a", 2, actor="leader")], [stated("2", "b", 1)]
    assert kinds(before, after, {"leader": "party"}) == {"war": "softened"}
    assert sorted(r.kind for r in coded_shifts(before, after, {"1": 2, "2": 1}, {})) == ["added", "dropped"]


@pytest.mark.parametrize(
    ("language", "a", "b", "kind"),
    [
        (
            "ru",
            "Партия допустила серьёзную ошибку в марте.",
            "Партия допустила небольшую ошибку в марте.",
            "softened",
        ),
        (
            "ru",
            "Партия примет решения съезда в марте.",
            "Партия не примет решения съезда в марте.",
            "reversed",
        ),
        (
            "it",
            "Il partito ha commesso gravi errori in quegli anni.",
            "Il partito ha commesso alcuni errori in quegli anni.",
            "softened",
        ),
        (
            "it",
            "Il partito appoggia la proposta dei ministri.",
            "Il partito respinge la proposta dei ministri.",
            "reversed",
        ),
        (
            "fr",
            "Il est possible que la guerre éclate cette année.",
            "Il est certain que la guerre éclate cette année.",
            "hardened",
        ),
        (
            "fr",
            "Nous acceptons le projet des ministres.",
            "Nous rejetons le projet des ministres.",
            "reversed",
        ),
        (
            "de",
            "Die Partei sollte die Verhandlungen beginnen.",
            "Die Partei muss die Verhandlungen beginnen.",
            "hardened",
        ),
        ("de", "Kein Mitglied unterstützt den Plan.", "Jedes Mitglied unterstützt den Plan.", "reversed"),
        ("fr", "Aucun parti ne peut suivre ce chemin.", "Tout parti peut suivre ce chemin.", "reversed"),
        ("it", "Nessun partito può seguire la strada.", "Ogni partito può seguire la strada.", "reversed"),
        (
            "ru",
            "Никто не поддержал решения съезда партии в марте.",
            "Каждый поддержал решения съезда партии в марте.",
            "reversed",
        ),
        (
            "ru",
            "Никто не поддержал решения съезда партии.",
            "Никогда не поддержал решения съезда партии.",
            "reworded",
        ),
        (
            "de",
            "Die Partei beging manchmal schwere Fehler.",
            "Die Partei beging immer schwere Fehler.",
            "hardened",
        ),
    ],
)
def test_other_languages_have_a_beginning(language, a, b, kind):
    text = files("linewatch").joinpath("lexicons", f"shifts.{language}.toml").read_text("utf-8")
    assert [row.kind for row in shifts(a, b, lexicon(tomllib.loads(text)))] == [kind]
