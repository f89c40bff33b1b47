"""What a finding tells of texts: which differ, which names lists don't share, which words stand."""

from __future__ import annotations

import attrs

from budgetrules.causes.code_tree import names_of_code
from budgetrules.causes.conditions import is_one_of_many, is_written_in_rule, text_operator
from budgetrules.causes.places import Locator
from budgetrules.causes.telling import Telling, subject_of
from budgetrules.core.names import fold
from budgetrules.core.operators import TextOperator
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Mismatch, TextHit
from budgetrules.findings.verdicts import Evidence, Operand, Subject
from budgetrules.model.disclosure import Place, Row


def tell_text_hit(
    outcome: Outcome,
    hit: TextHit,
    locator: Locator,
) -> Telling:
    """Tell of words that should not stand in a text, at the place where they begin."""
    section = outcome.instance.section
    if section is not None and section.id is None:
        # The whole text was searched: the subject is what the words stand in.
        subject = locator.of_words(hit.place)
    else:
        subject = subject_of(outcome, locator)
    place = hit.place.saying(hit.words)
    places = 1 + sum(other.fault is hit.fault for other in hit.others)
    slots = {"printed": hit.words, "places": str(places)}
    evidence = Evidence(stated=hit.words, formula=outcome.check.text)
    code = "F114"
    current = locator.doc.declarations.former_names.get(fold(hit.words))
    if current is not None:
        code = "F138"
        slots["expected"] = current.name
        slots["until"] = str(current.until)
        slots["since"] = str(current.until + 1)
        evidence = attrs.evolve(evidence, expected=current.name)
    return Telling(attrs.evolve(subject, place=place), evidence, code, slots)


def tell_mismatch(
    outcome: Outcome,
    texts: Mismatch,
    locator: Locator,
) -> Telling:
    """Tell of texts that should agree."""
    operator = text_operator(outcome.check.condition)
    if operator is not None and operator.of_signs:
        return _tell_direction(outcome, texts, locator)
    row = texts.record
    if row is not None and texts.other not in (None, row):
        return _tell_two_rows(outcome, texts, locator)
    texts = _without_former_names(texts, locator)
    subject = _subject(outcome, texts, locator)
    evidence = Evidence(
        stated=texts.printed,
        expected=None if is_one_of_many(outcome.check.condition) else texts.expected,
        formula=outcome.check.text,
    )
    if not texts.printed:
        return Telling(subject, evidence, "F115", _slots(texts))
    if operator is not None and operator.of_lists:
        if not operator.all_due and is_written_in_rule(outcome.check.condition):
            return _tell_lacking(outcome, texts, locator)
        lists = _differences(operator, texts)
        subject = _at_name(lists, subject, texts.record, locator)
        slots = {**_slots(texts), **lists.slots}
        return Telling(subject, evidence, lists.code, slots)
    code = "F105" if texts.expected is not None else "F106"
    return Telling(subject, evidence, code, _slots(texts))


def _tell_lacking(outcome: Outcome, texts: Mismatch, locator: Locator) -> Telling:
    """Tell of a list of a document that lacks names which the rule asks for."""
    asked = (texts.printed or "").split("、")
    printed = (texts.expected or "").split("、")
    missing = "、".join(_names_not_in(printed, asked))
    subject = subject_of(outcome, locator)
    if texts.other is not None:
        subject = locator.of_row(texts.other)
    evidence = Evidence(
        stated=texts.expected,
        expected=texts.printed,
        formula=outcome.check.text,
    )
    return Telling(subject, evidence, "F117", {"less": missing, "more": missing})


def _without_former_names(texts: Mismatch, locator: Locator) -> Mismatch:
    """Return a mismatch that expects no name of which a code has another today."""
    former = locator.doc.declarations.former_names
    names = (texts.expected or "").split("、")
    kept = [name for name in names if fold(name) not in former]
    if not kept or len(kept) == len(names):
        return texts
    return attrs.evolve(texts, expected="、".join(kept))


