"""Files that `read --format json|csv|xlsx|parquet` wrote: known by their marker, read back as the disclosures they were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.model.disclosure import Disclosure, Problem
from budgetrules.model.plain import PROFILE, SCHEMA_VERSION, Object
from budgetrules.readers.text import LARGEST
from budgetrules.schema.forms import Template
from budgetrules.storage.load import csv as model_csv
from budgetrules.storage.load import parquet as model_parquet
from budgetrules.storage.load import xlsx as model_xlsx
from budgetrules.storage.load.flat import unflatten
from budgetrules.storage.load.json import rebuild
from budgetrules.storage.load.sheets import ReadSheet, put_back
from budgetrules.storage.load.values import At, Malformed

_BEGIN, _HEAD = 64, 256
_EXTRAS = {"openpyxl": "excel", "pyarrow": "batch"}


@attrs.frozen
class _Loaded:
    documents: list[Object]
    problems: list[Problem]
    version: str


def is_written(path: str | Path) -> bool:
    """Whether a folder is a package that we wrote (its marker is there and says so): it is one input, not a heap of files."""
    found = Path(path)
    if (found / model_csv.PACKAGE).is_file():
        return model_csv.about(_begin(found / model_csv.PACKAGE, LARGEST)) is not None
    return (found / model_parquet.MARKER).is_file()


def read_written(
    path: str | Path,
    templates: Mapping[str, Template],
    template: str | None = None,
    year: int | None = None,
) -> list[Disclosure] | None:
    """The disclosures in a written model; None if the file is none. What is wrong with it is a problem. Raises OSError."""
    file = Path(path)
    try:
        loaded = _load(file)
        if loaded is None:
            return None
        if loaded.version != SCHEMA_VERSION:
            return [_unread(path, "N183", found=loaded.version, known=SCHEMA_VERSION)]
        digest = _sha256(file)
        found = [
            rebuild(value, f"documents[{n}]", templates, str(path), digest)
            for n, value in enumerate(loaded.documents)
        ]
    except RecursionError:
        return [_unread(path, "N184", where=file.name, expected="JSON", found="[[[…")]
    except Malformed as error:
        return [
            _unread(path, "N184", where=error.where, expected=error.expected, found=error.found)
        ]
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        return [_unread(path, "N190", package=error.name, extra=_EXTRAS[error.name])]
    if not found:
        return [_unread(path, "N191")]
    found[0].problems.extend(loaded.problems)
    for disclosure in found:
        _as_asked(disclosure, template, year)
    return found


def _as_asked(disclosure: Disclosure, template: str | None, year: int | None) -> None:
    """A model was recognised when it was written: another form can't be had from it, another year can."""
    if (
        template is not None
        and disclosure.template is not None
        and disclosure.template.id != template
    ):
        details = {"name": template, "template": disclosure.template.id}
        disclosure.problems.append(Problem(Diagnostic("N192", Severity.ERROR, details)))
        disclosure.template = None
    disclosure.fiscal_year = year if year is not None else disclosure.fiscal_year


def _unread(path: str | Path, code: str, **details: str) -> Disclosure:
    problem = Problem(Diagnostic(code, Severity.ERROR, {"path": str(path), **details}))
    return Disclosure(str(path), "", "model", None, "", None, {}, problems=[problem])


def _load(file: Path) -> _Loaded | None:
    if file.is_dir():
        marker = next(
            (
                file / name
                for name in (model_csv.PACKAGE, model_parquet.MARKER)
                if (file / name).is_file()
            ),
            None,
        )
        if marker is None:
            return None
        file = marker
    begin = _begin(file, _BEGIN)
    if begin.startswith(b"PK") and model_xlsx.is_ours(file):
        records, sheets, version = model_xlsx.load(file)
        return _of_records(records, sheets, version)
    if begin.startswith(b"PAR1") and file.name == model_parquet.MARKER:
        read = model_parquet.load(file.parent)
        return _of_records(read[0], [], read[1]) if read is not None else None
    if begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(file)
    return None


def _of_records(
    records: Mapping[str, list[Object]], sheets: list[ReadSheet], version: str
) -> _Loaded:
    problems = put_back(sheets, records)
    documents, strays = unflatten(records)
    problems += [Problem(Diagnostic("N185", Severity.ERROR, {"record": stray})) for stray in strays]
    return _Loaded(documents, problems, version)


def _of_json(file: Path) -> _Loaded | None:
    data = _begin(file, LARGEST + 1)
    if len(data) > LARGEST:
        return None
    package = model_csv.about(data)
    if package is not None:
        records, sheets = model_csv.load(package, file.parent)
        return _of_records(
            records, sheets, package.part("budgetrules").part("schema_version").text()
        )
    if PROFILE.encode() not in data:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        if PROFILE.encode() in data[:_HEAD]:
            raise Malformed(file.name, "JSON", error) from error
        return None
    if not isinstance(value, dict) or value.get("profile") != PROFILE:
        return None
    documents = [cast(Object, item.value) for item in At(value, "").part("documents").items()]
    return _Loaded(documents, [], str(value.get("schema_version")))


def _begin(file: Path, count: int) -> bytes:
    with file.open("rb") as opened:
        return opened.read(count)


def _sha256(path: Path) -> str:
    """The hash of a file, or of all files of a folder by name."""
    digest = hashlib.sha256()
    files = sorted(item for item in path.iterdir() if item.is_file()) if path.is_dir() else [path]
    for file in files:
        if path.is_dir():
            digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
