"""Folders that are written whole: a new one replaces an old one of ours, never anything else."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from budgetrules.storage.errors import WriteError


@contextmanager
def whole_folder(target: Path, marker: str) -> Iterator[Path]:
    """Yield a new folder to write into; it gets the name `target` when all is written.

    A folder of that name is replaced if it is empty or holds the file `marker`. Raises WriteError,
    OSError.
    """
    if target.exists() and not _is_replaceable(target, marker):
        raise WriteError("C132", path=str(target), marker=marker)
    parent = target.resolve().parent
    work = _new_folder(parent)
    try:
        os.chmod(work, 0o755)
        yield work
        if target.exists():
            old = _new_folder(parent)
            os.replace(target, old / "old")
            os.replace(work, target)
            shutil.rmtree(old)
        else:
            os.replace(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _is_replaceable(target: Path, marker: str) -> bool:
    if not target.is_dir():
        return False
    is_empty = not any(target.iterdir())
    return is_empty or (target / marker).is_file()


def _new_folder(parent: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=parent, prefix=".budgetrules-"))