def _subject(outcome: Outcome, texts: Mismatch, locator: Locator) -> Subject:
    if texts.record is not None:
        return locator.of_row(texts.record)
    return subject_of(outcome, locator)


def _slots(texts: Mismatch) -> dict[str, str]:
    return {
        "printed": texts.printed or "",
        "expected": texts.expected or "",
    }


def _tell_direction(
    outcome: Outcome,
    texts: Mismatch,
    locator: Locator,
) -> Telling:
    """Tell of a word for the direction of a change that its figures don't bear out."""
    subject = _subject(outcome, texts, locator)
    word = texts.expected or ""
    if texts.record is not None:
        place = locator.text_operand(texts.record, word).place
        subject = attrs.evolve(subject, place=place)
    evidence = Evidence(stated=word, formula=outcome.check.text)
    return Telling(subject, evidence, "F119", _slots(texts))


def _tell_two_rows(
    outcome: Outcome,
    texts: Mismatch,
    locator: Locator,
) -> Telling:
    """Tell of two rows that should read alike.

    A sentence is wrong that calls a row of a table otherwise than its code is called; else neither
    is known to be the right one.
    """
    said = said_wrongly(texts, locator)
    if said is not None:
        subject = attrs.evolve(locator.of_row(said.row), place=said.place)
        evidence = Evidence(stated=said.printed, expected=said.expected, formula=outcome.check.text)
        slots = {"printed": said.printed, "expected": said.expected}
        return Telling(subject, evidence, "F105", slots)
    operands: list[Operand] = []
    if texts.record is not None:
        operand = locator.text_operand(texts.record, texts.printed or "")
        operands.append(operand)
    if texts.other is not None:
        operand = locator.text_operand(texts.other, texts.expected or "")
        operands.append(operand)
    evidence = Evidence(
        stated=texts.printed,
        formula=outcome.check.text,
        operands=tuple(operands),
    )
    slots = {**_slots(texts), "other": operands[-1].name}
    subject = _subject(outcome, texts, locator)
    return Telling(subject, evidence, "F113", slots)


@attrs.frozen(eq=False)
class Said:
    """A text of a sentence, where it stands, and what it should read."""

    row: Row
    place: Place
    printed: str
    expected: str


def said_wrongly(texts: Mismatch, locator: Locator) -> Said | None:
    """Return the text of a sentence that differs from the right name of a row of a table."""
    sides = ((texts.record, texts.printed), (texts.other, texts.expected))
    for (said, printed), (row, expected) in (sides, sides[::-1]):
        if said is None or row is None or printed is None or expected is None:
            continue
        if not locator.is_said(said) or fold(expected) not in names_of_code(row, locator):
            continue
        place = locator.text_operand(said, printed).place
        return Said(said, place.saying(printed), printed, expected)
    return None


@attrs.frozen
class _Differences:
    """The names that one list has more and less than the other."""

    more: list[str]
    less: list[str]

    @property
    def code(self) -> str:
        """The message that tells of them."""
        if self.more and self.less:
            return "F118"
        if self.more:
            return "F116"
        return "F117" if self.less else "F118"

    @property
    def slots(self) -> dict[str, str]:
        """The slots of that message."""
        return {
            "more": "、".join(self.more),
            "less": "、".join(self.less),
        }


def _differences(operator: TextOperator, texts: Mismatch) -> _Differences:
    """Return the names that only one of two lists has."""
    printed = (texts.printed or "").split("、")
    expected = (texts.expected or "").split("、")
    more = _names_not_in(expected, printed)
    less = _names_not_in(printed, expected) if operator.all_due else []
    return _Differences(more, less)


def _names_not_in(others: list[str], names: list[str]) -> list[str]:
    folded = {fold(name) for name in others}
    return [name for name in names if fold(name) not in folded]


def _at_name(
    lists: _Differences,
    subject: Subject,
    row: Row | None,
    locator: Locator,
) -> Subject:
    """Return the subject at the first name that a sentence has too many."""
    if not lists.more or row is None or not locator.is_said(row):
        return subject
    place = locator.words_near(row, lists.more[0])
    return attrs.evolve(subject, place=place)
