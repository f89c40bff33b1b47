"""Residue of a template: a sentence with XX for a figure is not read, a name with XX is nobody's.

The residue says what is to be filled in; that the sentence or the name is wrong besides is no
second error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import FailedCheck, Root, folded_names
from budgetrules.core.names import fold
from budgetrules.evaluation.truth import Mismatch
from budgetrules.evaluation.values import AbsentTable
from budgetrules.model.disclosure import Place, Row, SectionData


def explain(case: Case) -> Iterator[Root]:
    """Yield an open root for each kind of residue that something follows from."""
    kinds: list[Residue] = []
    for item in case.failed:
        kind = _residue(item, case.locator)
        if kind is not None:
            kinds.append(kind)
    spokesmen = {kind.spokesman for kind in kinds}
    for item in case.failed if kinds else ():
        if item in spokesmen:
            continue
        for kind in kinds:
            if kind.explains(item, case.locator):
                yield Root(
                    spokesman=kind.spokesman,
                    follows=(item,),
                    is_settled=False,
                )
                break


CAUSE = Cause("residues", explain)


@attrs.frozen(eq=False)
class Residue:
    """One kind of residue: the check that speaks for it, where it stands, and its words.

    `texts` are the folded lines of sections in which it stands, `meant` today's names where the
    words are a name that a code no longer has.
    """

    spokesman: FailedCheck
    places: tuple[Place, ...]
    words: frozenset[str]
    texts: tuple[str, ...]
    meant: frozenset[str] = frozenset()

    def explains(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a check that looks at no figure speaks of something with residue in it."""
        if item.mismatch is not None:
            return self._sets_apart(item.mismatch) if self.meant else self._is_in_text(item)
        if item.numbers is not None:
            return self._explains_numbers(item, locator)
        if item.outcome.grounds is not None:
            return False
        if item.row is not None:
            return self._explains_row(item.row, locator)
        absent = item.outcome.instance.table
        if not isinstance(absent, AbsentTable):
            return False
        return self._is_in(_home(absent, locator))

    def _is_in_text(self, item: FailedCheck) -> bool:
        """Return whether the text that a check found has residue in it."""
        printed = item.mismatch.printed if item.mismatch is not None else None
        folded = fold(printed or "")
        return any(word in folded for word in self.words)

    def _sets_apart(self, texts: Mismatch) -> bool:
        """Return whether texts or lists differ only in what a code was called and is called."""
        printed, expected = folded_names(texts.printed), folded_names(texts.expected)
        differing = printed ^ expected
        return bool(differing) and all(map(self._names_the_code, differing))

    def _names_the_code(self, text: str) -> bool:
        """Return whether a text is a name that the code had or has, perhaps behind a number."""
        return text.endswith(tuple(self.words | self.meant))

    def _explains_numbers(self, item: FailedCheck, locator: Locator) -> bool:
        """Return whether a text with residue names a row that is counted, or beside a missing one.

        The text may be where the missing one is, unread.
        """
        rows = item.rows
        own = self.meant | self.words if self.meant else self.meant
        if item.only_counts and any(fold(row.name) in own for row in rows):
            return True
        printed = [row for row in rows if not is_absent(row)]
        if len(printed) < len(rows):
            return self._names_one(printed, locator)
        return item.only_counts and self._names_one(rows, locator)

    def _names_one(self, rows: Iterable[Row], locator: Locator) -> bool:
        return any(self._names(row, locator) for row in rows)

    def _names(self, row: Row, locator: Locator) -> bool:
        """Return whether a line with residue names a row of a table: there it could not be read."""
        if not row.name or locator.is_said(row):
            return False
        name = fold(row.name)
        return any(name in text for text in self.texts)

    def _explains_row(self, row: Row, locator: Locator) -> bool:
        """Return whether a row is a sentence with residue, or blank in a list not filled in."""
        if locator.is_said(row):
            return row.place.line in self._lines
        for cell in row.cells.values():
            if cell.figure is not None:
                return False
        others = locator.rows_of_list(row.list_id)
        names = [fold(other.name) for other in others]
        return not self.words.isdisjoint(names)

    def _is_in(self, section: SectionData | None) -> bool:
        if section is None:
            return False
        first, last = section.lines
        lines = range(first, last + 1)
        return any(line in lines for line in self._lines)

    @property
    def _lines(self) -> list[int]:
        lines = [place.line for place in self.places]
        return [line for line in lines if line is not None]


def _residue(item: FailedCheck, locator: Locator) -> Residue | None:
    """Return the residue that a check found all over the text."""
    hit = item.text_hit
    text = item.outcome.instance.section
    if text is None or text.id is not None:
        return None
    if hit is None or hit.follows:
        return None
    hits = (hit, *hit.others)
    places = tuple(one.place for one in hits)
    words = frozenset(fold(one.words) for one in hits)
    texts = tuple(_lines_of(places, locator))
    renamed = locator.doc.declarations.former_names
    meant = frozenset(fold(renamed[word].name) for word in words if word in renamed)
    return Residue(item, places, words, texts, meant)


def _lines_of(places: Iterable[Place], locator: Locator) -> Iterator[str]:
    """Yield the folded lines of sections that have one of these places in them."""
    numbers = {place.line for place in places}
    for section in locator.doc.disclosure.sections:
        for number, text in section.body:
            if number in numbers:
                yield fold(text)


def _home(absent: AbsentTable, locator: Locator) -> SectionData | None:
    """Return the section in which a sentence that is missing should stand."""
    if absent.section is not None:
        return absent.section
    for statement in locator.doc.template.statements:
        if statement.id == absent.id:
            return locator.section(statement.section)
    return None
