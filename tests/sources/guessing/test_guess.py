"""What a document says of itself, on pages of our own and on what would mislead or stall."""

import time
from dataclasses import replace

import pytest
from guess_pages import PAGES

from benchmarks.guesses import page as page_of
from linewatch.errors import BadValue
from linewatch.kinds.documents import Document, Passage
from linewatch.sources.guessing import guess, guess_rules

RULES = guess_rules()


def of_one_passage(text):
    return Document("long", text, (Passage(1, "paragraph", text, 0, len(text)),), "text")


STALLED_S = 30  # of CPU: a rule that takes for ever takes more


def seconds(text, rules=RULES):
    document = of_one_passage(text)
    begun = time.process_time()
    guess(document, rules)
    return time.process_time() - begun


@pytest.mark.parametrize(("page", "expected"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_page_says_of_itself(page, expected):
    found = guess(page_of(page), RULES)
    assert {field: getattr(found, field) for field in expected} == expected


def test_every_guess_has_its_ground():
    found = guess(page_of(PAGES[0][1]), RULES)
    assert found.date_ground == "the line “DAILY WORKER Friday, June 22, 1956” in passage 1"
    assert "passage 2" in found.grounds["issuer"]
    assert found.grounds.keys() == {"issuer", "kind", "title"}


def test_what_the_reader_told_is_left_alone():
    page = page_of("Resolution of the Central Committee of the League\n\nMarch 20, 1956\n\nWe resolve.")
    told = replace(page, date="1956-03", issuer="the branch", untold=("language",))
    found = guess(told, RULES)
    assert (found.date, found.issuer, found.date_ground) == ("1956-03", "the branch", None)
    assert found.kind == "resolution"
    assert found.untold == ("language",)


def test_what_is_told_is_no_longer_untold():
    found = guess(page_of("Resolution of the Board of Trade\n\nMarch 20, 1956\n\nWe resolve."), RULES)
    assert not {"date", "issuer", "title"} & set(found.untold)


def test_two_dates_that_disagree_tell_none():
    found = guess(page_of("Letter of the Board\n\nMay 3, 1956\n\nMay 7, 1956\n\nWe write to you."), RULES)
    assert found.date is None
    assert "date" in found.untold


def test_an_editorial_note_is_nobodys_paper():
    page = "Editorial Note\n\nMoscow, April 9, 1956\n\nA telegram of that day is not printed."
    found = guess(page_of(page), RULES)
    assert (found.kind, found.date) == ("editorial_note", None)


def test_only_the_rules_of_a_known_language_are_tried():
    page = page_of("Erklärung des Zentralkomitees der Arbeiterpartei\n\n8. Juli 1956\n\nWir erklären.")
    assert guess(replace(page, language="de"), RULES).kind == "statement"
    assert guess(replace(page, language="en"), RULES).kind is None


@pytest.mark.parametrize(
    ("language", "written", "edtf"),
    [
        ("en", "March 20, 1956", "1956-03-20"),
        ("en", "20th of March, 1956", "1956-03-20"),
        ("en", "20.III.1956", "1956-03-20"),
        ("en", "13 Mar 56", "1956-03-13"),
        ("en", "3/5/56", None),
        ("en", "20/3/56", "1956-03-20"),
        ("en", "5/5/1956", "1956-05-05"),
        ("en", "June 19-20, 2012", "2012-06-19/2012-06-20"),
        ("en", "March 28–April 2, 1956", "1956-03-28/1956-04-02"),
        ("en", "February 30, 1956", None),
        ("en", "Spring 1956", "1956-21"),
        ("fr", "1er juillet 1956", "1956-07-01"),
        ("it", "24 giugno 1956", "1956-06-24"),
        ("de", "8. Juli 1956", "1956-07-08"),
        ("de", "8.7.1956", "1956-07-08"),
        ("ru", "30 июня 1956 г.", "1956-06-30"),
        ("ru", "июнь 1956", "1956-06"),
        ("pl", "20 października 1956 r.", "1956-10-20"),
        ("hu", "1956. július 21.", "1956-07-21"),
        ("hu", "1956. július 21-én", "1956-07-21"),
        ("es", "2 de julio de 1956", "1956-07-02"),
    ],
)
def test_a_date_is_read_as_it_is_written(language, written, edtf):
    assert RULES.languages[language].dates.edtf(written) == edtf


@pytest.mark.parametrize(
    ("written", "time"),
    [("7 p.m.", "19:00:00"), ("12:30 a.m.", "00:30:00"), ("noon", "12:00:00"), ("25:00", None)],
)
def test_a_time_of_day_is_read(written, time):
    assert RULES.languages["en"].dates.time(written) == time


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Central Committee of the League on the congress", "Central Committee of the League"),
        ("Comrade J. Novak at the plenum", "J. Novak"),
        ("policy", None),
        ("U.S. POLICY TOWARD FREEDONIA", None),
    ],
)
def test_a_name_reaches_as_far_as_it_goes(text, name):
    assert RULES.languages["en"].names.name(text) == name


