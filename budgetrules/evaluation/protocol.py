"""What an evaluator is: rules and a document in, outcomes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.view import DocumentView
from budgetrules.schema.rules import Rule


class Evaluator(Protocol):
    """Anything that says of rules what they come to on a document.

    The plain evaluator defines the meaning; `tests/conformance` puts any other through the same
    rules and documents.
    """

    def run(self, rules: Sequence[Rule], view: DocumentView) -> Iterable[Outcome]:
        """Yield every outcome, rule by rule and in the order of the document.

        The outcomes of one rule come together, in the order of the rules; those of one quantifier
        in the order of the document. A check that does not apply to an instance has an outcome too.
        Nothing is raised for a document that lacks something: the outcome is unknown and says why.
        """
