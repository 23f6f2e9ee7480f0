"""The language of a text is told, or it is said that it cannot be told."""

import random

import pytest

from linewatch.sources.wording.languages import language_lexicon, language_of

PIECES = {
    "en": "The ferry has always carried the people of the island, and nobody thought that the fares would be"
    " raised again before the end of the year.",
    "fr": "Le bac a toujours transporté les habitants de l'île, et personne ne pensait que les prix seraient"
    " encore une fois augmentés avant la fin de l'année.",
    "de": "Die Fähre hat immer die Leute von der Insel gebracht, und niemand dachte, dass die Preise noch einmal"
    " vor dem Ende des Jahres erhöht werden sollten.",
    "it": "Il traghetto ha sempre portato la gente dell'isola e nessuno pensava che il prezzo sarebbe stato"
    " aumentato ancora prima della fine dell'anno.",
    "pl": "Prom zawsze przewoził ludzi z wyspy i nikt nie myślał, że opłaty będą jeszcze raz podniesione przed"
    " końcem roku, ale tak się stało.",
    "hu": "A komp mindig vitte a sziget lakóit, és senki sem gondolta, hogy az árakat még egyszer felemelik az év"
    " vége előtt, de ez így volt.",
    "ru": "Паром всегда возил жителей острова, и никто не думал, что плата будет ещё раз повышена до конца года,"
    " но это так и было.",
    "el": "Το πλοίο μετέφερε πάντα τους κατοίκους του νησιού και κανείς δεν περίμενε ακριβότερα εισιτήρια.",
    "ja": "渡し船はいつも島の人々を運んでいたが、運賃がまた上がるとは誰も思わなかった。",
    "zh": "渡船一直运送岛上的居民,没有人想到票价会在年底以前再次提高。",
}


@pytest.mark.parametrize("language", PIECES)
def test_a_sentence_is_enough(language):
    assert language_of(PIECES[language]) == language


@pytest.mark.parametrize("language", PIECES)
def test_noise_makes_it_refuse_rather_than_guess_wrong(language):
    rng = random.Random(language)
    noisy = "".join(
        rng.choice("abcdefgh.,1l") if char.isalpha() and rng.random() < 0.1 else char
        for char in PIECES[language]
    )
    assert language_of(noisy) in {language, None}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The ferry has gone.",
        "Rossi Bianchi Verdi Neri Gialli Russo " * 10,
        "12 34 56 78 90 " * 20,
        f"{PIECES['en']} {PIECES['fr']}",
        f"{PIECES['en']} {PIECES['ru']}",
    ],
)
def test_what_is_short_or_mixed_or_no_running_text_is_refused(text):
    assert language_of(text) is None


def test_a_long_text_is_told_from_stretches_of_it():
    assert language_of(PIECES["de"] * 5000) == "de"


def test_every_word_list_belongs_to_a_language_that_can_be_told():
    lexicon = language_lexicon()
    assert set(lexicon.dictionaries) <= set(lexicon.small_words) | set(lexicon.alone.values())
