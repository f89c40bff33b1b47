"""Which reader a file goes to, by its ending; one line a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from budgetrules.reading.raw import RawDocument
from budgetrules.reading.text import LARGEST, read_text

FORMATS: dict[str, Callable[[bytes, str], RawDocument]] = {
    ".txt": read_text,
}


def read_path(path: str | Path) -> RawDocument:
    """Read a file; an unknown ending is read as text. Raises OSError if it can't be opened."""
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    reader = FORMATS.get(Path(path).suffix.lower(), read_text)
    return reader(data, str(path))
