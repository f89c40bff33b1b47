"""PDF files: characters and ruling lines from pdfium, from which lines and grids are built."""
