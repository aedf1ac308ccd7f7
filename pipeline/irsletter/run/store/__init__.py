"""What is kept on disk: the ledger of a batch, its lock, its migrations, private files."""
