"""A heading is missing: what stood under it runs on in the section before, out of place there."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.places import Locator
from budgetrules.causes.roots import FailedCheck, Root
from budgetrules.model.disclosure import SectionData


def explain(case: Case) -> Iterator[Root]:
    """Yield the roots of missing headings, with the words that are out of place before them."""
    roots = sorted(case.roots, key=lambda root: root.spokesman.rank)
    homes: dict[SectionData, Root] = {}
    for root in roots:
        section = _section_before(root.spokesman, case.locator)
        if section is not None:
            homes.setdefault(section, root)
    misplaced: dict[Root, list[FailedCheck]] = {}
    for root in roots:
        section = root.spokesman.outcome.instance.section
        if section is not None and section in homes and root.spokesman.text_hit is not None:
            misplaced.setdefault(homes[section], []).extend(root.checks)
    for home, checks in misplaced.items():
        yield attrs.evolve(home, follows=(*home.follows, *checks))


CAUSE = Cause("missing sections", explain)


def _section_before(item: FailedCheck, locator: Locator) -> SectionData | None:
    """Return the section that runs on where a check misses the next one."""
    instance = item.outcome.instance
    if not instance.section_id or instance.section is not None:
        return None
    return locator.section_before(instance.section_id)
