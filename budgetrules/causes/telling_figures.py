"""What a finding tells of figures: which is wrong, what it should be, the formula filled in."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

import attrs

from budgetrules.causes.conditions import judges_words
from budgetrules.causes.operands import alike, printed_or_zero, suspect_of
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.remedies import Remedy, remedy
from budgetrules.causes.roots import distinct
from budgetrules.causes.telling import Telling, subject_of
from budgetrules.core.comparison import Affine, Quotient, Side
from budgetrules.core.figures import Figure, group_thousands, plain_decimal, power_of_ten
from budgetrules.core.units import YEAR
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Comparison, Weighted
from budgetrules.evaluation.values import is_made
from budgetrules.findings.verdicts import Evidence, Subject
from budgetrules.model.disclosure import Cell

# An exact number is written with at most so many decimals more than the figures have.
_MORE_DECIMALS = 4
# Bounds between which no printed value lies are written with so many decimals more.
_BOUND_DECIMALS = 2


@attrs.frozen
class Expected:
    """What a figure should be, as texts: lowest and highest value and the best.

    `difference` is exact, in the unit of the figure.
    """

    low: str | None
    high: str | None
    best: str
    difference: Fraction

    @property
    def only(self) -> str | None:
        """The value, if there is only one."""
        return self.low if self.low == self.high else None


def tell_comparison(
    outcome: Outcome,
    numbers: Comparison,
    locator: Locator,
    suspect: Cell | None,
) -> Telling:
    """Tell of a relation between figures; `suspect` is the one to call wrong, if that is known."""
    may_be_right = suspect is None and judges_words(outcome.check.guards)
    suspect = suspect or suspect_of(numbers, locator)
    figure = printed_or_zero(numbers, suspect, locator)
    allowed = remedy(numbers, alike(numbers, suspect), figure)
    expected = None
    if allowed is not None and not may_be_right and not is_made(suspect):
        expected = _expected(allowed, figure)
    slots = {
        "left": suspect.figure.grouped() if suspect.figure is not None else "0",
        "right": _expected_text(expected, figure),
        "other": "、".join(_names_of_others(numbers, suspect, locator)),
    }
    return Telling(
        subject=_subject(outcome, suspect, locator),
        evidence=_evidence(outcome, numbers, locator, suspect, figure, expected),
        code=_code(numbers, suspect, locator),
        slots=slots,
    )


def _evidence(
    outcome: Outcome,
    numbers: Comparison,
    locator: Locator,
    suspect: Cell,
    figure: Figure,
    expected: Expected | None,
) -> Evidence:
    slack = _slack(numbers) * power_of_ten(-figure.unit.exponent)
    difference = expected.difference if expected is not None else None
    difference_text, slack_text = _difference_texts(difference, slack, figure.decimals)
    left = _side_text(numbers.left_cells, numbers.left)
    right = _side_text(numbers.right_cells, numbers.right)
    return Evidence(
        stated=_stated(suspect),
        expected=expected.only if expected is not None else None,
        expected_range=(expected.low, expected.high) if expected is not None else None,
        difference=difference_text,
        slack=slack_text,
        unit=figure.unit.symbol,
        formula=outcome.check.text,
        substituted=f"{left} {numbers.operator.sign} {right}",
        operands=tuple(locator.operand(cell) for cell in distinct(numbers)),
    )


def _stated(suspect: Cell) -> str | None:
    """Return the figure as printed; what a rule counted is printed nowhere."""
    if suspect.figure is None or is_made(suspect):
        return None
    return suspect.figure.plain()


def _subject(outcome: Outcome, suspect: Cell, locator: Locator) -> Subject:
    if locator.address(suspect).row is not None:
        return locator.of_cell(suspect)
    subject = subject_of(outcome, locator)
    if suspect.place.line is None:
        return subject
    return attrs.evolve(subject, place=suspect.place)


def _names_of_others(
    numbers: Comparison,
    suspect: Cell,
    locator: Locator,
) -> list[str]:
    names: list[str] = []
    for cell in distinct(numbers):
        if cell is not suspect and cell.has_figure:
            names.append(locator.operand(cell).name)
    return names


def _code(numbers: Comparison, suspect: Cell, locator: Locator) -> str:
    """Return the code of the message that tells of a relation."""
    operator = numbers.operator
    if not operator.is_equality:
        return "F104"
    if is_absent(locator.address(suspect).row):
        return "F103"
    if suspect.figure is None:
        return "F110" if operator.one_figure else "F101"
    if not numbers.gap.slack:
        return "F112"
    if operator.one_figure and len(distinct(numbers)) == 2:
        return "F102"
    return "F101"


def _expected(allowed: Remedy, figure: Figure) -> Expected:
    decimals = figure.decimals
    low, high = _ends(allowed, decimals)
    one = 10**decimals
    difference = figure.digits - allowed.centre
    return Expected(
        low=low,
        high=high,
        best=decimal_text(allowed.centre / one, decimals),
        difference=difference / one,
    )


def _ends(allowed: Remedy, decimals: int) -> tuple[str | None, str | None]:
    """Return the lowest and highest printed value with which the check would pass."""
    first, last = allowed.first, allowed.last
    if first is None or last is None or first <= last:
        return _printed(first, decimals), _printed(last, decimals)
    # No value of so few decimals does: give the bounds themselves.
    bounds: list[str] = []
    for end in (allowed.low, allowed.high):
        if end is not None:
            bound = end / 10**decimals
            bounds.append(decimal_text(bound, decimals + _BOUND_DECIMALS))
    return bounds[0], bounds[-1]


def _printed(value: int | None, decimals: int) -> str | None:
    return None if value is None else plain_decimal(value, decimals)


def _expected_text(expected: Expected | None, figure: Figure) -> str:
    """Return what the figure should be, for people: the only value, else the best."""
    if expected is None:
        return ""
    text = expected.low if expected.low == expected.high else expected.best
    if not text:
        return ""
    return text if figure.unit is YEAR else group_thousands(text)


def _slack(numbers: Comparison) -> Fraction:
    """Return the largest difference that rounding explains.

    Where ranges must overlap, it is the last step before they only touch.
    """
    gap = numbers.gap
    if not gap.pair or gap.point or not numbers.asks_one_figure:
        return gap.slack
    scales: list[int] = []
    for cell in distinct(numbers):
        if cell.figure is not None:
            scales.append(cell.figure.scale)
    if not scales:
        return gap.slack
    step = power_of_ten(-max(scales))
    last = math.ceil(gap.slack / step) - 1
    return last * step


def _difference_texts(
    difference: Fraction | None, slack: Fraction, decimals: int
) -> tuple[str | None, str]:
    """Write a difference and what rounding explains of it.

    A slack that is smaller than the difference is also printed so, with more decimals if need be.
    """
    slack_text = decimal_text(slack, decimals)
    if difference is None:
        return None, slack_text
    difference_text = decimal_text(difference, decimals)
    if abs(difference) <= slack:
        return difference_text, slack_text
    most = decimals + _MORE_DECIMALS
    for places in range(decimals, most + 1):
        difference_text = decimal_text(difference, places)
        for slack_places in range(places, most + 1):
            slack_text = decimal_text(slack, slack_places)
            if Fraction(slack_text) < abs(Fraction(difference_text)):
                return difference_text, slack_text
    return difference_text, slack_text


def decimal_text(value: Fraction, decimals: int) -> str:
    """Write a number with at least `decimals` decimals.

    With up to four more where it is exact then, else rounded half up.
    """
    for places in range(decimals, decimals + _MORE_DECIMALS + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return plain_decimal(int(scaled), places)
    steps = abs(value) * 10**decimals
    rounded = math.floor(steps + Fraction(1, 2))
    return plain_decimal(-rounded if value < 0 else rounded, decimals)


def _side_text(cells: Weighted, side: Side) -> str:
    """Write a side of a relation with its figures."""
    if isinstance(side, Quotient):
        return f"{_bracketed(side.part)} ÷ {_bracketed(side.whole)}"
    terms: list[tuple[int, Figure]] = []
    for weight, cell in cells:
        if cell.figure is not None:
            terms.append((weight, cell.figure))
    return _terms_text(terms)


def _bracketed(side: Affine) -> str:
    terms = [(weight, figure) for weight, figure, _ in side.terms]
    text = _terms_text(terms)
    return f"({text})" if " " in text else text


def _terms_text(terms: Iterable[tuple[int, Figure]]) -> str:
    text = ""
    for weight, figure in terms:
        if text:
            text += " - " if weight < 0 else " + "
        elif weight < 0:
            text = "-"
        if abs(weight) != 1:
            text += f"{abs(weight)} × "
        text += figure.grouped()
        if figure.unit.symbol == "%":
            text += "%"
    return text or "0"
