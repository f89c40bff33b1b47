"""The same slip in several sentences: one wrong year, one wrong name, told once with all places."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.conditions import judges_words
from budgetrules.causes.places import Locator
from budgetrules.causes.roots import FailedCheck, Root, roots_by_rank
from budgetrules.causes.telling import subject_of
from budgetrules.causes.telling_texts import said_wrongly
from budgetrules.core.names import edit_distance, fold
from budgetrules.core.units import YEAR
from budgetrules.evaluation.truth import Mismatch


def explain(case: Case) -> Iterator[Root]:
    """Yield one root for those whose spokesmen tell of one slip; the heaviest speaks for all."""
    entity = fold(case.locator.doc.disclosure.entity)
    by_slip: dict[Hashable, list[Root]] = {}
    for root in roots_by_rank(case.roots):
        slip = _slip_of(root.spokesman, entity)
        if slip is None:
            slip = _slip_of_code(root, case.locator)
        if slip is not None:
            by_slip.setdefault(slip, []).append(root)
    for roots in by_slip.values():
        if len(roots) == 1:
            continue
        first, *others = sorted(roots, key=_voice)
        merged = first
        for other in others:
            merged = merged.with_more(other.checks)
        spokesmen = [root.spokesman for root in roots]
        yield attrs.evolve(merged, is_repeated=_are_apart(spokesmen, case.locator))


def _voice(root: Root) -> tuple[int, bool, int]:
    """Return what roots are sorted by: the heaviest, then one that says what is right."""
    weight, order = root.spokesman.rank
    return weight, root.spokesman.text_hit is not None, order


def _are_apart(items: Sequence[FailedCheck], locator: Locator) -> bool:
    """Return whether checks speak of more than one place: words of a text stand in a sentence."""
    sections: set[Hashable] = set()
    hits = 0
    for item in items:
        hit = item.text_hit
        hits += hit is not None
        sections.add(_section_of(item, locator))
    return hits > 1 or len(items) - hits > 1 or len(sections) > 1


def _section_of(item: FailedCheck, locator: Locator) -> Hashable:
    hit = item.text_hit
    if hit is not None:
        return locator.of_place(hit.place).section_title
    return subject_of(item.outcome, locator).section_title


CAUSE = Cause("repeated", explain)


def _slip_of(item: FailedCheck, entity: str) -> Hashable | None:
    """Return what is written wrong; the same in every place where it is."""
    if item.numbers is not None:
        return _slip_of_figures(item)
    hit = item.text_hit
    if hit is not None and hit.fault is None and _is_near(fold(hit.words), entity):
        return fold(hit.words)
    return _slip_of_name(item.mismatch, entity)


def _slip_of_figures(item: FailedCheck) -> Hashable | None:
    """Return the figures of a check that fails alike wherever the same ones are said.

    That is a year, or the figures of one thing that a word is held against.
    """
    figures = [cell.figure for cell in item.printed_cells]
    is_year = len(figures) == 1 and figures[0] is not None and figures[0].unit is YEAR
    if not is_year and not judges_words(item.outcome.check.guards):
        return None
    texts = tuple(figure.plain() if figure is not None else "" for figure in figures)
    name = "" if is_year or item.row is None else fold(item.row.name)
    return item.outcome.rule.id, item.outcome.check.text, name, texts


def _slip_of_name(texts: Mismatch | None, entity: str) -> Hashable | None:
    """Return the name that is printed for the department's own."""
    if texts is None or not texts.printed or fold(texts.expected or "") != entity:
        return None
    return fold(texts.printed)


def _slip_of_code(root: Root, locator: Locator) -> Hashable | None:
    """Return what a sentence calls a code, and what it should."""
    name = root.wrong_name
    if name is not None:
        return fold(name.printed), fold(name.expected)
    texts = root.spokesman.mismatch
    if texts is None:
        return None
    said = said_wrongly(texts, locator)
    if said is None:
        return None
    return fold(said.printed), fold(said.expected)


def _is_near(words: str, entity: str) -> bool:
    return words != entity and edit_distance(words, entity, 1) <= 1
