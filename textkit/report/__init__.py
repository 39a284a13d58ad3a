"""What people look at: the alignment as a page of text and as JSON."""
