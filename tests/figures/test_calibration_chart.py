from xml.etree import ElementTree as ET

import pytest

from linewatch.errors import BadValue
from linewatch.figures.calibration import NARROW_PX, WIDE_PX, CalibrationWords, Drawn, calibration_chart

WORDS = CalibrationWords(
    title="Chances <and> what came true",
    across="chance given",
    upward="came true",
    key="what marks mean",
    counts="forecasts",
    told="{low} to {high}: {forecasts}, {chance}, {share} ({share_low} to {share_high}){apart}.",
    apart=", apart",
    summary="{forecasts} of {things}.",
)
BINS = (
    Drawn(0.0, 0.1, 401, 0.023, 0.015, 0.0065, 0.029, False),
    Drawn(0.6, 0.7, 12, 0.653, 0.917, 0.661, 0.996, True),
)


def texts(svg):
    return [one.text for one in ET.fromstring(svg).iter() if one.tag.endswith("text")]


def test_every_dot_is_told_in_words():
    assert calibration_chart(BINS, 410, WORDS).description == (
        "Chances <and> what came true. 413 of 410. 0 % to 10 %: 401, 2 %, 2 % (0.7 % to 3 %)."
        " 60 % to 70 %: 12, 65 %, 92 % (66 % to 99.6 %), apart."
    )


@pytest.mark.parametrize("width", [WIDE_PX, NARROW_PX])
def test_the_figure_has_its_axes_and_the_count_of_every_column(width):
    bins = [Drawn(n / 10, (n + 1) / 10, 1234, n / 10, 0.5, 0.2, 0.8, False) for n in range(10)]
    svg = calibration_chart(bins, 12340, WORDS, width).svg
    assert ET.fromstring(svg).get("viewBox", "").startswith(f"0 0 {width} ")
    assert {"chance given", "came true", "forecasts", "what marks mean", "0 %", "100 %"} <= set(texts(svg))
    assert texts(svg).count("1234") == 10


def test_the_figure_is_named_for_a_screen_reader_and_the_same_each_time():
    made = calibration_chart(BINS, 410, WORDS)
    root = ET.fromstring(made.svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", "Chances <and> what came true")
    assert made == calibration_chart(BINS, 410, WORDS)


def test_without_a_dot_there_is_no_figure():
    with pytest.raises(BadValue):
        calibration_chart([], 0, WORDS)
