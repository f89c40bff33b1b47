"""From an outcome to a finding: the figure called wrong, the right value, the numbers put into the formula."""

from __future__ import annotations

import math
from fractions import Fraction

import attrs

from budgetrules.causes.operands import alike, printed_or_zero, suspect_of
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.remedies import Remedy, remedy
from budgetrules.causes.roots import distinct
from budgetrules.core.comparison import Affine, Quotient
from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import Figure, group_thousands, plain_decimal, power_of_ten
from budgetrules.core.names import fold
from budgetrules.core.operators import TextOperator
from budgetrules.core.units import YEAR
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Comparison, Mismatch, TextHit, Weighted
from budgetrules.findings.verdicts import Evidence, Finding, Operand, Subject, Verdict
from budgetrules.messages.message import Message, Words, rule_sentence
from budgetrules.model.disclosure import Cell, SectionData, TableData
from budgetrules.schema import expressions as x
from budgetrules.schema.sources import Law


def finding(
    outcome: Outcome,
    severity: Severity,
    basis: tuple[Law, ...],
    locator: Locator,
    lead: Cell | None = None,
) -> Finding:
    """The finding that an outcome is, with its message; `lead` is the figure to call wrong."""
    grounds = outcome.truth.grounds if outcome.truth is not None else None
    if isinstance(grounds, Comparison):
        subject, evidence, slots = _of_comparison(outcome, grounds, locator, lead)
    elif isinstance(grounds, Mismatch):
        subject, evidence, slots = _of_mismatch(outcome, grounds, locator)
    elif isinstance(grounds, TextHit):
        held = outcome.instance.section
        whole = isinstance(held, SectionData) and held.id is None
        subject = locator.of_place(grounds.place) if whole else _subject(outcome, locator)
        subject = attrs.evolve(subject, place=attrs.evolve(grounds.place, text=grounds.words))
        evidence = Evidence(stated=grounds.words, formula=outcome.check.text)
        slots = {"code": "F114", "printed": grounds.words, "places": str(1 + len(grounds.others))}
    else:
        subject = _subject(outcome, locator)
        evidence, slots = (
            Evidence(formula=outcome.check.text, operands=_pair(outcome, locator)),
            {"code": "F107"},
        )
    message = _message(outcome, subject, evidence, slots)
    return Finding(
        outcome.rule.id,
        outcome.rule.title,
        severity,
        outcome.verdict,
        message,
        subject,
        evidence,
        basis,
    )


def _subject(outcome: Outcome, locator: Locator) -> Subject:
    instance = outcome.instance
    if instance.cell is not None:
        return locator.of_cell(instance.cell)
    record = instance.row or instance.table or instance.section
    if record is None and instance.section_id is not None:
        return locator.of_absent_section(instance.section_id)
    subject = locator.of_record(record)
    condition = outcome.check.condition
    if (
        isinstance(record, TableData)
        and record.unread
        and isinstance(condition, x.Has)
        and isinstance(condition.value, x.ClaimOf)
    ):
        # The statement that is missing may be the one that could not be understood.
        return attrs.evolve(subject, place=record.unread[0])
    return subject


def _pair(outcome: Outcome, locator: Locator) -> tuple[Operand, ...]:
    """The two records of a pair: the one the finding is not printed at may be the wrong one."""
    if outcome.instance.pair is None:
        return ()
    return tuple(locator.text_operand(row, row.name) for row in outcome.instance.rows())


