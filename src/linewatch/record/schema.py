"""The case file's tables, and how an older case file becomes a newer one."""

from __future__ import annotations

import sqlite3

from linewatch.errors import NotACase

# One script a version, never changed once it has shipped: a case file of version k is brought up to date by
# the scripts after k. The tables of the said ledger have the columns of the classes in kinds/said.py.
MIGRATIONS = (
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- What was read: files, the documents in them, their passages.
    CREATE TABLE files (
        file INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, bytes INTEGER NOT NULL,
        finished INTEGER NOT NULL, reasons TEXT);
    CREATE TABLE holdings (
        doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, base_id TEXT NOT NULL,
        sha256 TEXT NOT NULL, in_record INTEGER NOT NULL,
        file INTEGER NOT NULL REFERENCES files, place INTEGER NOT NULL, name TEXT NOT NULL,
        reader TEXT NOT NULL, number TEXT, volume_number TEXT, title TEXT, date TEXT, date_ground TEXT,
        first_day TEXT, last_day TEXT, time TEXT, place_name TEXT, issuer TEXT, addressees TEXT, copies TEXT,
        signer TEXT, marking TEXT, kind TEXT, form TEXT, language TEXT, source_note TEXT, collection TEXT,
        untold TEXT, extra TEXT, pages INTEGER NOT NULL, words INTEGER NOT NULL, passages INTEGER NOT NULL,
        original BLOB NOT NULL);
    CREATE INDEX holdings_by_sha256 ON holdings (sha256);
    CREATE UNIQUE INDEX holdings_by_place ON holdings (file, place);
    CREATE INDEX holdings_by_base_id ON holdings (base_id);
    -- Which held document is the copy of which known one: record/copies.py.
    CREATE TABLE copies (
        key TEXT PRIMARY KEY REFERENCES documents DEFERRABLE INITIALLY DEFERRED,
        doc INTEGER NOT NULL REFERENCES holdings) WITHOUT ROWID;
    CREATE INDEX copies_by_doc ON copies (doc);
    CREATE TABLE passages (
        passage INTEGER PRIMARY KEY, doc INTEGER NOT NULL REFERENCES holdings, n INTEGER NOT NULL,
        page TEXT, page_end TEXT, section TEXT, kind TEXT NOT NULL, text TEXT NOT NULL,
        "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, note_of INTEGER,
        marks TEXT, mentions TEXT, edits TEXT);
    CREATE UNIQUE INDEX passages_in_order ON passages (doc, n);
    CREATE VIRTUAL TABLE passage_words USING fts5(
        text, content='passages', content_rowid='passage', tokenize='unicode61 remove_diacritics 2');
    CREATE TABLE persons (
        volume TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, description TEXT,
        PRIMARY KEY (volume, id)) WITHOUT ROWID;

    -- The said ledger. Texts that name a row of one other table are checked by the database as well.
    CREATE TABLE documents (
        key TEXT PRIMARY KEY, title TEXT, date TEXT, date_ground TEXT, issuer TEXT, number TEXT, kind TEXT,
        form TEXT, marking TEXT, language TEXT, sha256 TEXT, csl TEXT) WITHOUT ROWID;
    CREATE INDEX documents_by_sha256 ON documents (sha256);
    CREATE TABLE locators (
        document TEXT NOT NULL REFERENCES documents DEFERRABLE INITIALLY DEFERRED, locator TEXT NOT NULL,
        n INTEGER NOT NULL, p_start INTEGER, p_end INTEGER,
        PRIMARY KEY (document, locator, n)) WITHOUT ROWID;
    CREATE TABLE no_fact (
        document TEXT NOT NULL REFERENCES documents DEFERRABLE INITIALLY DEFERRED, locator TEXT NOT NULL,
        why TEXT, PRIMARY KEY (document, locator)) WITHOUT ROWID;
    CREATE TABLE forms (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, authority INTEGER, note TEXT) WITHOUT ROWID;
    CREATE TABLE actors (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT,
        parent TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED, note TEXT) WITHOUT ROWID;
    CREATE TABLE aliases (
        actor TEXT NOT NULL REFERENCES actors DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL,
        PRIMARY KEY (actor, name)) WITHOUT ROWID;
    CREATE TABLE issues (
        id TEXT PRIMARY KEY, name TEXT NOT NULL,
        parent TEXT REFERENCES issues DEFERRABLE INITIALLY DEFERRED, minus TEXT, plus TEXT,
        note TEXT) WITHOUT ROWID;
    CREATE TABLE events (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, date TEXT, date_ground TEXT, mode TEXT,
        actor TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
        audience TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED, channel TEXT, place TEXT,
        publishes TEXT, outside_date TEXT, outside_source TEXT, note TEXT) WITHOUT ROWID;
    CREATE TABLE statements (
        id TEXT PRIMARY KEY, actor TEXT NOT NULL REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
        issue TEXT REFERENCES issues DEFERRABLE INITIALLY DEFERRED, stance INTEGER, act TEXT, target TEXT,
        said_on TEXT, said_on_ground TEXT, about TEXT, form TEXT, channel TEXT, publicity TEXT,
        addressee TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED, stratum TEXT,
        reported_by TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED, certainty TEXT,
        event TEXT REFERENCES events DEFERRABLE INITIALLY DEFERRED,
        answers TEXT REFERENCES events DEFERRABLE INITIALLY DEFERRED, coder TEXT, summary TEXT) WITHOUT ROWID;
    CREATE TABLE codings (
        statement TEXT NOT NULL REFERENCES statements DEFERRABLE INITIALLY DEFERRED, coder TEXT NOT NULL,
        stance INTEGER, act TEXT, target TEXT, certainty TEXT, note TEXT,
        PRIMARY KEY (statement, coder)) WITHOUT ROWID;
    CREATE TABLE deeds (
        id TEXT PRIMARY KEY, actor TEXT NOT NULL REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
        recipient TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED, type TEXT NOT NULL, mode TEXT,
        context TEXT, date TEXT, date_ground TEXT, status TEXT,
        event TEXT REFERENCES events DEFERRABLE INITIALLY DEFERRED,
        answers TEXT REFERENCES events DEFERRABLE INITIALLY DEFERRED, certainty TEXT, coder TEXT,
        summary TEXT) WITHOUT ROWID;
    CREATE TABLE access (
        id TEXT PRIMARY KEY, actor TEXT NOT NULL REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
        text TEXT NOT NULL, date TEXT, date_ground TEXT, channel TEXT, extent TEXT, certainty TEXT,
        coder TEXT, summary TEXT) WITHOUT ROWID;
    CREATE TABLE citations (
        "of" TEXT NOT NULL, id TEXT NOT NULL,
        document TEXT NOT NULL REFERENCES documents DEFERRABLE INITIALLY DEFERRED,
        page TEXT, locator TEXT, exact TEXT, prefix TEXT, suffix TEXT);
    CREATE INDEX citations_of ON citations ("of", id);
    CREATE TABLE history (
        seq INTEGER PRIMARY KEY, batch INTEGER NOT NULL, act TEXT NOT NULL, "table" TEXT NOT NULL,
        identity TEXT NOT NULL, before TEXT, after TEXT, undoes INTEGER REFERENCES history);
    CREATE INDEX history_by_batch ON history (batch);

    -- The found ledger: what was computed, keyed by the hash of inputs, method, version and settings.
    CREATE TABLE findings (
        key TEXT PRIMARY KEY, method TEXT NOT NULL, version TEXT NOT NULL, settings TEXT NOT NULL,
        inputs TEXT NOT NULL, value TEXT NOT NULL, citations TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    ALTER TABLE holdings ADD COLUMN speaker TEXT;
    ALTER TABLE holdings ADD COLUMN grounds TEXT;
    ALTER TABLE holdings ADD COLUMN quality TEXT;
    ALTER TABLE documents ADD COLUMN speaker TEXT;
    CREATE TABLE indicators (
        id TEXT PRIMARY KEY, look_for TEXT NOT NULL,
        issue TEXT REFERENCES issues DEFERRABLE INITIALLY DEFERRED, note TEXT) WITHOUT ROWID;
    -- What a finding was computed from: the record alone, or the texts that are held.
    ALTER TABLE findings ADD COLUMN reads TEXT NOT NULL DEFAULT 'record';

    -- The index of words holds texts as record/spelling.py spells them, whose function the program lends.
    DROP TABLE passage_words;
    CREATE VIEW passage_spelling AS SELECT passage, spelled(text) AS text FROM passages;
    CREATE VIRTUAL TABLE passage_words USING fts5(
        text, content='passage_spelling', content_rowid='passage',
        tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
    INSERT INTO passage_words (passage_words) VALUES ('rebuild');
    -- What record/facets.py computes for searches, and the stamp that tells whether it still stands.
    CREATE TABLE search_facets (
        one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL, facets BLOB NOT NULL);
    CREATE TABLE search_stamp (one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL);
    INSERT INTO search_stamp VALUES (1, random());
    -- What record/frequent.py keeps of words in very many passages, and up to which passage that holds.
    CREATE TABLE search_words (word TEXT PRIMARY KEY, passages BLOB NOT NULL);
    CREATE TABLE search_covered (one INTEGER PRIMARY KEY CHECK (one = 1), passage INTEGER NOT NULL);
    INSERT INTO search_covered VALUES (1, 0);
    CREATE TRIGGER passage_removed AFTER DELETE ON passages BEGIN
        UPDATE search_covered SET passage = min(passage, (SELECT coalesce(max(passage), 0) FROM passages)); END;
    CREATE TRIGGER passage_reworded AFTER UPDATE OF text ON passages BEGIN
        UPDATE search_covered SET passage = 0; END;
    CREATE TRIGGER holding_held AFTER INSERT ON holdings BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER holding_removed AFTER DELETE ON holdings BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER holding_retold AFTER UPDATE OF first_day, last_day, issuer, kind, language ON holdings
        BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER document_known AFTER INSERT ON documents BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER document_withdrawn AFTER DELETE ON documents BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER document_retold AFTER UPDATE ON documents BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER copy_tied AFTER INSERT ON copies BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER copy_untied AFTER DELETE ON copies BEGIN UPDATE search_stamp SET stamp = random(); END;
    CREATE TRIGGER copy_changed AFTER UPDATE ON copies BEGIN UPDATE search_stamp SET stamp = random(); END;
    """,
    """
    CREATE TABLE attributes (
        id TEXT PRIMARY KEY, actor TEXT NOT NULL REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, value TEXT NOT NULL, date TEXT, date_ground TEXT, certainty TEXT, coder TEXT,
        summary TEXT) WITHOUT ROWID;
    """,
    """
    CREATE TABLE questions (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, asked_on TEXT, scale TEXT, limits TEXT,
        note TEXT) WITHOUT ROWID;
    CREATE TABLE hypotheses (
        id TEXT PRIMARY KEY, question TEXT NOT NULL REFERENCES questions DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, prior REAL, role TEXT,
        statement TEXT REFERENCES statements DEFERRABLE INITIALLY DEFERRED, note TEXT) WITHOUT ROWID;
    CREATE TABLE evidence_groups (
        id TEXT PRIMARY KEY, question TEXT NOT NULL REFERENCES questions DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, dependence REAL NOT NULL, note TEXT) WITHOUT ROWID;
    CREATE TABLE evidence (
        id TEXT PRIMARY KEY, question TEXT NOT NULL REFERENCES questions DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, kind TEXT NOT NULL, rests_on TEXT, state TEXT, source TEXT,
        reliability_low REAL, reliability_high REAL, holds_low REAL, holds_high REAL, seen_low REAL,
        seen_high REAL, date TEXT, reported_on TEXT,
        "group" TEXT REFERENCES evidence_groups DEFERRABLE INITIALLY DEFERRED, cost REAL, look_for TEXT,
        coder TEXT, note TEXT) WITHOUT ROWID;
    CREATE TABLE judgements (
        evidence TEXT NOT NULL REFERENCES evidence DEFERRABLE INITIALLY DEFERRED,
        hypothesis TEXT NOT NULL REFERENCES hypotheses DEFERRABLE INITIALLY DEFERRED, coder TEXT NOT NULL,
        word TEXT, low REAL NOT NULL, high REAL NOT NULL, note TEXT,
        PRIMARY KEY (evidence, hypothesis, coder)) WITHOUT ROWID;
    CREATE TABLE opinions (
        hypothesis TEXT NOT NULL REFERENCES hypotheses DEFERRABLE INITIALLY DEFERRED, coder TEXT NOT NULL,
        low REAL NOT NULL, high REAL NOT NULL, held_on TEXT, note TEXT,
        PRIMARY KEY (hypothesis, coder)) WITHOUT ROWID;
    CREATE TABLE forecasts (
        id TEXT PRIMARY KEY, name TEXT NOT NULL,
        hypothesis TEXT REFERENCES hypotheses DEFERRABLE INITIALLY DEFERRED, coder TEXT, low REAL NOT NULL,
        high REAL NOT NULL, mid REAL, made_on TEXT, due TEXT, outcome TEXT, resolved_on TEXT, note TEXT) WITHOUT ROWID;
    ALTER TABLE indicators ADD COLUMN evidence TEXT REFERENCES evidence DEFERRABLE INITIALLY DEFERRED;
    """,
)


def migrate(con: sqlite3.Connection, *, new: bool = False) -> None:
    """Bring a case file to this version's tables, all in one transaction.

    Raises:
        NotACase: If a newer Linewatch wrote it, or nothing is in it that should be.
    """
    version: int = con.execute("PRAGMA user_version").fetchone()[0]
    if version == 0 and not new:
        raise NotACase("The file case.db is empty.", "Restore it from a copy or an export.")
    if version > len(MIGRATIONS):
        raise NotACase(
            f"This case was written by a newer Linewatch (case file version {version}).",
            "Install the newest Linewatch and open it again.",
        )
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        con.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
