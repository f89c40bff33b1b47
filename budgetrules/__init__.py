"""Check published government budgets and final accounts against rules written as text.

`check` judges documents, `read` gives the budget model of one, `load_rules` loads rule packs. Everything is imported when
it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgetrules.core.diagnostics import RuleFileError, Severity
    from budgetrules.engine import CheckOptions, RuleSet, check, check_iter, load_rules, read
    from budgetrules.findings.verdicts import DocumentResult, Finding, Report, Verdict
    from budgetrules.model.disclosure import Disclosure

__all__ = [
    "CheckOptions",
    "Disclosure",
    "DocumentResult",
    "Finding",
    "Report",
    "RuleFileError",
    "RuleSet",
    "Severity",
    "Verdict",
    "check",
    "check_iter",
    "load_rules",
    "read",
]

_HOMES = {
    "CheckOptions": "budgetrules.engine",
    "Disclosure": "budgetrules.model.disclosure",
    "DocumentResult": "budgetrules.findings.verdicts",
    "Finding": "budgetrules.findings.verdicts",
    "Report": "budgetrules.findings.verdicts",
    "RuleFileError": "budgetrules.core.diagnostics",
    "RuleSet": "budgetrules.engine",
    "Severity": "budgetrules.core.diagnostics",
    "Verdict": "budgetrules.findings.verdicts",
    "check": "budgetrules.engine",
    "check_iter": "budgetrules.engine",
    "load_rules": "budgetrules.engine",
    "read": "budgetrules.engine",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
