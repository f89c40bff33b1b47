"""What is drawn on a page: the thin boxes that may be ruling lines, and how much of it pictures
cover.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

import attrs
import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.ctypes_api import address, as_object, get_kind, get_object
from budgetrules.readers.pdf.geometry import Frame

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# In points: a rectangle thinner than this is a line.
_THIN = 4.0
_DEEPEST = 4

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@attrs.frozen(slots=True)
class Objects:
    """Thin boxes in the file's coordinates (left, bottom, right, top), the part of the page in
    hundredths that the largest picture
    covers, how many paths and texts there are, and whether there was more than was read."""

    boxes: list[Box]
    pictured: int
    drawn: int
    texts: int
    cut: bool


def objects_of(page: Any, frame: Frame, most: int) -> Objects:
    """What is drawn on a page; reads at most `most` objects and parts of them."""
    reader = _Reader(frame, most)
    reader.page(page)
    return Objects(reader.boxes, reader.pictured, reader.drawn, reader.texts, reader.left < 0)


class _Reader:
    def __init__(self, frame: Frame, most: int) -> None:
        self.boxes: list[Box] = []
        self.left = most
        self.drawn = 0
        self.texts = 0
        self.pictured = 0
        self._visible = frame.left, frame.bottom, frame.right, frame.top
        numbers = [ctypes.c_float() for _ in range(4)]
        self._bounds = tuple(numbers)
        self._bound_refs = tuple(map(ctypes.byref, numbers))
        self._point = (ctypes.c_float(), ctypes.c_float())
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()

    def page(self, page: Any) -> None:
        count = pdfium.FPDFPage_CountObjects(page)
        items = list(map(get_object, repeat(address(page), count), range(count)))
        kinds = list(map(get_kind, items))
        self.texts = kinds.count(pdfium.FPDF_PAGEOBJ_TEXT)
        for item, kind in zip(items, kinds, strict=True):
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                self.item(as_object(item), kind, _PLAIN, 0)
                if self.left < 0:
                    return

    def item(self, item: Any, kind: int, outer: Matrix, depth: int) -> None:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.left -= 1
            self.drawn += 1
            self.path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.texts += 1
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.picture(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(item), outer)
            for at in range(pdfium.FPDFFormObj_CountObjects(item)):
                self.left -= 1
                part = pdfium.FPDFFormObj_GetObject(item, at)
                self.item(part, pdfium.FPDFPageObj_GetType(part), inner, depth + 1)
                if self.left < 0:
                    return

    def picture(self, item: Any, outer: Matrix) -> None:
        if pdfium.FPDFPageObj_GetBounds(item, *self._bound_refs):
            left, bottom, right, top = _moved(self.bounds(), outer)
            if right - left <= _THIN or top - bottom <= _THIN:
                # Some programs print rules as pictures of one point.
                self.boxes.append((left, bottom, right, top))
                return
            page_left, page_bottom, page_right, page_top = self._visible
            wide, high = (
                min(right, page_right) - max(left, page_left),
                min(top, page_top) - max(bottom, page_bottom),
            )
            whole = (page_right - page_left) * (page_top - page_bottom)
            if wide > 0 and high > 0 and whole > 0:
                self.pictured = max(self.pictured, int(100 * wide * high / whole))

    def bounds(self) -> Box:
        left, bottom, right, top = (number.value for number in self._bounds)
        return left, bottom, right, top

    def path(self, item: Any, outer: Matrix) -> None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._bound_refs):
            return
        left, bottom, right, top = self.bounds()
        if right - left <= _THIN or top - bottom <= _THIN:
            self.boxes.append(
                _moved((left, bottom, right, top), outer)
                if outer is not _PLAIN
                else (left, bottom, right, top)
            )
            return
        pdfium.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        count = pdfium.FPDFPath_CountSegments(item)
        if not self._stroke.value and count <= 5:
            return
        self.left -= count
        if self.left >= 0:
            self.segments(item, count, _times(_matrix(item), outer), bool(self._stroke.value))

    def segments(self, item: Any, count: int, matrix: Matrix, stroked: bool) -> None:
        """The straight sides of a stroked path; the thin pieces of a filled one."""
        piece: list[tuple[float, float]] = []
        straight = True
        a, b, c, d, e, f = matrix
        horizontal, vertical = self._point
        for at in range(count + 1):
            segment = pdfium.FPDFPath_GetPathSegment(item, at) if at < count else None
            kind = (
                pdfium.FPDFPathSegment_GetType(segment) if segment else pdfium.FPDF_SEGMENT_MOVETO
            )
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
            for (x, y), (to_x, to_y) in pairwise(points):
                if abs(x - to_x) <= 1 or abs(y - to_y) <= 1:
                    self.boxes.append((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (
        a * k + b * n,
        a * m + b * o,
        c * k + d * n,
        c * m + d * o,
        e * k + f * n + p,
        e * m + f * o + q,
    )


def _moved(box: Box, matrix: Matrix) -> Box:
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    corners = ((left, bottom), (left, top), (right, bottom), (right, top))
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
