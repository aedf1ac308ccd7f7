"""A page as geometry and words: cells, lines, blocks, addresses, page numbers, text with its values marked."""
