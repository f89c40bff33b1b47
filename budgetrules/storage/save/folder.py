"""Folders that are written whole: a new one takes the place of an old one of ours, never of anything else."""

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
    """A new folder to write into; it gets the name `target` when all is written.

    A folder of that name is replaced if it is empty or holds the file `marker`. Raises WriteError, OSError.
    """
    if target.exists() and not (
        target.is_dir() and (not any(target.iterdir()) or (target / marker).is_file())
    ):
        raise WriteError("C132", path=str(target), marker=marker)
    above = target.resolve().parent
    work = Path(tempfile.mkdtemp(dir=above, prefix=".budgetrules-"))
    try:
        os.chmod(work, 0o755)
        yield work
        if target.exists():
            old = Path(tempfile.mkdtemp(dir=above, prefix=".budgetrules-"))
            os.replace(target, old / "old")
            os.replace(work, target)
            shutil.rmtree(old)
        else:
            os.replace(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