def _of_mismatch(
    outcome: Outcome, grounds: Mismatch, locator: Locator
) -> tuple[Subject, Evidence, dict[str, str]]:
    subject = (
        locator.of_row(grounds.record) if grounds.record is not None else _subject(outcome, locator)
    )
    slots = {"printed": grounds.printed or "", "expected": grounds.expected or ""}
    if (
        isinstance(outcome.check.condition, x.CompareTexts)
        and outcome.check.condition.operator.of_signs
    ):
        row, word = grounds.record, grounds.expected or ""
        place = locator.text_operand(row, word).place if row is not None else subject.place
        evidence = Evidence(stated=word, formula=outcome.check.text)
        return attrs.evolve(subject, place=place), evidence, {**slots, "code": "F119"}
    if (
        grounds.other is not None
        and grounds.record is not None
        and grounds.other is not grounds.record
    ):
        # Two rows that should read alike: neither is known to be the right one.
        texts = ((grounds.record, grounds.printed), (grounds.other, grounds.expected))
        operands = tuple(locator.text_operand(row, text or "") for row, text in texts)
        evidence = Evidence(stated=grounds.printed, formula=outcome.check.text, operands=operands)
        return subject, evidence, {**slots, "code": "F113", "other": operands[1].name}
    evidence = Evidence(
        stated=grounds.printed, expected=grounds.expected, formula=outcome.check.text
    )
    if grounds.printed is None:
        return subject, evidence, {**slots, "code": "F115"}
    condition = outcome.check.condition
    if isinstance(condition, x.CompareTexts) and condition.operator.of_lists:
        told = _of_lists(condition.operator, grounds)
        if (
            told["more"]
            and grounds.record is not None
            and grounds.record.list_id in locator.doc.disclosure.statements
        ):
            subject = attrs.evolve(
                subject, place=locator.words_near(grounds.record, told["more"].split("、")[0])
            )
        return subject, evidence, {**slots, **told}
    return subject, evidence, {**slots, "code": "F105" if grounds.expected is not None else "F106"}


def _of_lists(operator: TextOperator, grounds: Mismatch) -> dict[str, str]:
    """What one list of names has and the other lacks."""
    printed, expected = ((text or "").split("、") for text in (grounds.printed, grounds.expected))
    folded = {fold(name) for name in printed}, {fold(name) for name in expected}
    more = [name for name in printed if fold(name) not in folded[1]]
    less = [name for name in expected if fold(name) not in folded[0]] if operator.all_due else []
    code = "F116" if more and not less else "F117" if less and not more else "F118"
    return {"code": code, "more": "、".join(more), "less": "、".join(less)}


def _of_comparison(
    outcome: Outcome, grounds: Comparison, locator: Locator, lead: Cell | None
) -> tuple[Subject, Evidence, dict[str, str]]:
    lead = lead or suspect_of(grounds, locator)
    figure = printed_or_zero(grounds, lead, locator)
    unit, decimals = figure.unit, figure.decimals
    right = remedy(grounds, alike(grounds, lead), figure)
    low, high = _allowed(right, decimals) if right is not None else (None, None)
    difference = (
        decimal_text((figure.digits - right.centre) / 10**decimals, decimals)
        if right is not None
        else None
    )
    sides = (
        _side_text(grounds.left_cells, grounds.left),
        _side_text(grounds.right_cells, grounds.right),
    )
    row = locator.address(lead).row
    subject = locator.of_cell(lead) if row is not None else _subject(outcome, locator)
    if row is None and lead.place.line is not None:
        subject = attrs.evolve(subject, place=lead.place)
    operands = tuple(locator.operand(cell) for cell in distinct(grounds))
    evidence = Evidence(
        stated=lead.figure.plain() if lead.figure is not None else None,
        expected=low if low == high else None,
        expected_range=(low, high) if right is not None else None,
        difference=difference,
        slack=decimal_text(_slack(grounds) * power_of_ten(-unit.exponent), decimals),
        unit=unit.symbol,
        formula=outcome.check.text,
        substituted=f" {grounds.operator.sign} ".join(sides),
        operands=operands,
    )
    expected = (
        low if low == high or right is None else decimal_text(right.centre / 10**decimals, decimals)
    )
    slots = {
        "code": _code(grounds, is_absent(row), lead),
        "left": lead.figure.grouped() if lead.figure is not None else "0",
        "right": (expected or "") if unit is YEAR else _grouped(expected or ""),
        "other": "、".join(
            locator.operand(cell).name
            for cell in distinct(grounds)
            if cell is not lead and cell.has_figure
        ),
    }
    return subject, evidence, slots


