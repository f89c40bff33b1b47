"""Names and look-ups in the XML of Word documents."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
PARAGRAPH = f"{W}p"
RUN = f"{W}r"
TABLE = f"{W}tbl"
ROW = f"{W}tr"
CELL = f"{W}tc"


def child(element: Any | None, *names: str) -> Any | None:
    """Return the first child of that name, then that one's child of the next name, and so on.

    None if there is none, or no element to begin with.
    """
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Any | None) -> str | None:
    """Return what an element is set to; None if it is missing or says nothing."""
    if element is None:
        return None
    text = element.get(VALUE)
    return None if text is None else str(text)


def child_value(element: Any | None, *names: str) -> str | None:
    """Return what the child at the end of those names is set to; None if there is none."""
    return value(child(element, *names))


def natural(text: str | None, default: int) -> int:
    """Return a whole number from its digits; the default where there is something else."""
    if text is None or not text.isdigit():
        return default
    return int(text)
