"""Where the grammar and the shipped rules are: in an installed wheel, or in a checkout."""

from __future__ import annotations

import functools
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@functools.cache
def resource_folder(name: str) -> Path:
    """Return the folder `grammar` or `rules`.

    Raises FileNotFoundError if the installation lacks it.
    """
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(2, "the installation lacks its data folder", name)
