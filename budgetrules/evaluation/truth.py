"""What a condition comes to on one instance, and how such results combine."""

from __future__ import annotations

import attrs

from budgetrules.core.comparison import Gap, Side, gap
from budgetrules.core.operators import SAME, Operator, is_summed
from budgetrules.model.disclosure import Cell, Place, Row
from budgetrules.schema.expressions import Compare, Expression

Weighted = list[tuple[int, Cell]]


class Comparison:
    """The numbers behind one judged relation, kept for the evidence.

    Their range is worked out when it is asked for.
    """

    __slots__ = ("_gap", "left", "left_cells", "node", "right", "right_cells")

    def __init__(
        self, node: Expression, left: Side, right: Side, left_cells: Weighted, right_cells: Weighted
    ) -> None:
        self.node = node
        self.left = left
        self.right = right
        self.left_cells = left_cells
        self.right_cells = right_cells
        self._gap: Gap | None = None

    @property
    def operator(self) -> Operator:
        """The relation that was judged; figures that must agree are asked to be the same one."""
        if not isinstance(self.node, Compare):
            return SAME
        return self.node.operator

    @property
    def asks_one_figure(self) -> bool:
        """Whether two figures were asked to be one: by 相同, or by a sum that has but one addend."""
        operator = self.operator
        if operator.one_figure:
            return True
        return operator.is_equality and (is_summed(self.left) or is_summed(self.right))

    @property
    def gap(self) -> Gap:
        """The range of left − right."""
        if self._gap is None:
            self._gap = gap(self.left, self.right)
        return self._gap


@attrs.frozen(slots=True, eq=False)
class Mismatch:
    """Texts that should agree: what is printed, what was expected, and the rows they stand in."""

    printed: str | None
    expected: str | None
    record: Row | None = None
    other: Row | None = None


@attrs.frozen(slots=True, eq=False)
class Fault:
    """One kind of fault all over the whole text of a document: what its hits have in common."""


@attrs.frozen(slots=True, eq=False)
class TextHit:
    """Words that should not stand in a text, and where they begin.

    `others` are further ones of the same check. Of the whole text the first speaks for the others,
    which follow it and share its fault.
    """

    words: str
    place: Place
    others: tuple[TextHit, ...] = ()
    fault: Fault | None = None
    follows: bool = False


Grounds = Comparison | Mismatch | TextHit | None


class Truth:
    """What a condition comes to.

    `possible` for some true values, `certain` for all, `exact` as printed; `no_data` says that
    every figure it looks at is blank.
    """

    # One a condition and instance: attrs.frozen takes twice as long to make it.
    __slots__ = ("certain", "exact", "grounds", "no_data", "possible")

    def __init__(
        self,
        possible: bool,
        certain: bool,
        exact: bool,
        no_data: bool = False,
        grounds: Grounds = None,
    ) -> None:
        self.possible = possible
        self.certain = certain
        self.exact = exact
        self.no_data = no_data
        self.grounds = grounds


TRUE = Truth(True, True, True)
FALSE = Truth(False, False, False)
NOTHING = Truth(True, True, True, no_data=True)
NOTHING_FALSE = Truth(False, False, False, no_data=True)


def failing(grounds: Grounds) -> Truth:
    """Make the truth of a condition that surely fails, because of these figures or texts."""
    return Truth(False, False, False, False, grounds)


def settled(value: bool) -> Truth:
    """Return the truth of a condition that has no figures in it."""
    return TRUE if value else FALSE


def opposite(truth: Truth) -> Truth:
    """Return the truth of the opposite condition."""
    is_possible = not truth.certain
    is_certain = not truth.possible
    return Truth(is_possible, is_certain, is_certain, truth.no_data, truth.grounds)


def every(truths: list[Truth]) -> Truth:
    """Combine conditions that must all hold; the grounds are those of the first that fails."""
    worst = truths[0]
    possible = certain = exact = no_data = True
    for truth in truths:
        # A failure is worse than what rounding explains, and the first of a kind speaks for it.
        if (possible and not truth.possible) or (exact and possible and not truth.exact):
            worst = truth
        possible = possible and truth.possible
        certain = certain and truth.certain
        exact = exact and truth.exact
        no_data = no_data and truth.no_data
    return Truth(possible, certain, exact, no_data, worst.grounds)


def either(truths: list[Truth]) -> Truth:
    """Combine conditions of which one must hold; the grounds are those of the best."""
    best = truths[0]
    possible = certain = exact = False
    no_data = True
    for truth in truths:
        # What agrees as printed is better than what is only possible, and the first of a kind
        # speaks for it.
        if (truth.exact and not exact) or (truth.possible and not possible and not exact):
            best = truth
        possible = possible or truth.possible
        certain = certain or truth.certain
        exact = exact or truth.exact
        no_data = no_data and truth.no_data
    return Truth(possible, certain, exact, no_data, best.grounds)


def agree(left: Truth, right: Truth) -> Truth:
    """Combine two conditions of which both must hold or neither."""
    both = every([left, right])
    neither = every([opposite(left), opposite(right)])
    return either([both, neither])
