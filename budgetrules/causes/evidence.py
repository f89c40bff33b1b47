"""From an outcome to a finding: what it tells, and the message that says it."""

from __future__ import annotations

from budgetrules.causes.places import Locator
from budgetrules.causes.telling import Telling, subject_of
from budgetrules.causes.telling_figures import tell_comparison
from budgetrules.causes.telling_texts import tell_mismatch, tell_text_hit
from budgetrules.core.diagnostics import Severity
from budgetrules.core.figures import group_thousands
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Comparison, Mismatch, TextHit
from budgetrules.findings.verdicts import Evidence, Finding, Operand, Subject, Verdict
from budgetrules.messages.message import Message, Words, rule_sentence
from budgetrules.model.disclosure import Cell
from budgetrules.schema.names import own_name
from budgetrules.schema.sources import Law


def finding(
    outcome: Outcome,
    severity: Severity,
    basis: tuple[Law, ...],
    locator: Locator,
    suspect: Cell | None = None,
) -> Finding:
    """Return the finding of an outcome, with its message; `suspect` is the figure to call wrong."""
    telling = _tell(outcome, locator, suspect)
    return Finding(
        rule=outcome.rule.id,
        title=outcome.rule.title,
        severity=severity,
        verdict=outcome.verdict,
        message=_message(outcome, telling),
        subject=telling.subject,
        evidence=telling.evidence,
        basis=basis,
    )


def _tell(
    outcome: Outcome,
    locator: Locator,
    suspect: Cell | None,
) -> Telling:
    """Tell of an outcome by what decided it; where something is not there, nothing did."""
    grounds = outcome.grounds
    if isinstance(grounds, Comparison):
        return tell_comparison(outcome, grounds, locator, suspect)
    if isinstance(grounds, Mismatch):
        return tell_mismatch(outcome, grounds, locator)
    if isinstance(grounds, TextHit):
        return tell_text_hit(outcome, grounds, locator)
    evidence = Evidence(formula=outcome.check.text, operands=_pair(outcome, locator))
    return Telling(subject_of(outcome, locator), evidence, "F107")


def _pair(outcome: Outcome, locator: Locator) -> tuple[Operand, ...]:
    """Return both rows of a pair: the one the finding is not printed at may be the wrong one."""
    if outcome.instance.pair is None:
        return ()
    rows = outcome.instance.rows()
    return tuple(locator.text_operand(row, row.name) for row in rows)


def _message(outcome: Outcome, telling: Telling) -> Message:
    """Return the sentence of the catalogue, or that of the rule where it brings one."""
    place = place_text(telling.subject)
    if outcome.verdict is Verdict.UNKNOWN and outcome.reason is not None:
        reason = Message(outcome.reason.code, outcome.reason.details)
        return Message("F109", {"place": place, "reason": reason})
    slots: dict[str, Words] = {
        "place": place,
        "formula": telling.evidence.formula,
        "substituted": telling.evidence.substituted,
        "difference": _grouped(telling.evidence.difference),
        "slack": _grouped(telling.evidence.slack),
        **telling.slots,
    }
    if outcome.verdict is Verdict.ROUNDING:
        return Message("F108", slots)
    if outcome.check.message is not None:
        return rule_sentence(outcome.check.message, _rule_slots(telling))
    return Message(telling.code, slots)


def _rule_slots(telling: Telling) -> dict[str, Words]:
    """Return what the words in braces of a rule's sentence (提示) stand for."""
    subject, evidence, slots = telling.subject, telling.evidence, telling.slots
    row = " ".join(part for part in (subject.row_code, subject.row) if part)
    values: dict[str, Words] = {
        "table": subject.table_title or subject.table or "",
        "row": row or Message("F140"),
        "column": subject.column or "",
        "section": subject.section_title or subject.section or "",
        "left": slots.get("left") or evidence.stated or "",
        "right": slots.get("right") or evidence.expected or "",
        "more": slots.get("more", ""),
        "less": slots.get("less", ""),
        "difference": _grouped(evidence.difference),
        "slack": _grouped(evidence.slack),
        "places": slots.get("places", ""),
    }
    return {own_name(f"slot_{name}"): value for name, value in values.items()}


def _grouped(plain: str | None) -> str:
    return group_thousands(plain) if plain else ""


def place_text(subject: Subject) -> Words:
    """Return where a finding is, in words: table or section, row, column."""
    code, name = subject.row_code, subject.row
    row = (code, name) if code != name else (name,)
    parts = (subject.table or subject.section, *row, subject.column)
    words = " ".join(part for part in parts if part)
    return words or Message("F111")
