"""One value out of many: candidates with their evidence, the choice among them, how sure it is, what stays in doubt."""
