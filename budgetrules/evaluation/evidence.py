"""From an outcome to a finding: the figure called wrong, the right value, the numbers put into the formula."""

from __future__ import annotations

import math
from fractions import Fraction

import attrs

from budgetrules.core import catalogue
from budgetrules.core.comparison import Affine, Gap, Quotient
from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import Figure, Rounding, group_thousands, plain_decimal, power_of_ten
from budgetrules.core.units import UNITS, WAN, YEAR, Unit
from budgetrules.evaluation.document import CONSTANT_PLACE, COUNT_PLACE
from budgetrules.evaluation.evaluator import Outcome
from budgetrules.evaluation.places import Locator, is_absent
from budgetrules.evaluation.truth import Comparison, Mismatch, TextHit, Weighted
from budgetrules.findings.verdicts import Evidence, Finding, Subject, Verdict
from budgetrules.model.disclosure import Cell, Place, TableData
from budgetrules.schema import expressions as x
from budgetrules.schema.sources import Law

_SIGNS = {"same": "=", "=": "=", "<=": "≤", ">=": "≥", "!=": "≠", "<": "<", ">": ">"}


def finding(outcome: Outcome, severity: Severity, basis: tuple[Law, ...], locator: Locator, lang: str) -> Finding:
    """The finding that an outcome is, with its message in `lang`."""
    grounds = outcome.truth.grounds if outcome.truth is not None else None
    if isinstance(grounds, Comparison):
        subject, evidence, slots = _of_comparison(outcome, grounds, locator)
    elif isinstance(grounds, Mismatch):
        subject, evidence, slots = _of_mismatch(outcome, grounds, locator)
    elif isinstance(grounds, TextHit):
        subject = attrs.evolve(_subject(outcome, locator), place=Place(grounds.words, line=grounds.line))
        evidence = Evidence(stated=grounds.words, formula=outcome.check.text)
        slots = {"code": "F114", "printed": grounds.words}
    else:
        subject = _subject(outcome, locator)
        evidence, slots = Evidence(formula=outcome.check.text), {"code": "F107"}
    message = _message(outcome, subject, evidence, slots, lang)
    return Finding(outcome.rule.id, outcome.rule.title, severity, outcome.verdict, message, subject, evidence, basis)


def _subject(outcome: Outcome, locator: Locator) -> Subject:
    frame = outcome.frame
    if "cell" in frame:
        return locator.of_cell(frame["cell"])
    record = frame.get("row") or frame.get("table") or frame.get("section")
    subject = locator.of_record(record)
    condition = outcome.check.condition
    if isinstance(record, TableData) and record.unread and isinstance(condition, x.Has) and isinstance(condition.value, x.ClaimOf):
        # The statement that is missing may be the one that could not be understood.
        return attrs.evolve(subject, place=record.unread[0])
    return subject


def _of_mismatch(outcome: Outcome, grounds: Mismatch, locator: Locator) -> tuple[Subject, Evidence, dict[str, str]]:
    subject = locator.of_row(grounds.record) if grounds.record is not None else _subject(outcome, locator)
    slots = {"printed": grounds.printed or "", "expected": grounds.expected or ""}
    if grounds.other is not None and grounds.record is not None:
        # Two rows that should read alike: neither is known to be the right one.
        texts = ((grounds.record, grounds.printed), (grounds.other, grounds.expected))
        operands = tuple(locator.text_operand(row, text or "") for row, text in texts)
        evidence = Evidence(stated=grounds.printed, formula=outcome.check.text, operands=operands)
        return subject, evidence, {**slots, "code": "F113", "other": operands[1].name}
    evidence = Evidence(stated=grounds.printed, expected=grounds.expected, formula=outcome.check.text)
    return subject, evidence, {**slots, "code": "F105" if grounds.expected is not None else "F106"}


