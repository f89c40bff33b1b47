"""Text on a terminal: wrap, clip and pad by display width, and colours that can be switched off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.width import display_width

_NOT_FIRST = set("，。；：、）】》”’！？,.;:)]!?%％")
_NOT_LAST = set("“‘（《【(")
_STAND_IN = "\ue000"
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


@attrs.frozen
class Paint:
    """Paints words in ANSI colours if `on`."""

    on: bool

    def __call__(self, words: str, *styles: str) -> str:
        """Return `words` in the named styles (bold, dim, red, green, yellow, cyan)."""
        if not self.on or not words or not styles:
            return words
        codes = ";".join(_CODES[style] for style in styles)
        return f"\x1b[{codes}m{words}\x1b[0m"


def grid(rows: Sequence[Sequence[str]], align: Sequence[str] | None = None) -> list[str]:
    """Return rows as lines with their cells under each other.

    `align` is left or right for each column.
    """
    # Imported here: it takes as long as all else that a short command prints with.
    import tabulate

    # tabulate strips spaces, and with them an indent that means something; a private character
    # stands in for them.
    cells: list[list[str]] = []
    for row in rows:
        with_stand_ins = map(_with_stand_ins, row)
        cells.append(list(with_stand_ins))
    if not cells:
        return []
    # It measures Chinese by wcwidth, and it must not read numbers, which it would print its own
    # way.
    text = tabulate.tabulate(
        cells,
        tablefmt="plain",
        disable_numparse=True,
        colalign=align,
    )
    lines: list[str] = []
    for line in text.split("\n"):
        with_spaces = line.replace(_STAND_IN, " ")
        lines.append(with_spaces.rstrip())
    return lines


def _with_stand_ins(cell: str) -> str:
    """Return a cell with its indent written in stand-ins."""
    words = cell.lstrip(" ")
    indent = len(cell) - len(words)
    return _STAND_IN * indent + words


def indented(lines: Iterable[str], width: int) -> list[str]:
    """Return lines behind `width` spaces."""
    indent = " " * width
    return [indent + line for line in lines]


def pad(words: str, width: int) -> str:
    """Return `words` followed by spaces up to `width` columns."""
    missing = width - display_width(words)
    return words + " " * max(0, missing)


def clip(words: str, width: int) -> str:
    """Return `words` cut to `width` columns, with … where something was cut."""
    if display_width(words) <= width:
        return words
    kept: list[str] = []
    # The sign of what was cut takes one.
    used = 1
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
        line = rest[:cut]
        lines.append(line.rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        lines.append(rest)
    return lines


def block(label: str, words: str, width: int | None, indent: int, label_width: int) -> list[str]:
    """Return `words` behind a label, wrapped so that its lines stand under each other."""
    hang = indent + label_width
    room = None
    if width is not None:
        room = max(20, width - hang)
    first, *rest = wrap(words, room)
    start = " " * indent + pad(label, label_width)
    return [start + first, *indented(rest, hang)]


def _break_point(words: str, width: int) -> int:
    """Return where to break words that are wider than `width`: late, and where one may."""
    used = 0
    limit = len(words)
    for place, character in enumerate(words):
        used += display_width(character)
        if used > width:
            limit = max(place, 1)
            break
    for cut in range(limit, limit // 2, -1):
        before, after = words[cut - 1], words[cut]
        if _may_break(before, after):
            return cut
    return limit


def _may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two characters."""
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if " " in (before, after) or display_width(before) == 2:
        return True
    return display_width(after) == 2 and before != "-"
