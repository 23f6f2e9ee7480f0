"""What a case can do with rival explanations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from linewatch.desk.common.tasks import Tasks


class WeighingTasks(Tasks):
    """What a case can do with rival explanations."""

    __slots__ = ()

    def questions(self) -> list[dict[str, Any]]:
        """The questions with rival explanations, and how much was entered for each."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - only a few verbs need it

        return questioning.list_questions(self.file)

    def question(self, question: str) -> dict[str, Any]:
        """All that is on record of a question: hypotheses, groups, evidence, judgements, opinions."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - as above

        return questioning.show_question(self.file, question)

    def ask(
        self, question: str, values: dict[str, Any], cite: Sequence[str] = (), words: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Enter a question or change one."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - as above

        return questioning.ask(self.file, question, values, (cite, words))

    def explanations(self, question: str, table: str) -> list[dict[str, Any]]:
        """The hypotheses, evidence or evidence_groups of a question."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - as above

        return questioning.list_rows(self.file, question, table)

    def explain(
        self,
        question: str,
        table: str,
        values: dict[str, Any],
        cite: Sequence[str] = (),
        words: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Enter a hypothesis or an item of evidence of a question, or change one."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - as above

        return questioning.enter_row(self.file, question, table, values, (cite, words))

    def group(
        self,
        question: str,
        values: dict[str, Any],
        items: Sequence[str] = (),
        cite: Sequence[str] = (),
        words: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Enter a group of evidence, or change one, and put items into it."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - as above

        return questioning.enter_group(self.file, question, values, items, (cite, words))

    def propose_groups(self, question: str) -> list[dict[str, Any]]:
        """Items of evidence that echo one another, as groups they might be put in; nothing is entered."""
        from linewatch.desk.weighing import kin  # noqa: PLC0415 - as above

        return kin.propose_groups(self.file, question)

    def question_of_group(self, group: str) -> str:
        """The question of a group of evidence."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - as above

        return questioning.question_of_group(self.file, group)

    def cells(self, item: str, coder: str | None = None) -> dict[str, Any]:
        """What was judged of an item of evidence."""
        from linewatch.desk.weighing import judging  # noqa: PLC0415 - as above

        return judging.cells_of(self.file, item, coder)

    def judge(self, item: str, cells: dict[str, str], coder: str, note: str | None = None) -> dict[str, Any]:
        """Enter what an analyst judges of an item against hypotheses; "none" takes a judgement back."""
        from linewatch.desk.weighing import judging  # noqa: PLC0415 - as above

        return judging.judge(self.file, item, cells, coder, note)

    def opine(
        self, held: dict[str, str], coder: str, on: str | None = None, note: str | None = None
    ) -> dict[str, Any]:
        """Enter how likely an analyst holds hypotheses to be, all things considered."""
        from linewatch.desk.weighing import judging  # noqa: PLC0415 - as above

        return judging.opine(self.file, held, coder, on, note)

    def weigh(self, question: str, **asked: Any) -> dict[str, Any]:
        """What a question's hypotheses are worth; see `weighing.Asking` for what may be asked."""
        from linewatch.desk.weighing import weighing  # noqa: PLC0415 - only here is numpy needed

        return weighing.weigh_question(self.file, weighing.Asking(question, **asked))

    def write_weighed(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `weigh` gives as a page or as figures, by the file's name."""
        from linewatch.desk.weighing import weighed_page  # noqa: PLC0415 - as above

        return weighed_page.write_weighed(self.file, found, Path(out))

    def next_evidence(self, question: str, *, by_cost: bool = False, **asked: Any) -> list[dict[str, Any]]:
        """Which items not yet seen would tell most about a question; asked as `weigh` is."""
        from linewatch.desk.weighing import weighing  # noqa: PLC0415 - as above

        return weighing.next_evidence(self.file, weighing.Asking(question, **asked), by_cost=by_cost)

    def watch_evidence(self, question: str, item: str, look_for: str | None = None) -> dict[str, Any]:
        """Keep an item not yet seen as an indicator, looked for whenever documents are added."""
        from linewatch.desk.weighing import watched_evidence  # noqa: PLC0415 - as above

        return watched_evidence.watch_evidence(self.file, question, item, look_for)

    def findings(self, method: str | None = None) -> list[dict[str, Any]]:
        """What was computed and kept, by key."""
        from linewatch.desk.weighing import questioning  # noqa: PLC0415 - as above

        return questioning.list_findings(self.file, method)

    def matrix(self, question: str, coder: str | None = None) -> dict[str, Any]:
        """A question as a table: hypotheses as rows, evidence as columns."""
        from linewatch.desk.weighing import matrix_table  # noqa: PLC0415 - as above

        return matrix_table.find_table(self.file, question, coder)

    def write_matrix(self, question: str, out: str | Path, coder: str | None = None) -> dict[str, Any]:
        """Write a question with all its rows as CSV or JSON, by the file's name."""
        from linewatch.desk.weighing import matrix_files  # noqa: PLC0415 - as above

        return matrix_files.write_matrix(self.file, question, Path(out), coder)

    def read_matrix(
        self, question: str, path: str | Path, name: str | None = None, coder: str | None = None
    ) -> dict[str, Any]:
        """Take in a matrix from a file of Linewatch, PARC or Open Synthesis."""
        from linewatch.desk.weighing import matrix_files  # noqa: PLC0415 - as above

        return matrix_files.read_matrix(self.file, question, Path(path), name, coder)

    def forecasts(self, scale: str | None = None) -> dict[str, Any]:
        """All forecasts with their scores, and the calibration of those resolved, by tenths or a scale's words."""
        from linewatch.desk.weighing import forecasting  # noqa: PLC0415 - as above

        return forecasting.find_forecasts(self.file, scale)

    def forecast(
        self,
        values: dict[str, Any],
        chance: str | float | None = None,
        cite: tuple[Sequence[str], Sequence[str]] = ((), ()),
        scale: str | None = None,
    ) -> dict[str, Any]:
        """Enter a forecast: a chance as share, range or words, with its date."""
        from linewatch.desk.weighing import forecast_entering  # noqa: PLC0415 - as above

        return forecast_entering.record(self.file, values, chance, cite, scale)

    def resolve(
        self,
        forecast: str,
        outcome: str,
        on: str | None = None,
        cite: tuple[Sequence[str], Sequence[str]] = ((), ()),
    ) -> dict[str, Any]:
        """Enter what became of a forecast: yes, no or void."""
        from linewatch.desk.weighing import forecast_entering  # noqa: PLC0415 - as above

        return forecast_entering.resolve(self.file, forecast, outcome, on, cite)

    def forecasts_from(
        self,
        path: str | Path,
        named: dict[str, str] | None = None,
        coder: str | None = None,
        scale: str | None = None,
    ) -> dict[str, Any]:
        """Take in a CSV of forecasts, all of it or nothing."""
        from linewatch.desk.weighing import forecast_files  # noqa: PLC0415 - as above

        return forecast_files.take_in(self.file, Path(path), named, coder, scale)

    def forecasts_of(
        self, question: str, made_on: str, due: str | None = None, coder: str | None = None
    ) -> dict[str, Any]:
        """Record what weighing gives a question's hypotheses as forecasts of one date."""
        from linewatch.desk.weighing import forecast_entering  # noqa: PLC0415 - as above

        return forecast_entering.weighed_forecasts(self.file, question, made_on, due, coder)

    def draw_calibration(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write the calibration chart of what `forecasts` gives as SVG."""
        from linewatch.desk.weighing import forecasting  # noqa: PLC0415 - as above

        return forecasting.write_calibration(found, Path(out))
