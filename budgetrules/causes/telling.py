"""What a finding tells of an outcome: its subject, its evidence, and the message with its slots."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from budgetrules.causes.conditions import asks_for
from budgetrules.causes.places import Locator
from budgetrules.evaluation.outcome import Outcome
from budgetrules.findings.verdicts import Evidence, Subject
from budgetrules.model.disclosure import TableData
from budgetrules.schema import expressions as x


@attrs.frozen
class Telling:
    """What is wrong or where something should stand, the numbers or texts, and a message code.

    `slots` are those of the message that the subject and the evidence don't give.
    """

    subject: Subject
    evidence: Evidence
    code: str
    slots: Mapping[str, str] = attrs.field(factory=dict)


def subject_of(outcome: Outcome, locator: Locator) -> Subject:
    """Return the subject that the instance of an outcome is, or where it should stand."""
    instance = outcome.instance
    if instance.cell is not None:
        return locator.of_cell(instance.cell)
    record = instance.row or instance.table or instance.section
    if record is None and instance.section_id is not None:
        return locator.of_absent_section(instance.section_id)
    subject = locator.of_record(record)
    if not isinstance(record, TableData) or not record.unread:
        return subject
    if asks_for(outcome.check.condition, x.ClaimOf):
        # The statement that is missing may be the one that could not be understood.
        return attrs.evolve(subject, place=record.unread[0])
    return subject
