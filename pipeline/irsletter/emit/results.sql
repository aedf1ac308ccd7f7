-- letters.sqlite, version 1: columns and tables may be added within it, none is renamed or removed.
-- Dates are ISO 8601, money is a decimal text beside whole cents, flags are 0 or 1, boxes are page fractions.

CREATE TABLE about (
  key TEXT PRIMARY KEY,  -- schema_version, as_of
  value TEXT NOT NULL
);

CREATE TABLE files (
  path TEXT PRIMARY KEY,  -- below the folder of the batch
  sha256 TEXT,
  media_type TEXT,
  bytes INTEGER,
  pages INTEGER,
  status TEXT NOT NULL,  -- ok, review, error
  joined_into TEXT,  -- the file in whose line the letter stands
  error_code TEXT,
  error_message TEXT,
  error_hint TEXT
);

CREATE TABLE fields (
  letter_id TEXT NOT NULL REFERENCES letters (letter_id),
  name TEXT NOT NULL,  -- notice_code, amount_due, ...
  value TEXT,  -- null: seen, not readable; ids masked; an address on one line
  raw TEXT,  -- as printed
  confidence REAL NOT NULL,  -- 0 to 1, a lower bound
  status TEXT NOT NULL,  -- accepted, review
  page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL,  -- first place
  places INTEGER NOT NULL,  -- on how many places of the paper it stands
  PRIMARY KEY (letter_id, name)
);

CREATE TABLE tax_periods (
  letter_id TEXT NOT NULL REFERENCES letters (letter_id),
  period_id TEXT NOT NULL,
  role TEXT NOT NULL,  -- subject, other
  label TEXT NOT NULL,
  start TEXT NOT NULL,
  "end" TEXT NOT NULL,
  form TEXT,
  tax_type TEXT,
  PRIMARY KEY (letter_id, period_id)
);

CREATE TABLE amounts (
  letter_id TEXT NOT NULL REFERENCES letters (letter_id),
  number INTEGER NOT NULL,  -- order on the letter
  kind TEXT NOT NULL,
  label TEXT NOT NULL,  -- as printed
  tax_period TEXT,  -- period_id
  amount TEXT,  -- null: not readable
  cents INTEGER,
  counts INTEGER NOT NULL,  -- 0: doubted letter, copy, or overtaken by a newer one; leave it out of totals
  status TEXT NOT NULL,
  PRIMARY KEY (letter_id, number)
);

CREATE TABLE deadlines (
  letter_id TEXT NOT NULL REFERENCES letters (letter_id),
  number INTEGER NOT NULL,
  what TEXT NOT NULL,
  date TEXT,
  last_legal_day TEXT,
  days_left INTEGER,  -- on the day in about.as_of
  words TEXT,
  basis TEXT NOT NULL,  -- printed, computed
  rule TEXT,
  right_lost TEXT,
  met_by TEXT NOT NULL,
  state TEXT NOT NULL,  -- open, passed
  status TEXT NOT NULL,
  PRIMARY KEY (letter_id, number)
);

CREATE TABLE findings (
  letter_id TEXT NOT NULL REFERENCES letters (letter_id),
  rule TEXT NOT NULL,
  weight REAL NOT NULL,  -- below zero speaks for the letter
  title TEXT NOT NULL,
  why TEXT NOT NULL,
  source TEXT NOT NULL,
  checked_on TEXT NOT NULL
);

CREATE TABLE review_reasons (
  letter_id TEXT NOT NULL REFERENCES letters (letter_id),
  code TEXT NOT NULL,
  field TEXT,
  page INTEGER,
  message TEXT NOT NULL
);

CREATE TABLE contacts (
  letter_id TEXT NOT NULL REFERENCES letters (letter_id),
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  value TEXT,
  status TEXT NOT NULL
);

CREATE VIEW open_deadlines AS
  SELECT d.date, d.days_left, d.what, d.right_lost, d.status, l.notice_code, l.taxpayer_names, l.verdict, l.file
  FROM deadlines d JOIN letters l USING (letter_id)
  WHERE d.state = 'open' AND l.copy_of IS NULL AND l.superseded_by IS NULL
  ORDER BY d.date IS NULL, d.date;
