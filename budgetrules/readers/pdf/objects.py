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
# In points: how far the ends of a side may lie apart across it.
_SLANT = 1
_DEEPEST = 4
# A rectangle has a begin, three sides and an end: no filled path of so few parts holds several.
_RECTANGLE = 5

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Point = tuple[float, float]


@attrs.frozen(slots=True)
class Objects:
    """Thin boxes in the file's coordinates (left, bottom, right, top), the part of the page in
    hundredths that the largest picture covers, how many paths and texts there are, and whether
    there was more than was read.
    """

    boxes: list[Box]
    pictured: int
    drawn: int
    texts: int
    cut: bool


def objects_of(page: Any, frame: Frame, most: int) -> Objects:
    """Say what is drawn on a page; reads at most `most` objects and parts of them."""
    reader = _Reader(frame, most)
    reader.read(page)
    return Objects(
        boxes=reader.boxes,
        pictured=reader.pictured,
        drawn=reader.drawn,
        texts=reader.texts,
        cut=reader.left < 0,
    )


class _Reader:
    """Goes through the objects of a page; `left` is how many more are read."""

    def __init__(self, frame: Frame, most: int) -> None:
        self.boxes: list[Box] = []
        self.left = most
        self.drawn = 0
        self.texts = 0
        self.pictured = 0
        self._visible = (frame.left, frame.bottom, frame.right, frame.top)
        # What pdfium writes its answers to.
        self._bounds = tuple(ctypes.c_float() for _ in range(4))
        self._bound_refs = tuple(map(ctypes.byref, self._bounds))
        self._point = (ctypes.c_float(), ctypes.c_float())
        self._fill = ctypes.c_int()
        self._stroke = ctypes.c_int()

    def read(self, page: Any) -> None:
        """Read all objects of a page."""
        count = pdfium.FPDFPage_CountObjects(page)
        pages = repeat(address(page), count)
        items = list(map(get_object, pages, range(count)))
        kinds = list(map(get_kind, items))
        text = pdfium.FPDF_PAGEOBJ_TEXT
        self.texts = kinds.count(text)
        for item, kind in zip(items, kinds, strict=True):
            if kind == text:
                continue
            self._read_item(as_object(item), kind, _PLAIN, 0)
            if self.left < 0:
                return

    def _read_item(self, item: Any, kind: int, outer: Matrix, depth: int) -> None:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.left -= 1
            self.drawn += 1
            self._read_path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.texts += 1
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._read_picture(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            self._read_form(item, outer, depth)

    def _read_form(self, form: Any, outer: Matrix, depth: int) -> None:
        """Read the objects in a form: a part of a page that may stand on many."""
        inner = _times(_matrix(form), outer)
        for number in range(pdfium.FPDFFormObj_CountObjects(form)):
            self.left -= 1
            item = pdfium.FPDFFormObj_GetObject(form, number)
            kind = pdfium.FPDFPageObj_GetType(item)
            self._read_item(item, kind, inner, depth + 1)
            if self.left < 0:
                return

    def _read_picture(self, item: Any, outer: Matrix) -> None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._bound_refs):
            return
        box = _moved(self._read_bounds(), outer)
        if _is_thin(box):
            # Some programs print rules as pictures of one point.
            self.boxes.append(box)
            return
        covered = covered_part(box, self._visible)
        self.pictured = max(self.pictured, covered)

    def _read_bounds(self) -> Box:
        left, bottom, right, top = self._bounds
        return left.value, bottom.value, right.value, top.value

    def _read_path(self, item: Any, outer: Matrix) -> None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._bound_refs):
            return
        box = self._read_bounds()
        if _is_thin(box):
            if outer is not _PLAIN:
                box = _moved(box, outer)
            self.boxes.append(box)
            return
        pdfium.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        is_stroked = bool(self._stroke.value)
        count = pdfium.FPDFPath_CountSegments(item)
        if not is_stroked and count <= _RECTANGLE:
            return
        self.left -= count
        if self.left < 0:
            return
        matrix = _times(_matrix(item), outer)
        self._read_segments(item, count, matrix, is_stroked)

    def _read_segments(self, path: Any, count: int, matrix: Matrix, is_stroked: bool) -> None:
        """Return the straight sides of a stroked path; the thin pieces of a filled one."""
        a, b, c, d, e, f = matrix
        horizontal, vertical = self._point
        points: list[Point] = []
        is_straight = True
        for number in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            if not segment:
                break
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                self.boxes += rules_of(points, is_straight and is_stroked)
                points = []
                is_straight = True
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                is_straight = False
            pdfium.FPDFPathSegment_GetPoint(segment, horizontal, vertical)
            x, y = horizontal.value, vertical.value
            point = (
                a * x + c * y + e,
                b * x + d * y + f,
            )
            points.append(point)
            if is_stroked and pdfium.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        self.boxes += rules_of(points, is_straight and is_stroked)


def rules_of(points: list[Point], has_sides: bool) -> list[Box]:
    """Return the box of a thin piece of a path, or else, if its sides are drawn, those that run
    straight across or down.
    """
    if len(points) < 2:
        return []
    whole = _box_of(points)
    if _is_thin(whole):
        return [whole]
    if not has_sides:
        return []
    rules = []
    for start, end in pairwise(points):
        left, bottom, right, top = _box_of([start, end])
        is_down = right - left <= _SLANT
        is_across = top - bottom <= _SLANT
        if is_down or is_across:
            rules.append((left, bottom, right, top))
    return rules


def _box_of(points: list[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_thin(box: Box) -> bool:
    left, bottom, right, top = box
    return right - left <= _THIN or top - bottom <= _THIN


def covered_part(box: Box, visible: Box) -> int:
    """Say how much of the visible page a box covers, in hundredths."""
    left, bottom, right, top = box
    page_left, page_bottom, page_right, page_top = visible
    wide = min(right, page_right) - max(left, page_left)
    high = min(top, page_top) - max(bottom, page_bottom)
    whole = (page_right - page_left) * (page_top - page_bottom)
    if wide <= 0 or high <= 0 or whole <= 0:
        return 0
    return int(100 * wide * high / whole)


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return (
        matrix.a,
        matrix.b,
        matrix.c,
        matrix.d,
        matrix.e,
        matrix.f,
    )


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies the inner one first."""
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
    """Return the smallest box around a box that a matrix has moved."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    corners = []
    for x in (left, right):
        for y in (bottom, top):
            corner = (
                a * x + c * y + e,
                b * x + d * y + f,
            )
            corners.append(corner)
    return _box_of(corners)
