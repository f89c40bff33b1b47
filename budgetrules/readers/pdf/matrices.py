"""Places in the coordinates of a file: points, boxes (left, bottom, right, top) and the matrices
that move what is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2_raw as pdfium

if TYPE_CHECKING:
    from budgetrules.readers.raw import Box

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix_of(item: Any) -> Matrix:
    """Return the matrix of an object of a page."""
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


def times(inner: Matrix, outer: Matrix) -> Matrix:
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


def moved(box: Box, matrix: Matrix) -> Box:
    """Return the smallest box around a box that a matrix has moved."""
    if matrix is PLAIN:
        return box
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
    return box_of(corners)


def box_of(points: list[Point]) -> Box:
    """Return the smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def common_box(box: Box, other: Box) -> Box:
    """Return what two boxes have in common; of boxes apart it is turned inside out."""
    left, bottom, right, top = box
    other_left, other_bottom, other_right, other_top = other
    return (
        max(left, other_left),
        max(bottom, other_bottom),
        min(right, other_right),
        min(top, other_top),
    )
