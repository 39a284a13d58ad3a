"""Pages that are only pictures → lines, by way of Tesseract."""
