"""Text on a terminal: wrap, clip and pad by display width, and colours that can be switched off."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.core.width import display_width

_NOT_FIRST = set("，。；：、）】》”’！？,.;:)]!?%％")
_STAND_IN = "\ue000"
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


@attrs.frozen
class Paint:
    """Wraps words in ANSI colours if `on`."""

    on: bool

    def __call__(self, words: str, *styles: str) -> str:
        """`words` in the named styles (bold, dim, red, green, yellow, cyan)."""
        if not self.on or not words or not styles:
            return words
        codes = ";".join(_CODES[style] for style in styles)
        return f"\x1b[{codes}m{words}\x1b[0m"


def grid(rows: Sequence[Sequence[str]], align: Sequence[str] | None = None) -> list[str]:
    """The rows as lines with their cells under each other; `align` is left or right for each
    column.
    """
    # Imported here: it takes as long as all else that a short command prints with.
    import tabulate

    # tabulate strips spaces, and with them an indent that means something; a private character
    # stands in for them.
    cells = [list(map(_indented, row)) for row in rows]
    if not cells:
        return []
    # It measures Chinese by wcwidth, and it must not read numbers, which it would print its own
    # way.
    text = tabulate.tabulate(cells, tablefmt="plain", disable_numparse=True, colalign=align)
    return [line.replace(_STAND_IN, " ").rstrip() for line in text.split("\n")]


def _indented(cell: str) -> str:
    words = cell.lstrip(" ")
    return _STAND_IN * (len(cell) - len(words)) + words


def pad(words: str, width: int) -> str:
    """`words` followed by spaces up to `width` columns."""
    return words + " " * max(0, width - display_width(words))


def clip(words: str, width: int) -> str:
    """`words` cut to `width` columns, with … where something was cut."""
    if display_width(words) <= width:
        return words
    kept, used = [], 1
    for character in words:
        used += display_width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"


def wrap(words: str, width: int | None) -> list[str]:
    """Break `words` at spaces or between Chinese characters, `width` columns a line at most."""
    if width is None or display_width(words) <= width:
        return [words]
    lines: list[str] = []
    rest = words
    while display_width(rest) > width:
        cut = _break_point(rest, width)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, rest] if rest else lines


def block(label: str, words: str, width: int | None, indent: int, label_width: int) -> list[str]:
    """`words` behind a label, wrapped so that its lines stand under each other."""
    start = " " * indent + pad(label, label_width)
    hang = indent + label_width
    room = None if width is None else max(20, width - hang)
    first, *rest = wrap(words, room)
    return [start + first, *(" " * hang + line for line in rest)]


def _break_point(words: str, width: int) -> int:
    used = 0
    limit = len(words)
    for place, character in enumerate(words):
        used += display_width(character)
        if used > width:
            limit = max(place, 1)
            break
    for cut in range(limit, limit // 2, -1):
        if _may_break(words[cut - 1], words[cut]):
            return cut
    return limit


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in "“‘（《【(":
        return False
    if " " in (before, after) or display_width(before) == 2:
        return True
    return display_width(after) == 2 and before != "-"
