"""Pictures: what kind of picture a page is, its paper made flat, level and evenly lit, its codes decoded."""
