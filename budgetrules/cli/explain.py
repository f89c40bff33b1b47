"""`budgetrules explain`: the page of a rule or of an error code."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from budgetrules.cli.rules import rules_for, say_unknown
from budgetrules.core.diagnostics import Severity
from budgetrules.core.width import display_width
from budgetrules.findings.notices import EXPIRED, UNUSED
from budgetrules.messages.catalogue import codes, page, printable, text
from budgetrules.reporting import wording
from budgetrules.reporting.layout import block

if TYPE_CHECKING:
    from budgetrules.engine import RulePage

_WIDTH = 100
_HEADINGS = (
    "severity",
    "pack",
    "template",
    "basis",
    "relations",
    "tags",
    "file",
    "formula",
    "source",
)


def run(arguments: argparse.Namespace) -> int:
    """Print the page; status 2 if nothing has this name."""
    lang: str = arguments.lang
    page_of_code = page(arguments.name, lang)
    if page_of_code is not None:
        sys.stdout.write(page_of_code)
        return 0
    if arguments.name in (UNUSED, EXPIRED):
        sys.stdout.write(_waiver_page(arguments.name, lang))
        return 0
    rules = rules_for(arguments)
    if rules is None:
        return 2
    if arguments.name not in rules.rules:
        known = [*rules.rules, *codes(), UNUSED, EXPIRED]
        say_unknown("C111", arguments.name, known, lang)
        return 2
    rule = rules.rule(arguments.name)
    sys.stdout.write(rule_page(rule, lang))
    return 0


def _waiver_page(name: str, lang: str) -> str:
    """Return what a finding about a waiver means."""
    kind = name.removeprefix("WAIVER-").lower()
    title = text(name, lang)
    explanation = text(f"waiver.page.{kind}", lang)
    return f"{name}  {title}\n\n  {explanation}\n"


def rule_page(rule: RulePage, lang: str) -> str:
    """Return what a rule says, by which law, and its text as written."""
    names = {name: text(f"cli.page.{name}", lang) for name in _HEADINGS}
    widest = max(map(display_width, names.values()))
    indent = 2 + widest
    lines = [printable(f"{rule.id}  {rule.title}"), ""]
    for name, words in _fields(rule, lang):
        if words:
            lines += block(names[name], printable(words), _WIDTH, 2, indent)
    heading = names["formula"]
    for formula in rule.formula:
        lines += block(heading, printable(formula), _WIDTH, 2, indent)
        heading = ""
    if rule.source:
        lines += ["", f"  {names['source']}"]
        for line in rule.source.splitlines():
            lines.append(f"    {printable(line)}".rstrip())
    return "\n".join(lines) + "\n"


def _fields(rule: RulePage, lang: str) -> tuple[tuple[str, str], ...]:
    """Return what stands on the page above the formulas: heading and words."""
    severity = Severity(rule.severity)
    return (
        ("severity", wording.severity(severity, lang)),
        ("pack", rule.pack or ""),
        ("template", " ".join(rule.templates)),
        ("basis", wording.laws_words(rule.basis, lang)),
        ("relations", " ".join(rule.relations)),
        ("tags", " ".join(rule.tags)),
        ("file", f"{rule.file}:{rule.line}"),
    )
