"""pdfium's functions with plain numbers for addresses."""

from __future__ import annotations

import ctypes

import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.ctypes_api import address, as_object, get_kind, get_object
from tests.readers.pdf.writer import PdfWriter
from tests.unit.readers.pdf.opened import opened_page


def test_an_address_is_where_a_value_stands() -> None:
    value = ctypes.c_int(7)
    assert address(ctypes.pointer(value)) == ctypes.addressof(value)


def test_a_pointer_to_nothing_is_zero() -> None:
    assert address(ctypes.c_void_p()) == 0


def test_an_object_by_its_address_is_the_same_object() -> None:
    writer = PdfWriter()
    writer.page().text(50, 100, "合计")
    with opened_page(writer) as page:
        place = get_object(address(page), 0)
        assert get_kind(place) == pdfium.FPDF_PAGEOBJ_TEXT
        assert address(as_object(place)) == place
