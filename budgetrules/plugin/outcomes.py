"""What a rule on a document comes to as a test: passed, failed, skipped, undecided, not exercised
or expected to fail.
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


@attrs.frozen
class Outcome:
    """How a test ends, the words for it, and the properties for JUnit."""

    kind: Kind
    words: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def outcome(state: State, results: Sequence[DocumentResult], rule: str) -> Outcome:
    """The outcome of a rule on the documents of a file."""
    outcomes = [_of_document(state, result, rule) for result in results]
    return min(outcomes, key=lambda outcome: _WEIGHT.index(outcome.kind))


def _of_document(state: State, result: DocumentResult, rule: str) -> Outcome:
    lang = state.settings.lang
    info = state.info(rule)
    properties = [
        ("budget_document", result.path),
        ("budget_sha256", result.sha256),
        ("budget_template", result.template or ""),
        ("budget_rule", rule),
        ("budget_title", words_in(info.title, lang)),
        ("budget_severity", info.severity.value),
    ]
    if not result.readable:
        properties.append(("budget_verdict", "not_checked"))
        return Outcome(Kind.FAILED, _unread(result, lang), tuple(properties))
    counts = result.rules.get(rule)
    if counts is None:
        template = result.template_title or result.template or ""
        words = text("plugin.other_form", lang, template=template)
        properties.append(("budget_verdict", "not_applicable"))
        return Outcome(Kind.SKIPPED, words, tuple(properties))
    for name, number in attrs.asdict(counts).items():
        properties.append((f"budget_{name}", str(number)))
    own = [finding for finding in _about(result.findings, rule) if finding.verdict is Verdict.FAIL]
    properties += [("budget_fingerprint", finding.fingerprint) for finding in own]
    kind, words, notes = _judged(state, result, rule, counts, own)
    properties.append(("budget_verdict", kind.value.replace(" ", "_")))
    return Outcome(kind, words, tuple(properties), notes)


def _judged(
    state: State, result: DocumentResult, rule: str, counts: Counts, own: list[Finding]
) -> tuple[Kind, str, tuple[str, ...]]:
    """How a test ends, the words for it and the notes beside it; the gravest end comes first."""
    lang = state.settings.lang
    waivers = state.waivers_of(result, rule)
    expired = _expired(waivers, state)
    notes = tuple(_expired_words(entry, lang) for entry in expired)
    still_open = [finding for finding in own if finding.waived is None]
    failing = [finding for finding in still_open if _is_grave(state, finding)]
    if failing:
        printed = [_printed(state, result, finding) for finding in failing]
        return Kind.FAILED, "\n\n".join((*printed, *notes)), ()
    about = list(_about(result.findings, rule))
    undecided = [finding for finding in about if _is_undecided(finding)]
    if undecided:
        return Kind.UNKNOWN, _undecided_words(undecided, lang), notes
    if still_open:
        printed = [_printed(state, result, finding) for finding in still_open]
        return Kind.WARNED, "\n\n".join(printed), notes
    accepted = _accepted_words(about, lang)
    if accepted:
        return Kind.XFAILED, accepted, notes
    unused = _unused_words(waivers, expired, lang)
    return _nothing_found(counts, lang, notes, unused)


def _expired(waivers: Iterable[Waiver], state: State) -> list[Waiver]:
    return [entry for entry in waivers if entry.expired(state.today)]


def _accepted_words(findings: Iterable[Finding], lang: str) -> str:
    """Why findings are accepted, each reason once; nothing if none is."""
    waived = (finding.waived for finding in findings)
    words = (wording.accepted_words(item, lang) for item in waived if item is not None)
    return "；".join(dict.fromkeys(words))


def _nothing_found(
    counts: Counts, lang: str, notes: tuple[str, ...], unused: tuple[str, ...]
) -> tuple[Kind, str, tuple[str, ...]]:
    """How a test ends whose rule has no finding, given what waivers were there for nothing."""
    if counts.total == 0:
        return Kind.NOT_EXERCISED, text("plugin.not_exercised", lang), (*notes, *unused)
    if counts.total == counts.not_applicable:
        words = text("plugin.not_applicable", lang, number=counts.not_applicable)
        return Kind.SKIPPED, words, (*notes, *unused)
    if unused:
        return Kind.XPASSED, unused[0], notes
    return Kind.PASSED, "", notes


def _is_grave(state: State, finding: Finding) -> bool:
    """Whether a finding is at or above the fail level."""
    level = state.settings.fail_level
    return level != "never" and finding.severity.rank <= Severity(level).rank


def _is_undecided(finding: Finding) -> bool:
    return finding.verdict is Verdict.UNKNOWN and finding.waived is None


def _undecided_words(undecided: Sequence[Finding], lang: str) -> str:
    reasons = dict.fromkeys(finding.message.text(lang) for finding in undecided)
    return text("plugin.unknown", lang, number=len(undecided), reasons="\n".join(reasons))


def _unused_words(
    waivers: Sequence[Waiver], expired: Sequence[Waiver], lang: str
) -> tuple[str, ...]:
    """What is said of waivers in force that accepted nothing."""
    in_force = [entry for entry in waivers if entry not in expired]
    return tuple(
        text("waiver.unused", lang, document=entry.document, rule=entry.rule) for entry in in_force
    )


def _about(findings: Sequence[Finding], rule: str) -> Iterator[Finding]:
    """The findings of a rule, also where they only follow from another one."""
    for finding in findings:
        if finding.rule == rule:
            yield finding
        yield from _about(finding.consequences, rule)


def _printed(state: State, result: DocumentResult, finding: Finding) -> str:
    """A finding as `check` prints it; where it only follows from another one, that one is named."""
    lang = state.settings.lang
    report = Report([result], state.rules.packs, state.rules.rules)
    lines = finding_lines(report, finding, lang, FormatOptions())
    root = _root_of(result, finding)
    if root is not None:
        place, message = wording.subject_words(root.subject), root.message.text(lang)
        lines.append(text("plugin.follows", lang, rule=root.rule, place=place, message=message))
    return "\n".join(lines)


def _root_of(result: DocumentResult, finding: Finding) -> Finding | None:
    """The finding that this one follows from; None if it stands for itself."""
    for root in result.findings:
        if root is not finding and finding in _below(root):
            return root
    return None


def _below(finding: Finding) -> Iterator[Finding]:
    for item in finding.consequences:
        yield item
        yield from _below(item)


def _expired_words(entry: Waiver, lang: str) -> str:
    until = entry.until.isoformat()
    return text(
        "waiver.expired",
        lang,
        document=entry.document,
        rule=entry.rule,
        until=until,
        reason=entry.reason,
    )


def _unread(result: DocumentResult, lang: str) -> str:
    lines = [text("C113", lang, path=result.path)]
    for problem in result.problems:
        place = wording.place_words(problem.place, lang)
        words = wording.problem_words(problem, lang)
        line = f"  [{problem.diagnostic.code}] {place} {words}"
        lines.append(line.replace("  ", " "))
    return "\n".join(lines)


def report_words(results: Sequence[DocumentResult], state: State) -> str | None:
    """Why documents do not comply: their findings at or above the fail level and, if asked for,
    what is undecided; else None.
    """
    settings, lang = state.settings, state.settings.lang
    parts: list[str] = []
    for result in results:
        if not result.readable:
            parts.append(_unread(result, lang))
        for finding in result.findings:
            fails = finding.verdict is Verdict.FAIL and _is_grave(state, finding)
            undecided = finding.verdict is Verdict.UNKNOWN and settings.unknown == "error"
            if finding.waived is None and (fails or undecided):
                parts.append(_printed(state, result, finding))
    return "\n\n".join(parts) or None
