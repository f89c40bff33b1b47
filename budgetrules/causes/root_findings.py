"""From a root to a finding: what it says, what follows, and the value that would be right."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from budgetrules.causes.evidence import finding, place_text
from budgetrules.causes.places import Locator
from budgetrules.causes.roots import Advice, Correction, FailedCheck, Root, WrongName
from budgetrules.causes.telling import subject_of
from budgetrules.causes.telling_figures import decimal_text
from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import group_thousands
from budgetrules.core.units import Unit
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Weighted
from budgetrules.findings.verdicts import Evidence, Finding, Subject, Suggestion
from budgetrules.messages.message import Message, Words, joined, listed
from budgetrules.model.disclosure import Cell, TableData
from budgetrules.schema.expressions import Compare
from budgetrules.schema.forms import UNIT_SLOT
from budgetrules.schema.sources import basis_laws

# How many of the other figures that could be the wrong one are named.
_NAMED = 3


def finding_of_root(root: Root, locator: Locator) -> Finding:
    """Return the finding of a root, with what follows from it and its advice."""
    severity = severity_of(root)
    said = finding_of(root.spokesman.outcome, severity, locator, root.suspect)
    follows: list[Finding] = []
    for item in root.follows:
        follows.append(finding_of(item.outcome, item.severity, locator))
    suggestion = None
    if root.advice is not None:
        suggestion = Suggestion(root.advice.value, _why(root, root.advice, locator))
        if root.advice.table is not None:
            said = _of_unit(said, root.advice.table, root.advice)
    if root.is_sum:
        said = _of_sum(said, root.spokesman, locator)
    if root.wrong_name is not None:
        said = _of_name(said, root.wrong_name, locator)
    if root.together:
        said = _of_block(said, root.together, root.suspect, locator)
    if root.message_code is not None:
        said = attrs.evolve(said, message=_message(root, root.message_code, said))
    if root.advice is not None and root.advice.is_code:
        said = _of_code(said, root.advice.value)
    if root.is_repeated:
        said = attrs.evolve(said, message=joined(said.message, Message("F127")))
    return attrs.evolve(said, consequences=tuple(follows), suggestion=suggestion)


def finding_of(
    outcome: Outcome,
    severity: Severity,
    locator: Locator,
    suspect: Cell | None = None,
) -> Finding:
    """Return the finding of one outcome; `suspect` is the figure to call wrong."""
    laws = locator.doc.declarations.laws
    form = locator.doc.template.title
    basis = basis_laws(outcome.rule.basis, laws, form)
    return finding(outcome, severity, basis, locator, suspect)


def severity_of(root: Root) -> Severity:
    """Return the highest severity of the checks of a root; words that are forbidden keep their own.

    What such words leave unread or unfilled is no figure that is wrong.
    """
    if root.spokesman.text_hit is not None:
        return root.spokesman.severity
    return min(root.checks, key=_weight).severity


def _weight(item: FailedCheck) -> int:
    return item.severity.rank


def _message(root: Root, code: str, said: Finding) -> Message:
    """Return the message that tells of a root where that of its spokesman would not."""
    evidence = said.evidence
    slots: dict[str, Words] = {
        "place": place_text(said.subject),
        "difference": group_thousands(evidence.difference) if evidence.difference else "",
        "code": said.subject.row_code or "",
        "printed": evidence.stated or "",
        "expected": evidence.expected or "",
        "right": root.advice.value if root.advice is not None else "",
        **dict(root.details),
    }
    return Message(code, slots)


def _of_name(said: Finding, name: WrongName, locator: Locator) -> Finding:
    """Return the finding of a row that is lacking, said of the name that should have been its."""
    printed = locator.text_operand(name.said, name.printed)
    right = locator.text_operand(name.right, name.right.name)
    subject = attrs.evolve(
        locator.of_row(name.said),
        column=name.column,
        place=printed.place.saying(name.printed),
    )
    slots = {
        "place": place_text(attrs.evolve(subject, column=None)),
        "column": name.column,
        "printed": name.printed,
        "expected": name.expected,
        "other": right.name,
    }
    evidence = Evidence(
        stated=name.printed,
        expected=name.expected,
        formula=said.evidence.formula,
        operands=(printed, right),
    )
    return attrs.evolve(said, subject=subject, evidence=evidence, message=Message("F139", slots))


def _of_code(said: Finding, right: str) -> Finding:
    """Return the finding of a row under a wrong code, said of the code."""
    evidence = attrs.evolve(said.evidence, stated=said.subject.row_code, expected=right)
    return attrs.evolve(said, evidence=evidence)


def _of_sum(said: Finding, item: FailedCheck, locator: Locator) -> Finding:
    """Return the finding of figures that don't add up to a prescribed number, said of their sum."""
    assert item.numbers is not None
    figures = [cell.figure for cell in item.printed_cells if cell.figure is not None]
    unit = figures[0].unit
    decimals = max(figure.decimals for figure in figures)
    total = _total(item.numbers.left_cells, unit)
    prescribed = _total(item.numbers.right_cells, unit)
    stated = decimal_text(total, decimals)
    # Of several numbers any would do.
    expected: str | None = None
    difference: str | None = None
    if isinstance(item.condition, Compare):
        expected = decimal_text(prescribed, decimals)
        difference = decimal_text(total - prescribed, decimals)
    columns = {locator.address(cell).column for cell in item.printed_cells}
    subject = subject_of(item.outcome, locator)
    if len(columns) == 1:
        subject = attrs.evolve(subject, column=columns.pop())
    evidence = attrs.evolve(
        said.evidence,
        stated=stated,
        expected=expected,
        expected_range=None if expected is None else (expected, expected),
        difference=difference,
    )
    slots: dict[str, Words] = {
        "place": place_text(subject),
        "stated": group_thousands(stated),
        "formula": evidence.formula,
    }
    return attrs.evolve(said, subject=subject, evidence=evidence, message=Message("F128", slots))


