"""pdfium's functions that are called for every character and every object, with addresses as plain
numbers.

The bindings make a Python object of every address that goes in or out; that costs as much again as
the call.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw as pdfium

_ADDRESS = ctypes.c_void_p
_INT = ctypes.c_int


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """Return the same function for other types of its arguments."""
    plain = type(function)(address(function))
    plain.restype = result
    plain.argtypes = arguments
    return plain


def address(pointer: Any) -> int:
    """Return the address in a pointer of the bindings."""
    return ctypes.cast(pointer, _ADDRESS).value or 0


def as_object(place: int) -> Any:
    """Return a pointer of the bindings for the address of an object of a page."""
    return ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)


get_object = _plain(
    pdfium.FPDFPage_GetObject,
    _ADDRESS,
    _ADDRESS,
    _INT,
)
get_kind = _plain(
    pdfium.FPDFPageObj_GetType,
    _INT,
    _ADDRESS,
)
get_loose_box = _plain(
    pdfium.FPDFText_GetLooseCharBox,
    _INT,
    _ADDRESS,
    _INT,
    _ADDRESS,
)
has_no_character = _plain(
    pdfium.FPDFText_HasUnicodeMapError,
    _INT,
    _ADDRESS,
    _INT,
)
get_text_object = _plain(
    pdfium.FPDFText_GetTextObject,
    _ADDRESS,
    _ADDRESS,
    _INT,
)
get_clip = _plain(
    pdfium.FPDFPageObj_GetClipPath,
    _ADDRESS,
    _ADDRESS,
)
count_clip_paths = _plain(
    pdfium.FPDFClipPath_CountPaths,
    _INT,
    _ADDRESS,
)
count_clip_segments = _plain(
    pdfium.FPDFClipPath_CountPathSegments,
    _INT,
    _ADDRESS,
    _INT,
)
get_clip_segment = _plain(
    pdfium.FPDFClipPath_GetPathSegment,
    _ADDRESS,
    _ADDRESS,
    _INT,
    _INT,
)
get_segment_point = _plain(
    pdfium.FPDFPathSegment_GetPoint,
    _INT,
    _ADDRESS,
    _ADDRESS,
    _ADDRESS,
)
