"""Report waivers that have expired or that nothing needs any more, as findings of their own."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.globs import HASH, files_of
from budgetrules.findings.verdicts import (
    WAIVERS,
    DocumentResult,
    Evidence,
    Finding,
    Report,
    RuleInfo,
    Subject,
    Verdict,
)
from budgetrules.findings.waivers import Use, Waiver, Waivers
from budgetrules.messages.message import Message
from budgetrules.model.disclosure import Place

UNUSED, EXPIRED = "WAIVER-UNUSED", "WAIVER-EXPIRED"


def with_notices(
    report: Report, waivers: Waivers, uses: Mapping[int, Use], today: datetime.date
) -> Report:
    """Add the file of waivers to a report as one more entry, if there is something to say of it."""
    run = _Run.of(report, waivers, today)
    findings = []
    for number, entry in enumerate(waivers.entries):
        notice = run.notice(entry, uses[number])
        if notice is not None:
            findings.append(_finding(*notice, entry))
    if not findings:
        return report
    infos = {rule: RuleInfo(rule, Message(rule), Severity.WARNING) for rule in (UNUSED, EXPIRED)}
    documents = [*report.documents, _file_entry(waivers.path, findings)]
    rules = {**report.rules, **infos}
    return attrs.evolve(report, documents=documents, rules=rules)


def _file_entry(path: str, findings: list[Finding]) -> DocumentResult:
    """Return the entry of a report that stands for the file of waivers."""
    try:
        content = Path(path).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
    except OSError:
        digest = ""
    return DocumentResult(
        path=path,
        sha256=digest,
        format=WAIVERS,
        template=None,
        template_title=None,
        kind=None,
        entity="",
        fiscal_year=None,
        unit=None,
        findings=tuple(findings),
    )


@attrs.frozen
class _Run:
    """What a run tells about waivers: its rules, the real paths it checked, and its day."""

    rules: frozenset[str]
    checked: frozenset[str]
    folder: Path
    today: datetime.date

    @classmethod
    def of(cls, report: Report, waivers: Waivers, today: datetime.date) -> _Run:
        checked = frozenset(os.path.realpath(document.path) for document in report.documents)
        return cls(frozenset(report.rules), checked, waivers.folder, today)

    def notice(self, entry: Waiver, use: Use) -> tuple[str, Message] | None:
        """Return rule and message for a waiver past its date or not needed; None for any other.

        What was not checked in this run can't tell that a waiver is unused.
        """
        if entry.expired(self.today):
            return EXPIRED, _expired_message(entry)
        if use.used:
            return None
        if entry.rule not in self.rules:
            return UNUSED, Message("waiver.no_rule", {"rule": entry.rule})
        files = files_of(entry.document, self.folder)
        if use.documents:
            if not self._was_put_to_the_test(entry, use, files):
                return None
            slots = {"document": entry.document, "rule": entry.rule}
            return UNUSED, Message("waiver.unused", slots)
        if files:
            return None
        if entry.document.startswith(HASH) and not self._checked_everything():
            return None
        return UNUSED, Message("waiver.no_document", {"document": entry.document})

    def _was_put_to_the_test(self, entry: Waiver, use: Use, files: list[str]) -> bool:
        """True if all its files were checked, and by its rule."""
        if not all(entry.rule in document.rules for document in use.documents):
            return False
        return all(os.path.realpath(file) in self.checked for file in files)

    def _checked_everything(self) -> bool:
        """True if something was checked, and no file of such a kind below the folder was not."""
        if not self.checked:
            return False
        endings = {os.path.splitext(path)[1] for path in self.checked}
        for file in files_of("**", self.folder):
            _, ending = os.path.splitext(file)
            is_document = ending in endings and os.path.isfile(file)
            if is_document and os.path.realpath(file) not in self.checked:
                return False
        return True


def _expired_message(entry: Waiver) -> Message:
    slots = {
        "document": entry.document,
        "rule": entry.rule,
        "until": entry.until.isoformat(),
        "reason": entry.reason,
    }
    return Message("waiver.expired", slots)


def _finding(rule: str, message: Message, entry: Waiver) -> Finding:
    parts = (rule, entry.rule, entry.document, *entry.place.values())
    content = "\x1f".join(parts).encode()
    digest = hashlib.sha256(content).hexdigest()
    return Finding(
        rule=rule,
        title=Message(rule),
        severity=Severity.WARNING,
        verdict=Verdict.FAIL,
        message=message,
        subject=Subject(place=Place(line=entry.line or None)),
        evidence=Evidence(),
        fingerprint=digest[:16],
    )
