"""Readings are judged and mended rightly, on papers of which a better reading is at hand."""

from benchmarks.ocr_quality import measured, records, releases, statements
from linewatch.sources.released import reader as ocr
from linewatch.sources.wording.languages import language_of


def test_three_readings_of_one_statement_are_ranked_and_none_is_made_worse(shared):
    clean, newspaper, agency = statements()
    assert clean.share > newspaper.share > agency.share
    assert not clean.kinds
    assert newspaper.after < newspaper.before
    assert agency.after < agency.before


def test_the_estimate_goes_with_what_was_misread(shared):
    """On records that were not looked at while the rules were made."""
    better = "llm_transcription_2025.md"
    rows = [
        measured(name, readings["release_2025-0318.md"], readings[better])
        for name, readings in [*records().items()][20:]
        if better in readings and "release_2025-0318.md" in readings
    ]
    rows.sort(key=lambda row: row.misread)
    half = len(rows) // 2
    assert sum(row.share for row in rows[:half]) > sum(row.share for row in rows[-half:])
    assert all(row.after <= row.before for row in rows)


def test_every_form_of_a_release_with_stamps_is_known_for_one(shared):
    forms = [
        (name, file, text)
        for name, readings in records().items()
        for file, text in readings.items()
        if file in {"release_2023.md", "release_2025-0318.md"}
    ]
    assert all(ocr.takes(text) for _, _, text in forms)
    for name, _, text in forms[:12]:
        found = ocr.read_ocr(name, text)
        assert not found.title or not any(sign in found.title for sign in (name, "RELEASE"))
        assert not found.issuer or not any(sign in found.issuer for sign in (name, "RELEASE"))
        assert not any("RELEASE UNDER" in passage.text for passage in found.passages)


def test_the_words_of_1956_are_known_by_their_languages(shared):
    texts = sorted((shared / "corpus/words_1956/texts").glob("*.txt"))
    assert texts
    for text in texts:
        wanted = text.name.removesuffix(".txt").removesuffix(".ocr").rpartition(".")[2]
        assert language_of(text.read_text("utf-8")) == wanted


def test_repairs_are_what_the_better_reading_has(shared):
    """A repair not confirmed may still be right: the better reading has faults and gaps of its own."""
    fates = {}
    for row in releases(1):
        for (_, fate), times in row.fates.items():
            fates[fate] = fates.get(fate, 0) + times
    assert fates["same"] > 0.95 * (fates["same"] + fates["other"])
