"""Pages of written files, opened with pdfium for as long as a test looks at them."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.characters import Characters
from budgetrules.readers.pdf.opening import events_of
from tests.readers.pdf.writer import PdfWriter

MOST = 1000


@contextlib.contextmanager
def opened_page(writer: PdfWriter) -> Iterator[Any]:
    """The first page of a file."""
    data = writer.bytes()
    # This starts pdfium, too.
    assert next(events_of(data)) == ("pages", len(writer.pages))
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    page = pdfium.FPDF_LoadPage(document, 0)
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(document)


@contextlib.contextmanager
def opened_characters(writer: PdfWriter, most: int = MOST) -> Iterator[Characters]:
    """The characters of the first page of a file."""
    with opened_page(writer) as page:
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            yield Characters(text_page, most)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
