"""643 resolved questions of a crowd: scored, and nothing learnt from them."""

import pytest


@pytest.fixture(scope="module")
def crowd(shared, tmp_path_factory):
    from linewatch import desk  # noqa: PLC0415

    with desk.init(tmp_path_factory.mktemp("crowd") / "case", "Crowd") as case:
        told = case.forecasts_from(shared / "corpus/forecasts/crowd_forecasts_resolved.csv", coder="crowd")
        assert told["added"] == 643
        yield case.forecasts()


def test_the_crowd_scores_what_its_source_says(crowd):
    assert crowd["brier"] == pytest.approx(0.0639, abs=5e-5)
    assert crowd["base_rate"] == pytest.approx(112 / 643)
    assert (crowd["resolved"], crowd["open"]) == (643, 0)


def test_the_parts_add_up_to_the_score(crowd):
    parts = crowd["calibration"]["parts"]
    assert parts["brier"] == pytest.approx(crowd["brier"], abs=1e-12)
    within = parts["within_variance"] - parts["within_covariance"]
    total = parts["reliability"] - parts["resolution"] + parts["uncertainty"] + within
    assert total == pytest.approx(crowd["brier"], abs=1e-12)


def test_every_forecast_lies_in_one_bin_and_has_an_age(crowd):
    assert sum(one["forecasts"] for one in crowd["calibration"]["bins"]) == 643
    assert sum(one["resolved"] for one in crowd["ageing"]) == 643
