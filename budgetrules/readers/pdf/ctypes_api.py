"""pdfium's functions that are called for every character and every object, with addresses as plain
numbers.

The bindings make a Python object of every address that goes in or out; that costs as much again as
the call.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw as pdfium


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function for other types of its arguments."""
    found = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    found.restype, found.argtypes = result, arguments
    return found


_ADDRESS = ctypes.c_void_p

get_object = _plain(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, ctypes.c_int)
get_kind = _plain(pdfium.FPDFPageObj_GetType, ctypes.c_int, _ADDRESS)
get_loose_box = _plain(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS
)
has_no_character = _plain(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int, _ADDRESS, ctypes.c_int)


def address(pointer: Any) -> int:
    """The address in a pointer of the bindings."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def as_object(place: int) -> Any:
    """A pointer of the bindings for the address of an object of a page."""
    return ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