def _total(cells: Weighted, unit: Unit) -> Fraction:
    """Add up the figures of a side, counted in a unit."""
    total = Fraction(0)
    for weight, cell in cells:
        if cell.figure is not None:
            total += weight * cell.figure.in_unit(unit)
    return total


def _of_block(
    said: Finding,
    together: Sequence[Correction],
    suspect: Cell | None,
    locator: Locator,
) -> Finding:
    """Return the finding of a figure that is wrong with others by one amount, said of them all."""
    operands = tuple(locator.operand(item.cell) for item in together)
    others: list[Words] = []
    slots: dict[str, Words] = {}
    evidence = attrs.evolve(said.evidence, operands=operands)
    for item, operand in zip(together, operands, strict=True):
        printed = operand.value or ""
        of_cell: dict[str, Words] = {
            "name": operand.name,
            "printed": group_thousands(printed),
            "expected": group_thousands(item.value),
        }
        if item.cell is not suspect:
            others.append(Message("F123", of_cell))
            continue
        difference = _difference(printed, item.value)
        slots = {
            **of_cell,
            "place": place_text(said.subject),
            "difference": group_thousands(difference),
        }
        evidence = attrs.evolve(
            evidence,
            expected=item.value,
            expected_range=(item.value, item.value),
            difference=difference,
        )
    slots["number"] = str(len(others))
    slots["others"] = listed(others)
    return attrs.evolve(said, message=Message("F122", slots), evidence=evidence)


def _difference(printed: str, expected: str) -> str:
    """Return by how much a printed value, in plain decimals, is more than another."""
    decimals = len(printed.partition(".")[2])
    return decimal_text(Fraction(printed) - Fraction(expected), decimals)


def _of_unit(said: Finding, table: TableData, advice: Advice) -> Finding:
    """Return the finding of a relation that a table's wrong unit breaks, said of the unit."""
    place = table.place
    if table.header is not None:
        place = table.header.slot_places.get(UNIT_SLOT, table.header.place)
    slots = {
        "table": table.title,
        "printed": table.unit,
        "expected": advice.value,
        "mended": str(advice.mended),
    }
    evidence = attrs.evolve(
        said.evidence,
        stated=table.unit,
        expected=advice.value,
        expected_range=None,
        difference=None,
        slack=None,
        unit="",
    )
    return attrs.evolve(
        said,
        subject=Subject(table=table.id, table_title=table.title, column=UNIT_SLOT, place=place),
        message=Message("F120", slots),
        evidence=evidence,
    )


def _why(root: Root, advice: Advice, locator: Locator) -> Message:
    """Say what the value that would be right mends, and which other figures would do as well."""
    mended = str(advice.mended)
    if advice.table is not None:
        return Message("R206", {"mended": mended})
    if root.together:
        code = "R208" if advice.broken else "R207"
        slots = {
            "number": str(len(root.together)),
            "mended": mended,
            "broken": str(advice.broken),
        }
        return Message(code, slots)
    if advice.rows > 1:
        return Message("R209", {"mended": mended, "number": str(advice.rows)})
    if advice.is_code:
        return Message("R201", {"mended": mended})
    code = "R203" if advice.broken else "R202"
    why = Message(code, {"mended": mended, "broken": str(advice.broken)})
    number = len(advice.alternatives)
    if not number:
        return why
    names: list[str] = []
    for other in advice.alternatives[:_NAMED]:
        names.append(locator.operand(other.cell).name)
    slots = {"names": "、".join(names), "number": str(number)}
    return joined(why, Message("R204" if number <= _NAMED else "R205", slots))
