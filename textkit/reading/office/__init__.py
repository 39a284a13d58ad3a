"""Word and OpenDocument drafts → decisions."""
