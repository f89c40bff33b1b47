"""Tables in text files: CSV, and data packages (Frictionless) of CSV files, also in archives."""
