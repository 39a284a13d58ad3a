"""HTML → decisions: the city's own markup, and any other page."""
