"""Opening a file with pdfium and going through its pages, one open at a time."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterator

import pypdfium2_raw as pdfium

from budgetrules.readers.pdf.content import PageContent
from budgetrules.readers.pdf.limits import MOST_PAGES, MOST_TEXT
from budgetrules.readers.pdf.pages import read_page
from budgetrules.readers.pdf.stand_in_font import stand_in

_PASSWORD = 4
_SECURITY = 5

Event = PageContent | tuple[str, int]


@functools.cache
def _start() -> None:
    """Start pdfium.

    Its bindings alone are used: what pypdfium2 adds to them takes longer to import than a page to
    read.
    """
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    stand_in()


def events_of(
    data: bytes,
    first: int = 0,
    step: int = 1,
) -> Iterator[Event]:
    """Yield what reading a file gives, in order: first how many pages it has (or why it can't be
    opened), then every page.

    Or, from page `first` (counted from 0) on, every page that is `step` behind the last one.

    Words with a number: `pages` and how many; `password` or `damaged` if the file can't be opened;
    `lost` and the number of a page that can't be loaded; `enough` and the number of the first page
    that was not read because the file holds too much.
    """
    _start()
    # pdfium reads from this memory as long as the document is open.
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        yield ("password" if error in (_PASSWORD, _SECURITY) else "damaged"), error
        return
    try:
        count = pdfium.FPDF_GetPageCount(document)
        yield "pages", count
        text = 0
        for index in range(first, min(count, MOST_PAGES), step):
            if text > MOST_TEXT:
                yield "enough", index + 1
                return
            page = pdfium.FPDF_LoadPage(document, index)
            if not page:
                yield "lost", index + 1
                continue
            try:
                content = read_page(page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)
            text += content.characters
            yield content
        if count > MOST_PAGES:
            yield "enough", MOST_PAGES + 1
    finally:
        pdfium.FPDF_CloseDocument(document)
