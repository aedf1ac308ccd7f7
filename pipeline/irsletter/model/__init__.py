"""The nouns of the project: frozen values that the stages hand to each other. Standard library only."""
