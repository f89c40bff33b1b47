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
    lang: str = arguments.lang
    listed = tables[arguments.what]
    heads, rows = listed(rules, lang)
    names = [text(f"cli.head.{head}", lang) for head in heads]
    sys.stdout.write(table(names, rows))
    count = text(f"cli.list.{arguments.what}", lang, number=len(rows))
    sys.stdout.write(f"{count}\n")
    return 0


def table(heads: list[str], rows: list[list[str]]) -> str:
    """Return a plain table with a rule under its heads."""
    cells = [heads]
    for row in rows:
        cells.append([printable(cell) for cell in row])
    head, *body = grid(cells)
    width = max(map(display_width, [head, *body]))
    ruling = "─" * width
    return "\n".join([head, ruling, *body, ruling]) + "\n"


def _rules(rules: RuleSet, lang: str) -> tuple[tuple[str, ...], list[list[str]]]:
    rows: list[list[str]] = []
    for rule in rules.rules.values():
        severity = wording.severity(rule.severity, lang)
        title = words_in(rule.title, lang)
        basis = wording.laws_words(rule.basis, lang)
        rows.append([rule.id, severity, title, basis])
    return ("id", "severity", "title", "basis"), rows


def _templates(rules: RuleSet, lang: str) -> tuple[tuple[str, ...], list[list[str]]]:
    rows: list[list[str]] = []
    for template in rules.templates.values():
        kind = _kind(template.kind, lang)
        years = _years(template, lang)
        tables = str(len(template.tables))
        rows.append([template.id, template.title, kind, template.region, years, tables])
    return ("id", "title", "kind", "region", "years", "tables"), rows


def _packs(rules: RuleSet, lang: str) -> tuple[tuple[str, ...], list[list[str]]]:
    rows = [[pack.name, pack.version, pack.hash] for pack in rules.packs]
    return ("pack", "version", "hash"), rows


def _kind(kind: str, lang: str) -> str:
    if kind in ("budget", "final"):
        return text(f"report.kind.{kind}", lang)
    return kind


def _years(template: Template, lang: str) -> str:
    first, last = template.first_year, template.last_year
    if first is not None and last is not None:
        return text("cli.years.between", lang, first=first, last=last)
    if first is not None:
        return text("cli.years.from", lang, first=first)
    return "" if last is None else text("cli.years.until", lang, last=last)
