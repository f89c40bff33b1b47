"""What is drawn on a page: the thin boxes that may be ruling lines, and how much of it pictures
cover.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

import attrs
import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.clips import ClipId, Clips, clips_of
from budgetrules.readers.pdf.ctypes_api import address, as_object, get_kind, get_object
from budgetrules.readers.pdf.geometry import Frame
from budgetrules.readers.pdf.matrices import (
    PLAIN,
    Matrix,
    Point,
    box_of,
    common_box,
    matrix_of,
    moved,
    times,
)

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# In points: a rectangle thinner than this is a line.
_THIN = 4.0
# In points: how far the ends of a side may lie apart across it.
_SLANT = 1
_DEEPEST = 4
# A rectangle has a begin, three sides and an end: no filled path of so few parts holds several.
_RECTANGLE = 5


@attrs.frozen(slots=True)
class Objects:
    """Thin boxes in the file's coordinates (left, bottom, right, top), the part of the page in
    hundredths that the largest picture covers, how many paths and texts there are, and whether
    there was more than was read.

    `clipped` holds the box of what is shown of each text that a clip may cut, by its address.
    """

    boxes: list[Box]
    pictured: int
    drawn: int
    texts: int
    cut: bool
    clipped: dict[int, Box]


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
        clipped=reader.clipped,
    )


@attrs.frozen(slots=True)
class _Outer:
    """What an object of a page stands in: the matrix that moves it there, what a clip leaves of it
    (None: nothing is cut away), and how deep it is in forms.
    """

    matrix: Matrix
    shown: Box | None
    depth: int


_PAGE = _Outer(PLAIN, None, 0)


class _Reader:
    """Goes through the objects of a page; `left` is how many more are read."""

    def __init__(self, frame: Frame, most: int) -> None:
        self.boxes: list[Box] = []
        self.left = most
        self.drawn = 0
        self.texts = 0
        self.pictured = 0
        self.clipped: dict[int, Box] = {}
        self._clips = Clips()
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
        self._read_items(list(map(get_object, pages, range(count))), _PAGE)

    def _read_items(self, items: list[int], outer: _Outer) -> None:
        """Read objects of the page or of a form, in the file's order."""
        kinds = list(map(get_kind, items))
        clips, clip_ids = clips_of(items)
        shown: dict[ClipId, Box | None] = {None: outer.shown}
        for clip_id, clip in dict(zip(clip_ids, clips, strict=True)).items():
            if clip_id is not None:
                shown[clip_id] = self._shown(self._clips.box(clip, clip_id), outer)
        text = pdfium.FPDF_PAGEOBJ_TEXT
        self.texts += kinds.count(text)
        for item, kind, box in zip(items, kinds, map(shown.get, clip_ids), strict=True):
            if kind == text:
                if box is not None:
                    self.clipped[item] = box
                continue
            inner = outer if box is outer.shown else attrs.evolve(outer, shown=box)
            self._read_item(as_object(item), kind, inner)
            if self.left < 0:
                return

    def _shown(self, clip: Box, outer: _Outer) -> Box | None:
        """Return what a clip leaves of the page; None if that is all of it."""
        box = moved(clip, outer.matrix)
        if outer.shown is not None:
            return common_box(box, outer.shown)
        left, bottom, right, top = self._visible
        is_whole = box[0] <= left and box[1] <= bottom and box[2] >= right and box[3] >= top
        return None if is_whole else box

    def _read_item(self, item: Any, kind: int, outer: _Outer) -> None:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.left -= 1
            self.drawn += 1
            self._read_path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._read_picture(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and outer.depth < _DEEPEST:
            self._read_form(item, outer)

    def _read_form(self, form: Any, outer: _Outer) -> None:
        """Read the objects in a form: a part of a page that may stand on many."""
        matrix = times(matrix_of(form), outer.matrix)
        count = pdfium.FPDFFormObj_CountObjects(form)
        taken = max(0, min(count, self.left + 1))
        self.left -= count
        items = [address(pdfium.FPDFFormObj_GetObject(form, number)) for number in range(taken)]
        self._read_items(items, _Outer(matrix, outer.shown, outer.depth + 1))

    def _read_picture(self, item: Any, outer: _Outer) -> None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._bound_refs):
            return
        box = moved(self._read_bounds(), outer.matrix)
        if _is_thin(box):
            # Some programs print rules as pictures of one point.
            self._add_rules([box], outer.shown)
            return
        if outer.shown is not None:
            box = common_box(box, outer.shown)
        covered = covered_part(box, self._visible)
        self.pictured = max(self.pictured, covered)

    def _read_bounds(self) -> Box:
        left, bottom, right, top = self._bounds
        return left.value, bottom.value, right.value, top.value

    def _read_path(self, item: Any, outer: _Outer) -> None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self._bound_refs):
            return
        box = self._read_bounds()
        if _is_thin(box):
            self._add_rules([moved(box, outer.matrix)], outer.shown)
            return
        pdfium.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        is_stroked = bool(self._stroke.value)
        count = pdfium.FPDFPath_CountSegments(item)
        if not is_stroked and count <= _RECTANGLE:
            return
        self.left -= count
        if self.left < 0:
            return
        matrix = times(matrix_of(item), outer.matrix)
        rules = self._rules(item, count, matrix, is_stroked)
        self._add_rules(rules, outer.shown)

    def _add_rules(self, rules: list[Box], shown: Box | None) -> None:
        """Keep what a clip leaves of rules."""
        if shown is None:
            self.boxes += rules
            return
        for rule in rules:
            left, bottom, right, top = common_box(rule, shown)
            # A rule along the edge of a clip shows half of its width.
            if right - left >= -_SLANT and top - bottom >= -_SLANT:
                self.boxes.append(box_of([(left, bottom), (right, top)]))

    def _rules(self, path: Any, count: int, matrix: Matrix, is_stroked: bool) -> list[Box]:
        """Return the straight sides of a stroked path; the thin pieces of a filled one."""
        a, b, c, d, e, f = matrix
        horizontal, vertical = self._point
        rules: list[Box] = []
        points: list[Point] = []
        is_straight = True
        for number in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, number)
            if not segment:
                break
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                rules += rules_of(points, is_straight and is_stroked)
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
        rules += rules_of(points, is_straight and is_stroked)
        return rules


def rules_of(points: list[Point], has_sides: bool) -> list[Box]:
    """Return the box of a thin piece of a path, or else, if its sides are drawn, those that run
    straight across or down.
    """
    if len(points) < 2:
        return []
    whole = box_of(points)
    if _is_thin(whole):
        return [whole]
    if not has_sides:
        return []
    rules = []
    for start, end in pairwise(points):
        left, bottom, right, top = box_of([start, end])
        is_down = right - left <= _SLANT
        is_across = top - bottom <= _SLANT
        if is_down or is_across:
            rules.append((left, bottom, right, top))
    return rules


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
