"""extract: a file becomes a Document, the words of each page with their boxes."""

from irsletter.extract.opened import Opened, ReadOptions, Region, open_files

__all__ = ["Opened", "ReadOptions", "Region", "open_files"]
