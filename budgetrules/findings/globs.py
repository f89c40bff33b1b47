"""Which documents a pattern means: a glob over paths, or the hash of a file."""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from pathlib import Path

HASH = "sha256:"
_SHORTEST_HASH = 12
_GLOB_PART = re.compile(r"\*\*/|\*\*|.", re.DOTALL)
_WILDCARDS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@functools.lru_cache(maxsize=256)
def pattern(glob: str) -> re.Pattern[str]:
    """Compile a glob.

    `*` and `?` stay inside a folder, `**` goes through any number of them; all else stands for
    itself.
    """
    parts = []
    for part in _GLOB_PART.findall(_plain(glob)):
        parts.append(_WILDCARDS.get(part) or re.escape(part))
    return re.compile("".join(parts), re.DOTALL)


def _plain(path: str) -> str:
    """Return a path with / between folders, in the composed form of its characters.

    macOS stores decomposed ones.
    """
    with_slashes = path.replace(os.sep, "/")
    composed = unicodedata.normalize("NFC", with_slashes)
    return composed.removeprefix("./")


def matches(wanted: str, path: str, sha256: str, folder: Path) -> bool:
    """Return whether a document is meant by its hash or its path.

    The path is as seen from `folder`, or as it was given.
    """
    if wanted.startswith(HASH):
        value = wanted.removeprefix(HASH).lower()
        return len(value) >= _SHORTEST_HASH and sha256.startswith(value)
    glob = pattern(wanted)
    names = (path, _seen_from(folder, path))
    return any(glob.fullmatch(_plain(name)) for name in names)


def _seen_from(folder: Path, path: str) -> str:
    target, start = os.path.realpath(path), os.path.realpath(folder)
    try:
        return os.path.relpath(target, start)
    except ValueError:
        # Another drive of Windows.
        return path


def files_of(wanted: str, folder: Path) -> list[str]:
    """Return the files on disk that a glob means, below `folder`; a hash names none."""
    if wanted.startswith(HASH):
        return []
    if not set(wanted) & {"*", "?"}:
        target = os.path.join(folder, wanted)
        return [target] if os.path.exists(target) else []
    files = []
    glob = pattern(wanted)
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (*names, *folders):
            target = os.path.join(place, name)
            relative = os.path.relpath(target, folder)
            if glob.fullmatch(_plain(relative)):
                files.append(target)
    return files
