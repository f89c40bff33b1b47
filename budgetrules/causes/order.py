"""The causes in their order: one root, one finding; every other failed check stands under its root.

What is wrong whatever the figures are comes first: codes, names, residue of a template, units of
tables, rows. Then single figures. Then what texts say of the same rows, and what is left.
"""

from __future__ import annotations

from budgetrules.causes import (
    cover,
    emptied,
    followers,
    left_out,
    miscoded,
    misnamed,
    missing_sections,
    numbered,
    pairs,
    prescribed_sums,
    repeated,
    residues,
    same_error,
    structure,
    table_units,
    text_evidence,
    wrong_names,
)
from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.roots import Root, roots_by_rank

CAUSES: tuple[Cause, ...] = (
    # What follows from a check that may itself follow from another.
    miscoded.CAUSE,
    misnamed.CAUSE,
    emptied.CAUSE,
    residues.CAUSE,
    # Roots of what is still open, the surest first.
    numbered.CAUSE,
    wrong_names.CAUSE,
    table_units.CAUSE,
    structure.CAUSE,
    left_out.CAUSE,
    prescribed_sums.CAUSE,
    cover.CAUSE,
    text_evidence.CAUSE,
    same_error.CAUSE,
    # Now every check has its root: roots that are one error are brought together.
    followers.CAUSE,
    pairs.CAUSE,
    missing_sections.CAUSE,
    miscoded.RIGHT_CODES,
    repeated.CAUSE,
)


def find_roots(case: Case) -> list[Root]:
    """Return the roots of a case, the heaviest first: every failed check once, in one of them."""
    for cause in CAUSES:
        case = case.with_roots(cause.explain(case))
    return roots_by_rank(case.roots)
