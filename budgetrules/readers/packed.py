"""Packed files (workbooks, documents, archives): what they hold, unpacked within bounds."""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import struct
import zipfile
import zlib

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Problem
from budgetrules.readers.raw import RawDocument

MOST_UNPACKED = 128 * 2**20
_MOST_MEMBERS = 10_000
_CHUNK = 2**20
# Office files declare no document type; one that does can define entities that grow or lead outside.
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
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Unreadable(Exception):
    """A file that can't be read; `problem` says why."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.problem = Problem(Diagnostic(code, Severity.ERROR, details))


def unread(data: bytes, path: str, kind: str, problem: Problem) -> RawDocument:
    """The document of a file that can't be read."""
    return RawDocument(path, hashlib.sha256(data).hexdigest(), kind, (), (problem,))


def unpack(data: bytes, path: str) -> dict[str, bytes]:
    """The members of an archive by name. Raises Unreadable if it is damaged, locked, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > _MOST_MEMBERS:
                raise Unreadable("N161", path=path, limit=f"{_MOST_MEMBERS:,}")
            if any(info.flag_bits & 1 for info in infos):
                raise Unreadable("N162", path=path)
            found: dict[str, bytes] = {}
            left = MOST_UNPACKED
            for info in infos:
                found[info.filename] = _member(archive, info, left, path)
                left -= len(found[info.filename])
            return found
    except _DAMAGED as error:
        raise Unreadable("N160", path=path, reason=str(error)[:80]) from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, path: str) -> bytes:
    """A member, read piece by piece: what its header says of its size is not to be trusted."""
    parts = []
    with archive.open(info) as file:
        while part := file.read(_CHUNK):
            left -= len(part)
            if left < 0:
                raise Unreadable("N163", path=path, limit=str(MOST_UNPACKED // 2**20))
            parts.append(part)
    return b"".join(parts)


def refuse_entities(members: dict[str, bytes], path: str) -> None:
    """Raises Unreadable if a part of an office file declares a document type or entities."""
    for name, content in members.items():
        if name.endswith((".xml", ".rels", ".vml")):
            text = (
                content.replace(b"\x00", b"")
                if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:64]
                else content
            )
            if _DOCTYPE.search(text):
                raise Unreadable("N164", path=path, part=name)
