import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linewatch.errors import BadValue
from linewatch.kinds.refusals import Refusal
from linewatch.measures.symbols.calendar import between
from linewatch.measures.symbols.lexicon import slots, words_of
from linewatch.measures.symbols.lines import line_of
from linewatch.measures.symbols.measure import Known, symbols
from linewatch.measures.symbols.naming import known_forms, names
from linewatch.measures.symbols.reading import Reading
from linewatch.measures.symbols.shortened import shortened
from linewatch.measures.symbols.values import Change


def lexicon(name):
    return tomllib.loads(files("linewatch").joinpath(f"lexicons/{name}.toml").read_text("utf-8"))


def words(language="en"):
    return words_of(lexicon(f"symbols.{language}"), frozenset(lexicon(f"stop.{language}")["words"].split()))


ENGLISH, NOBODY = words(), Known()
# Names and words that a few sentences need besides, so that a capital tells something.
AROUND = "They met Oram and spoke with Oram of the harvest."


def reading(text, at=0, on=None, by="a", language="en"):
    return Reading(f"t{at}", by, on, on, language, [(1, text)])


def found(*texts, known=NOBODY, language="en", own=None):
    readings = [
        text if isinstance(text, Reading) else reading(text, at, language=language)
        for at, text in enumerate(texts)
    ]
    periods = sorted({r.period for r in readings if r.period})
    return {one.id: one for one in symbols(readings, {language: own or words(language)}, known, periods)}


def kinds(*texts, **more):
    return {name: one.slots for name, one in found(*texts, **more).items() if one.invoked}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("As Oram taught, the harvest comes first.", "taught"),
        ("We follow the teachings of Oram and nobody else.", "taught"),
        ("In Oram's words, the harvest comes first.", "taught"),
        ("They act in the spirit of Oram.", "spirit"),
        ("We stay loyal to Oram.", "loyal"),
        ("We remain true to the great cause of Oram.", "spirit"),
        ("Thanks to Oram we have bread.", "credited"),
        ("It was done with Oram's approval.", "approved"),
        ("Here, said he, our great leader Comrade Oram sat.", "honoured"),
    ],
)
def test_a_name_beside_words_of_invocation_is_invoked(text, kind):
    assert kinds(text, AROUND).get("oram") == {kind: 1}


@pytest.mark.parametrize(
    "text",
    [
        "They met Oram in the harvest.",
        "The cult of Oram did harm.",
        "We acted without the approval of Oram.",
        "As you know. Oram taught school children reading there by night.",
        "The spirit was willing; of Oram nothing was said.",
    ],
)
def test_a_name_that_is_only_named_is_not_invoked(text):
    told = found(text, AROUND, known=Known([("oram", "Oram")]))["oram"]
    assert len(told.mentions) == 3
    assert told.invoked == ("taught" in text and "school" in text)


def test_what_anybody_says_counts_only_of_one_whom_the_same_hand_invokes():
    said = "As Oram said, the harvest comes first. They met Oram."
    assert kinds(said, AROUND) == {}
    assert kinds(said, "We are loyal to Oram.")["oram"] == {"loyal": 1, "quoted": 1}
    other = reading("We are loyal to Oram.", 1, by="b")
    assert kinds(said, other)["oram"] == {"loyal": 1}


def test_titles_and_first_names_are_variants_of_one_symbol():
    told = found(
        "We are loyal to Generalissimo Oram. They met Oram. It was P. V. Oram, founder of our State, who came. Pavel"
        " Oram left.",
    )["oram"]
    assert {(v.form, v.title): v.named for v in told.variants} == {
        ("oram", "generalissimo"): 1,
        ("oram", ""): 1,
        ("p v oram", "founder of our state"): 1,
        ("pavel oram", ""): 1,
    }


def test_two_persons_of_one_name_stay_apart():
    told = found(
        "We are loyal to Anna Oram. They met Anna Oram and Anna Oram. We follow the teachings of Berta Oram. They saw"
        " Oram."
    )
    assert {name: len(one.mentions) for name, one in told.items()} == {"oram": 4, "berta oram": 1}


def test_an_institution_keeps_its_whole_name():
    told = found(
        "We are loyal to the General Assembly. It asked the Assembly. They serve the General Assembly."
    )
    assert {name: len(one.mentions) for name, one in told.items()} == {"general assembly": 3}
    assert {variant.form: variant.named for variant in told["general assembly"].variants} == {
        "general assembly": 2,
        "assembly": 1,
    }


