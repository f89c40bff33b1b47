"""Find the files that a command line names: files, folders in sorted order, standard input."""

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
from budgetrules.storage.markers import marker_in

STDIN = "-"
# What a folder is searched for; a file that is named itself is read whatever its ending.
DOCUMENT_ENDINGS = (*ENDINGS, *TOGETHER)
RULE_ENDINGS = (".rules",)


@attrs.frozen
class Inputs:
    """The files to work on, in order.

    `complete` is False if some path led to nothing, of which the user was told.
    """

    files: tuple[str, ...]
    complete: bool


def document_endings(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the endings that folders are searched for: of our readers and of installed ones.

    Installed readers are looked up only if one of the paths is a folder.
    """
    if not any(os.path.isdir(path) for path in paths):
        return DOCUMENT_ENDINGS
    return (*DOCUMENT_ENDINGS, *(f".{name}" for name in installed(READERS)))


def present_files(paths: Iterable[str], endings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files that paths mean now, without a word about those that are missing."""
    files: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path) and not _is_one_input(path, endings):
            files.update(dict.fromkeys(_walk(path, endings)))
        elif os.path.exists(path):
            files[path] = None
    return tuple(files)


def find_files(paths: list[str], endings: tuple[str, ...], lang: str) -> Inputs:
    """Expand folders; tell on stderr what is missing, unreadable or empty.

    A file named twice is taken once.
    """
    files: dict[str, None] = {}
    complete = True
    for path in paths:
        expanded = _expand(path, endings, lang)
        if not expanded:
            complete = False
        for file in expanded:
            if file == STDIN or _can_open(file, lang):
                files[file] = None
            else:
                complete = False
    return Inputs(tuple(files), complete)


def _expand(path: str, endings: tuple[str, ...], lang: str) -> list[str]:
    """Return the files that a path means; none if there is none, of which the user is told."""
    if path == STDIN or os.path.isfile(path):
        return [path]
    if os.path.isdir(path):
        if _is_one_input(path, endings):
            return [path]
        files = _walk(path, endings)
        if not files:
            say("C102", lang, path=path, formats=" ".join(endings))
        return files
    if os.path.exists(path):
        # Pipes like /dev/fd/63 of a shell's <(…) are read as files are.
        return [path]
    say("C101", lang, path=path)
    return []


def _is_one_input(folder: str, endings: tuple[str, ...]) -> bool:
    """Return whether documents are looked for, and the folder is one that `read` wrote."""
    if endings is RULE_ENDINGS or marker_in(Path(folder)) is None:
        return False
    # Imported here: few folders hold the file that marks a written model.
    from budgetrules.storage.written import is_written

    return is_written(folder)


def _walk(folder: str, endings: tuple[str, ...]) -> list[str]:
    """Return the files in a folder and below it that have one of the endings, sorted."""
    files: list[str] = []
    for place, folders, names in os.walk(folder):
        entered: list[str] = []
        for name in sorted(folders):
            below = os.path.join(place, name)
            if _is_hidden(name):
                continue
            if _is_one_input(below, endings):
                files.append(below)
            else:
                entered.append(name)
        # os.walk goes into the folders that are left in its list.
        folders[:] = entered
        files += _fitting(place, names, endings)
    return sorted(files)


def _fitting(place: str, names: list[str], endings: tuple[str, ...]) -> Iterator[str]:
    """Yield the inputs among the files of one folder.

    Its CSV files are one document, the folder.
    """
    has_tables = False
    for name in names:
        ending = name.lower()
        if _is_hidden(name) or not ending.endswith(endings):
            continue
        if ending.endswith(TOGETHER):
            has_tables = True
        else:
            yield os.path.join(place, name)
    if has_tables:
        yield place


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


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
