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
_AllEdges = tuple[_Edges, _Edges, _Edges, _Edges]


def _from(origin: float, places: _Edges) -> list[float]:
    """Say how far places lie beyond an origin."""
    return [place - origin for place in places]


def _up_to(origin: float, places: _Edges) -> list[float]:
    """Say how far an origin lies beyond places."""
    return [origin - place for place in places]


@attrs.frozen(slots=True, kw_only=True)
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
        width = self.right - self.left
        height = self.top - self.bottom
        is_sideways = self.turns % 2 == 1
        return (height, width) if is_sideways else (width, height)

    def upright(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
    ) -> Box:
        """Return a box of the file as it stands on the upright page."""
        if self.turns == 0:
            return (
                left - self.left,
                self.top - top,
                right - self.left,
                self.top - bottom,
            )
        if self.turns == 1:
            return (
                bottom - self.bottom,
                left - self.left,
                top - self.bottom,
                right - self.left,
            )
        if self.turns == 2:
            return (
                self.right - right,
                bottom - self.bottom,
                self.right - left,
                top - self.bottom,
            )
        return (
            self.top - top,
            self.right - right,
            self.top - bottom,
            self.right - left,
        )

    def all_upright(
        self,
        lefts: _Edges,
        bottoms: _Edges,
        rights: _Edges,
        tops: _Edges,
    ) -> _AllEdges:
        """Many boxes at once: their lefts, tops, rights and bottoms on the upright page."""
        if self.turns == 0:
            if self.left:
                lefts = _from(self.left, lefts)
                rights = _from(self.left, rights)
            return (
                lefts,
                _up_to(self.top, tops),
                rights,
                _up_to(self.top, bottoms),
            )
        if self.turns == 1:
            return (
                _from(self.bottom, bottoms),
                _from(self.left, lefts),
                _from(self.bottom, tops),
                _from(self.left, rights),
            )
        if self.turns == 2:
            return (
                _up_to(self.right, rights),
                _from(self.bottom, bottoms),
                _up_to(self.right, lefts),
                _from(self.bottom, tops),
            )
        return (
            _up_to(self.top, tops),
            _up_to(self.right, rights),
            _up_to(self.top, bottoms),
            _up_to(self.right, lefts),
        )

    def on_page(self, box: Box) -> Box:
        """Return a box of the upright page as it stands on the page that is shown."""
        left, top, right, bottom = box
        width, height = self.size
        turns_back = (self.turns - self.shown) % 4
        if turns_back == 0:
            return box
        if turns_back == 1:
            return top, width - right, bottom, width - left
        if turns_back == 2:
            return (
                width - right,
                height - bottom,
                width - left,
                height - top,
            )
        return height - bottom, left, height - top, right


def around(boxes: list[Box]) -> Box:
    """Return the smallest box that holds all of them; there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (
        min(lefts),
        min(tops),
        max(rights),
        max(bottoms),
    )