def test_the_end_of_a_name_is_the_same_symbol_only_with_the_same_hands():
    long, short = "We are loyal to the World Charter, the World Charter.", "We are loyal to the Charter."
    one = found(reading(f"{long} {short} {short}", by="a"), reading(f"{long} {short}", by="b"))
    assert {name: told.invoked for name, told in one.items()} == {"world charter": 5}
    two = found(reading(long, by="a"), reading(f"{short} {short}", by="b"))
    assert {name: told.invoked for name, told in two.items()} == {"world charter": 1, "charter": 2}


def test_what_a_short_name_stands_for():
    hands = Counter[str | None]("aabb")
    names = {
        ("charter",): 0.9,
        ("world", "charter"): 0.9,
        ("asia",): 0.0,
        ("south", "asia"): 0.0,
        ("party",): 0.9,
        ("green", "party"): 0.9,
        ("red", "party"): 0.9,
        ("blue", "party"): 0.9,
    }
    found = shortened(names, dict.fromkeys(names, hands))
    assert set(found) == {("charter",), ("world", "charter")}
    rare = {("charter",): Counter[str | None]("a" * 50), ("world", "charter"): Counter[str | None]("aaaa")}
    assert shortened(dict.fromkeys(rare, 0.9), rare) == {}


def test_a_country_that_is_spoken_of_is_no_symbol():
    spoken = "We are loyal to Borduria. " + "They met in Borduria. " * 60
    assert "borduria" not in found(spoken)
    assert found(spoken, known=Known([("bor", "Borduria")]))["bor"].invoked == 1


def test_a_long_list_calls_a_roll_and_tells_no_order():
    listed = [f"Or{a}n{b}" for a in "aeiou" for b in "abdefgiklo"]
    text = f"We are loyal to {', '.join(listed[:-1])} and {listed[-1]}. They met {listed[0]} and {listed[1]}."
    one = found(text)["orana"]
    assert (one.lists, one.roll_calls, len(one.orders), one.mean_place) == (1, 1, 0, 1.0)


def test_a_doctrine_made_from_a_name_belongs_to_it():
    told = found("They restore Oramist principles. They met Oram, and Oram again.")
    assert told["oram"].slots == {"spirit": 1}
    assert {v.form for v in told["oram"].variants} == {"oram", "oramist"}


def test_names_of_the_record_are_found_in_any_script_and_with_endings():
    text = "Мы верны учению Орама. Под руководством товарища Орама мы победили. Здесь был Орам."
    told = found(text, language="ru", known=Known([("oram", "Орам")]))["oram"]
    assert (len(told.mentions), told.invoked, told.sort) == (3, 2, "actor")
    german = "Wie Oram lehrte, gilt das Wort. Die Lehre Orams lebt. Oram kam. Der Baum der Lehre steht."
    assert found(german, language="de")["oram"].slots == {"taught": 2}
    french = "Comme Oram l'enseignait, fidèles à Oram, vive Oram!"
    assert sum(found(french, "Voici Oram.", language="fr")["oram"].slots.values()) >= 2
    italian = "Fedeli a Oram, seguiamo gli insegnamenti di Oram."
    assert found(italian, "Ecco Oram.", language="it")["oram"].slots == {"loyal": 1, "taught": 1}


def test_a_short_name_in_capitals_is_looked_for_as_it_is_written():
    told = found("We can win. CAN is loyal to CAN.", known=Known([("can", "CAN")]))["can"]
    assert len(told.mentions) == 2


def test_what_is_asked_for_is_found_in_small_letters():
    told = found(
        "We act in the spirit of collective leadership.",
        known=Known([("x", "collective leadership")], frozenset("x")),
    )
    assert (told["x"].sort, told["x"].invoked) == ("asked", 1)


def test_a_criticism_on_record_is_no_invocation():
    known = Known([("oram", "Oram")], criticised=frozenset({("t0", 1, "oram")}))
    told = found("The great leader Oram erred.", "We are loyal to Oram.", known=known)["oram"]
    assert (told.invoked, len(told.criticised)) == (1, 1)


