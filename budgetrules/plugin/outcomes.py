"""What a rule on a document comes to as a test.

It is passed, failed, skipped, undecided, not exercised or expected to fail.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.verdicts import Counts, DocumentResult, Finding, Report, Verdict
from budgetrules.findings.waivers import Waiver
from budgetrules.messages.catalogue import text
from budgetrules.messages.message import words_in
from budgetrules.plugin.state import State
from budgetrules.reporting import wording
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.text import finding_lines


class Kind(enum.Enum):
    """How a test ends; the value is the word in summaries."""

    PASSED = "passed"
    FAILED = "failed"
    WARNED = "warned"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"
    NOT_EXERCISED = "not_exercised"
    XFAILED = "xfailed"
    XPASSED = "xpassed"


# What weighs more hides what weighs less where a file holds several documents.
_WEIGHT = (
    Kind.FAILED,
    Kind.UNKNOWN,
    Kind.XFAILED,
    Kind.WARNED,
    Kind.XPASSED,
    Kind.PASSED,
    Kind.NOT_EXERCISED,
    Kind.SKIPPED,
)


_PARAGRAPH = "\n\n"
# Names and values, as pytest passes them on to JUnit.
_Properties = tuple[tuple[str, str], ...]


@attrs.frozen
class Outcome:
    """How a test ends, the words for it, the properties for JUnit, and notes to warn of."""

    kind: Kind
    words: str = ""
    properties: _Properties = ()
    notes: tuple[str, ...] = ()


def outcome_of(state: State, results: Sequence[DocumentResult], rule: str) -> Outcome:
    """Return the outcome of a rule on the documents of a file: the one that weighs most."""
    outcomes = [_of_document(state, result, rule) for result in results]
    return min(outcomes, key=_place_by_weight)


def _place_by_weight(outcome: Outcome) -> int:
    return _WEIGHT.index(outcome.kind)


def _of_document(state: State, result: DocumentResult, rule: str) -> Outcome:
    """Return the outcome of a rule on one document, with everything JUnit is told of it."""
    properties = _properties_of_test(state, result, rule)
    counts = result.rules.get(rule)
    failed: list[Finding] = []
    if not result.readable:
        verdict = "not_checked"
        words = _unread_words(result, state.lang)
        outcome = Outcome(Kind.FAILED, words)
    elif counts is None:
        verdict = "not_applicable"
        words = _other_form_words(result, state.lang)
        outcome = Outcome(Kind.SKIPPED, words)
    else:
        for name, number in attrs.asdict(counts).items():
            properties[f"budget_{name}"] = str(number)
        failed = list(_failed(result, rule))
        outcome = _judged(state, result, rule, counts, failed)
        verdict = outcome.kind.value
    listed = list(properties.items())
    for finding in failed:
        listed.append(("budget_fingerprint", finding.fingerprint))
    listed.append(("budget_verdict", verdict))
    return attrs.evolve(outcome, properties=tuple(listed))


def _properties_of_test(state: State, result: DocumentResult, rule: str) -> dict[str, str]:
    """Return what JUnit is told of a test before it ends."""
    info = state.info(rule)
    return {
        "budget_document": result.path,
        "budget_sha256": result.sha256,
        "budget_template": result.template or "",
        "budget_rule": rule,
        "budget_title": words_in(info.title, state.lang),
        "budget_severity": info.severity.value,
    }


def _judged(
    state: State,
    result: DocumentResult,
    rule: str,
    counts: Counts,
    failed: Sequence[Finding],
) -> Outcome:
    """Return how a test ends, the words for it and the notes beside it; the gravest end first."""
    lang = state.lang
    waivers = state.waivers_of(result, rule)
    notes = tuple(_expired_words(waivers, state))
    unwaived = [finding for finding in failed if finding.waived is None]
    grave = [finding for finding in unwaived if _is_grave(state, finding)]
    if grave:
        printed = _all_printed(state, result, grave)
        words = _PARAGRAPH.join([printed, *notes])
        return Outcome(Kind.FAILED, words)
    about = list(_about(result.findings, rule))
    undecided = list(filter(_is_undecided, about))
    if undecided:
        words = _undecided_words(undecided, lang)
        return Outcome(Kind.UNKNOWN, words, notes=notes)
    if unwaived:
        printed = _all_printed(state, result, unwaived)
        return Outcome(Kind.WARNED, printed, notes=notes)
    accepted = _accepted_words(about, lang)
    if accepted:
        return Outcome(Kind.XFAILED, accepted, notes=notes)
    unused = tuple(_unused_words(waivers, state))
    return _nothing_found(counts, lang, notes, unused)


def _failed(result: DocumentResult, rule: str) -> Iterator[Finding]:
    """Yield the findings of a rule that fails, waived or not."""
    for finding in _about(result.findings, rule):
        if finding.verdict is Verdict.FAIL:
            yield finding


def _nothing_found(
    counts: Counts,
    lang: str,
    notes: tuple[str, ...],
    unused: tuple[str, ...],
) -> Outcome:
    """Return how a test ends whose rule has no finding; `unused` is said of waivers for nothing."""
    all_notes = (*notes, *unused)
    if counts.total == 0:
        words = text("plugin.not_exercised", lang)
        return Outcome(Kind.NOT_EXERCISED, words, notes=all_notes)
    skipped = counts.not_applicable
    if counts.total == skipped:
        words = text("plugin.not_applicable", lang, number=skipped)
        return Outcome(Kind.SKIPPED, words, notes=all_notes)
    if unused:
        return Outcome(Kind.XPASSED, unused[0], notes=notes)
    return Outcome(Kind.PASSED, notes=notes)


def _is_grave(state: State, finding: Finding) -> bool:
    """Return whether a finding is at or above the fail level."""
    level = state.settings.fail_level
    if level == "never":
        return False
    return finding.severity.rank <= Severity(level).rank


def _is_undecided(finding: Finding) -> bool:
    return finding.verdict is Verdict.UNKNOWN and finding.waived is None


def _accepted_words(findings: Iterable[Finding], lang: str) -> str:
    """Say why findings are accepted, each reason once; nothing if none is."""
    reasons: dict[str, None] = {}
    for finding in findings:
        if finding.waived is not None:
            reason = wording.accepted_words(finding.waived, lang)
            reasons[reason] = None
    return "；".join(reasons)


def _undecided_words(undecided: Sequence[Finding], lang: str) -> str:
    """Say how many checks are undecided, and why, each reason once."""
    reasons: dict[str, None] = {}
    for finding in undecided:
        reason = finding.message.text(lang)
        reasons[reason] = None
    slots = {"number": len(undecided), "reasons": "\n".join(reasons)}
    return text("plugin.unknown", lang, **slots)


def _expired_words(waivers: Iterable[Waiver], state: State) -> Iterator[str]:
    """Say of each waiver that is past its date when it ended, and why it was made."""
    for entry in waivers:
        if entry.expired(state.today):
            yield text(
                "waiver.expired",
                state.lang,
                document=entry.document,
                rule=entry.rule,
                until=entry.until.isoformat(),
                reason=entry.reason,
            )


def _unused_words(waivers: Iterable[Waiver], state: State) -> Iterator[str]:
    """Say of each waiver in force that it accepts nothing."""
    for entry in waivers:
        if not entry.expired(state.today):
            yield text(
                "waiver.unused",
                state.lang,
                document=entry.document,
                rule=entry.rule,
            )


def _about(findings: Sequence[Finding], rule: str) -> Iterator[Finding]:
    """Yield the findings of a rule, also where they only follow from another one."""
    for finding in findings:
        if finding.rule == rule:
            yield finding
        yield from _about(finding.consequences, rule)


def _all_printed(state: State, result: DocumentResult, findings: Iterable[Finding]) -> str:
    printed = [_printed(state, result, finding) for finding in findings]
    return _PARAGRAPH.join(printed)


def _printed(state: State, result: DocumentResult, finding: Finding) -> str:
    """Print a finding as `check` does; where it only follows from another one, name that one."""
    lang = state.lang
    rules = state.rules
    report = Report([result], rules.packs, rules.rules)
    lines = finding_lines(report, finding, lang, FormatOptions())
    root = _root_of(result, finding)
    if root is not None:
        slots = {
            "rule": root.rule,
            "place": wording.subject_words(root.subject),
            "message": root.message.text(lang),
        }
        lines.append(text("plugin.follows", lang, **slots))
    return "\n".join(lines)


def _root_of(result: DocumentResult, finding: Finding) -> Finding | None:
    """Return the finding that this one follows from; None if it stands for itself."""
    for root in result.findings:
        if root is not finding and finding in _below(root):
            return root
    return None


def _below(finding: Finding) -> Iterator[Finding]:
    """Yield what follows from a finding, and what follows from that."""
    for item in finding.consequences:
        yield item
        yield from _below(item)


def _other_form_words(result: DocumentResult, lang: str) -> str:
    """Say that the rule is not for the form of a document."""
    form = result.template_title or result.template or ""
    return text("plugin.other_form", lang, template=form)


def _unread_words(result: DocumentResult, lang: str) -> str:
    """Say that a document could not be read, with its problems, a line each."""
    lines = [text("C113", lang, path=result.path)]
    for problem in result.problems:
        place = wording.place_words(problem.place, lang)
        words = wording.problem_words(problem, lang)
        line = f"  [{problem.diagnostic.code}] {place} {words}"
        lines.append(line.replace("  ", " "))
    return "\n".join(lines)


def report_words(results: Iterable[DocumentResult], state: State) -> str | None:
    """Say why documents do not comply; None if they do.

    They don't if something is found at or above the fail level or, where that is asked for, if
    something is undecided.
    """
    parts: list[str] = []
    for result in results:
        if not result.readable:
            parts.append(_unread_words(result, state.lang))
        for finding in result.findings:
            if finding.waived is None and _is_against(state, finding):
                parts.append(_printed(state, result, finding))
    return _PARAGRAPH.join(parts) or None


def _is_against(state: State, finding: Finding) -> bool:
    """Return whether a document with a finding does not comply."""
    if finding.verdict is Verdict.FAIL:
        return _is_grave(state, finding)
    if finding.verdict is Verdict.UNKNOWN:
        return state.settings.unknown == "error"
    return False
