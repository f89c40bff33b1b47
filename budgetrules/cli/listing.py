"""`budgetrules list`: the rules, templates and packs that are loaded."""

from __future__ import annotations

import argparse
import sys

from budgetrules.cli.rules import rules_for
from budgetrules.core.width import display_width
from budgetrules.engine import RuleSet
from budgetrules.messages.catalogue import printable, text
from budgetrules.messages.message import words_in
from budgetrules.reporting import wording
from budgetrules.reporting.layout import grid
from budgetrules.schema.forms import Template


def run(arguments: argparse.Namespace) -> int:
    """Print the table that was asked for."""
    rules = rules_for(arguments)
    if rules is None:
        return 2
    tables = {"rules": _rules, "templates": _templates, "packs": _packs}
    heads, rows = tables[arguments.what](rules, arguments.lang)
    sys.stdout.write(table([text(f"cli.head.{head}", arguments.lang) for head in heads], rows))
    sys.stdout.write(text(f"cli.list.{arguments.what}", arguments.lang, number=len(rows)) + "\n")
    return 0


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A plain table with a rule under its heads."""
    lines = grid([heads, *([printable(cell) for cell in row] for row in rows)])
    rule = "─" * max(display_width(line) for line in lines)
    return "".join(f"{line}\n" for line in (lines[0], rule, *lines[1:], rule))


def _rules(rules: RuleSet, lang: str) -> tuple[tuple[str, ...], list[list[str]]]:
    rows = [
        [
            rule.id,
            wording.severity(rule.severity, lang),
            words_in(rule.title, lang),
            wording.laws_words(rule.basis, lang),
        ]
        for rule in rules.rules.values()
    ]
    return ("id", "severity", "title", "basis"), rows


def _templates(rules: RuleSet, lang: str) -> tuple[tuple[str, ...], list[list[str]]]:
    rows = [
        [
            item.id,
            item.title,
            _kind(item.kind, lang),
            item.region,
            _years(item, lang),
            str(len(item.tables)),
        ]
        for item in rules.templates.values()
    ]
    return ("id", "title", "kind", "region", "years", "tables"), rows


def _packs(rules: RuleSet, lang: str) -> tuple[tuple[str, ...], list[list[str]]]:
    return ("pack", "version", "hash"), [
        [pack.name, pack.version, pack.hash] for pack in rules.packs
    ]


def _kind(kind: str, lang: str) -> str:
    return text(f"report.kind.{kind}", lang) if kind in ("budget", "final") else kind


def _years(template: Template, lang: str) -> str:
    first, last = template.first_year, template.last_year
    if first is not None and last is not None:
        return text("cli.years.between", lang, first=first, last=last)
    if first is not None:
        return text("cli.years.from", lang, first=first)
    return "" if last is None else text("cli.years.until", lang, last=last)