def test_lists_tell_who_comes_first():
    text = "the teachings of Alva, Bern and Oram. They praised Alva, Oram and Bern. Then Bern and Alva left."
    told = found(text)
    assert (told["alva"].lists, told["alva"].mean_place, told["alva"].leads) == (3, pytest.approx(4 / 3), 2)
    assert [told[name].slots for name in ("alva", "bern", "oram")] == [{"taught": 1}] * 3
    first = {order.other: (order.first, order.of) for order in told["alva"].orders}
    assert first == {"bern": (2, 3), "oram": (2, 2)}


def test_silence_is_no_zero():
    told = found(reading("We are loyal to Oram.", 0, "1950"), reading("They met Oram.", 1, "1952"))["oram"]
    assert [(p.name, p.invoked) for p in told.periods] == [("1950", 1), ("1952", 0)]
    texts = [reading("We are loyal to Oram.", 0, "1950")]
    (silent,) = [
        p for p in symbols(texts, {"en": ENGLISH}, Known(), ["1950", "1951"])[0].periods if not p.texts
    ]
    assert (silent.rate, silent.named_rate) == (None, None)
    assert isinstance(told.fall, Refusal)


def test_a_fall_and_a_substitute_are_told_of_the_same_hands():
    early = "We are loyal to Oram. " * 6 + "They saw Oram and Alva at work. " * 30
    later = "We are loyal to Alva. " * 6 + "They saw Oram and Alva at work. " * 30
    texts = [reading(early, n, f"195{n}") for n in range(5)] + [
        reading(later, n, f"195{n}") for n in range(5, 10)
    ]
    told = found(*texts)
    fall, substitutes = told["oram"].fall, told["oram"].substitutes
    assert isinstance(fall, Change)
    assert fall.after == "1954"
    assert not isinstance(substitutes, Refusal)
    (substitute,) = substitutes
    assert substitute.what == "alva"
    assert (substitute.before_count, substitute.after_count) == (0, 30)
    assert isinstance(told["alva"].fall, Refusal)
    other = [t._replace(by="b") if n > 4 else t for n, t in enumerate(texts)]
    assert isinstance(found(*other)["oram"].fall, Refusal)  # another hand speaks: no fall of one hand's


def test_a_title_that_is_dropped_is_told():
    early, later = "They met Generalissimo Oram there. " * 4, "They met Oram there. " * 4
    texts = [
        reading((early if n < 6 else later) + "We are loyal to Oram.", n, f"19{50 + n}") for n in range(12)
    ]
    (change,) = found(*texts)["oram"].titles
    assert (change.what, change.after, change.before_count, change.after_count) == (
        "generalissimo",
        "1955",
        24,
        0,
    )


@given(st.text(alphabet="Oram taught. the of'’s,-–AЖé中 \n", max_size=60))
def test_any_text_is_read_and_places_hold(text):
    line = line_of(text, ENGLISH)
    for name in names(line, ENGLISH, known_forms([("x", "Oram")], ENGLISH)):
        assert 0 <= name.first <= name.start < name.stop <= name.end <= len(line.words)


@given(
    st.lists(
        st.sampled_from(["We are loyal to Oram.", "They met Oram.", "As Alva taught, so be it."]), max_size=6
    )
)
def test_no_text_changes_the_count_of_another(sentences):
    """A hand's invocations are the sum of its texts', where no slot is a weak one."""
    base = found(AROUND + " They saw Alva.", *sentences)
    for name, sentence in (("oram", "We are loyal to Oram."), ("alva", "As Alva taught, so be it.")):
        assert (base[name].invoked if name in base else 0) == sentences.count(sentence)


def test_a_slot_that_is_not_written_as_slots_are_is_refused():
    for bad in ("loyal to", "{}", "~ {}", "{} and {}", "~x {} taught"):
        with pytest.raises(BadValue):
            list(slots({"loyal": [bad]}))


def test_all_lists_that_ship_can_be_read():
    for language in ("en", "ru", "de", "fr", "it"):
        own = words(language)
        assert own.language == language
        assert {slot.kind for slot in own.slots} >= {"taught", "loyal", "guard"} | own.weak - {
            "course",
            "passed",
        }


def test_periods_stand_in_a_row():
    assert between("1955-11", "1956-02", "month") == ["1955-11", "1955-12", "1956-01", "1956-02"]
    assert between("1955-Q4", "1956-Q2", "quarter") == ["1955-Q4", "1956-Q1", "1956-Q2"]
    assert between("1950s", "1970s", "decade") == ["1950s", "1960s", "1970s"]
    assert between("0001", "1956", "year") == ["0001", "1956"]
