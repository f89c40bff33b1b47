"""Clip paths: what shows of the objects of a page.

Programs draw a block on two pages and let each show its half, or a text wider than its cell; what
lies outside of the clip path is in the file and not on the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import reduce
from itertools import repeat
from typing import TYPE_CHECKING

from budgetrules.readers.pdf.ctypes_api import (
    count_clip_paths,
    count_clip_segments,
    get_clip,
    get_clip_segment,
    get_segment_point,
)
from budgetrules.readers.pdf.matrices import Point, box_of, common_box

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

# The address of the first segment of a clip's last path; objects drawn under one clip share it.
ClipId = int | None

# How many of the paths that a clip consists of are looked at; leaving out some hides nothing that
# is seen.
_MOST_PATHS = 16


def clips_of(items: Sequence[int]) -> tuple[list[int], list[ClipId]]:
    """Return the clip of each object and its id, which is None where nothing clips."""
    clips = list(map(get_clip, items))
    lasts = [count - 1 for count in map(count_clip_paths, clips)]
    ids = list(map(get_clip_segment, clips, lasts, repeat(0)))
    return clips, ids


class Clips:
    """The boxes of clips in the file's coordinates, each worked out once."""

    def __init__(self) -> None:
        self._boxes: dict[int, Box] = {}
        self._path_boxes: dict[int, Box] = {}
        self._x = ctypes.c_float()
        self._y = ctypes.c_float()
        self._point = (ctypes.addressof(self._x), ctypes.addressof(self._y))

    def box(self, clip: int, clip_id: int) -> Box:
        """Return the box of what a clip leaves to be seen.

        Of a path that is no rectangle that is more than shows.
        """
        known = self._boxes.get(clip_id)
        if known is None:
            paths = range(count_clip_paths(clip))[-_MOST_PATHS:]
            known = reduce(common_box, [self._path_box(clip, path) for path in paths])
            self._boxes[clip_id] = known
        return known

    def _path_box(self, clip: int, path: int) -> Box:
        path_id = get_clip_segment(clip, path, 0) or 0
        known = self._path_boxes.get(path_id)
        if known is None:
            known = box_of(self._points(clip, path) or [(0.0, 0.0)])
            self._path_boxes[path_id] = known
        return known

    def _points(self, clip: int, path: int) -> list[Point]:
        points = []
        for number in range(count_clip_segments(clip, path)):
            get_segment_point(get_clip_segment(clip, path, number), *self._point)
            points.append((self._x.value, self._y.value))
        return points
