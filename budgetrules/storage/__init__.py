"""The model written and read back: JSON, a CSV data package, a workbook, Parquet.

Every step has a module for both ways, or one a way that mirrors the other:

- `encode` (disclosure → nested plain values) and `decode` (back); `json` prints the nested values;
- `flatten` (nested values → records, a record type a table) and `unflatten` (back);
- `records`: what those are in memory, and `place_columns`, `fields`: how places and values fit in;
- `sheets`: the lists among those records as people read them, and what people changed in them;
- `csv`, `xlsx`, `parquet`: files of records and sheets, `write` and `load` in each;
- `formats` names the writers, `written` recognises a file that one of them wrote.

The fields of all of them are listed once, in `budgetrules.model.plain`.
"""
