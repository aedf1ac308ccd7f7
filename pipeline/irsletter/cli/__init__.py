"""The command line: parses, calls run, writes, exits. The only room that knows click."""
