"""Blocks → decisions: sections with roles, what the decision says of itself, the items of a meeting."""
