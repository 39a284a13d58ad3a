"""A PDF file → pages of lines and ruled tables, by either of two engines."""
