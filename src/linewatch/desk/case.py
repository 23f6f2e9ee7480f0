"""A case at the desk: one value that offers every task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from linewatch.desk import (
    agreeing,
    boundary,
    briefing,
    checking,
    deeds,
    describing,
    differing,
    distancing,
    documents,
    exchanging,
    ledger,
    personnel,
    personnel_figure,
    positions,
    releasing,
    searching,
    stances,
    tempo,
    watching,
)
from linewatch.record.case_file import CaseFile, create_case, open_case

if TYPE_CHECKING:
    from linewatch.desk.progress import Progress


def _silent(_told: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Case:
    """An open case. Close it, or use it in a ``with`` statement.

    Every method takes and returns plain values; rows are dictionaries with the keys of ``--json``.
    """

    file: CaseFile

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return self.file.folder

    @property
    def title(self) -> str:
        """The case's title."""
        return self.file.fact("title") or ""

    @property
    def centre(self) -> str | None:
        """The actor whose line the others are measured against."""
        return self.file.fact("centre")

    def add(
        self,
        *paths: str | Path,
        report: Callable[[str], None] = _silent,
        watch: Callable[[Progress], None] = _silent,
        **given: Any,
    ) -> dict[str, Any]:
        """Read files into the case; see `steps.Given` for what may be said of them besides."""
        from linewatch.desk.adding import Given, add  # noqa: PLC0415 - only here are the readers needed

        return add(self.file, [str(path) for path in paths], Given(**given), report, watch)

    def documents(self, **filters: str | None) -> list[dict[str, Any]]:
        """What the case holds and knows; see `search` for the filters."""
        return documents.list_documents(self.file, **filters)

    def document(self, document: str) -> dict[str, Any]:
        """What is known of one document."""
        return documents.show_document(self.file, document)

    def passages(self, document: str) -> list[dict[str, Any]]:
        """One document as it was read."""
        return documents.read_passages(self.file, document)

    def cite(self, place: str, words: str | None = None) -> dict[str, Any]:
        """A citation of DOC:N, checked."""
        return documents.cite(self.file, place, words)

    def correct(self, document: str, ground: str | None = None, **told: str) -> dict[str, Any]:
        """Put right what is said of a document."""
        return documents.correct(self.file, [document], told, ground)[0]

    def correct_all(
        self, names: Sequence[str], ground: str | None = None, clear: Sequence[str] = (), **told: str
    ) -> list[dict[str, Any]]:
        """Put right what is said of several documents at once; a ``*`` in a name stands for anything."""
        return documents.correct(self.file, names, told, ground, clear)

    def remove(self, document: str) -> dict[str, Any]:
        """Let go of a held copy; what was said of the document stays."""
        return documents.remove(self.file, document)

    def search(self, words: str, limit: int = searching.SHOWN, **filters: str | None) -> dict[str, Any]:
        """Passages in which words occur, ranked; filters: since, until (EDTF), issuer, kind, language."""
        return searching.search_case(self.file, words, limit, **filters)

    def indicators(self) -> list[dict[str, Any]]:
        """The words that are watched for, with where they are found."""
        return watching.list_indicators(self.file)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table of the said ledger, with their citations."""
        return ledger.list_rows(self.file, table)

    def enter(
        self,
        table: str,
        values: dict[str, Any],
        cite: Sequence[str] = (),
        words: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Enter a row with its citations."""
        return ledger.enter(self.file, table, values, cite, words)

    def withdraw(self, table: str, ident: str) -> dict[str, Any]:
        """Take a row out of what stands; the history keeps it."""
        return ledger.withdraw(self.file, table, ident)

    def undo(self) -> list[dict[str, Any]]:
        """Undo the last change that stands."""
        return ledger.undo(self.file)

    def history(self) -> list[dict[str, Any]]:
        """All that was entered, changed, withdrawn and undone."""
        return ledger.list_history(self.file)

    def tempo(self, event: str | None = None) -> dict[str, Any]:
        """Plan against what happened; who answered an event, in which order."""
        return tempo.find_tempo(self.file, event)

    def positions(
        self, issue: str | None = None, actor: str | None = None, on: str | None = None
    ) -> list[dict[str, Any]]:
        """Stance and distance from the line of each actor on each issue."""
        return positions.find_positions(self.file, issue, actor, on)

    def branches(self, actor: str | None = None) -> list[dict[str, Any]]:
        """Where an actor's stances on two branches of one issue differ."""
        return positions.find_branches(self.file, actor)

    def positions_basis(self) -> dict[str, Any]:
        """What positions rest on: settings, strengths estimated from the case, and statements left out."""
        return positions.find_basis(self.file)

    def positions_left_out(self) -> list[dict[str, Any]]:
        """The statements that positions cannot use, and why."""
        return positions.find_left_out(self.file)

    def draw_positions(self, issue: str, out: str | Path) -> dict[str, Any]:
        """Write the figure of stance over time on one issue as SVG."""
        return stances.write_stances(self.file, issue, Path(out))

    def agreement(self) -> list[dict[str, Any]]:
        """Coders compared, per issue."""
        return agreeing.find_agreement(self.file)

    def disagreements(self, issue: str | None = None) -> list[dict[str, Any]]:
        """The statements that coders read differently, the widest apart first."""
        return agreeing.find_disagreements(self.file, issue)

    def agree(self, statement: str, **given: Any) -> dict[str, Any]:
        """Enter the reading of a statement that its coders agreed on, beside theirs."""
        return agreeing.agree(self.file, statement, given)

    def differences(self, **asked: Any) -> dict[str, Any]:
        """Whether actors differ by what they are; see `differing.Asked` for what may be asked."""
        return differing.find_differences(self.file, differing.Asked(**asked))

    def score(
        self,
        *texts: str,
        between: tuple[str, str],
        issue: str | None = None,
        words: Sequence[str] = (),
        rescale: str = "none",
    ) -> list[dict[str, Any]]:
        """Texts placed between two named texts, -1 and +1, by their words; see `scoring.score_texts`."""
        from linewatch.desk import scoring  # noqa: PLC0415 - only here is numpy needed

        about = scoring.About(issue, words)
        return scoring.score_texts(self.file, texts, between, about, scoring.rescaling(rescale))

    def separate(self, *texts: str) -> dict[str, Any]:
        """What separates some texts: never a position, often the subject."""
        from linewatch.desk import separating  # noqa: PLC0415 - only here is numpy needed

        return separating.separate(self.file, texts)

    def balance(
        self, *texts: str, between: tuple[str, str], concepts: Path | None = None
    ) -> list[dict[str, Any]]:
        """How texts hold two concepts together, from -1 (only the first) to +1 (only the second)."""
        from linewatch.desk import balancing  # noqa: PLC0415 - only here is numpy needed

        return balancing.balance_texts(self.file, texts, between, concepts)

    def estimates(self, document: str, scale: str | None = None) -> list[dict[str, Any]]:
        """Estimative phrases of a document with their ranges on a scale of its lexicon, such as kent or icd203."""
        from linewatch.desk import estimating  # noqa: PLC0415 - only one verb needs its patterns

        return estimating.find_estimates(self.file, document, scale)

    def estimates_unread(self, document: str, scale: str | None = None) -> list[dict[str, Any]]:
        """Words of a document that may be estimates and may be none, with why they were not read."""
        from linewatch.desk import estimating  # noqa: PLC0415 - only one verb needs its patterns

        return estimating.find_unread(self.file, document, scale)

    def networks(self, **wanted: Any) -> dict[str, Any]:
        """Who moves with whom; see `networking.Wanted` for what may be asked."""
        from linewatch.desk import networking  # noqa: PLC0415 - only a few verbs need it

        return networking.find_networks(self.file, networking.Wanted(**wanted))

    def write_network(self, found: dict[str, Any], path: str | Path, form: str) -> None:
        """Write a network, as `networks` gives it, as graphml, gexf, csv or svg."""
        from linewatch.desk import networking  # noqa: PLC0415 - only a few verbs need it

        networking.write_network(self.file, found, Path(path), form)

    def leads(self) -> list[dict[str, Any]]:
        """Who precedes whom on the same side of an issue."""
        from linewatch.desk import networking  # noqa: PLC0415 - only a few verbs need it

        return networking.find_leads(self.file)

    def boundary(self) -> list[dict[str, Any]]:
        """Statements of others with the centre's reaction on record, those nearest to the boundary first."""
        return boundary.find_boundary(self.file)["rows"]

    def boundary_shares(self) -> dict[str, Any]:
        """What rebuked statements have in common: shares, parts of one event; reactions untied, what is left out."""
        return {key: value for key, value in boundary.find_boundary(self.file).items() if key != "rows"}

    def personnel(self) -> dict[str, Any]:
        """Leaders against the plan; exits; wings; how many of each."""
        return personnel.find_personnel(self.file)

    def personnel_figure(self) -> dict[str, Any]:
        """The same on one chart, for a page and for a telephone, with its description in words."""
        return personnel_figure.draw_personnel(self.file)

    def write_personnel(self, path: str | Path) -> None:
        """Write that chart as SVG."""
        personnel_figure.write_personnel(self.file, Path(path))

    def deeds_against_words(
        self, actor: str | None = None, issues: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """What each actor says of independence, beside what it did."""
        return deeds.find_against_words(self.file, actor, issues)

    def releases(self, document: str | None = None) -> list[dict[str, Any]]:
        """The papers held in several releases or readings; of one document's paper, what each tells besides."""
        return releasing.find_releases(self.file, document)

    def paper_of(self) -> dict[str, str]:
        """For each held document the name of its paper, so that one witness is counted once."""
        return releasing.paper_of(self.file)

    def distances(
        self, centre: str | None = None, by: str = "year", report: Callable[[str], None] = _silent
    ) -> list[dict[str, Any]]:
        """How far each actor's words stand from the centre's in each period, nothing coded."""
        return distancing.find_distances(self.file, centre, by, report)

    def shifts(
        self, before: str, after: str, lexicon: Path | None = None, language: str | None = None
    ) -> list[dict[str, Any]]:
        """What became of every clause of two texts, the heaviest first."""
        from linewatch.desk import shifting  # noqa: PLC0415 - only here is numpy needed

        return shifting.find_shifts(self.file, before, after, lexicon, language)

    def coded_shifts(self, before: str, after: str) -> list[dict[str, Any]]:
        """How coded stances changed from one event to another."""
        from linewatch.desk import shifting  # noqa: PLC0415 - as above

        return shifting.find_coded_shifts(self.file, before, after)

    def tell_shifts(self, rows: Sequence[dict[str, Any]]) -> str:
        """Rows of `shifts` in one paragraph."""
        from linewatch.desk import shifting  # noqa: PLC0415 - as above

        return shifting.tell(rows, shifting.issue_names(self.file))

    def write_shifts(
        self, rows: Sequence[dict[str, Any]], names: tuple[str, str], out: str | Path
    ) -> dict[str, Any]:
        """Write rows of `shifts` as a page in two columns."""
        from linewatch.desk import shifting  # noqa: PLC0415 - as above

        return shifting.write_page(self.file, rows, names, Path(out))

    def reprint(self, original: str, *copies: str) -> dict[str, Any]:
        """What copies left out of an original, put in, reworded and moved; of several, what nobody quoted."""
        from linewatch.desk import reprinting  # noqa: PLC0415 - only here is numpy needed

        return reprinting.find_reprint(self.file, original, copies)

    def write_reprint(
        self, found: dict[str, Any], original: str, copies: Sequence[str], out: str | Path
    ) -> dict[str, Any]:
        """Write what `reprint` gives as a page in two columns."""
        from linewatch.desk import reprinting  # noqa: PLC0415 - as above

        return reprinting.write_reprint(self.file, found, original, copies, Path(out))

    def series(self, *documents: str, phrases: Sequence[str] = ()) -> dict[str, Any]:
        """A run of texts by date, each against the one before; the life of its phrases."""
        from linewatch.desk import series  # noqa: PLC0415 - as above

        return series.find_series(self.file, documents, phrases)

    def draw_series(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write the heat strip of what `series` gives as SVG."""
        from linewatch.desk import series  # noqa: PLC0415 - as above

        return series.write_series(found, Path(out))

    def write_series(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `series` gives as a page in two columns, the heat strip above."""
        from linewatch.desk import series  # noqa: PLC0415 - as above

        return series.write_series_page(self.file, found, Path(out))

    def foreknowledge(self, text: str, public: str, official: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Who used terms that are new with a text before it was public, and how often chance does as well."""
        from linewatch.desk import foreknowing  # noqa: PLC0415 - as above

        return foreknowing.find_foreknowledge(self.file, text, public, official)

    def contradictions(self, actor: str) -> dict[str, Any]:
        """What one actor said that cannot both be its line; both pages of each pair."""
        from linewatch.desk import contradicting  # noqa: PLC0415 - as above

        return contradicting.find_contradictions(self.file, actor)

    def symbols(self, report: Callable[[str], None] = _silent, **asked: Any) -> dict[str, Any]:
        """Who or what the texts held invoke as authority; see `symbols.Asked` for what may be asked."""
        from linewatch.desk import symbols  # noqa: PLC0415 - as above

        return symbols.find_symbols(self.file, symbols.Asked(**asked), report)

    def draw_symbols(
        self, found: dict[str, Any], out: str | Path, symbols_: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Write the rates by period of what `symbols` gives as SVG."""
        from linewatch.desk import symbols  # noqa: PLC0415 - as above

        return symbols.write_symbols(found, symbols_, Path(out))

    def formulas(self, report: Callable[[str], None] = _silent, **asked: Any) -> dict[str, Any]:
        """The set phrases of the texts held; see `formulas.Asked` for what may be asked."""
        from linewatch.desk import formulas  # noqa: PLC0415 - as above

        return formulas.find_formulas(self.file, formulas.Asked(**asked), report)

    def echoes(
        self,
        *documents: str,
        since: str | None = None,
        until: str | None = None,
        report: Callable[[str], None] = _silent,
    ) -> list[dict[str, Any]]:
        """Passages that recur beyond chance, in chains by date; of some documents against all others, or of all."""
        from linewatch.desk import echoing  # noqa: PLC0415 - as above

        return echoing.find_echoes(self.file, echoing.Asked(documents, since, until), report)

    def write_echo_pairs(
        self,
        out: str | Path,
        *documents: str,
        since: str | None = None,
        until: str | None = None,
        report: Callable[[str], None] = _silent,
    ) -> dict[str, Any]:
        """Write every pair of alike places as JSON Lines."""
        from linewatch.desk import echoing  # noqa: PLC0415 - as above

        return echoing.write_pairs(self.file, echoing.Asked(documents, since, until), Path(out), report)

    def write_echo_page(
        self,
        out: str | Path,
        *documents: str,
        since: str | None = None,
        until: str | None = None,
        limit: int = 40,
        report: Callable[[str], None] = _silent,
    ) -> dict[str, Any]:
        """Write chains of echoes as a page: on a time axis, wordings word under word, what was left out."""
        from linewatch.desk import echo_paging, echoing  # noqa: PLC0415 - as above

        asked = echoing.Asked(documents, since, until)
        return echo_paging.write_page(self.file, asked, Path(out), limit, report)

    def questions(self) -> list[dict[str, Any]]:
        """The questions with rival explanations, and how much was entered for each."""
        from linewatch.desk import questioning  # noqa: PLC0415 - only a few verbs need it

        return questioning.list_questions(self.file)

    def question(self, question: str) -> dict[str, Any]:
        """All that is on record of a question: hypotheses, groups, evidence, judgements, opinions."""
        from linewatch.desk import questioning  # noqa: PLC0415 - as above

        return questioning.show_question(self.file, question)

    def ask(
        self, question: str, values: dict[str, Any], cite: Sequence[str] = (), words: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Enter a question or change one."""
        from linewatch.desk import questioning  # noqa: PLC0415 - as above

        return questioning.ask(self.file, question, values, (cite, words))

    def explanations(self, question: str, table: str) -> list[dict[str, Any]]:
        """The hypotheses, evidence or evidence_groups of a question."""
        from linewatch.desk import questioning  # noqa: PLC0415 - as above

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
        from linewatch.desk import questioning  # noqa: PLC0415 - as above

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
        from linewatch.desk import questioning  # noqa: PLC0415 - as above

        return questioning.enter_group(self.file, question, values, items, (cite, words))

    def propose_groups(self, question: str) -> list[dict[str, Any]]:
        """Items of evidence that echo one another, as groups they might be put in; nothing is entered."""
        from linewatch.desk import kin  # noqa: PLC0415 - as above

        return kin.propose_groups(self.file, question)

    def question_of_group(self, group: str) -> str:
        """The question of a group of evidence."""
        from linewatch.desk import questioning  # noqa: PLC0415 - as above

        return questioning.question_of_group(self.file, group)

    def cells(self, item: str, coder: str | None = None) -> dict[str, Any]:
        """What was judged of an item of evidence."""
        from linewatch.desk import judging  # noqa: PLC0415 - as above

        return judging.cells_of(self.file, item, coder)

    def judge(self, item: str, cells: dict[str, str], coder: str, note: str | None = None) -> dict[str, Any]:
        """Enter what an analyst judges of an item against hypotheses; "none" takes a judgement back."""
        from linewatch.desk import judging  # noqa: PLC0415 - as above

        return judging.judge(self.file, item, cells, coder, note)

    def opine(
        self, held: dict[str, str], coder: str, on: str | None = None, note: str | None = None
    ) -> dict[str, Any]:
        """Enter how likely an analyst holds hypotheses to be, all things considered."""
        from linewatch.desk import judging  # noqa: PLC0415 - as above

        return judging.opine(self.file, held, coder, on, note)

    def weigh(self, question: str, **asked: Any) -> dict[str, Any]:
        """What a question's hypotheses are worth; see `weighing.Asking` for what may be asked."""
        from linewatch.desk import weighing  # noqa: PLC0415 - only here is numpy needed

        return weighing.weigh_question(self.file, weighing.Asking(question, **asked))

    def write_weighed(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `weigh` gives as a page or as figures, by the file's name."""
        from linewatch.desk import weighed_page  # noqa: PLC0415 - as above

        return weighed_page.write_weighed(self.file, found, Path(out))

    def next_evidence(self, question: str, *, by_cost: bool = False, **asked: Any) -> list[dict[str, Any]]:
        """Which items not yet seen would tell most about a question; asked as `weigh` is."""
        from linewatch.desk import weighing  # noqa: PLC0415 - as above

        return weighing.next_evidence(self.file, weighing.Asking(question, **asked), by_cost=by_cost)

    def watch_evidence(self, question: str, item: str, look_for: str | None = None) -> dict[str, Any]:
        """Keep an item not yet seen as an indicator, looked for whenever documents are added."""
        from linewatch.desk import watched_evidence  # noqa: PLC0415 - as above

        return watched_evidence.watch_evidence(self.file, question, item, look_for)

    def findings(self, method: str | None = None) -> list[dict[str, Any]]:
        """What was computed and kept, by key."""
        from linewatch.desk import questioning  # noqa: PLC0415 - as above

        return questioning.list_findings(self.file, method)

    def matrix(self, question: str, coder: str | None = None) -> dict[str, Any]:
        """A question as a table: hypotheses as rows, evidence as columns."""
        from linewatch.desk import matrix_table  # noqa: PLC0415 - as above

        return matrix_table.find_table(self.file, question, coder)

    def write_matrix(self, question: str, out: str | Path, coder: str | None = None) -> dict[str, Any]:
        """Write a question with all its rows as CSV or JSON, by the file's name."""
        from linewatch.desk import matrix_files  # noqa: PLC0415 - as above

        return matrix_files.write_matrix(self.file, question, Path(out), coder)

    def read_matrix(
        self, question: str, path: str | Path, name: str | None = None, coder: str | None = None
    ) -> dict[str, Any]:
        """Take in a matrix from a file of Linewatch, PARC or Open Synthesis."""
        from linewatch.desk import matrix_files  # noqa: PLC0415 - as above

        return matrix_files.read_matrix(self.file, question, Path(path), name, coder)

    def forecasts(self, scale: str | None = None) -> dict[str, Any]:
        """All forecasts with their scores, and the calibration of those resolved, by tenths or a scale's words."""
        from linewatch.desk import forecasting  # noqa: PLC0415 - as above

        return forecasting.find_forecasts(self.file, scale)

    def forecast(
        self,
        values: dict[str, Any],
        chance: str | float | None = None,
        cite: tuple[Sequence[str], Sequence[str]] = ((), ()),
        scale: str | None = None,
    ) -> dict[str, Any]:
        """Enter a forecast: a chance as share, range or words, with its date."""
        from linewatch.desk import forecast_entering  # noqa: PLC0415 - as above

        return forecast_entering.record(self.file, values, chance, cite, scale)

    def resolve(
        self,
        forecast: str,
        outcome: str,
        on: str | None = None,
        cite: tuple[Sequence[str], Sequence[str]] = ((), ()),
    ) -> dict[str, Any]:
        """Enter what became of a forecast: yes, no or void."""
        from linewatch.desk import forecast_entering  # noqa: PLC0415 - as above

        return forecast_entering.resolve(self.file, forecast, outcome, on, cite)

    def forecasts_from(
        self,
        path: str | Path,
        named: dict[str, str] | None = None,
        coder: str | None = None,
        scale: str | None = None,
    ) -> dict[str, Any]:
        """Take in a CSV of forecasts, all of it or nothing."""
        from linewatch.desk import forecast_files  # noqa: PLC0415 - as above

        return forecast_files.take_in(self.file, Path(path), named, coder, scale)

    def forecasts_of(
        self, question: str, made_on: str, due: str | None = None, coder: str | None = None
    ) -> dict[str, Any]:
        """Record what weighing gives a question's hypotheses as forecasts of one date."""
        from linewatch.desk import forecast_entering  # noqa: PLC0415 - as above

        return forecast_entering.weighed_forecasts(self.file, question, made_on, due, coder)

    def draw_calibration(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write the calibration chart of what `forecasts` gives as SVG."""
        from linewatch.desk import forecasting  # noqa: PLC0415 - as above

        return forecasting.write_calibration(found, Path(out))

    def map(self, way: tuple[str, str] | None = None, **limits: int) -> dict[str, Any]:
        """The causal map: nodes, arrows with their pages, loops; with ``way`` all ways from one node to another."""
        from linewatch.desk.mapping import causal  # noqa: PLC0415 - only here are loops sought

        return causal.find_map(self.file, way, **limits)

    def write_map(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `map` gives as a page (.html) or as figures (.svg), one for each document cited."""
        from linewatch.desk.mapping import map_page  # noqa: PLC0415 - as above

        return map_page.write_map(self.file, found, Path(out))

    def odd(self) -> dict[str, Any]:
        """The model's own description by the ODD protocol, made from its rules, numbers, warrants and data."""
        from linewatch.desk.mapping import describing as model  # noqa: PLC0415 - numpy loads with it

        return model.find_odd(self.file)

    def write_odd(self, found: dict[str, Any], out: str | Path) -> dict[str, Any]:
        """Write what `odd` gives to OUT.md or OUT.html."""
        from linewatch.desk.mapping import odd_page  # noqa: PLC0415 - as above

        return odd_page.write_odd(self.file, found, Path(out))

    def tell_odd(self, found: dict[str, Any]) -> str:
        """Return what `odd` gives as Markdown."""
        from linewatch.desk.mapping import odd_page  # noqa: PLC0415 - as above

        return odd_page.tell_odd(self.file, found)

    def scenarios(self) -> list[dict[str, Any]]:
        """The scenarios of the case's movement: name, title, what each changes."""
        from linewatch.desk.simulating import asked  # noqa: PLC0415 - only here is the movement needed

        return asked.list_scenarios(self.file)

    def simulate(
        self,
        scenario: str,
        report: Callable[[str], None] = _silent,
        watch: Callable[[Any], None] = _silent,
        out: str | Path | None = None,
        parquet: str | Path | None = None,
        **given: Any,
    ) -> dict[str, Any]:
        """Run a scenario, alone or against a baseline; see `simulating.asked.Asked` for what may be asked."""
        from linewatch.desk.simulating import asked, writing  # noqa: PLC0415 - as above

        if parquet is not None:
            writing.check_parquet()
        found = asked.simulate(self.file, asked.Asked(scenario, **given), report, watch)
        return found | {"written": writing.write_all(found, out, parquet)}

    def check(self) -> dict[str, Any]:
        """Whether the case is sound, and how its citations stand."""
        return checking.check(self.file)

    def describe(self, **facts: str) -> dict[str, str | None]:
        """Set the case's own facts (title, centre, marking, date, caveat, where, about); return them all."""
        return describing.describe(self.file, facts)

    def export(self, folder: str | Path) -> dict[str, int]:
        """Write all that was said as plain files."""
        return exchanging.export_case(self.file, Path(folder))

    def import_(self, folder: str | Path) -> dict[str, Any]:
        """Take in a folder of such files, all of it or nothing."""
        return exchanging.import_case(self.file, Path(folder))

    def brief(self, out: str | Path, date: str | None = None) -> dict[str, Any]:
        """Write the brief to OUT.html or OUT.md."""
        return briefing.write_brief(self.file, Path(out), date)

    def close(self) -> None:
        """Close the case; what was reported as done stays."""
        self.file.close()

    def __enter__(self) -> Case:
        """Use the case in a ``with`` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it at the end."""
        self.close()


def open(folder: str | Path) -> Case:
    """Open the case in a folder."""
    return Case(open_case(Path(folder)))


def init(folder: str | Path, title: str, centre: str | None = None) -> Case:
    """Make an empty case in a folder."""
    return Case(create_case(Path(folder), title, centre))
