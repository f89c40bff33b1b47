"""Conditions on the narrative: titles as prescribed, and words that should not stand there."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.core.names import fold, fold_marks, narrow
from budgetrules.evaluation.instance import Instance
from budgetrules.evaluation.plain.signatures import Build, Builder, Run
from budgetrules.evaluation.text_checks import (
    OF_LINES,
    OF_RENAMED,
    OF_YEAR,
    SIGNLESS,
    UNREAD,
    Publication,
    hits,
    masked,
)
from budgetrules.evaluation.truth import (
    NOTHING,
    TRUE,
    Fault,
    Mismatch,
    TextHit,
    Truth,
    failing,
    settled,
)
from budgetrules.evaluation.values import AbsentTable
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import BORDER, Place, SectionData, TableData
from budgetrules.schema import expressions as x

# How many characters around a hit may hold the exception that excuses it.
_AROUND = 12


def _titled(node: x.Titled, build: Build) -> Run:
    record_of = build(node.record)

    def titled(instance: Instance) -> Truth:
        record: TableData | SectionData | AbsentTable | None = record_of(instance)
        if record is None or isinstance(record, AbsentTable):
            return NOTHING
        if record.titled:
            return TRUE
        return failing(Mismatch(record.title, _prescribed(record, instance.document)))

    return titled


def _reworded(node: x.Reworded, build: Build) -> Run:
    section_of = build(node.section)

    def reworded(instance: Instance) -> Truth:
        section: SectionData | None = section_of(instance)
        return settled(section is not None and section.reworded)

    return reworded


def _prescribed(record: TableData | SectionData, view: DocumentView) -> str:
    """Spell how a title should read."""
    if isinstance(record, SectionData):
        return record.prescribed
    schema = view.template.table(record.id)
    assert schema is not None
    return schema.titles[0]


def _without(node: x.Without, build: Build) -> Run:
    section_of = build(node.section)
    words = tuple(fold(word) for word in node.words)
    exceptions = tuple(fold(word) for word in node.exceptions)
    classes = {name for name, _ in node.classes}

    def without(instance: Instance) -> Truth:
        section: SectionData | None = section_of(instance)
        if section is None:
            return NOTHING
        view = instance.document
        year = 0
        if OF_YEAR in classes:
            year = int(view.parameter("budget_year")[0])
        former_names: tuple[str, ...] = ()
        if OF_RENAMED in classes:
            if not view.knows_year():
                # Any edition of the list may be meant.
                return NOTHING
            year = int(view.parameter("budget_year")[0])
            former_names = _renamed_before(year, view)
        if OF_LINES in classes:
            line_ends = tuple(_line_ends(section))
        else:
            line_ends = ()
        read = _read_places(classes, section, view)
        if read:
            return _of_hits([TextHit(place.text, place) for place in read], section)
        publication = Publication(
            entity=narrow(view.disclosure.entity),
            year=year,
            telephone_labels=view.template.vocabulary.telephone_labels,
            choices=view.choices(),
            former_names=former_names,
        )
        spans = hits(section.text, line_ends, words, node.classes, publication)
        excused = _excused(section.text, spans, exceptions)
        return _of_hits(
            [_hit(section, span, node) for span in spans if span not in excused],
            section,
            each_by_itself=OF_RENAMED in classes,
        )

    return without


def _renamed_before(year: int, view: DocumentView) -> tuple[str, ...]:
    """Return the (folded) names that codes no longer have in a year."""
    renamed = view.declarations.former_names
    return tuple(name for name, current in renamed.items() if current.until < year)


def _read_places(classes: set[str], section: SectionData, view: DocumentView) -> list[Place]:
    """List the places in a section that the reader found to be of one of the classes."""
    places: list[Place] = []
    if UNREAD in classes:
        places.extend(view.unread_in(section))
    if SIGNLESS in classes:
        places.extend(view.signless_in(section))
    return places


def _excused(
    text: str, spans: Iterable[tuple[int, int]], exceptions: tuple[str, ...]
) -> frozenset[tuple[int, int]]:
    """Return the hits around which a declared exception stands."""
    if not exceptions:
        return frozenset()
    excused = set()
    for start, end in spans:
        around = fold_marks(text[max(0, start - _AROUND) : end + _AROUND])
        if any(word in around for word in exceptions):
            excused.add((start, end))
    return frozenset(excused)


def _hit(section: SectionData, span: tuple[int, int], node: x.Without) -> TextHit:
    start, end = span
    words = section.text[start:end].replace(BORDER, " ")
    return TextHit(masked(words, node.classes), _place_at(section, start))


def _of_hits(
    text_hits: list[TextHit], section: SectionData, *, each_by_itself: bool = False
) -> Truth:
    """Fail with each hit by itself; of the whole text the first speaks for all.

    The first one with its words does, where different words are faults `each_by_itself`.
    """
    if not text_hits:
        return TRUE
    if section.id is not None:
        first, *others = text_hits
        return failing(attrs.evolve(first, others=tuple(others)))
    by_words: dict[str, list[TextHit]] = {}
    for hit in text_hits:
        words = hit.words if each_by_itself else ""
        by_words.setdefault(words, []).append(hit)
    first, *further = map(_with_others, by_words.values())
    return failing(attrs.evolve(first, others=(*first.others, *further)))


def _with_others(text_hits: list[TextHit]) -> TextHit:
    """Return the first hit of a fault with the others, which follow it."""
    first, *others = text_hits
    fault = Fault()
    followers = [attrs.evolve(hit, fault=fault, follows=True) for hit in others]
    return attrs.evolve(first, others=tuple(followers), fault=fault)


def _line_ends(section: SectionData) -> Iterable[int]:
    at = 0
    for _, text in section.body:
        at += len(text)
        yield at


def _place_at(section: SectionData, offset: int) -> Place:
    for (_, text), place in zip(section.body, section.places, strict=False):
        if offset < len(text):
            return place
        offset -= len(text)
    return section.place


BUILDERS: dict[type, Builder] = {
    x.Titled: _titled,
    x.Reworded: _reworded,
    x.Without: _without,
}
