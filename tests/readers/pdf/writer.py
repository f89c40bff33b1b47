"""A small writer of PDF files in plain syntax: text in Song and Helvetica at given places, lines, rectangles, turned pages.

Coordinates are points from the top left corner of the page, as in what the reader gives.
"""

from __future__ import annotations

import zlib

import attrs

# Every code is the character's own: what a file with an embedded font and a ToUnicode map looks like, less the font.
_RANGES = [f"<{high:02x}00> <{high:02x}FF> <{high:02x}00>" for high in range(256)]
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> "
    b"endcodespacerange "
    + "".join(
        f"64 beginbfrange\n{chr(10).join(_RANGES[at : at + 64])}\nendbfrange\n"
        for at in range(0, 256, 64)
    ).encode()
    + b"endcmap end end"
)
_FONTS = {
    "song": (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
    ),
    "identity": (
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/ToUnicode %TO_UNICODE%/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        b"/W[32 126 500]/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 6/FontBBox[-8 -145 1000 859]/ItalicAngle 0"
        b"/Ascent 859/Descent -141/CapHeight 859/StemV 93>>>>]>>"
    ),
    "unmapped": (
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[-8 -145 1000 859]/ItalicAngle 0"
        b"/Ascent 859/Descent -141/CapHeight 859/StemV 93>>>>]>>"
    ),
    "latin": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "mono": b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
}
_TWO_BYTES = ("song", "identity", "unmapped")


@attrs.define
class PdfPage:
    """A page to draw on, upright.

    `turns` stores it lying on its side: it must be turned clockwise by so many quarters to stand upright; `declared` says so by
    /Rotate. `form` draws all of it inside a form XObject.
    """

    width: float = 595.0
    height: float = 842.0
    turns: int = 0
    declared: bool = True
    form: bool = False
    parts: list[bytes] = attrs.field(factory=list)
    images: int = 0

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 10,
        font: str = "song",
        matrix: str | None = None,
    ) -> None:
        """Text whose baseline begins at x, y; `matrix` is the first four numbers of the text matrix."""
        data = (
            text.encode("utf-16-be").hex() if font in _TWO_BYTES else text.encode("latin-1").hex()
        )
        four = matrix or "1 0 0 1"
        self.parts.append(
            f"BT /{font} {size:g} Tf {four} {x:.3f} {self.height - y:.3f} Tm <{data}> Tj ET\n".encode()
        )

    def raw(self, content: bytes) -> None:
        """Content in plain syntax, as it is."""
        self.parts.append(content)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, width: float = 0.5, dash: str = ""
    ) -> None:
        """A stroke."""
        begin = f"[{dash}] 0 d " if dash else ""
        self.parts.append(
            f"q {begin}{width:g} w {x:.3f} {self.height - y:.3f} m {to_x:.3f} {self.height - to_y:.3f} l S Q\n".encode()
        )

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, how: str = "S", colour: str = ""
    ) -> None:
        """A rectangle, stroked (S), filled (f) or both (B)."""
        self.parts.append(
            f"q {colour} 0.5 w {left:.3f} {self.height - bottom:.3f} {right - left:.3f} {bottom - top:.3f} re {how} Q\n".encode()
        )

    def clip(self, left: float, top: float, right: float, bottom: float) -> None:
        """Show only what stands in a rectangle, of all that is drawn until `unclip`."""
        self.parts.append(
            f"q {left:.3f} {self.height - bottom:.3f} {right - left:.3f} {bottom - top:.3f} re W n\n".encode()
        )

    def unclip(self) -> None:
        """End the last `clip`."""
        self.parts.append(b"Q\n")

    def image(self, left: float, top: float, right: float, bottom: float) -> None:
        """A grey picture, such as a scan is."""
        self.images += 1
        matrix = f"{right - left:.3f} 0 0 {bottom - top:.3f} {left:.3f} {self.height - bottom:.3f}"
        self.parts.append(
            f"q {matrix} cm BI /W 2 /H 2 /BPC 8 /CS /G ID ".encode()
            + bytes([9, 90, 200, 30])
            + b" EI Q\n"
        )


@attrs.define
class PdfWriter:
    """Pages and what is needed around them."""

    pages: list[PdfPage] = attrs.field(factory=list)
    compress: bool = False

    def page(
        self,
        width: float = 595.0,
        height: float = 842.0,
        turns: int = 0,
        declared: bool = True,
        form: bool = False,
    ) -> PdfPage:
        """One more page."""
        self.pages.append(PdfPage(width, height, turns, declared, form))
        return self.pages[-1]

    def bytes(self) -> bytes:
        """The file."""
        objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
        fonts = b""
        objects.append(self._stream(_TO_UNICODE, b""))
        to_unicode = f"{len(objects)} 0 R".encode()
        for name, font in _FONTS.items():
            objects.append(font.replace(b"%TO_UNICODE%", to_unicode))
            fonts += f"/{name} {len(objects)} 0 R".encode()
        resources = b"<</Font<<" + fonts + b">>"
        kids = []
        for page in self.pages:
            wide, high = page.width, page.height
            matrix = (
                "1 0 0 1 0 0",
                f"0 1 -1 0 {high:g} 0",
                f"-1 0 0 -1 {wide:g} {high:g}",
                f"0 -1 1 0 0 {wide:g}",
            )[page.turns]
            content = f"{matrix} cm\n".encode() + b"".join(page.parts)
            size = f"0 0 {high:g} {wide:g}" if page.turns % 2 else f"0 0 {wide:g} {high:g}"
            here = resources + b">>"
            if page.form:
                objects.append(
                    self._stream(
                        content,
                        f"/Type/XObject/Subtype/Form/BBox[{size}]".encode() + b"/Resources" + here,
                    )
                )
                here = resources + f"/XObject<</whole {len(objects)} 0 R>>>>".encode()
                content = b"/whole Do"
            objects.append(self._stream(content, b""))
            turned = f"/Rotate {90 * page.turns}" if page.turns and page.declared else ""
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[{size}]{turned}/Contents {len(objects)} 0 R/Resources".encode()
                + here
                + b">>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
        return assemble(objects)

    def _stream(self, content: bytes, entries: bytes) -> bytes:
        if self.compress:
            content = zlib.compress(content)
            entries += b"/Filter/FlateDecode"
        return (
            b"<<"
            + entries
            + f"/Length {len(content)}>>\nstream\n".encode()
            + content
            + b"\nendstream"
        )


def assemble(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    found = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    begin = len(found)
    found += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    found += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    found += (
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R".encode()
        + trailer
        + f">>\nstartxref\n{begin}\n%%EOF\n".encode()
    )
    return bytes(found)
