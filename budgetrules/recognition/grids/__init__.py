"""Make tables of the form from drawn tables (grids), and lines of the narrative from the rest.

`passes.py` holds the way as a tuple; `candidate.py` goes it with each template; `draft.py` holds
the values that are handed on. One printed amount, 1,234.50 in the column 年初预算数, on its way:

1. `number` gets it as a `RawCell` from the reader and reads its text once: the `GridCell` holds a
   `CellText` with its words, its folded words, and whether it is a number or a code. The grid
   becomes `GridRows`, whose rows have numbers in the order of reading.
2. `cut` parts the rows where a title stands between them: each `GridPart` is one table, or goes on
   with the one before.
3. `caption` finds the `Heading` in the lines over the part or in its own first rows, and with it
   the table that the part says it is.
4. `match` reads the headers as `PrintedColumns` and fits them to the columns of that table: the
   `ColumnMatch` says that the cell's column fills the `Slot` of 年初预算数, with how many points.
   `headers.py` reads, `similarity.py` compares words, `align.py` pairs columns, `complete.py`
   adds those without headers, and `fit.py` weighs the whole.
5. `assign` decides: the part is a `TablePart` of a `TableDraft`, by its title, by its columns
   alone, or because it goes on (`continuation.py`). `reasons.py` says why in words.
6. `read` makes a `PrintedRow` of each row (`body.py`), in which the amount is the text of a
   `PrintedCell`, after `decimals.py` has restored zeros that a workbook left out. `table.py` adds
   title, unit and notes; `recognition/table_rows.py` turns it into a `Cell` with a `Figure`, in a
   `Row` of a `ListData`. Tables that the form doesn't know become lines (`flatten.py`), and
   `undrawn.py` finds those that the text only says to be there.
"""
