"""What evaluating a rule gives: one outcome for each check and instance."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.truth import Grounds, TextHit, Truth, failing
from budgetrules.evaluation.unknown import Unknown
from budgetrules.findings.verdicts import Verdict
from budgetrules.schema.rules import Check, Rule

_MOST_PLACES = 20


# One a check and instance: with slots, attrs takes half as long again to freeze one.
@attrs.frozen(slots=False, eq=False, kw_only=True)
class Outcome:
    """What one check says of one instance.

    `truth` is what the condition came to, where it was computed; `reason` says why the verdict is
    unknown. `severity` is that of the rule, or the one that its 级别 … 若 gives a failing instance.
    Where a check does not apply, or a whole list of instances is unknown, the instance binds the
    document alone.
    """

    rule: Rule
    check: Check
    verdict: Verdict
    severity: Severity
    instance: Instance
    truth: Truth | None = None
    reason: Unknown | None = None

    @property
    def grounds(self) -> Grounds:
        """The figures or texts that decided it, if it was computed."""
        if self.truth is None:
            return None
        return self.truth.grounds


@attrs.frozen(eq=False)
class OrderedOutcome:
    """An outcome, and the place of its rule in the order of rules."""

    order: int
    outcome: Outcome


def each_hit(outcome: Outcome) -> Iterator[Outcome]:
    """Split a failed check of a text into one outcome for each place where it is wrong.

    Any other outcome comes back as it is.

    Of one kind of fault all over the whole text no more than a few places follow the first, whose
    message says how many there are.
    """
    grounds = outcome.grounds
    if not isinstance(grounds, TextHit) or not grounds.others:
        yield outcome
        return
    is_of_whole_text = grounds.fault is not None
    first = grounds if is_of_whole_text else TextHit(grounds.words, grounds.place)
    if is_of_whole_text:
        others = grounds.others[:_MOST_PLACES]
    else:
        others = grounds.others
    for hit in (first, *others):
        yield attrs.evolve(outcome, truth=failing(hit))
        is_other_fault = hit is not first and hit.others
        for follower in hit.others[:_MOST_PLACES] if is_other_fault else ():
            yield attrs.evolve(outcome, truth=failing(follower))
