"""The ruling lines of a page: strokes, thin filled rectangles and frames, joined where they overlap or nearly touch."""

from __future__ import annotations

import ctypes
import itertools
from typing import Any

import attrs
import pypdfium2.raw as pdfium

from budgetrules.reading.pdf.geometry import Frame
from budgetrules.reading.raw import Box

# In points. Lines nearer than this are one line; a rectangle thinner than this is a line.
NEAR = 3.0
_THIN = 4.0
_SHORTEST = 3.0
_DEEPEST = 4


@attrs.frozen(slots=True, order=True)
class Ruling:
    """A line across or down: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


@attrs.define(slots=True)
class Rulings:
    """The lines of a page that go across and down; `cut` if the page holds more than was read."""

    across: list[Ruling]
    down: list[Ruling]
    cut: bool = False


class _Reader:
    def __init__(self, most: int) -> None:
        self.boxes: list[Box] = []
        self.left = most
        numbers = [ctypes.c_float() for _ in range(4)]
        self._bounds = tuple(numbers)
        self._bound_refs = tuple(map(ctypes.byref, numbers))
        self._point = (ctypes.c_float(), ctypes.c_float())
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()

    def page(self, page: Any) -> None:
        get = pdfium.FPDFPage_GetObject
        for at in range(pdfium.FPDFPage_CountObjects(page)):
            self.item(get(page, at), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
            if self.left < 0:
                return

    def item(self, item: Any, outer: tuple[float, ...], depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.left -= 1
            self.path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(item), outer)
            for at in range(pdfium.FPDFFormObj_CountObjects(item)):
                self.left -= 1
                self.item(pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1)
                if self.left < 0:
                    return

    def path(self, item: Any, outer: tuple[float, ...]) -> None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._bound_refs):
            return
        left, bottom, right, top = (number.value for number in self._bounds)
        if right - left <= _THIN or top - bottom <= _THIN:
            self.boxes.append(_moved((left, bottom, right, top), outer))
            return
        pdfium.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        count = pdfium.FPDFPath_CountSegments(item)
        if not self._stroke.value and count <= 5:
            return
        self.left -= count
        if self.left >= 0:
            self.segments(item, count, _times(_matrix(item), outer), bool(self._stroke.value))

    def segments(self, item: Any, count: int, matrix: tuple[float, ...], stroked: bool) -> None:
        """The straight sides of a stroked path; the thin pieces of a filled one."""
        piece: list[tuple[float, float]] = []
        straight = True
        a, b, c, d, e, f = matrix
        horizontal, vertical = self._point
        for at in range(count + 1):
            segment = pdfium.FPDFPath_GetPathSegment(item, at) if at < count else None
            kind = pdfium.FPDFPathSegment_GetType(segment) if segment else pdfium.FPDF_SEGMENT_MOVETO
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self.piece(piece, straight, stroked)
                piece, straight = [], True
            if not segment:
                break
            straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
            pdfium.FPDFPathSegment_GetPoint(segment, horizontal, vertical)
            x, y = horizontal.value, vertical.value
            piece.append((a * x + c * y + e, b * x + d * y + f))
            if stroked and pdfium.FPDFPathSegment_GetClose(segment):
                piece.append(piece[0])

    def piece(self, points: list[tuple[float, float]], straight: bool, stroked: bool) -> None:
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
            self.boxes.append((min(xs), min(ys), max(xs), max(ys)))
        elif stroked and straight:
            for (x, y), (to_x, to_y) in itertools.pairwise(points):
                if abs(x - to_x) <= 1 or abs(y - to_y) <= 1:
                    self.boxes.append((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))


def rulings_of(page: Any, frame: Frame, most: int) -> Rulings:
    """The joined ruling lines of a page; reads at most `most` paths and segments."""
    reader = _Reader(most)
    reader.page(page)
    across, down = [], []
    for box in reader.boxes:
        left, top, right, bottom = frame.upright(*box)
        if right - left >= bottom - top:
            across.append(Ruling((top + bottom) / 2, left, right))
        else:
            down.append(Ruling((left + right) / 2, top, bottom))
    return Rulings(joined(across), joined(down), reader.left < 0)


def joined(rulings: list[Ruling]) -> list[Ruling]:
    """Lines at nearly the same place as one, dashes as a whole line."""
    found: list[Ruling] = []
    rulings = sorted(rulings)
    start = 0
    for at in range(1, len(rulings) + 1):
        if at == len(rulings) or rulings[at].at - rulings[at - 1].at > NEAR or rulings[at].at - rulings[start].at > 2 * NEAR:
            found += _along(rulings[start:at])
            start = at
    return [ruling for ruling in found if ruling.end - ruling.start >= _SHORTEST]


def _along(rulings: list[Ruling]) -> list[Ruling]:
    found: list[Ruling] = []
    rulings.sort(key=lambda ruling: ruling.start)
    at, start, end = rulings[0].at, rulings[0].start, rulings[0].end
    longest = end - start
    for ruling in rulings[1:]:
        if ruling.start - end <= NEAR:
            if ruling.end - ruling.start > longest:
                at, longest = ruling.at, ruling.end - ruling.start
            end = max(end, ruling.end)
        else:
            found.append(Ruling(at, start, end))
            at, start, end = ruling.at, ruling.start, ruling.end
            longest = end - start
    found.append(Ruling(at, start, end))
    return found


def _matrix(item: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q


def _moved(box: Box, matrix: tuple[float, ...]) -> Box:
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
