"""Packed files (workbooks, documents, archives): what they hold, unpacked within bounds."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib

from budgetrules.readers.unreadable import Unreadable, damaged, megabytes

MOST_UNPACKED = 128 * 2**20
_MOST_MEMBERS = 10_000
_CHUNK = 2**20
_ENCRYPTED = 1
# What zipfile raises on a damaged file, depending on where the damage is.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
# Office files declare no document type; one that does can define entities that grow or lead out.
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def unpack(data: bytes, path: str) -> dict[str, bytes]:
    """Return the members of an archive by name.

    Raises Unreadable if it is damaged, locked, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members(archive, path)
    except _DAMAGED as error:
        raise damaged(path, error) from error


def _members(archive: zipfile.ZipFile, path: str) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > _MOST_MEMBERS:
        raise Unreadable("N161", path=path, limit=f"{_MOST_MEMBERS:,}")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Unreadable("N162", path=path)
    members: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for info in infos:
        content = _member(archive, info, left, path)
        members[info.filename] = content
        left -= len(content)
    return members


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    left: int,
    path: str,
) -> bytes:
    """Read a member piece by piece: what its header says of its size is not to be trusted."""
    parts: list[bytes] = []
    with archive.open(info) as file:
        while part := file.read(_CHUNK):
            left -= len(part)
            if left < 0:
                raise Unreadable("N163", path=path, limit=megabytes(MOST_UNPACKED))
            parts.append(part)
    return b"".join(parts)


def refuse_entities(members: dict[str, bytes], path: str) -> None:
    """Raise Unreadable if a part of an office file declares a document type or entities."""
    for name, content in members.items():
        is_xml = name.endswith((".xml", ".rels", ".vml"))
        if is_xml and _DOCTYPE.search(_narrow(content)):
            raise Unreadable("N164", path=path, part=name)


def _narrow(content: bytes) -> bytes:
    """Bytes of UTF-16 without the zeros between its ASCII characters; any others as they are."""
    is_marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_marked or b"\x00" in content[:64]:
        return content.replace(b"\x00", b"")
    return content
