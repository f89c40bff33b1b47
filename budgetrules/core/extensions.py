"""What other packages bring: readers, rule packs and report formats, registered by entry points.

    # the ending of files → a function (data, path) → RawDocument
    [project.entry-points."budgetrules.readers"]
    fixed = "my_package:read_fixed"
    # the name for --rules → a folder of rule files, or a function that gives it
    [project.entry-points."budgetrules.packs"]
    my-bureau = "my_package:rules"
    # the name for --format → a function (report, language, options) → text
    [project.entry-points."budgetrules.formats"]
    oneline = "my_package:render"

Nothing is looked up before something is asked for that the package itself doesn't have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

READERS, PACKS, FORMATS = "budgetrules.readers", "budgetrules.packs", "budgetrules.formats"


class ExtensionError(Exception):
    """An installed extension can't be used; `code` and `details` are those of the message."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(f"{code} {details}")
        self.code = code
        self.details = details


def installed(group: str) -> tuple[str, ...]:
    """Return the names that other packages registered, sorted."""
    return tuple(sorted({entry.name for entry in _entries(group)}))


def _entries(group: str) -> tuple[EntryPoint, ...]:
    # Imported here: it costs more than the rest of a short command.
    from importlib import metadata

    return tuple(metadata.entry_points(group=group))


def extension(group: str, name: str) -> object | None:
    """Return what is registered under a name, imported; None if there is nothing.

    Raises ExtensionError if two packages claim the name or the import fails.
    """
    by_value = {entry.value: entry for entry in _entries(group) if entry.name == name}
    if not by_value:
        return None
    if len(by_value) > 1:
        raise ExtensionError("C140", name=name, group=group, values=" ".join(sorted(by_value)))
    (entry,) = by_value.values()
    try:
        loaded: object = entry.load()
    except Exception as error:
        # Code of others runs here, which may fail in any way; that is told, never a traceback.
        if entry.dist is not None:
            package = entry.dist.name
        else:
            package = entry.value
        raise ExtensionError(
            "C141",
            name=name,
            group=group,
            package=package,
            reason=f"{type(error).__name__}: {error}",
        ) from error
    return loaded
