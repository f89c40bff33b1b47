"""The relations that a rule can ask for, each a value: how it is written, and when it holds.

To add one, add an `Operator` to `OPERATORS` and its spelling to the grammar; nothing else names
operators.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from budgetrules.core.comparison import Affine, Gap, Quotient, Side, gap, half_step, reaches_zero
from budgetrules.core.figures import Rounding


@attrs.frozen(slots=True)
class Judgement:
    """What a relation comes to.

    `possible` for some true values, `certain` for all, `exact` as printed.
    """

    possible: bool
    certain: bool
    exact: bool


JudgeRange = Callable[[Side, Side, Gap], Judgement]


@attrs.frozen(kw_only=True)
class Operator:
    """A relation of two figures.

    `name` is what the tree and plans call it: its sign, or the id of its keyword in `keywords.tsv`.
    `sign` is how a finding prints it, `dual` the name of the same relation with the sides
    exchanged. `judge` says what it comes to on the range of left − right. It is `strict` if it does
    not hold between a thing and itself, an equality if it asks for no order and is not strict.
    `direction` is −1 where the left side should be the smaller one, 1 where it should be the larger
    one. `one_figure`: both sides must be one figure, printed twice.
    """

    name: str
    sign: str
    dual: str
    judge: JudgeRange
    direction: int = 0
    strict: bool = False
    one_figure: bool = False

    @property
    def is_equality(self) -> bool:
        """Whether it asks for no order and holds between a thing and itself."""
        return self.direction == 0 and not self.strict

    @property
    def is_word(self) -> bool:
        """Whether rules write it as a keyword, not as a sign."""
        return self.name.isidentifier()


def judge(operator: Operator, left: Side, right: Side) -> Judgement:
    """Judge `left operator right`.

    Raises ZeroDenominator where a denominator's range holds zero.
    """
    if isinstance(left, Affine) and isinstance(right, Affine):
        plain = _judge_plainly(operator, left, right)
        if plain is not None:
            return plain
    return judge_by_range(operator, left, right)


def judge_by_range(operator: Operator, left: Side, right: Side) -> Judgement:
    """Return what the range of left − right says, which is what `judge` means."""
    return operator.judge(left, right, gap(left, right))


_EQUAL_AS_PRINTED = Judgement(possible=True, certain=False, exact=True)
_SURE = Judgement(possible=True, certain=True, exact=True)


def _judge_plainly(operator: Operator, left: Affine, right: Affine) -> Judgement | None:
    """Judge what needs no range: sides equal, or in order by more than rounding explains.

    Most relations of a sound document are. Only for figures of one step, rounded half up or exact;
    None where the range must decide. A figure on both sides makes the slack look larger than it is,
    which says nothing of equality and never makes an order look sure that isn't.
    """
    sums = _sums_of_one_step(left, right)
    if sums is None:
        return None
    difference, slack = sums
    if operator.is_equality:
        if difference or _have_a_common_figure(left, right):
            return None
        return _EQUAL_AS_PRINTED if slack else _SURE
    # In half steps, as the ends of a range are.
    ahead = 2 * difference * operator.direction
    is_sure = ahead > slack or (ahead == slack and not operator.strict)
    return _SURE if is_sure else None


def _sums_of_one_step(left: Affine, right: Affine) -> tuple[int, int] | None:
    """Return the printed difference in steps and the slack in half steps.

    None if figures differ in step or are cut off.
    """
    scale, difference, slack = None, 0, 0
    for sign, terms in ((1, left.terms), (-1, right.terms)):
        for weight, figure, _ in terms:
            if figure.rounding is Rounding.HALF:
                slack += abs(weight)
            elif figure.rounding is not Rounding.EXACT:
                return None
            elif figure.digits == 0:
                continue
            if scale is None:
                scale = figure.scale
            elif figure.scale != scale:
                return None
            difference += sign * weight * figure.digits
    return difference, slack


def _have_a_common_figure(left: Affine, right: Affine) -> bool:
    """Tell whether some figure is used more than once."""
    terms = left.terms + right.terms
    return len({identity for _, _, identity in terms}) < len(terms)


# ---- relations on the range of left − right ------------------------------------------------------


def _equal(left: Side, right: Side, between: Gap) -> Judgement:
    is_one_addend = between.pair and (is_summed(left) or is_summed(right))
    if is_one_addend:
        possible = between.overlaps
    else:
        possible = between.holds_zero
    return Judgement(possible, between.is_zero, equal_as_printed(left, right, between))


def _same(left: Side, right: Side, between: Gap) -> Judgement:
    if between.pair:
        possible = between.overlaps
    else:
        possible = between.holds_zero
    return Judgement(possible, between.is_zero, between.printed_steps == 0)


def _different(left: Side, right: Side, between: Gap) -> Judgement:
    # Alike in print is all that can be known: 10.97 and 10.96 may be told apart, 10.97 twice not.
    is_printed_apart = not equal_as_printed(left, right, between)
    is_apart = not between.holds_zero
    return Judgement(is_printed_apart, is_apart, is_apart)


def _at_most(left: Side, right: Side, between: Gap) -> Judgement:
    possible = reaches_zero(between.low_steps, between.low_open)
    certain = between.high_steps <= 0
    return Judgement(possible, certain, exact=between.printed_steps <= 0)


def _less(left: Side, right: Side, between: Gap) -> Judgement:
    certain = reaches_zero(between.high_steps, not between.high_open)
    return Judgement(between.low_steps < 0, certain, exact=between.printed_steps < 0)


def _at_least(left: Side, right: Side, between: Gap) -> Judgement:
    return _at_most(right, left, between.mirrored())


def _greater(left: Side, right: Side, between: Gap) -> Judgement:
    return _less(right, left, between.mirrored())


def is_summed(side: Side) -> bool:
    """Tell whether a rule adds figures up on this side."""
    return isinstance(side, Affine) and side.summed


def equal_as_printed(left: Side, right: Side, between: Gap) -> bool:
    """Tell whether both sides agree as printed.

    A quotient is rounded to the decimals of the figure that it is compared with.
    """
    if between.printed_steps == 0:
        return True
    for side, other in ((left, right), (right, left)):
        if isinstance(side, Quotient) and isinstance(other, Affine) and len(other.terms) == 1:
            _, figure, _ = other.terms[0]
            # The range of a quotient is counted in base units.
            half = half_step(figure.scale)
            return -half <= between.printed_steps <= half
    return False


EQUAL = Operator(name="=", sign="=", dual="=", judge=_equal)
SAME = Operator(name="same", sign="=", dual="same", judge=_same, one_figure=True)
OPERATORS: dict[str, Operator] = {
    operator.name: operator
    for operator in (
        EQUAL,
        SAME,
        Operator(name="<=", sign="≤", dual=">=", judge=_at_most, direction=-1),
        Operator(name=">=", sign="≥", dual="<=", judge=_at_least, direction=1),
        Operator(name="!=", sign="≠", dual="!=", judge=_different, strict=True),
        Operator(name="<", sign="<", dual=">", judge=_less, direction=-1, strict=True),
        Operator(name=">", sign=">", dual="<", judge=_greater, direction=1, strict=True),
    )
}


# ---- texts ---------------------------------------------------------------------------------------

# One text, or several of a list; folded.
Texts = tuple[str, ...]


@attrs.frozen(kw_only=True)
class TextOperator:
    """A relation of two texts, or of two lists of texts, each folded.

    `when_alike` is what it comes to for two equal texts; None where that must be looked at.
    `of_lists`: a finding says which names one list has and the other lacks; those of the right are
    `all_due` on the left too. `of_signs`: the texts are words that the pack gives a sign, and
    `holds` does not apply.
    """

    name: str
    holds: Callable[[Texts, Texts], bool]
    when_alike: bool | None = None
    of_lists: bool = False
    all_due: bool = False
    of_signs: bool = False


def _are_equal(left: Texts, right: Texts) -> bool:
    return left == right


def _are_different(left: Texts, right: Texts) -> bool:
    return left != right


def _are_within(left: Texts, right: Texts) -> bool:
    # A cell of a lookup may hold several values parted by |.
    allowed: set[str] = set()
    for cell in right:
        allowed.update(cell.split("|"))
    return allowed.issuperset(left)


def _are_same_set(left: Texts, right: Texts) -> bool:
    # One name may stand in two classes of a table, and a sentence names it once.
    return set(left) == set(right)


def _contain(left: Texts, right: Texts) -> bool:
    return all(any(part in whole for whole in left) for part in right)


TEXT_OPERATORS: dict[str, TextOperator] = {
    operator.name: operator
    for operator in (
        TextOperator(name="=", holds=_are_equal, when_alike=True),
        TextOperator(name="same", holds=_are_equal, when_alike=True),
        TextOperator(name="!=", holds=_are_different, when_alike=False),
        TextOperator(name="in", holds=_are_within),
        TextOperator(name="within", holds=_are_within, of_lists=True),
        TextOperator(name="same_set", holds=_are_same_set, of_lists=True, all_due=True),
        TextOperator(name="contains", holds=_contain),
        TextOperator(name="same_sign", holds=_are_equal, of_signs=True),
    )
}
