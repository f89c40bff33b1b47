"""The invented examples with an edit: what is found in them."""

from __future__ import annotations

from pathlib import Path

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult, Severity
from tests.conftest import EXAMPLES

FINAL = "final-2024-clean.html"
BUDGET = "shanghai-2024-clean.html"
XINJIANG = "xinjiang-2024-clean.txt"

# A text of the example that stands there once, and what takes its place.
Edit = tuple[str, str]


def edited(example: str, edits: tuple[Edit, ...], folder: Path, rules: RuleSet) -> DocumentResult:
    """Check an example in which some texts stand instead of others."""
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    for old, new in edits:
        assert page.count(old) == 1, (old, page.count(old))
        page = page.replace(old, new)
    path = folder / example
    path.write_text(page, encoding="utf-8")
    return check_disclosure(read(path, rules=rules), CheckOptions(), rules)


def told(result: DocumentResult, *, notes: bool = False) -> list[tuple[str, str]]:
    """List the errors and warnings, each with its rule; `notes` as well where they are asked for."""
    said: list[tuple[str, str]] = []
    for item in result.findings:
        if notes or item.severity is not Severity.NOTE:
            said.append((item.severity.value, item.rule))
    return said
