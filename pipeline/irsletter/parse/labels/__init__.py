"""Labels that the catalog knows: where they stand on a page, what stands beside them, and the grammar of that value."""
