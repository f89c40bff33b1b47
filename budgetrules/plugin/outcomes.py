"""What a rule on a document comes to as a test: passed, failed, skipped, undecided, not exercised
or expected to fail.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence

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
    found = [_of_document(state, result, rule) for result in results]
    return min(found, key=lambda item: _WEIGHT.index(item.kind))


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
        return Outcome(
            Kind.FAILED, _unread(result, lang), (*properties, ("budget_verdict", "not_checked"))
        )
    counts = result.rules.get(rule)
    if counts is None:
        words = text(
            "plugin.other_form", lang, template=result.template_title or result.template or ""
        )
        return Outcome(Kind.SKIPPED, words, (*properties, ("budget_verdict", "not_applicable")))
    properties += [(f"budget_{name}", str(number)) for name, number in attrs.asdict(counts).items()]
    own = [finding for finding in _about(result.findings, rule) if finding.verdict is Verdict.FAIL]
    properties += [("budget_fingerprint", finding.fingerprint) for finding in own]
    kind, words, notes = _judged(state, result, rule, counts, own)
    return Outcome(
        kind, words, (*properties, ("budget_verdict", kind.value.replace(" ", "_"))), notes
    )


def _judged(
    state: State, result: DocumentResult, rule: str, counts: Counts, own: list[Finding]
) -> tuple[Kind, str, tuple[str, ...]]:
    lang, level = state.settings.lang, state.settings.fail_level
    waivers = state.waivers_of(result, rule)
    expired = [entry for entry in waivers if entry.expired(state.today)]
    notes = tuple(_expired_words(entry, lang) for entry in expired)
    still = [finding for finding in own if finding.waived is None]
    worst = Severity(level).rank if level != "never" else -1
    failing = [finding for finding in still if finding.severity.rank <= worst]
    if failing:
        return (
            Kind.FAILED,
            "\n\n".join((*(_printed(state, result, item) for item in failing), *notes)),
            (),
        )
    undecided = [
        item
        for item in _about(result.findings, rule)
        if item.verdict is Verdict.UNKNOWN and item.waived is None
    ]
    if undecided:
        reasons = "\n".join(dict.fromkeys(finding.message.text(lang) for finding in undecided))
        return (
            Kind.UNKNOWN,
            text("plugin.unknown", lang, number=len(undecided), reasons=reasons),
            notes,
        )
    if still:
        return Kind.WARNED, "\n\n".join(_printed(state, result, item) for item in still), notes
    accepted = [
        finding.waived for finding in _about(result.findings, rule) if finding.waived is not None
    ]
    if accepted:
        return (
            Kind.XFAILED,
            "；".join(dict.fromkeys(wording.accepted_words(waived, lang) for waived in accepted)),
            notes,
        )
    unused = [
        text("waiver.unused", lang, document=entry.document, rule=rule)
        for entry in waivers
        if entry not in expired
    ]
    if counts.total == 0:
        return Kind.NOT_EXERCISED, text("plugin.not_exercised", lang), (*notes, *unused)
    if counts.total == counts.not_applicable:
        return (
            Kind.SKIPPED,
            text("plugin.not_applicable", lang, number=counts.not_applicable),
            (*notes, *unused),
        )
    if unused:
        return Kind.XPASSED, unused[0], notes
    return Kind.PASSED, "", notes


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
    root = next(
        (item for item in result.findings if item is not finding and finding in _below(item)), None
    )
    if root is not None:
        where = wording.subject_words(root.subject)
        lines.append(
            text(
                "plugin.follows", lang, rule=root.rule, place=where, message=root.message.text(lang)
            )
        )
    return "\n".join(lines)


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
        lines.append(
            f"  [{problem.diagnostic.code}] {place} {wording.problem_words(problem, lang)}".replace(
                "  ", " "
            )
        )
    return "\n".join(lines)


def report_words(results: Sequence[DocumentResult], state: State) -> str | None:
    """Why documents do not comply: their findings at or above the fail level and, if asked for,
    what is undecided; else None.
    """
    settings, lang = state.settings, state.settings.lang
    parts: list[str] = []
    worst = Severity(settings.fail_level).rank if settings.fail_level != "never" else -1
    for result in results:
        if not result.readable:
            parts.append(_unread(result, lang))
        for finding in result.findings:
            fails = finding.verdict is Verdict.FAIL and finding.severity.rank <= worst
            undecided = finding.verdict is Verdict.UNKNOWN and settings.unknown == "error"
            if finding.waived is None and (fails or undecided):
                parts.append(_printed(state, result, finding))
    return "\n\n".join(parts) or None
