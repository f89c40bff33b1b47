"""A cause: one kind of error that lets checks fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.roots import Root


@attrs.frozen
class Cause:
    """One kind of error, by its name, and the function that sees errors of this kind in a case.

    `explain` returns new roots, and changed ones in place of roots that the case has; what becomes
    of them says `Case.with_roots`. It must not depend on what lies where in memory.
    """

    name: str
    explain: Callable[[Case], Iterable[Root]]
