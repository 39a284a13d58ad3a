"""Lines of pages → blocks of running text: headers, footers, columns, footnotes and page breaks undone."""
