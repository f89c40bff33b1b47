"""Where compiled packs are kept.

A folder of JSON files, each named by the hash of everything that it was made of.
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
    """Return BUDGETRULES_CACHE, else the user's cache folder."""
    given = os.environ.get("BUDGETRULES_CACHE")
    if given:
        return Path(given)
    of_user = os.environ.get("XDG_CACHE_HOME")
    base = Path(of_user) if of_user else Path.home() / ".cache"
    return base / "budgetrules"


def content_key(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of rule files and data (name, content), and of what compiles them."""
    digest = hashlib.sha256()
    for name, content in files:
        opening = f"{name}\0{len(content)}\0"
        digest.update(opening.encode())
        digest.update(content)
    for path in _compiling_files():
        status = path.stat()
        stamp = f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}\0"
        digest.update(stamp.encode())
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
            # What os.walk goes into next, and in which order.
            below[:] = sorted(set(below) - {"__pycache__"})
            for name in sorted(names):
                yield Path(parent, name)


def load(key: str) -> Plan | None:
    """Return the plan kept under a key; None if there is none or it can't be read."""
    path = cache_folder() / f"{key}.json"
    try:
        plan = codec.loads(path.read_text(encoding="utf-8"))
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
    """Keep the plans stored last, `_KEEP` of them."""
    newest_first = sorted(folder.glob("*.json"), key=_stored_at, reverse=True)
    for path in newest_first[_KEEP:]:
        path.unlink(missing_ok=True)


def _stored_at(path: Path) -> float:
    return path.stat().st_mtime
