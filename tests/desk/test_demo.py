"""The shipped case from nothing to a brief."""

import pytest
from click.testing import CliRunner

from linewatch import desk
from linewatch.brief.compose import compose
from linewatch.cli import cli
from linewatch.desk.briefing import case_view, phrases
from linewatch.errors import Uncited


def test_the_demo_builds_the_case_and_its_brief_with_every_note_verified(shared, tmp_path, monkeypatch):
    monkeypatch.setenv("LINEWATCH_SEEDS", str(shared / "seeds"))
    result = CliRunner().invoke(cli, ["demo", str(tmp_path / "demo")])
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "demo/brief.html").as_uri() in result.stdout
    with desk.open(tmp_path / "demo/case") as case:
        found = case.check()
        assert (found["ok"], found["unverified"]) == (True, 0)
    again = CliRunner().invoke(cli, ["demo", str(tmp_path / "demo")])
    assert again.exit_code == 0, again.stderr


def test_without_its_documents_the_demo_says_where_they_can_be_had(tmp_path, monkeypatch):
    monkeypatch.delenv("LINEWATCH_SEEDS", raising=False)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["demo"])
    assert result.exit_code == 0
    assert "Not held" in result.stderr
    assert "LINEWATCH_SEEDS" in result.stderr
    assert "not verified" in (tmp_path / "twentieth_congress/brief.md").read_text("utf-8")


@pytest.mark.parametrize("table", ["statements", "events", "deeds", "access"])
def test_a_brief_cannot_be_made_of_a_row_whose_citations_are_gone(held_case, table):
    words = phrases()
    view = case_view(held_case.file, words, None)
    ident = getattr(view, table)[0].id
    cited = {key: value for key, value in view.citations.items() if key != (table, ident)}
    compose(view, words)
    with pytest.raises(Uncited):
        compose(
            type(view)(**{name: getattr(view, name) for name in view.__slots__} | {"citations": cited}), words
        )
