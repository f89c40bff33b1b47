"""Runs put together to lines of text."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import attrs

from budgetrules.readers.pdf.runs import Run

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# Parts of the height of the characters: gaps from which on a blank stands between two of them.
_WORD_GAP = 0.15
_WIDE_GAP = 0.5
# What two runs of one line share of the height of the smaller one.
_SHARED = 0.5
# Part of the size: a run this near to the same text is that text printed twice.
_TWICE = 0.3
# A run can belong to one of the last lines only, since runs come from the top down.
_LAST_LINES = 4


@attrs.define(slots=True)
class TextLine:
    """The runs of a line, in order from the left."""

    runs: list[Run]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How far top and bottom are apart."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """How far the left and the right end are apart."""
        return self.right - self.left

    @property
    def left(self) -> float:
        """Where the first run begins."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where the run ends that goes furthest."""
        return max(run.right for run in self.runs)

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.left, self.top, self.right, self.bottom

    @property
    def text(self) -> str:
        """The text with single blanks at gaps."""
        text, _ = text_of(self)
        return text


def lines_of(runs: list[Run]) -> list[TextLine]:
    """Runs put together to lines: what overlaps by half its height stands in one line."""
    lines: list[TextLine] = []
    for run in sorted(runs, key=_height_and_left):
        line = _line_beside(run, lines)
        if line is None:
            lines.append(TextLine([run], run.top, run.bottom))
        else:
            _add(run, line)
    for line in lines:
        if len(line.runs) > 1:
            line.runs.sort(key=_left_of)
            line.runs = _once(line.runs)
    lines.sort(key=_middle_of)
    return lines


def _line_beside(run: Run, lines: list[TextLine]) -> TextLine | None:
    """Return the last line whose longest run, its first one, overlaps this one."""
    top, bottom = run.top, run.bottom
    size = run.size
    for line in reversed(lines[-_LAST_LINES:]):
        longest = line.runs[0]
        shared_top = max(longest.top, top)
        shared = min(longest.bottom, bottom) - shared_top
        if shared > _SHARED * min(size, longest.size):
            return line
    return None


def _add(run: Run, line: TextLine) -> None:
    """Add a run to a line that is not in order yet: the longest run stands first."""
    runs = line.runs
    runs.append(run)
    line.top = min(line.top, run.top)
    line.bottom = max(line.bottom, run.bottom)
    longest = runs[0]
    if len(run.text) > len(longest.text):
        runs[0] = run
        runs[-1] = longest


def _height_and_left(run: Run) -> tuple[float, float]:
    return run.middle, run.left


def _left_of(run: Run) -> float:
    return run.left


def _middle_of(line: TextLine) -> float:
    return line.middle


def _once(runs: list[Run]) -> list[Run]:
    """Drop runs printed a second time over the first to make them bold."""
    kept = [runs[0]]
    for run in runs[1:]:
        if not _is_printed_again(run, kept[-1]):
            kept.append(run)
    return kept


def _is_printed_again(run: Run, last: Run) -> bool:
    if run.text != last.text:
        return False
    near = _TWICE * run.size
    apart_across = abs(run.left - last.left)
    apart_down = abs(run.middle - last.middle)
    return apart_across < near and apart_down < near


def text_of(line: TextLine) -> tuple[str, array[float]]:
    """Return the text of a line with single blanks at gaps, and the edges of its characters."""
    text = ""
    edges = array("f")
    right = 0.0
    for run in line.runs:
        if text and text[-1] != " ":
            gap = run.left - right
            before, behind = text[-1], run.text[0]
            if _is_gap(before, behind, gap, run.size):
                text += " "
                edges.append(right)
        for at, character in enumerate(run.text):
            if character == " " and text[-1:] == " ":
                continue
            text += character
            edges.append(run.lefts[at])
        right = run.right
    stripped = text.rstrip(" ")
    end = len(stripped)
    if end < len(text):
        right = edges[end]
        del edges[end:]
    edges.append(right)
    return stripped, edges


def _is_gap(before: str, behind: str, gap: float, height: float) -> bool:
    """Whether a gap parts two words: between Latin letters a narrow one does."""
    if _is_latin(before) and _is_latin(behind):
        return gap > _WORD_GAP * height
    return gap > _WIDE_GAP * height


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