def _code(grounds: Comparison, absent: bool, lead: Cell) -> str:
    operator = grounds.operator
    if not operator.is_equality:
        return "F104"
    if absent:
        return "F103"
    if lead.figure is None:
        return "F110" if operator.one_figure else "F101"
    if not grounds.gap.slack:
        return "F112"
    return "F102" if operator.one_figure and len(distinct(grounds)) == 2 else "F101"


def _allowed(right: Remedy, decimals: int) -> tuple[str | None, str | None]:
    """The lowest and highest printed value with which the check would pass, the others as printed."""
    first, last = right.first, right.last
    if first is not None and last is not None and first > last:
        # No value of so few decimals does: give the bounds themselves.
        ends = [end / 10**decimals for end in (right.low, right.high) if end is not None]
        return decimal_text(ends[0], decimals + 2), decimal_text(ends[-1], decimals + 2)
    low, high = (None if end is None else plain_decimal(end, decimals) for end in (first, last))
    return low, high


def _slack(grounds: Comparison) -> Fraction:
    """The largest difference that rounding explains; where ranges must overlap, the last step before they only touch."""
    gap = grounds.gap
    figures = [cell.figure for cell in distinct(grounds) if cell.figure is not None]
    if not (gap.pair and not gap.point and grounds.asks_one_figure) or not figures:
        return gap.slack
    step = min(power_of_ten(-figure.scale) for figure in figures)
    return (math.ceil(gap.slack / step) - 1) * step


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
        part, whole = (
            _terms_text([(weight, figure) for weight, figure, _ in sum_.terms])
            for sum_ in (side.part, side.whole)
        )
        return " ÷ ".join(f"({text})" if " " in text else text for text in (part, whole))
    shown = [(weight, cell.figure) for weight, cell in cells if cell.figure is not None]
    return _terms_text(shown)


def _terms_text(terms: list[tuple[int, Figure]]) -> str:
    text = ""
    for weight, figure in terms:
        sign = "-" if weight < 0 else "+"
        factor = "" if abs(weight) == 1 else f"{abs(weight)} × "
        percent = "%" if figure.unit.symbol == "%" else ""
        text += (
            (f" {sign} " if text else ("-" if weight < 0 else ""))
            + factor
            + figure.grouped()
            + percent
        )
    return text or "0"


def _message(
    outcome: Outcome, subject: Subject, evidence: Evidence, slots: dict[str, str]
) -> Message:
    place = place_text(subject)
    if outcome.verdict is Verdict.UNKNOWN and outcome.reason is not None:
        reason = Message(outcome.reason.code, outcome.reason.details)
        return Message("F109", {"place": place, "reason": reason})
    code = slots.pop("code")
    values: dict[str, Words] = {
        "place": place,
        "formula": evidence.formula,
        "substituted": evidence.substituted,
        "difference": _grouped(evidence.difference or ""),
        "slack": _grouped(evidence.slack or ""),
        **slots,
    }
    if outcome.verdict is Verdict.ROUNDING:
        return Message("F108", values)
    if outcome.check.message is not None:
        words: dict[str, Words] = {
            "表": subject.table_title or subject.table or "",
            "行": " ".join(filter(None, (subject.row_code, subject.row))),
            "列": subject.column or "",
            "节": subject.section_title or subject.section or "",
            "左": values.get("left") or evidence.stated or "",
            "右": values.get("right") or evidence.expected or "",
            "多": slots.get("more", ""),
            "少": slots.get("less", ""),
            "差": values["difference"],
            "容差": values["slack"],
            "处": values.get("places") or "",
        }
        return rule_sentence(outcome.check.message, words)
    return Message(code, values)


def place_text(subject: Subject) -> Words:
    """Where a finding is, in words: table, row, column."""
    parts = [
        subject.table or subject.section,
        " ".join(dict.fromkeys(filter(None, (subject.row_code, subject.row)))),
        subject.column,
    ]
    words = " ".join(part for part in parts if part)
    return words or Message("F111")
