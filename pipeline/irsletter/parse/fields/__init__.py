"""The fields of a letter, one subject a file: each from what was seen on its pages to a value with its evidence."""
