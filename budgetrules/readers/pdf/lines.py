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
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.runs[0].left, self.top, max(run.right for run in self.runs), self.bottom


def lines_of(runs: list[Run]) -> list[TextLine]:
    """Runs put together to lines: what overlaps by half its height stands in one line."""
    lines: list[TextLine] = []
    for run in sorted(runs, key=lambda run: (run.middle, run.left)):
        for line in reversed(lines[-4:]):
            lead = line.runs[0]
            if min(lead.bottom, run.bottom) - max(lead.top, run.top) > 0.5 * min(
                run.size, lead.size
            ):
                line.runs.append(run)
                line.top, line.bottom = min(line.top, run.top), max(line.bottom, run.bottom)
                if len(run.text) > len(lead.text):
                    line.runs[0], line.runs[-1] = run, lead
                break
        else:
            lines.append(TextLine([run], run.top, run.bottom))
    for line in lines:
        line.runs.sort(key=lambda run: run.left)
        if len(line.runs) > 1:
            line.runs = _once(line.runs)
    lines.sort(key=lambda line: (line.top + line.bottom) / 2)
    return lines


def _once(runs: list[Run]) -> list[Run]:
    """Drop runs printed a second time over the first to make them bold."""
    kept = [runs[0]]
    for run in runs[1:]:
        last = kept[-1]
        if (
            run.text == last.text
            and abs(run.left - last.left) < 0.3 * run.size
            and abs(run.middle - last.middle) < 0.3 * run.size
        ):
            continue
        kept.append(run)
    return kept


def text_of(line: TextLine) -> tuple[str, array[float]]:
    """The text of a line with single blanks at gaps, and the edges of its characters."""
    text = ""
    edges = array("f")
    right = 0.0
    for run in line.runs:
        if text and text[-1] != " " and _is_gap(text[-1], run.text[0], run.left - right, run.size):
            text += " "
            edges.append(right)
        for at, character in enumerate(run.text):
            if character == " " and text[-1:] == " ":
                continue
            text += character
            edges.append(run.lefts[at])
        right = run.right
    stripped = text.rstrip(" ")
    if len(stripped) < len(text):
        right = edges[len(stripped)]
        del edges[len(stripped) :]
    edges.append(right)
    return stripped, edges


def _is_gap(before: str, behind: str, gap: float, height: float) -> bool:
    if before.isascii() and behind.isascii() and before.isalpha() and behind.isalpha():
        return gap > _WORD_GAP * height
    return gap > _WIDE_GAP * height
