"""Which documents a pattern means: a glob over paths, or the hash of a file."""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from pathlib import Path

HASH = "sha256:"
_SHORTEST_HASH = 12


@functools.lru_cache(maxsize=256)
def pattern(glob: str) -> re.Pattern[str]:
    """`*` and `?` stay inside a folder, `**` goes through any number of them; all else stands for
    itself.
    """
    found, at = "", 0
    glob = _plain(glob)
    while at < len(glob):
        if glob.startswith("**/", at):
            found, at = found + "(?:.*/)?", at + 3
        elif glob.startswith("**", at):
            found, at = found + ".*", at + 2
        else:
            found += {"*": "[^/]*", "?": "[^/]"}.get(glob[at], re.escape(glob[at]))
            at += 1
    return re.compile(found, re.DOTALL)


def _plain(path: str) -> str:
    """A path with / between folders, in the composed form of its characters: macOS stores
    decomposed ones.
    """
    return unicodedata.normalize("NFC", path.replace(os.sep, "/")).removeprefix("./")


def matches(wanted: str, path: str, sha256: str, folder: Path) -> bool:
    """Whether a document is meant: by its hash, or by its path as seen from `folder` (or as it was
    given).
    """
    if wanted.startswith(HASH):
        value = wanted.removeprefix(HASH).lower()
        return len(value) >= _SHORTEST_HASH and sha256.startswith(value)
    return any(
        pattern(wanted).fullmatch(_plain(name)) is not None
        for name in {path, _seen_from(folder, path)}
    )


def _seen_from(folder: Path, path: str) -> str:
    try:
        return os.path.relpath(os.path.realpath(path), os.path.realpath(folder))
    except ValueError:
        # Another drive of Windows.
        return path


def files_of(wanted: str, folder: Path) -> list[str]:
    """The files on disk that a glob means, below `folder`; a hash names none."""
    if wanted.startswith(HASH):
        return []
    if not set(wanted) & {"*", "?"}:
        target = os.path.join(folder, wanted)
        return [target] if os.path.exists(target) else []
    found = []
    compiled = pattern(wanted)
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*names, *folders):
            target = os.path.join(place, name)
            if compiled.fullmatch(_plain(os.path.relpath(target, folder))):
                found.append(target)
    return found
