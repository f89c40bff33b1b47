"""A heading is missing: what stood under it runs on in the section before, out of place there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.places import Locator
from budgetrules.causes.roots import FailedCheck, Root, roots_by_rank
from budgetrules.model.disclosure import SectionData


def explain(case: Case) -> Iterator[Root]:
    """Yield the roots of missing headings, with the words that are out of place before them."""
    roots = roots_by_rank(case.roots)
    homes: dict[SectionData, Root] = {}
    for root in roots:
        section = _section_before(root.spokesman, case.locator)
        if section is not None:
            homes.setdefault(section, root)
    misplaced: dict[Root, list[FailedCheck]] = {}
    for root in roots:
        home = _home(root.spokesman, homes)
        if home is not None:
            misplaced.setdefault(home, []).extend(root.checks)
    for home, checks in misplaced.items():
        yield home.with_more(checks)


CAUSE = Cause("missing sections", explain)


def _home(item: FailedCheck, homes: Mapping[SectionData, Root]) -> Root | None:
    """Return the root of the heading that is missing before words that should not stand there."""
    section = item.outcome.instance.section
    if section is None or item.text_hit is None:
        return None
    return homes.get(section)


def _section_before(item: FailedCheck, locator: Locator) -> SectionData | None:
    """Return the section that runs on where a check misses the next one."""
    instance = item.outcome.instance
    if not instance.section_id or instance.section is not None:
        return None
    return locator.section_before(instance.section_id)
