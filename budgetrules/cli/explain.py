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


def run(arguments: argparse.Namespace) -> int:
    """Print the page; status 2 if nothing has this name."""
    lang: str = arguments.lang
    found = page(arguments.name, lang)
    if found is not None:
        sys.stdout.write(found)
        return 0
    if arguments.name in (UNUSED, EXPIRED):
        kind = arguments.name.removeprefix("WAIVER-").lower()
        sys.stdout.write(
            f"{arguments.name}  {text(arguments.name, lang)}\n\n  {text(f'waiver.page.{kind}', lang)}\n"
        )
        return 0
    rules = rules_for(arguments)
    if rules is None:
        return 2
    if arguments.name not in rules.rules:
        say_unknown("C111", arguments.name, [*rules.rules, *codes(), UNUSED, EXPIRED], lang)
        return 2
    sys.stdout.write(rule_page(rules.rule(arguments.name), lang))
    return 0


def rule_page(rule: RulePage, lang: str) -> str:
    """What a rule says, by which law, and its text as written."""
    fields = (
        ("severity", wording.severity(Severity(rule.severity), lang)),
        ("pack", rule.pack or ""),
        ("template", " ".join(rule.templates)),
        ("basis", wording.laws_words(rule.basis, lang)),
        ("relations", " ".join(rule.relations)),
        ("tags", " ".join(rule.tags)),
        ("file", f"{rule.file}:{rule.line}"),
    )
    names = {
        name: text(f"cli.page.{name}", lang)
        for name in (
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
    }
    width = 2 + max(display_width(name) for name in names.values())
    lines = [printable(f"{rule.id}  {rule.title}"), ""]
    for name, words in fields:
        if words:
            lines += block(names[name], printable(words), 100, 2, width)
    for number, formula in enumerate(rule.formula):
        lines += block("" if number else names["formula"], printable(formula), 100, 2, width)
    if rule.source:
        lines += [
            "",
            f"  {names['source']}",
            *(f"    {printable(line)}".rstrip() for line in rule.source.splitlines()),
        ]
    return "\n".join(lines) + "\n"
