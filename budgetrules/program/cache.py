"""Where compiled packs are kept: a folder of JSON files named by the hash of everything they were
made of.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import budgetrules.language
import budgetrules.schema
from budgetrules.program import codec
from budgetrules.program.plan import Plan
from budgetrules.resources import resource_folder

_KEEP = 16


def cache_folder() -> Path:
    """BUDGETRULES_CACHE, else the user's cache folder."""
    given = os.environ.get("BUDGETRULES_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "budgetrules"


def content_key(files: Iterable[tuple[str, bytes]]) -> str:
    """The hash of rule files and data (name, content), of the grammar, and of the code that
    compiles them.
    """
    digest = hashlib.sha256()
    for name, content in files:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    for path in _compiling_files():
        status = path.stat()
        digest.update(f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _compiling_files() -> Iterator[Path]:
    """Yield the files of the grammar and of the code that compiles rules, subfolders too."""
    folders = (
        *budgetrules.language.__path__,
        *budgetrules.schema.__path__,
        str(resource_folder("grammar")),
        os.path.dirname(__file__),
    )
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for name in sorted(names):
                yield Path(parent, name)


def load(key: str) -> Plan | None:
    """The plan kept under a key; None if there is none or it can't be read."""
    try:
        text = (cache_folder() / f"{key}.json").read_text(encoding="utf-8")
        plan = codec.loads(text)
    except (OSError, ValueError, RuntimeError):
        return None
    return plan if isinstance(plan, Plan) else None


def store(key: str, plan: Plan) -> None:
    """Keep a plan. A home that can't be written to is no error: the next start compiles again."""
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(codec.dumps(plan))
        os.replace(name, folder / f"{key}.json")
        _drop_oldest(folder)
    except (OSError, RuntimeError):
        return


def _drop_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEEP:]:
        path.unlink(missing_ok=True)
