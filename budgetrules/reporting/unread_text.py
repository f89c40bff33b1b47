"""Print the figures that nothing reads, each in its sentence or with its row and column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from budgetrules.core.names import narrow
from budgetrules.messages.catalogue import printable, text
from budgetrules.model.disclosure import BORDER, Disclosure, Place, SectionData, UnreadCell
from budgetrules.reporting import wording
from budgetrules.reporting.layout import Paint, clip

_SENTENCE_ENDS = re.compile(f"[。;；{BORDER}]")
# Characters of a sentence that are looked at, in front of its figure and behind.
_MOST_OF_SENTENCE = 400


def unread_lines(document: Disclosure, lang: str, paint: Paint, width: int | None) -> list[str]:
    """Return a line for each sentence with figures that nothing reads, and for each cell."""
    number = len(document.figures_not_understood()) + len(document.unread_cells)
    if not number:
        return []
    head = text("model.unread", lang, number=number)
    lines = ["", paint(head, "bold")]
    for words, place in (*_in_sentences(document, width), *_in_cells(document)):
        where = wording.place_words(place, lang)
        lines.append(f"  {printable(words)}  {where}".rstrip())
    return lines


def _in_sentences(document: Disclosure, width: int | None) -> Iterator[tuple[str, Place]]:
    """Yield sentences with their unread figures, each sentence once, and where they begin."""
    sentences = _Sentences(document.whole)
    figures: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for place in document.figures_not_understood():
        sentence = sentences.around(place)
        figures.setdefault(sentence, []).append(place.text)
        places.setdefault(sentence, place)
    for sentence, printed in figures.items():
        quoted = sentence if width is None else clip(sentence, width)
        yield "  ".join([*printed, f"“{quoted}”"]), places[sentence]


def _in_cells(document: Disclosure) -> Iterator[tuple[str, Place]]:
    """Yield the unread figures of cells, and where they stand."""
    for cell in document.unread_cells:
        yield " ".join(_words(cell)), cell.place


def _words(cell: UnreadCell) -> list[str]:
    path = filter(None, (cell.table, cell.row, cell.column))
    return [cell.place.text, *[" › ".join(path)]]


class _Sentences:
    """The sentences of a document's text, found by what stands in them."""

    def __init__(self, whole: SectionData | None) -> None:
        body = whole.body if whole is not None else ()
        self._text = "".join(words for _, words in body)
        self._numbers: list[int] = []
        self._starts: list[int] = []
        start = 0
        for number, words in body:
            self._numbers.append(number)
            self._starts.append(start)
            start += len(words)

    def around(self, place: Place) -> str:
        """Return the sentence in which a figure is printed; the figure where none is found."""
        figure = narrow(place.text)
        at = bisect_left(self._numbers, place.line or 0)
        start = self._starts[at] if at < len(self._starts) else len(self._text)
        column, _ = place.chars or (0, 0)
        found = self._text.rfind(figure, start, start + column + len(figure))
        if found < 0:
            found = self._text.find(figure, start)
        if found < 0:
            return place.text
        before = self._text[max(0, found - _MOST_OF_SENTENCE) : found]
        behind = self._text[found : found + _MOST_OF_SENTENCE]
        *_, first = _SENTENCE_ENDS.split(before)
        end = _SENTENCE_ENDS.search(behind)
        last = behind if end is None else behind[: end.end()]
        return (first + last).replace(BORDER, "")
