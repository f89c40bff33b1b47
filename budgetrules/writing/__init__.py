"""The model → JSON, a CSV data package, a workbook, Parquet; `reading` takes each back."""
