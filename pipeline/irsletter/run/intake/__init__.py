"""Folders of letters: batches, watching, joining photos, matching clients, filing, the firm's own columns."""
