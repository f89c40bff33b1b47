"""What can't be decided: why, as a value, and the one exception that carries it.

An outcome holds the value. The exception is raised where something unknown is looked up and caught
where an evaluator makes an outcome or a list of instances. Were the value handed back instead, each
of some 50,000 parts of expressions evaluated a document would have to test its operands: about 7 %
of the plain evaluator's time.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen
class Unknown:
    """Why a check can't be decided: `code` and `details` name what is missing."""

    code: str
    details: Mapping[str, str] = attrs.field(factory=dict)


class Undecidable(Exception):
    """Something unknown was asked for; `reason` says why."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.reason = Unknown(code, details)
