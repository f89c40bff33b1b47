"""Make the full-width signs of a raw line half-width outside strings; find where a comment begins.

One character becomes one character, so columns do not move.
"""

from __future__ import annotations

_SIGNS = str.maketrans("＝＋－（）：，＜＞．｜！％　", "=+-():,<>.|!% ")
# What opens a string or a bracketed name → what closes it. Their insides stay as written.
_CLOSING = {'"': '"', "「": "」", "“": "”", "【": "】"}


def normalise(line: str) -> tuple[str, int | None]:
    """Make the signs of a line half-width outside strings, bracketed names and the comment.

    The second value is the column of a quote that is never closed, else None; an open bracket goes
    to the end of the line.
    """
    parts: list[str] = []
    position = 0
    while position < len(line):
        character = line[position]
        if character == "#" and _begins_comment(line, position):
            parts.append(line[position:])
            break
        if character not in _CLOSING:
            parts.append(character.translate(_SIGNS))
            position += 1
            continue
        end = _end_of_quoted(line, position)
        if end is None and character != "【":
            parts.append(line[position:])
            return "".join(parts), position
        parts.append(line[position:end])
        position = len(line) if end is None else end
    return "".join(parts), None


def comment_column(line: str) -> int | None:
    """Find where the comment of a normalised line begins; None if it has none.

    A # begins one at the start of the line or after a space, outside strings and brackets.
    """
    position = 0
    while position < len(line):
        character = line[position]
        if character == "#" and _begins_comment(line, position):
            return position
        if character not in _CLOSING:
            position += 1
            continue
        end = _end_of_quoted(line, position)
        if end is None:
            return None
        position = end
    return None


def _begins_comment(line: str, position: int) -> bool:
    """Whether the # at a position of a line stands at its start or after a space."""
    if position == 0:
        return True
    return line[position - 1] in " \t　"


def _end_of_quoted(line: str, start: int) -> int | None:
    """Find the column behind what closes a string or bracketed name; None if nothing does."""
    close = _CLOSING[line[start]]
    end = line.find(close, start + 1)
    return None if end < 0 else end + 1
