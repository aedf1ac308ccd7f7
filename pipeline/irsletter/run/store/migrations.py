"""How an old ledger becomes a new one, step by step; each step is tested on a ledger that the old program wrote."""

from __future__ import annotations

MIGRATIONS = (
    """
    CREATE TABLE files (path TEXT PRIMARY KEY, sha256 TEXT, bytes INTEGER) WITHOUT ROWID;
    CREATE TABLE answers (
        sha256 TEXT NOT NULL, reader TEXT NOT NULL, attempts INTEGER NOT NULL,
        result TEXT, spots TEXT, PRIMARY KEY (sha256, reader)
    ) WITHOUT ROWID;
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    """,
    # sizes, times and states; what the firm says; files that were filed or joined
    """
    ALTER TABLE files ADD COLUMN changed_ns INTEGER;
    ALTER TABLE files ADD COLUMN key TEXT;
    ALTER TABLE files ADD COLUMN joined_into TEXT;
    ALTER TABLE files ADD COLUMN unread TEXT;
    ALTER TABLE files ADD COLUMN listed INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE files ADD COLUMN filed TEXT;
    ALTER TABLE files ADD COLUMN copy TEXT;
    CREATE INDEX files_by_sha256 ON files (sha256);
    ALTER TABLE answers ADD COLUMN state TEXT NOT NULL DEFAULT 'reading';
    ALTER TABLE answers ADD COLUMN seconds REAL;
    ALTER TABLE answers ADD COLUMN engines TEXT;
    ALTER TABLE answers ADD COLUMN catalog TEXT;
    ALTER TABLE answers ADD COLUMN turn INTEGER;
    CREATE INDEX answers_by_turn ON answers (turn);
    UPDATE answers SET state = CASE WHEN json_extract(result, '$.error') IS NULL THEN 'read' ELSE 'failed' END,
        catalog = json_extract(result, '$.generator.catalog') WHERE result IS NOT NULL;
    CREATE TABLE work (letter TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (letter, name))
        WITHOUT ROWID;
    CREATE TABLE told (letter TEXT PRIMARY KEY) WITHOUT ROWID;
    """,
    # what is cut out of each letter for the report
    """
    CREATE TABLE strips (letter TEXT PRIMARY KEY, picture BLOB NOT NULL);
    """,
)
"""Statements that lead from ``user_version`` n to n + 1; never edited, only added to."""
