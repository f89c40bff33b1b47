"""What a finding tells of texts: which differ, which names lists don't share, which words stand."""

from __future__ import annotations

import attrs

from budgetrules.causes.places import Locator
from budgetrules.causes.telling import Telling, subject_of
from budgetrules.core.names import fold
from budgetrules.core.operators import TextOperator
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Mismatch, TextHit
from budgetrules.findings.verdicts import Evidence, Subject
from budgetrules.schema import expressions as x


def tell_text_hit(outcome: Outcome, hit: TextHit, locator: Locator) -> Telling:
    """Tell of words that should not stand in a text, at the place where they begin."""
    section = outcome.instance.section
    if section is not None and section.id is None:
        # The whole text was searched: the subject is the section that the words stand in.
        subject = locator.of_place(hit.place)
    else:
        subject = subject_of(outcome, locator)
    subject = attrs.evolve(subject, place=hit.place.saying(hit.words))
    evidence = Evidence(stated=hit.words, formula=outcome.check.text)
    slots = {"printed": hit.words, "places": str(1 + len(hit.others))}
    return Telling(subject, evidence, "F114", slots)


def tell_mismatch(outcome: Outcome, texts: Mismatch, locator: Locator) -> Telling:
    """Tell of texts that should agree."""
    operator = _text_operator(outcome)
    if operator is not None and operator.of_signs:
        return _tell_direction(outcome, texts, locator)
    if texts.record is not None and texts.other not in (None, texts.record):
        return _tell_two_rows(outcome, texts, locator)
    subject = _subject(outcome, texts, locator)
    evidence = Evidence(stated=texts.printed, expected=texts.expected, formula=outcome.check.text)
    if texts.printed is None:
        return Telling(subject, evidence, "F115", _slots(texts))
    if operator is not None and operator.of_lists:
        return _tell_lists(Telling(subject, evidence, "", _slots(texts)), operator, texts, locator)
    code = "F105" if texts.expected is not None else "F106"
    return Telling(subject, evidence, code, _slots(texts))


def _text_operator(outcome: Outcome) -> TextOperator | None:
    condition = outcome.check.condition
    return condition.operator if isinstance(condition, x.CompareTexts) else None


def _subject(outcome: Outcome, texts: Mismatch, locator: Locator) -> Subject:
    if texts.record is not None:
        return locator.of_row(texts.record)
    return subject_of(outcome, locator)


def _slots(texts: Mismatch) -> dict[str, str]:
    return {"printed": texts.printed or "", "expected": texts.expected or ""}


def _tell_direction(outcome: Outcome, texts: Mismatch, locator: Locator) -> Telling:
    """Tell of a word for the direction of a change that its figures don't bear out."""
    subject, word = _subject(outcome, texts, locator), texts.expected or ""
    if texts.record is not None:
        place = locator.text_operand(texts.record, word).place
        subject = attrs.evolve(subject, place=place)
    evidence = Evidence(stated=word, formula=outcome.check.text)
    return Telling(subject, evidence, "F119", _slots(texts))


def _tell_two_rows(outcome: Outcome, texts: Mismatch, locator: Locator) -> Telling:
    """Tell of two rows that should read alike: neither is known to be the right one."""
    operands = []
    for row, text in ((texts.record, texts.printed), (texts.other, texts.expected)):
        if row is not None:
            operands.append(locator.text_operand(row, text or ""))
    evidence = Evidence(stated=texts.printed, formula=outcome.check.text, operands=tuple(operands))
    slots = {**_slots(texts), "other": operands[-1].name}
    return Telling(_subject(outcome, texts, locator), evidence, "F113", slots)


def _tell_lists(
    telling: Telling, operator: TextOperator, texts: Mismatch, locator: Locator
) -> Telling:
    """Tell which names one list has and the other lacks, at the first that is one too many."""
    printed = (texts.printed or "").split("、")
    expected = (texts.expected or "").split("、")
    more = _names_not_in(expected, printed)
    less = _names_not_in(printed, expected) if operator.all_due else []
    subject = telling.subject
    if more and texts.record is not None and locator.is_said(texts.record):
        place = locator.words_near(texts.record, more[0])
        subject = attrs.evolve(subject, place=place)
    slots = {**telling.slots, "more": "、".join(more), "less": "、".join(less)}
    return attrs.evolve(telling, subject=subject, code=_code_of_lists(more, less), slots=slots)


def _names_not_in(others: list[str], names: list[str]) -> list[str]:
    folded = {fold(name) for name in others}
    return [name for name in names if fold(name) not in folded]


def _code_of_lists(more: list[str], less: list[str]) -> str:
    if more and not less:
        return "F116"
    return "F117" if less and not more else "F118"
