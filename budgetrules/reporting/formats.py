"""The registry of report formats: name and function, which is imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from budgetrules.core.extensions import FORMATS, ExtensionError, extension

if TYPE_CHECKING:
    from budgetrules.findings.verdicts import Report
    from budgetrules.model.disclosure import Disclosure
    from budgetrules.reporting.options import FormatOptions

    ReportFormat = Callable[[Report, str, FormatOptions], str]
    ModelFormat = Callable[[list[Disclosure], str, bool, FormatOptions], str]

REPORT_FORMATS = {
    "text": "budgetrules.reporting.text:render",
    "concise": "budgetrules.reporting.concise:render",
    "json": "budgetrules.reporting.json:render",
    "jsonl": "budgetrules.reporting.jsonl:render",
    "csv": "budgetrules.reporting.csv:render",
    "markdown": "budgetrules.reporting.markdown:render",
    "github": "budgetrules.reporting.github:render",
}

MODEL_FORMATS = {
    "text": "budgetrules.reporting.model_text:render",
}


def report_format(name: str) -> ReportFormat:
    """Return the function (report, language, options) → text of a format, ours or installed.

    Raises KeyError for an unknown name, ExtensionError for an installed format that can't be used.
    """
    if name in REPORT_FORMATS:
        return cast("ReportFormat", _load(REPORT_FORMATS[name]))
    installed = extension(FORMATS, name)
    if installed is None:
        raise KeyError(name)
    return _checked(name, installed)


def _checked(name: str, installed: object) -> ReportFormat:
    """Make an installed format raise ExtensionError where it gives no text."""

    def render(report: Report, lang: str, options: FormatOptions) -> str:
        text = installed(report, lang, options) if callable(installed) else None
        if not isinstance(text, str):
            raise ExtensionError("C142", name=name, group=FORMATS, expected="str")
        return text

    return render


def model_format(name: str) -> ModelFormat:
    """Return the function (disclosures, language, explain, options) → text of a format of `read`.

    Raises KeyError for an unknown name.
    """
    return cast("ModelFormat", _load(MODEL_FORMATS[name]))


def _load(target: str) -> object:
    module, _, function = target.partition(":")
    return getattr(importlib.import_module(module), function)
