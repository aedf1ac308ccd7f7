"""The files that come of a ledger: tables, pages, pictures, redacted copies."""
