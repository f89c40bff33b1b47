"""Tables in text files: CSV, and Frictionless data packages of CSV files, in a folder or an archive."""
