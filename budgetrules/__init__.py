"""Check published government budgets and final accounts against rules written as text.

`check` judges documents, `read` gives the budget model of one, `from_values` makes one of a
program's own figures, `load_rules` loads rule packs. Everything is imported when it is first used.
What is named here is the stable face: docs/reference/library.md says what may change in which
version.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgetrules.core.diagnostics import Diagnostic, RuleFileError, Severity
    from budgetrules.core.extensions import ExtensionError
    from budgetrules.core.figures import Figure
    from budgetrules.engine import (
        CheckOptions,
        RuleSet,
        check,
        check_iter,
        from_values,
        load_rules,
        read,
        read_all,
    )
    from budgetrules.exports import render, write
    from budgetrules.findings.baseline import Baseline, load_baseline
    from budgetrules.findings.verdicts import (
        Counts,
        DocumentResult,
        Evidence,
        Finding,
        Report,
        Subject,
        Verdict,
        Waived,
    )
    from budgetrules.findings.waiver_file import load_waivers
    from budgetrules.findings.waivers import Waiver, Waivers
    from budgetrules.messages.errors import SettingsError, ValuesError
    from budgetrules.model.disclosure import (
        Cell,
        CellKind,
        Disclosure,
        ListData,
        Place,
        Problem,
        Row,
        TableData,
    )
    from budgetrules.readers.raw import RawCell, RawDocument, RawGrid, RawLine
    from budgetrules.reporting.options import FormatOptions
    from budgetrules.storage.errors import WriteError

__all__ = [
    "Baseline",
    "Cell",
    "CellKind",
    "CheckOptions",
    "Counts",
    "Diagnostic",
    "Disclosure",
    "DocumentResult",
    "Evidence",
    "ExtensionError",
    "Figure",
    "Finding",
    "FormatOptions",
    "ListData",
    "Place",
    "Problem",
    "RawCell",
    "RawDocument",
    "RawGrid",
    "RawLine",
    "Report",
    "Row",
    "RuleFileError",
    "RuleSet",
    "SettingsError",
    "Severity",
    "Subject",
    "TableData",
    "ValuesError",
    "Verdict",
    "Waived",
    "Waiver",
    "Waivers",
    "WriteError",
    "check",
    "check_iter",
    "from_values",
    "load_baseline",
    "load_rules",
    "load_waivers",
    "read",
    "read_all",
    "render",
    "write",
]

_HOMES = {
    "core.diagnostics": ("Diagnostic", "RuleFileError", "Severity"),
    "messages.errors": ("SettingsError", "ValuesError"),
    "core.extensions": ("ExtensionError",),
    "core.figures": ("Figure",),
    "engine": (
        "CheckOptions",
        "RuleSet",
        "check",
        "check_iter",
        "from_values",
        "load_rules",
        "read",
        "read_all",
    ),
    "exports": ("render", "write"),
    "findings.baseline": ("Baseline", "load_baseline"),
    "findings.verdicts": (
        "Counts",
        "DocumentResult",
        "Evidence",
        "Finding",
        "Report",
        "Subject",
        "Verdict",
        "Waived",
    ),
    "findings.waiver_file": ("load_waivers",),
    "findings.waivers": ("Waiver", "Waivers"),
    "model.disclosure": (
        "Cell",
        "CellKind",
        "Disclosure",
        "ListData",
        "Place",
        "Problem",
        "Row",
        "TableData",
    ),
    "readers.raw": ("RawCell", "RawDocument", "RawGrid", "RawLine"),
    "reporting.options": ("FormatOptions",),
    "storage.errors": ("WriteError",),
}
_HOME_OF: dict[str, str] = {}
for _home, _names in _HOMES.items():
    _HOME_OF.update(dict.fromkeys(_names, f"budgetrules.{_home}"))


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return __all__
