"""The fast engine: pdfium, asked in as few calls as can be."""
