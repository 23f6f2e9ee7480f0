"""Where a copy left words out: within what it gives, between two quotations, or at an end."""

from linewatch.measures.reprints import reprint
from linewatch.measures.reprints.between import places_of_omissions

ORIGINAL = (
    "The minister spoke at length about the figures of production. He then turned to foreign trade, "
    "to the debts of the state and to the price of bread. Finally he told the house that peace can be preserved by all "
    "nations. Nobody answered him."
)
GAP = "He then turned to foreign trade, to the debts of the state and to the price of bread"


def omissions(copy):
    rows = list(reprint(ORIGINAL, copy).rows)
    return [
        (ORIGINAL[slice(*row.a)], where)
        for row, where in zip(rows, places_of_omissions(rows), strict=True)
        if where and row.a
    ]


def test_a_sentence_cut_out_of_a_text_is_left_out_within_and_what_follows_the_last_is_at_an_end():
    copy = (
        "The minister spoke at length about the figures of production. "
        "Finally he told the house that peace can be preserved by all nations."
    )
    assert omissions(copy) == [
        (GAP, "within"),
        ("Nobody answered him", "at an end"),
    ]


def test_what_stands_between_two_quotations_is_not_cut_out_of_one():
    copy = (
        "“The minister spoke at length about the figures of production.” Our paper adds: “Finally he told the house "
        "that peace can be preserved by all nations.”"
    )
    assert omissions(copy)[0] == (GAP, "between")


def test_rows_that_are_no_omission_have_no_such_place():
    rows = list(reprint(ORIGINAL, ORIGINAL).rows)
    assert set(places_of_omissions(rows)) == {None}
    assert set(places_of_omissions(list(reprint("", "Some words.").rows))) == {None}
