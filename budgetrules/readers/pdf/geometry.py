"""Upright pages: every box is (left, top, right, bottom) in points from the top left corner, as the
text is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box


_Edges = Sequence[float]


def _from(origin: float, places: _Edges) -> list[float]:
    """How far places lie beyond an origin."""
    return [place - origin for place in places]


def _up_to(origin: float, places: _Edges) -> list[float]:
    """How far an origin lies beyond places."""
    return [origin - place for place in places]


@attrs.frozen(slots=True)
class Frame:
    """How the coordinates of a PDF page, which grow upwards and may be turned, become those of the
    page as it is read.

    `left`, `bottom`, `right` and `top` bound the visible page in the file's coordinates; `turns` is
    by how many quarters the file's page is turned clockwise so that its text stands upright,
    `shown` by how many it is turned when shown.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0
    shown: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turns % 2 else (wide, high)

    def upright(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file as it stands on the upright page."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def all_upright(
        self, lefts: _Edges, bottoms: _Edges, rights: _Edges, tops: _Edges
    ) -> tuple[_Edges, _Edges, _Edges, _Edges]:
        """Many boxes at once: their lefts, tops, rights and bottoms on the upright page."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        if self.turns == 0:
            if left:
                lefts, rights = _from(left, lefts), _from(left, rights)
            return lefts, _up_to(top, tops), rights, _up_to(top, bottoms)
        if self.turns == 1:
            ends = _from(bottom, tops), _from(left, rights)
            return _from(bottom, bottoms), _from(left, lefts), *ends
        if self.turns == 2:
            ends = _up_to(right, lefts), _from(bottom, tops)
            return _up_to(right, rights), _from(bottom, bottoms), *ends
        ends = _up_to(top, bottoms), _up_to(right, lefts)
        return _up_to(top, tops), _up_to(right, rights), *ends

    def on_page(self, box: Box) -> Box:
        """A box of the upright page as it stands on the page that is shown."""
        left, top, right, bottom = box
        wide, high = self.size
        back = (self.turns - self.shown) % 4
        if back == 0:
            return box
        if back == 1:
            return top, wide - right, bottom, wide - left
        if back == 2:
            return wide - right, high - bottom, wide - left, high - top
        return high - bottom, left, high - top, right


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all of them; there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
