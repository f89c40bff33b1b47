"""The files of rule packs: rules and the data tables beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from budgetrules.core.extensions import PACKS, ExtensionError, extension

_SUFFIXES = (".rules", ".tsv")


@attrs.frozen
class PackFolder:
    """A folder (or a single file) of rules: its `.rules` files and every data file below it, with
    content.
    """

    root: Path
    rules: tuple[Path, ...]
    contents: dict[Path, bytes]


def shipped_folders(root: Path) -> list[PackFolder]:
    """The packs below a folder of packs: each folder that directly holds rule files."""
    folders = sorted({path.parent for path in root.rglob("*.rules")})
    return [read_folder(folder) for folder in folders]


def given_pack(name: str) -> PackFolder:
    """The pack that a user's file or folder is, or that another package registered under this name.

    Raises OSError if it can't be read, ExtensionError if the other package gives no folder.
    """
    path = Path(name)
    if not path.exists():
        found = extension(PACKS, name)
        found = found() if callable(found) else found
        if found is not None and not isinstance(found, str | Path):
            raise ExtensionError("C142", name=name, group=PACKS, expected="path")
        path = Path(found) if found is not None else path
    return given_folder(path)


def given_folder(path: Path) -> PackFolder:
    """The pack that a user's file or folder is. Raises OSError if it can't be read."""
    if path.is_dir():
        return read_folder(path, deep=True)
    return PackFolder(
        path.parent, (path,), {path: path.read_bytes()} | _contents([*path.parent.glob("*.tsv")])
    )


def read_folder(folder: Path, deep: bool = False) -> PackFolder:
    """A folder with its rule files; `deep` takes those of folders below it too."""
    found = sorted(
        path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file()
    )
    rules = tuple(
        path for path in found if path.suffix == ".rules" and (deep or path.parent == folder)
    )
    data = [path for path in found if path.suffix != ".rules" and (deep or _belongs(path, folder))]
    return PackFolder(folder, rules, _contents([*rules, *data]))


def _belongs(path: Path, folder: Path) -> bool:
    """Whether a data file is this pack's: no folder between them is a pack of its own."""
    return not any(
        any(parent.glob("*.rules"))
        for parent in path.parents
        if parent != folder and folder in parent.parents
    )


def _contents(paths: Iterable[Path]) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in paths}


def named_contents(folders: Sequence[PackFolder]) -> list[tuple[str, bytes]]:
    """Every file with its name, in a fixed order, for hashing."""
    named: list[tuple[str, bytes]] = []
    for folder in folders:
        for path, content in sorted(folder.contents.items()):
            named.append((f"{folder.root.name}/{path.name}", content))
    return named
