"""Which version runs."""

from __future__ import annotations


def version() -> str:
    """Return the version of the installed package.

    0 when run from a source tree that is not installed.
    """
    from importlib import metadata

    try:
        return metadata.version("budgetrules")
    except metadata.PackageNotFoundError:
        return "0"