def _of_comparison(outcome: Outcome, grounds: Comparison, locator: Locator) -> tuple[Subject, Evidence, dict[str, str]]:
    lead, weight = _lead(grounds, locator)
    unit = UNITS.get(locator.unit(lead), WAN)
    decimals = lead.figure.decimals if lead.figure is not None else max(locator.doc.template.least_decimals, _finest(grounds, unit))
    stated = lead.figure.plain() if lead.figure is not None else None
    scale = power_of_ten(-unit.exponent)
    difference = grounds.gap.printed * scale * (1 if weight > 0 else -1)
    low, high = _allowed(grounds, lead, weight, unit, decimals)
    operator = grounds.node.operator if isinstance(grounds.node, x.Compare) else "same"
    sides = (_side_text(grounds.left_cells, grounds.left), _side_text(grounds.right_cells, grounds.right))
    subject = locator.of_cell(lead) if locator.spot(lead).row is not None else _subject(outcome, locator)
    if locator.spot(lead).row is None and lead.place.line is not None:
        subject = attrs.evolve(subject, place=lead.place)
    evidence = Evidence(
        stated=stated,
        expected=low if low == high else None,
        expected_range=(low, high),
        difference=decimal_text(difference, decimals),
        slack=decimal_text(_slack(grounds) * scale, decimals),
        unit=unit.symbol,
        formula=outcome.check.text,
        substituted=f" {_SIGNS[operator]} ".join(sides),
        operands=tuple(locator.operand(cell) for cell in _distinct(grounds)),
    )
    right = low if low == high else decimal_text(_printed_value(lead, unit) - difference, decimals)
    spot = locator.spot(lead)
    slots = {
        "code": _code(operator, grounds, is_absent(spot.row), lead),
        "left": lead.figure.grouped() if lead.figure is not None else "0",
        "right": (right or "") if unit is YEAR else _grouped(right or ""),
        "other": "、".join(locator.operand(cell).name for cell in _distinct(grounds) if cell is not lead and cell.has_figure),
    }
    return subject, evidence, slots


def _code(operator: str, grounds: Comparison, absent: bool, lead: Cell) -> str:
    if operator not in ("=", "same"):
        return "F104"
    if absent:
        return "F103"
    if lead.figure is None:
        return "F110" if operator == "same" else "F101"
    if not grounds.gap.slack:
        return "F112"
    return "F102" if operator == "same" and len(_distinct(grounds)) == 2 else "F101"


def _lead(grounds: Comparison, locator: Locator) -> tuple[Cell, int]:
    """The figure called wrong and its weight in left − right: one in an absent row, else the side that is one figure."""
    left = [(weight, cell) for weight, cell in grounds.left_cells if not _is_made(cell)]
    right = [(-weight, cell) for weight, cell in grounds.right_cells if not _is_made(cell)]
    for weight, cell in (*left, *right):
        if is_absent(locator.spot(cell).row):
            return cell, weight
    if isinstance(grounds.left, Affine) and len(left) == 1:
        return left[0][1], left[0][0]
    if isinstance(grounds.right, Affine) and len(right) == 1:
        return right[0][1], right[0][0]
    every = left or right or [(weight, cell) for weight, cell in (*grounds.left_cells, *grounds.right_cells)]
    return every[0][1], every[0][0]


def _is_made(cell: Cell) -> bool:
    return cell.place is CONSTANT_PLACE or cell.place is COUNT_PLACE


def _distinct(grounds: Comparison) -> list[Cell]:
    return list({id(cell): cell for _, cell in (*grounds.left_cells, *grounds.right_cells)}.values())


def _finest(grounds: Comparison, unit: Unit) -> int:
    figures = [cell.figure for cell in _distinct(grounds) if cell.figure is not None and cell.figure.rounding is not Rounding.EXACT]
    return max((max(0, figure.scale + unit.exponent) for figure in figures), default=0)


def _printed_value(lead: Cell, unit: Unit) -> Fraction:
    return lead.figure.in_unit(unit) if lead.figure is not None else Fraction(0)


def _allowed(grounds: Comparison, lead: Cell, weight: int, unit: Unit, decimals: int) -> tuple[str | None, str | None]:
    """The lowest and highest printed value of the lead with which the check would pass, the others as printed."""
    gap = _with_step(grounds.gap, lead, unit, decimals)
    scale = power_of_ten(-unit.exponent)
    value = _printed_value(lead, unit)
    ends = (value - gap.high * scale / weight, value - gap.low * scale / weight)
    low, high = min(ends), max(ends)
    operator = grounds.node.operator if isinstance(grounds.node, x.Compare) else "same"
    strict = gap.pair and not gap.point and _is_same(grounds)
    step = power_of_ten(-decimals)
    first, last = math.ceil(low / step), math.floor(high / step)
    if strict:
        first, last = math.floor(low / step) + 1, math.ceil(high / step) - 1
    if operator in ("<", "<=", ">", ">="):
        rising = (operator in ("<", "<=")) == (weight > 0)
        return (None, plain_decimal(last, decimals)) if rising else (plain_decimal(first, decimals), None)
    if first > last:
        return decimal_text(low, decimals + 2), decimal_text(high, decimals + 2)
    return plain_decimal(first, decimals), plain_decimal(last, decimals)


