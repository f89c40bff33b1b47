"""A sum that should be a prescribed number: weights that add up to 92, not to 100.

None of the figures added up is wrong rather than another, unless a further check says so of it: the
sum is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.operands import identity
from budgetrules.causes.roots import FailedCheck, Root
from budgetrules.core.comparison import Affine
from budgetrules.evaluation.values import CONSTANT_PLACE


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for each such sum whose figures no other failed check names."""
    named: Counter[Hashable] = Counter()
    for item in case.open_checks:
        named.update(set(map(identity, item.printed_cells)))
    for item in case.open_checks:
        keys = set(map(identity, item.printed_cells))
        if is_prescribed_sum(item) and all(named[key] == 1 for key in keys):
            yield Root(spokesman=item, is_sum=True)


CAUSE = Cause("prescribed sum", explain)


def is_prescribed_sum(item: FailedCheck) -> bool:
    """Tell whether a check adds up several printed figures to a number that the rule says."""
    numbers = item.numbers
    if numbers is None or not numbers.operator.is_equality or len(item.printed_cells) < 2:
        return False
    is_sum = isinstance(numbers.left, Affine) and numbers.left.summed
    return is_sum and all(cell.place is CONSTANT_PLACE for _, cell in numbers.right_cells)
