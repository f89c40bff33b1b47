"""Bytes → lines and grids with their places: a folder or a module a file format.

`formats` says which reader a file goes to; `raw` is what readers hand on. `text` reads plain text,
`archives` looks into zip files, `packed` unpacks them; `sheets` and `blocks` build grids for
readers of workbooks and of documents without pages, and `unreadable` holds what they all say of
files that can't be read.
"""
