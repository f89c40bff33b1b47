"""Files that `read --format json|csv|xlsx|parquet` wrote: known by their marker, read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import attrs

from budgetrules.model.disclosure import Disclosure, Problem
from budgetrules.model.plain import PROFILE, SCHEMA_VERSION, Object
from budgetrules.readers.text import LARGEST
from budgetrules.schema.forms import Template
from budgetrules.storage import csv as model_csv
from budgetrules.storage import parquet as model_parquet
from budgetrules.storage import xlsx as model_xlsx
from budgetrules.storage.cursor import JsonCursor
from budgetrules.storage.decode import document_of
from budgetrules.storage.errors import Malformed, error
from budgetrules.storage.markers import (
    BEFORE_JSON,
    DOCUMENTS,
    PACKAGE,
    beginning,
    first_bytes,
    marker_in,
)
from budgetrules.storage.records import Loaded
from budgetrules.storage.sheets import put_back
from budgetrules.storage.unflatten import unflatten

# So much of a JSON file tells whether it is a damaged model.
_HEAD = 256
_EXTRAS = {"openpyxl": "excel", "pyarrow": "batch"}


@attrs.frozen
class _Documents:
    """What a file holds: its documents as nested values, and what is wrong with the rest of it."""

    documents: list[Object]
    problems: list[Problem]
    version: str


def is_written(path: str | Path) -> bool:
    """Whether a folder is a package that we wrote: then it is one input, not a heap of files."""
    folder = Path(path)
    package = folder / PACKAGE
    if package.is_file():
        return model_csv.about(first_bytes(package, LARGEST)) is not None
    return (folder / DOCUMENTS).is_file()


def read_written(
    path: str | Path,
    templates: Mapping[str, Template],
    template: str | None = None,
    year: int | None = None,
) -> list[Disclosure] | None:
    """Return the disclosures in a written model; None if the file is none.

    What is wrong with it is a problem of a disclosure. `template` and `year` are what the user asks
    for. Raises OSError.
    """
    file = Path(path)
    try:
        loaded = _load(file)
        if loaded is None:
            return None
        if loaded.version != SCHEMA_VERSION:
            return [_unread(path, "N183", found=loaded.version, known=SCHEMA_VERSION)]
        disclosures = _decoded(loaded, templates, file, str(path))
    except RecursionError:
        return [_unread(path, "N184", where=file.name, expected="JSON", found="[[[…")]
    except Malformed as malformed:
        details = {
            "where": malformed.where,
            "expected": malformed.expected,
            "found": malformed.actual,
        }
        return [_unread(path, "N184", **details)]
    except ModuleNotFoundError as missing:
        if missing.name not in _EXTRAS:
            raise
        extra = _EXTRAS[missing.name]
        return [_unread(path, "N190", package=missing.name, extra=extra)]
    if not disclosures:
        return [_unread(path, "N191")]
    disclosures[0].problems.extend(loaded.problems)
    for disclosure in disclosures:
        _set_as_asked(disclosure, template, year)
    return disclosures


def _decoded(
    loaded: _Documents,
    templates: Mapping[str, Template],
    file: Path,
    path: str,
) -> list[Disclosure]:
    digest = _sha256(file)
    disclosures: list[Disclosure] = []
    for number, value in enumerate(loaded.documents):
        where = f"documents[{number}]"
        document = document_of(value, where, templates, path, digest)
        disclosures.append(document)
    return disclosures


def _set_as_asked(disclosure: Disclosure, template: str | None, year: int | None) -> None:
    """Take the year asked for; refuse another form than the model was recognised as."""
    own = disclosure.template
    if template is not None and own is not None and own.id != template:
        problem = error("N192", name=template, template=own.id)
        disclosure.problems.append(problem)
        disclosure.template = None
    if year is not None:
        disclosure.fiscal_year = year


def _unread(path: str | Path, code: str, **details: str) -> Disclosure:
    """Return a disclosure that holds nothing but the reason why."""
    return Disclosure(
        path=str(path),
        sha256="",
        format="model",
        template=None,
        entity="",
        fiscal_year=None,
        tables={},
        problems=[error(code, path=str(path), **details)],
    )


def _load(path: Path) -> _Documents | None:
    """Say what a file or folder holds; None if we didn't write it. Raises Malformed, OSError."""
    file = marker_in(path) if path.is_dir() else path
    if file is None:
        return None
    begin = beginning(file)
    if begin.startswith(b"PK") and model_xlsx.is_ours(file):
        return _of_records(model_xlsx.load(file))
    if begin.startswith(b"PAR1") and file.name == DOCUMENTS:
        loaded = model_parquet.load(file.parent)
        return _of_records(loaded) if loaded is not None else None
    if begin.lstrip(BEFORE_JSON).startswith(b"{"):
        return _of_json(file)
    return None


def _of_records(loaded: Loaded) -> _Documents:
    problems = put_back(loaded.sheets, loaded.records)
    documents, strays = unflatten(loaded.records)
    for stray in strays:
        problems.append(error("N185", record=stray))
    return _Documents(documents, problems, loaded.version)


def _of_json(file: Path) -> _Documents | None:
    """Say what a JSON file holds: a model, or the descriptor of a data package."""
    data = first_bytes(file, LARGEST + 1)
    if len(data) > LARGEST:
        return None
    package = model_csv.about(data)
    if package is not None:
        return _of_records(model_csv.load(package, file.parent))
    if PROFILE.encode() not in data:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as broken:
        if PROFILE.encode() in data[:_HEAD]:
            raise Malformed(file.name, "JSON", broken) from broken
        return None
    if not isinstance(value, dict) or value.get("profile") != PROFILE:
        return None
    documents: list[Object] = []
    for item in JsonCursor(value, "")["documents"].items():
        documents.append(cast(Object, item.value))
    version = str(value.get("schema_version"))
    return _Documents(documents, [], version)


def _sha256(path: Path) -> str:
    """Return the hash of a file, or of all files of a folder with their names."""
    digest = hashlib.sha256()
    if not path.is_dir():
        digest.update(path.read_bytes())
        return digest.hexdigest()
    files = [item for item in path.iterdir() if item.is_file()]
    for file in sorted(files):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
