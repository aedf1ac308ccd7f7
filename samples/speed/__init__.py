"""How fast the program is beside the engine alone and beside what else would read the same letters."""
