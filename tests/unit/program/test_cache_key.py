"""What a compiled pack is kept under: everything that it was made of."""

from __future__ import annotations

from pathlib import Path

import budgetrules.language
from budgetrules.program.cache import _compiling_files, content_key


def test_code_in_subfolders_of_the_language_counts_too() -> None:
    (folder,) = map(Path, budgetrules.language.__path__)
    assert set(folder.rglob("*.py")) <= set(_compiling_files())


def test_another_content_or_name_has_another_key() -> None:
    keys = {
        content_key([("a.rules", b"1")]),
        content_key([("a.rules", b"2")]),
        content_key([("b.rules", b"1")]),
    }
    assert len(keys) == 3
    assert content_key([("a.rules", b"1")]) in keys
