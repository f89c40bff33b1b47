"""Which files the paths of a command line mean: files, folders walked in sorted order, and standard
input.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import attrs

from budgetrules.cli.messages import reason, say
from budgetrules.core.extensions import READERS, installed
from budgetrules.readers.formats import ENDINGS, TOGETHER
from budgetrules.storage.written import is_written

STDIN = "-"
# What a folder is searched for; a file that is named itself is read whatever its ending.
DOCUMENT_ENDINGS = (*ENDINGS, *TOGETHER)
RULE_ENDINGS = (".rules",)


@attrs.frozen
class Inputs:
    """The files to work on, in order; `complete` is False if some path led to nothing; the user was
    told.
    """

    files: tuple[str, ...]
    complete: bool


def document_endings(paths: Iterable[str]) -> tuple[str, ...]:
    """What folders are searched for: our formats, and those of installed readers, which are looked
    up only for a folder.
    """
    if not any(os.path.isdir(path) for path in paths):
        return DOCUMENT_ENDINGS
    return (*DOCUMENT_ENDINGS, *(f".{name}" for name in installed(READERS)))


def present_files(paths: Iterable[str], endings: tuple[str, ...]) -> tuple[str, ...]:
    """The files that paths mean now, without a word about those that are missing."""
    files: dict[str, None] = {}
    for path in paths:
        is_folder = os.path.isdir(path) and (endings is RULE_ENDINGS or not is_written(path))
        files.update(
            dict.fromkeys(
                _walk(path, endings) if is_folder else [path] if os.path.exists(path) else []
            )
        )
    return tuple(files)


def find_files(paths: list[str], endings: tuple[str, ...], lang: str) -> Inputs:
    """Expand folders; tell on stderr what is missing, unreadable or empty.

    A file named twice is taken once.
    """
    files: dict[str, None] = {}
    complete = True
    for path in paths:
        found = _expand(path, endings, lang)
        complete = complete and found is not None
        for file in found or ():
            if file == STDIN or _can_open(file, lang):
                files[file] = None
            else:
                complete = False
    return Inputs(tuple(files), complete)


def _expand(path: str, endings: tuple[str, ...], lang: str) -> list[str] | None:
    if path == STDIN or os.path.isfile(path):
        return [path]
    if os.path.isdir(path):
        if endings is not RULE_ENDINGS and is_written(path):
            return [path]
        found = _walk(path, endings)
        if not found:
            say("C102", lang, path=path, formats=" ".join(endings))
        return found or None
    if os.path.exists(path):
        # Pipes like /dev/fd/63 of a shell's <(…) are read as files are.
        return [path]
    say("C101", lang, path=path)
    return None


def _walk(folder: str, endings: tuple[str, ...]) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if endings is not RULE_ENDINGS:
            # What `read` wrote into a folder is one input.
            written = [name for name in folders if is_written(os.path.join(place, name))]
            found += [os.path.join(place, name) for name in written]
            folders[:] = [name for name in folders if name not in written]
        fitting = [
            name for name in names if name.lower().endswith(endings) and not name.startswith(".")
        ]
        # The CSV files of a folder are the tables of one document: the folder.
        together = [name for name in fitting if name.lower().endswith(TOGETHER)]
        found += [place] if together else []
        found += [os.path.join(place, name) for name in fitting if name not in together]
    return sorted(found)


def _can_open(path: str, lang: str) -> bool:
    if not os.path.isfile(path):
        return True
    try:
        with open(path, "rb"):
            return True
    except OSError as error:
        say("C103", lang, path=path, reason=reason(error))
        return False


@contextmanager
def on_disk(files: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """`files` with standard input copied to a file that lives as long as the block."""
    if STDIN not in files:
        yield files
        return
    with tempfile.TemporaryDirectory(prefix="budgetrules-") as folder:
        copy = Path(folder) / "stdin.txt"
        copy.write_bytes(sys.stdin.buffer.read())
        yield tuple(str(copy) if file == STDIN else file for file in files)
