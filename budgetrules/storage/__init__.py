"""The model written and read back: JSON, a CSV data package, a workbook, Parquet."""