def test_a_users_rule_goes_before_those_that_ship(tmp_path):
    (tmp_path / "mine.toml").write_text(
        "[[rules]]\nlanguage = 'en'\npattern = 'Bulletin (\\w+) of the League.*'\nfield = 'number'\ngroup = 1\n"
        "[[rules]]\nlanguage = 'en'\npattern = 'Bulletin .*'\nfield = 'issuer'\nvalue = 'the League'\n",
        "utf-8",
    )
    (tmp_path / "other.toml").write_text("words = ['not', 'ours']", "utf-8")
    page = page_of("Bulletin 17 of the League\n\nStatement by the Board of Trade\n\nNothing else.")
    found = guess(page, guess_rules(tmp_path))
    assert (found.number, found.issuer) == ("17", "the League")
    assert guess(page, RULES).issuer == "Board of Trade"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("pattern = '(a+)+b'\nfield = 'title'\nvalue = 'x'", "for ever"),
        ("pattern = '(a|ab)*c'\nfield = 'title'\nvalue = 'x'", "for ever"),
        ("pattern = '(a{1,20}){1,20}b'\nfield = 'title'\nvalue = 'x'", "for ever"),
        ("pattern = '(\\w+ ?){1,20}:'\nfield = 'title'\nvalue = 'x'", "for ever"),
        ("pattern = 'a'\nfield = 'title'\nvalue = 'x'\nfirst = 'b'", "cannot be used"),
        (
            "pattern = 'a'\nfield = 'title'\nvalue = 'x'\n[labels]\nTO = 1\n[tenses]\npast = ['(']",
            "cannot be used",
        ),
        ("pattern = 'a*b*c*d*e'\nfield = 'title'\nvalue = 'x'", "more than 3"),
        ("pattern = 'a('\nfield = 'title'\nvalue = 'x'", "cannot be used"),
        ("pattern = 'a'\nfield = 'colour'\nvalue = 'x'", "no field 'colour'"),
        ("pattern = 'a'\nfield = 'title'\ngroup = 2", "no group"),
        ("pattern = 'a'", "tells no field"),
        ("field = 'title'", "no pattern"),
        ("pattern = 'a'\nfield = 'title'\nvalue = 'x'\nwhere = 'top'", "no place"),
    ],
)
def test_a_rule_that_cannot_be_used_is_named(tmp_path, rule, says):
    (tmp_path / "mine.toml").write_text(f"[[rules]]\n{rule}\n", "utf-8")
    with pytest.raises(BadValue, match=says):
        guess_rules(tmp_path)


def test_a_file_that_is_no_toml_is_named(tmp_path):
    (tmp_path / "mine.toml").write_text("rules = [", "utf-8")
    with pytest.raises(BadValue, match=r"mine\.toml"):
        guess_rules(tmp_path)


def test_a_line_of_50_mb_costs_no_more_than_a_short_one(tmp_path):
    (tmp_path / "mine.toml").write_text(
        "[[rules]]\npattern = '.*a.*b.*c'\nwhere = 'line'\nfield = 'title'\nvalue = 'x'\n", "utf-8"
    )
    assert seconds("abba " * 10_000_000, guess_rules(tmp_path)) < STALLED_S


@pytest.mark.parametrize(
    "line",
    [
        "Statement by " * 200,
        "Following text of statement issued on " * 100,
        "The Committee of the " * 200,
        "A B. C, d said " * 200,
        "((((((((((" * 300,
        "Mr. " * 1000,
        "In a statement issued , " * 100,
        "20 March " * 300,
        "Report\n" * 500,
        "A" * 5000,
        " " * 5000 + "x",
        "А. Б. " * 1000,
    ],
)
def test_no_line_stalls_the_rules_that_ship(line):
    assert seconds(line) < STALLED_S
    assert seconds("\n\n".join(line[k : k + 250] for k in range(0, 5000, 250))) < STALLED_S
