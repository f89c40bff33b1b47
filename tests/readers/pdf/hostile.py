"""Files that are damaged, locked, or made to hold up whoever reads them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable

from tests.readers.pdf.writer import PdfWriter, assemble

FONT = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<" + entries + b"/Length %d>>\nstream\n" % len(content) + content + b"\nendstream"


def deflated(content: bytes, times: int = 1) -> bytes:
    """A stream compressed once or several times over."""
    for _ in range(times):
        content = zlib.compress(content, 1)
    return stream(content, b"/Filter[" + b"/FlateDecode" * times + b"]")


def one_page(
    content: bytes,
    more: tuple[bytes, ...] = (),
    resources: bytes = b"<<>>",
    box: bytes = b"0 0 595 842",
) -> bytes:
    """A file of one page; `content` is the object of its content, which has the number 4."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox["
        + box
        + b"]/Contents 4 0 R/Resources "
        + resources
        + b">>"
    )
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            content,
            *more,
        ]
    )


def good() -> bytes:
    """A plain file with one line of text."""
    writer = PdfWriter()
    writer.page().text(60, 100, "收入总计")
    return writer.bytes()


def forms(levels: int, times: int) -> bytes:
    """Forms that draw forms: a few lines that draw times to the power of levels."""
    objects = []
    for level in range(levels):
        last = level == levels - 1
        content = b"0 0 m 9 9 l S " if last else b"/X Do " * times
        inner = b"" if last else b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + level)
        objects.append(stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + inner))
    return one_page(stream(b"/X Do"), tuple(objects), b"<</XObject<</X 5 0 R>>>>")


def self_drawing() -> bytes:
    """A form that draws itself."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>"
    return one_page(stream(b"/X Do"), (stream(b"/X Do", entries),), b"<</XObject<</X 5 0 R>>>>")


def page_tree(*nodes: bytes) -> bytes:
    """A file whose page tree is given."""
    return assemble([b"<</Type/Catalog/Pages 2 0 R>>", *nodes])


def rulings(count: int) -> bytes:
    """A page full of crossing lines."""
    lines = (
        b"%d.%d 0 m %d.%d 800 l S 0 %d m 500 %d l S "
        % (n % 595, n % 10, n % 595, n % 10, n % 842, n % 842)
        for n in range(count)
    )
    return one_page(stream(b"".join(lines)))


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of old PDF files."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    found = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        found.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(found)


def locked(password: str) -> bytes:
    """A file with one line of text, locked with a user password (which may be empty) by 40-bit RC4."""
    user = (password.encode("ascii") + _PADDING)[:32]
    owner = rc4(hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5], user)
    rights = -4
    key = hashlib.md5(
        user + owner + rights.to_bytes(4, "little", signed=True) + b"0123456789abcdef"
    ).digest()[:5]

    def sealed(number: int, content: bytes) -> bytes:
        return rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], content)

    lock = b"<</Filter/Standard/V 1/R 2/Length 40/P %d/O<%s>/U<%s>>>" % (
        rights,
        owner.hex().encode(),
        rc4(key, _PADDING).hex().encode(),
    )
    content = stream(sealed(4, b"BT /F 12 Tf 60 700 Td (total 1,904.49) Tj ET"))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources " + FONT + b">>"
    )
    identity = b"/Encrypt 5 0 R/ID[<%s><%s>]" % ((b"0123456789abcdef".hex().encode(),) * 2)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page,
        content,
        lock,
    ]
    return assemble(objects, identity)


# Each with the codes of the problems that may be told; making some of them takes a second.
SLOW = {
    "zeros bomb",
    "bomb in a bomb",
    "paths bomb",
    "characters bomb",
    "a million paths",
    "forms in forms",
}
HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "empty": (lambda: b"", {"N102"}),
    "blank": (lambda: b"\0" * 1000, {"N102"}),
    "text": (lambda: b"no pdf at all\n" * 100, {"N134"}),
    "junk": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 1000, {"N134"}),
    "half": (lambda: good()[: len(good()) // 3], {"N134", "N136"}),
    "blank pages": (lambda: one_page(stream(b"")), {"N142"}),
    "no pages": (lambda: page_tree(b"<</Type/Pages/Count 0/Kids[]>>"), {"N136"}),
    "pages that are not there": (
        lambda: page_tree(b"<</Type/Pages/Count 100000000/Kids[]>>"),
        {"N136", "N137"},
    ),
    "page tree in a circle": (
        lambda: page_tree(b"<</Type/Pages/Count 10/Kids[2 0 R 2 0 R]>>"),
        {"N136", "N137"},
    ),
    "page tree in a larger circle": (
        lambda: page_tree(
            b"<</Type/Pages/Count 9/Kids[3 0 R]>>",
            b"<</Type/Pages/Count 9/Kids[2 0 R]/Parent 2 0 R>>",
        ),
        {"N136", "N137"},
    ),
    "locked": (lambda: locked("secret"), {"N135"}),
    "zeros bomb": (lambda: one_page(deflated(b"\0" * 2**30)), {"N140"}),
    "bomb in a bomb": (lambda: one_page(deflated(b"\0" * 2**30, 2)), {"N140"}),
    "paths bomb": (lambda: one_page(deflated(b"0 0 m 9 9 l S " * 20_000_000)), {"N140"}),
    "characters bomb": (
        lambda: one_page(
            deflated(b"BT /F 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 4_000_000 + b"ET"),
            (),
            FONT,
        ),
        {"N140"},
    ),
    "forms in forms": (lambda: forms(10, 10), {"N140"}),
    "a million paths": (lambda: rulings(500_000), {"N138", "N131"}),
    "many characters": (
        lambda: one_page(stream(b"BT /F 1 Tf " + b"(aaaaaaaaaa) Tj " * 30_000 + b"ET"), (), FONT),
        {"N138"},
    ),
}
# These are odd, but whatever they hold can be read.
ODD: dict[str, Callable[[], bytes]] = {
    "locked without a password": lambda: locked(""),
    "a form that draws itself": self_drawing,
    "a huge page": lambda: one_page(
        stream(b"0 0 m 1e30 1e30 l S 0 0 1e30 1e30 re S"), box=b"0 0 1e30 1e30"
    ),
    "a page without size": lambda: one_page(stream(b"0 0 m 9 9 l S"), box=b"0 0 0 0"),
    "a page turned inside out": lambda: one_page(stream(b"0 0 m 9 9 l S"), box=b"595 842 0 0"),
    "nested states": lambda: one_page(stream(b"q " * 2_000_000)),
    "nested arrays": lambda: one_page(stream(b"[" * 1_000_000)),
    "crossing lines": lambda: rulings(40_000),
    "xref in a circle": lambda: good().replace(
        b"trailer\n<<", b"trailer\n<</Prev %d " % good().rindex(b"xref\n0")
    ),
    "junk before and behind": lambda: b"HTTP/1.1 200 OK\r\n\r\n" + good() + b"\0" * 1000,
}
