"""The files of rule packs: rules and the data tables beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from budgetrules.core.extensions import PACKS, ExtensionError, extension

_RULES = ".rules"
_DATA = ".tsv"
# The folder of a country's pack that its forms build on.
_COMMON = "common"


@attrs.frozen
class PackFolder:
    """A folder (or a single file) of rules.

    Its `.rules` files and every data file below it, with content.
    """

    root: Path
    rules: tuple[Path, ...]
    contents: dict[Path, bytes]


def shipped_folders(root: Path, *, forms: bool = True) -> list[PackFolder]:
    """Return the packs below a folder of packs: each folder that directly holds rule files.

    Without `forms` only those that forms build on.
    """
    rule_files = root.rglob(f"*{_RULES}")
    folders = {file.parent for file in rule_files}
    if not forms:
        folders = {folder for folder in folders if folder.name == _COMMON}
    return [read_folder(folder) for folder in sorted(folders)]


def given_pack(name: str) -> PackFolder:
    """Return the pack that a user's file or folder is.

    Or the one that another package registered under this name.

    Raises OSError if it can't be read, ExtensionError if the other package gives no folder.
    """
    path = Path(name)
    if path.exists():
        return given_folder(path)
    registered = extension(PACKS, name)
    if callable(registered):
        registered = registered()
    if registered is None:
        return given_folder(path)
    if not isinstance(registered, str | Path):
        raise ExtensionError("C142", name=name, group=PACKS, expected="path")
    return given_folder(Path(registered))


def given_folder(path: Path) -> PackFolder:
    """Return the pack that a user's file or folder is. Raises OSError if it can't be read."""
    if path.is_dir():
        return read_folder(path, deep=True)
    folder = path.parent
    data = folder.glob(f"*{_DATA}")
    return PackFolder(
        root=folder,
        rules=(path,),
        contents=_contents([path, *data]),
    )


def read_folder(folder: Path, deep: bool = False) -> PackFolder:
    """Return a folder with its rule files; `deep` takes those of folders below it too."""
    rules: list[Path] = []
    data: list[Path] = []
    for path in sorted(_files_below(folder)):
        if path.suffix == _RULES:
            if deep or path.parent == folder:
                rules.append(path)
        elif deep or _belongs(path, folder):
            data.append(path)
    return PackFolder(
        root=folder,
        rules=tuple(rules),
        contents=_contents([*rules, *data]),
    )


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the rule and data files anywhere in a folder."""
    for path in folder.rglob("*"):
        if path.suffix not in (_RULES, _DATA):
            continue
        if path.is_file():
            yield path


def _belongs(path: Path, folder: Path) -> bool:
    """Return whether a data file is this pack's: no folder between them is a pack of its own."""
    for parent in path.parents:
        if parent == folder:
            break
        if any(parent.glob(f"*{_RULES}")):
            return False
    return True


def _contents(paths: Iterable[Path]) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in paths}


def named_contents(folders: Sequence[PackFolder]) -> list[tuple[str, bytes]]:
    """Return every file with its name, in a fixed order, for hashing."""
    named: list[tuple[str, bytes]] = []
    for folder in folders:
        for path, content in sorted(folder.contents.items()):
            name = f"{folder.root.name}/{path.name}"
            named.append((name, content))
    return named
