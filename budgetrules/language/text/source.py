"""Normalise raw lines: full-width signs outside strings become half-width, one for one."""

from __future__ import annotations

_SIGNS = str.maketrans("＝＋－（）：，＜＞．｜！％　", "=+-():,<>.|!% ")
_QUOTES = {'"': '"', "「": "」", "“": "”"}


def normalise(line: str) -> tuple[str, int | None]:
    """Make the signs of a line half-width outside strings and bracketed names.

    The second value is the column of a quote that is never closed, else None. Columns do not move.
    """
    out: list[str] = []
    position = 0
    while position < len(line):
        character = line[position]
        if character == "【":
            end = line.find("】", position)
            end = len(line) - 1 if end < 0 else end
            out.append(line[position : end + 1])
            position = end + 1
            continue
        close = _QUOTES.get(character)
        if close is None:
            if character == "#" and (position == 0 or line[position - 1] in " \t　"):
                out.append(line[position:])
                break
            out.append(character.translate(_SIGNS))
            position += 1
            continue
        end = line.find(close, position + 1)
        if end < 0:
            return "".join(out) + line[position:], position
        out.append(line[position : end + 1])
        position = end + 1
    return "".join(out), None


def comment_column(line: str) -> int | None:
    """Where a comment begins in a normalised line; None if it has none.

    A # begins one at the start of the line or after a space, outside strings and brackets.
    """
    position = 0
    while position < len(line):
        character = line[position]
        close = "】" if character == "【" else _QUOTES.get(character)
        if close is not None:
            end = line.find(close, position + 1)
            position = len(line) if end < 0 else end + 1
            continue
        if character == "#" and (position == 0 or line[position - 1] in " \t"):
            return position
        position += 1
    return None
