"""Outcomes as lines that a person can read and write: verdict, instance, and the numbers or texts that decided it."""

from __future__ import annotations

from fractions import Fraction

from budgetrules.core.comparison import Affine, Side
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Comparison, Grounds, Mismatch, TextHit
from budgetrules.evaluation.unknown import Unknown
from budgetrules.evaluation.values import AbsentTable
from budgetrules.findings.verdicts import Verdict
from budgetrules.model.disclosure import ListData, Row, SectionData, TableData
from budgetrules.schema.rules import Rule


def line(outcome: Outcome) -> str:
    """One outcome: fail error 表1.收入 合计 金额: 9 = 3."""
    words = [outcome.verdict.value]
    if outcome.verdict is Verdict.FAIL:
        words.append(outcome.severity.value)
    number = _number_of_check(outcome)
    if number:
        words.append(number)
    if outcome.verdict is not Verdict.NOT_APPLICABLE:
        words.append(instance(outcome.instance))
    text = " ".join(filter(None, words))
    behind = reason(outcome.reason) if outcome.reason is not None else grounds(outcome.grounds)
    return f"{text}: {behind}" if behind else text


def _number_of_check(outcome: Outcome) -> str:
    """Which check of the rule it is, if the rule has several."""
    checks = [check for block in outcome.rule.blocks for check in block.checks]
    if len(checks) == 1:
        return ""
    at = next(at for at, check in enumerate(checks, 1) if check is outcome.check)
    return f"({at})"


def instance(one: Instance) -> str:
    """What an instance binds: a cell, a pair of rows, a row, a table, a section, a fact; nothing for a document."""
    if one.pair is not None:
        return " ~ ".join(_row(row) for row in one.names.values() if isinstance(row, Row))
    if one.row is not None:
        column = one.column or next((str(v) for v in one.names.values() if isinstance(v, str)), "")
        return f"{_row(one.row)} {column}".strip()
    if one.table is not None:
        return _table(one.table)
    if one.section is not None or one.section_id is not None:
        return _section(one.section, one.section_id)
    return " ".join(one.fact.values()) if one.fact is not None else ""


def _row(row: Row) -> str:
    words = f"{row.list_id} {row.code or row.name or row.label or row.level}"
    return f"[{words}]" if row.index < 0 else words


def _table(table: TableData | ListData | AbsentTable) -> str:
    return f"[{table.id}]" if isinstance(table, AbsentTable) else table.id


def _section(section: SectionData | None, section_id: str | None) -> str:
    if section is None:
        return f"[{section_id}]"
    return section.id or "全文"


def reason(unknown: Unknown) -> str:
    """Why an outcome is unknown: V101 表2."""
    return " ".join((unknown.code, *unknown.details.values()))


def grounds(value: Grounds) -> str:
    """The two sides, the two texts, or the words that should not stand there."""
    if isinstance(value, Comparison):
        return f"{side(value.left)} {value.operator.sign} {side(value.right)}"
    if isinstance(value, Mismatch):
        return f"{value.printed} | {value.expected}"
    if isinstance(value, TextHit):
        return " ".join(hit.words for hit in (value, *value.others))
    return ""


def side(one: Side) -> str:
    """The value of a side as printed, in base units; of a share, part over whole."""
    if isinstance(one, Affine):
        return number(sum((weight * figure.value() for weight, figure, _ in one.terms), Fraction()))
    return f"{side(one.part)}/{side(one.whole)}"


def number(value: Fraction) -> str:
    """A finite decimal without zeros at its end."""
    text = f"{value.numerator / value.denominator:.6f}".rstrip("0").rstrip(".")
    return text or "0"


def lines(rule: Rule, outcomes: list[Outcome]) -> list[str]:
    """All outcomes of a rule, a line each."""
    assert all(outcome.rule is rule for outcome in outcomes)
    return [line(outcome) for outcome in outcomes]
