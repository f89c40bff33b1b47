"""Know at a glance what `read --format …` may have written, before anything that reads it loads."""

from __future__ import annotations

from pathlib import Path

# The file by which a folder of CSV files is known, and that of a folder of Parquet files.
PACKAGE = "datapackage.json"
DOCUMENTS = "documents.parquet"
BEFORE_JSON = b"\xef\xbb\xbf \t\r\n"
_LONGEST_BEGINNING = 64


def marker_in(folder: Path) -> Path | None:
    """Return the file by which a folder is known as one that we may have written."""
    for name in (PACKAGE, DOCUMENTS):
        if (folder / name).is_file():
            return folder / name
    return None


def may_be_written(path: Path) -> bool:
    """Whether a file or folder begins like a written model; most documents do not.

    Raises OSError if it can't be opened.
    """
    file = marker_in(path) if path.is_dir() else path
    if file is None:
        return False
    begin = beginning(file)
    is_table = begin.startswith((b"PK", b"PAR1"))
    return is_table or begin.lstrip(BEFORE_JSON).startswith(b"{")


def beginning(file: Path) -> bytes:
    """As much of a file as tells its format. Raises OSError."""
    return first_bytes(file, _LONGEST_BEGINNING)


def first_bytes(file: Path, count: int) -> bytes:
    """Return the first bytes of a file, `count` at most. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(count)
