"""What a program does with results: put a report into a format, write models to be read back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from budgetrules.reporting.formats import report_format
from budgetrules.reporting.options import FormatOptions
from budgetrules.storage.encode import model_value
from budgetrules.storage.formats import WRITERS, writer

if TYPE_CHECKING:
    from budgetrules.findings.verdicts import Report
    from budgetrules.model.disclosure import Disclosure


def render(
    report: Report, format: str = "text", lang: str = "zh", options: FormatOptions | None = None
) -> str:
    """Return the report in a format of `check --format`, ours or an installed one.

    Raises KeyError for an unknown format, ExtensionError for an installed one that can't be used.
    """
    chosen = options or FormatOptions()
    if chosen.version == FormatOptions().version:
        chosen = attrs.evolve(chosen, version=_version())
    return report_format(format)(report, lang, chosen)


def write(
    disclosures: Disclosure | Iterable[Disclosure],
    path: str | Path,
    format: str | None = None,
    lang: str = "zh",
) -> None:
    """Write models so that `read_all` gives the same again: json and xlsx a file, csv and parquet a
    folder.

    Without `format` it is the ending of `path`. Raises ValueError for an unknown format, WriteError
    where a format can't hold them or its package is missing, OSError.
    """
    name = format or Path(path).suffix.removeprefix(".").lower()
    if name not in WRITERS:
        raise ValueError(f"unknown format {name!r}; there are {', '.join(WRITERS)}")
    documents = list(disclosures) if isinstance(disclosures, Iterable) else [disclosures]
    writer(name)(model_value(documents, lang), Path(path))


def _version() -> str:
    from budgetrules.version import version

    return version()
