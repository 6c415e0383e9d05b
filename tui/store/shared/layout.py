"""The tables of a shared record, one PostgreSQL schema for each agreement.

The rows are those of the file's index (`tui.store.schema`) with the records themselves beside them. Whole records
stand as JSON in `bytea`, because PostgreSQL's own text types refuse characters that a text may hold. What is compared
and sorted has the collation "C", so that the order is that of the file.
"""

from __future__ import annotations

import re

FORMAT = 1
"""Of the tables. Raise it when they change; an older program then refuses to write."""

_NOT_A_NAME = re.compile(r"[^a-z0-9_]+")

TABLES = """
CREATE TABLE about (key text PRIMARY KEY, value bigint NOT NULL);
CREATE TABLE updates (n bigint PRIMARY KEY, id text COLLATE "C" NOT NULL, revision integer NOT NULL,
    at bigint NOT NULL, stood bigint NOT NULL, digest text COLLATE "C" NOT NULL, current boolean NOT NULL,
    head bytea NOT NULL, body bytea NOT NULL, words tsvector NOT NULL);
CREATE UNIQUE INDEX updates_once ON updates (id, revision);
CREATE INDEX updates_at ON updates (at, n) WHERE current;
CREATE INDEX updates_words ON updates USING gin (words) WHERE current;
CREATE TABLE quotes (u bigint NOT NULL, place integer NOT NULL, id text COLLATE "C" NOT NULL, at bigint NOT NULL,
    current boolean NOT NULL, kind text NOT NULL, fold bigint NOT NULL, speaker text COLLATE "C",
    source text COLLATE "C" NOT NULL, body bytea NOT NULL, PRIMARY KEY (u, place));
CREATE INDEX quotes_at ON quotes (at, id) WHERE current;
CREATE INDEX quotes_fold ON quotes (fold, at, id) WHERE current;
CREATE INDEX quotes_speaker ON quotes (speaker, at, id) WHERE current;
CREATE INDEX quotes_source ON quotes (source, at, id) WHERE current;
CREATE TABLE figures (u bigint NOT NULL, place integer NOT NULL, id text COLLATE "C" NOT NULL, at bigint NOT NULL,
    current boolean NOT NULL, indicator text COLLATE "C", claimant text COLLATE "C", baseline text COLLATE "C",
    as_of integer, body bytea NOT NULL, PRIMARY KEY (u, place));
CREATE INDEX figures_series ON figures (indicator, claimant, baseline, as_of, at, id)
    WHERE current AND indicator IS NOT NULL;
CREATE INDEX figures_at ON figures (at, id) WHERE current AND indicator IS NOT NULL;
CREATE TABLE evidence (u bigint NOT NULL, place integer NOT NULL, id text COLLATE "C" NOT NULL, at bigint NOT NULL,
    current boolean NOT NULL, commitment text COLLATE "C", body bytea NOT NULL, PRIMARY KEY (u, place));
CREATE INDEX evidence_commitment ON evidence (commitment, at, id) WHERE current AND commitment IS NOT NULL;
CREATE INDEX evidence_at ON evidence (at, id) WHERE current AND commitment IS NOT NULL;
CREATE TABLE changes (n bigint PRIMARY KEY, at bigint NOT NULL, body bytea NOT NULL);
CREATE INDEX changes_at ON changes (at, n);
CREATE TABLE sources (id text COLLATE "C" PRIMARY KEY, body bytea, next_try timestamptz, holder text,
    until timestamptz);
CREATE TABLE notes (key text PRIMARY KEY, body bytea NOT NULL);
"""
"""`figures.indicator` is set for readings only, `evidence.commitment` for commitments of the agreement only. `current`
is true in the newest revision of an update, `stood` is from when a revision counts. `sources.holder` asks the
source until `until`."""


PAST = """
CREATE TEMP TABLE stood AS SELECT n, n = max(n) OVER (PARTITION BY id) AS current
    FROM {s}.updates WHERE stood <= {moment};
CREATE UNIQUE INDEX stood_n ON stood (n);
ANALYZE stood;
CREATE TEMP VIEW updates AS SELECT u.n, u.id, u.revision, u.at, u.stood, u.digest, s.current, u.head, u.body, u.words
    FROM {s}.updates u JOIN stood s ON s.n = u.n;
CREATE TEMP VIEW quotes AS SELECT q.u, q.place, q.id, q.at, s.current, q.kind, q.fold, q.speaker, q.source, q.body
    FROM {s}.quotes q JOIN stood s ON s.n = q.u;
CREATE TEMP VIEW figures AS SELECT f.u, f.place, f.id, f.at, s.current, f.indicator, f.claimant, f.baseline, f.as_of,
    f.body FROM {s}.figures f JOIN stood s ON s.n = f.u;
CREATE TEMP VIEW evidence AS SELECT e.u, e.place, e.id, e.at, s.current, e.commitment, e.body
    FROM {s}.evidence e JOIN stood s ON s.n = e.u;
CREATE TEMP VIEW changes AS SELECT n, at, body FROM {s}.changes WHERE at <= {moment};
"""
"""What stands before the tables of one connection, so that the same questions are answered for an earlier moment."""


def schema_name(record: str) -> str:
    """The schema of a record: "gaza-2025" -> "ceasefire_gaza_2025"."""
    return "ceasefire_" + (_NOT_A_NAME.sub("_", record.lower()).strip("_") or "record")[:50]