def _is_same(grounds: Comparison) -> bool:
    """Whether two figures were asked to be one: by 相同, or by a sum that has but one addend."""
    operator = grounds.node.operator if isinstance(grounds.node, x.Compare) else "same"
    return operator == "same" or (operator == "=" and (_summed(grounds.left) or _summed(grounds.right)))


def _slack(grounds: Comparison) -> Fraction:
    """The largest difference that rounding explains; where ranges must overlap, the last step before they only touch."""
    gap = grounds.gap
    figures = [cell.figure for cell in _distinct(grounds) if cell.figure is not None]
    if not (gap.pair and not gap.point and _is_same(grounds)) or not figures:
        return gap.slack
    step = min(power_of_ten(-figure.scale) for figure in figures)
    return (math.ceil(gap.slack / step) - 1) * step


def _with_step(gap: Gap, lead: Cell, unit: Unit, decimals: int) -> Gap:
    """A blank that should be a figure would be printed rounded: give the range that its step allows."""
    if lead.figure is not None:
        return gap
    return gap.widened(power_of_ten(unit.exponent - decimals) / 2)


def _summed(side: Affine | Quotient) -> bool:
    return isinstance(side, Affine) and side.summed


def decimal_text(value: Fraction, decimals: int) -> str:
    """A number rounded half up to at least `decimals` decimals, more where they are needed to be exact (at most four more)."""
    for places in range(decimals, decimals + 5):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return plain_decimal(int(scaled), places)
    rounded = math.floor(abs(value) * 10**decimals + Fraction(1, 2))
    return plain_decimal(-rounded if value < 0 else rounded, decimals)


def _grouped(plain: str) -> str:
    return group_thousands(plain) if plain else plain


def _side_text(cells: Weighted, side: Affine | Quotient) -> str:
    if isinstance(side, Quotient):
        part, whole = (_terms_text([(weight, figure) for weight, figure, _ in sum_.terms]) for sum_ in (side.part, side.whole))
        return f"({part}) ÷ ({whole})"
    shown = [(weight, cell.figure) for weight, cell in cells if cell.figure is not None]
    return _terms_text(shown)


def _terms_text(terms: list[tuple[int, Figure]]) -> str:
    text = ""
    for weight, figure in terms:
        sign = "-" if weight < 0 else "+"
        factor = "" if abs(weight) == 1 else f"{abs(weight)} × "
        percent = "%" if figure.unit.symbol == "%" else ""
        text += (f" {sign} " if text else ("-" if weight < 0 else "")) + factor + figure.grouped() + percent
    return text or "0"


def _message(outcome: Outcome, subject: Subject, evidence: Evidence, slots: dict[str, str], lang: str) -> str:
    place = place_text(subject, lang)
    if outcome.verdict is Verdict.UNKNOWN and outcome.reason is not None:
        reason = catalogue.text(outcome.reason.code, lang, **outcome.reason.details)
        return catalogue.text("F109", lang, place=place, reason=reason)
    code = slots.pop("code")
    values = {
        "place": place,
        "formula": evidence.formula,
        "substituted": evidence.substituted,
        "difference": _grouped(evidence.difference or ""),
        "slack": _grouped(evidence.slack or ""),
        **slots,
    }
    if outcome.verdict is Verdict.ROUNDING:
        return catalogue.text("F108", lang, **values)
    if outcome.check.message is not None:
        words = {
            "表": subject.table_title or subject.table or "",
            "行": " ".join(filter(None, (subject.row_code, subject.row))),
            "列": subject.column or "",
            "左": values.get("left") or evidence.stated or "",
            "右": values.get("right") or evidence.expected or "",
            "差": values["difference"],
            "容差": values["slack"],
        }
        return catalogue.fill(outcome.check.message, words)
    return catalogue.text(code, lang, **values)


def place_text(subject: Subject, lang: str) -> str:
    """Where a finding is, in words: table, row, column."""
    parts = [
        subject.table or subject.section,
        " ".join(dict.fromkeys(filter(None, (subject.row_code, subject.row)))),
        subject.column,
    ]
    words = " ".join(part for part in parts if part)
    return words or catalogue.text("F111", lang)
