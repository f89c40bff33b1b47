"""Findings about waivers themselves: those that have expired, and those that nothing needs any
more.
"""

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
    """A report with the file of waivers as one more entry, if there is something to say about it."""
    checked = {os.path.realpath(document.path) for document in report.documents}
    found = []
    for number, entry in enumerate(waivers.entries):
        said = _said(entry, uses[number], waivers, checked, report, today)
        if said is not None:
            found.append(_finding(*said, entry))
    if not found:
        return report
    try:
        digest = hashlib.sha256(Path(waivers.path).read_bytes()).hexdigest()
    except OSError:
        digest = ""
    result = DocumentResult(
        waivers.path, digest, WAIVERS, None, None, None, "", None, None, findings=tuple(found)
    )
    infos = {rule: RuleInfo(rule, Message(rule), Severity.WARNING) for rule in (UNUSED, EXPIRED)}
    return attrs.evolve(
        report, documents=[*report.documents, result], rules={**report.rules, **infos}
    )


def _said(
    entry: Waiver,
    use: Use,
    waivers: Waivers,
    checked: set[str],
    report: Report,
    today: datetime.date,
) -> tuple[str, Message] | None:
    """The rule and the message for a waiver that is past its date or not needed; None while it is
    in order.

    What was not checked in this run can't tell that a waiver is unused.
    """
    if entry.expired(today):
        until = entry.until.isoformat()
        words = Message(
            "waiver.expired",
            {
                "document": entry.document,
                "rule": entry.rule,
                "until": until,
                "reason": entry.reason,
            },
        )
        return EXPIRED, words
    if use.used:
        return None
    if entry.rule not in report.rules:
        return UNUSED, Message("waiver.no_rule", {"rule": entry.rule})
    files = files_of(entry.document, waivers.folder)
    if not use.documents and not files:
        if entry.document.startswith(HASH) and not _all_checked(waivers, checked):
            return None
        return UNUSED, Message("waiver.no_document", {"document": entry.document})
    ran = all(entry.rule in document.rules for document in use.documents)
    if use.documents and ran and all(os.path.realpath(file) in checked for file in files):
        return UNUSED, Message("waiver.unused", {"document": entry.document, "rule": entry.rule})
    return None


def _all_checked(waivers: Waivers, checked: set[str]) -> bool:
    """Whether something was checked, and no file beside lies below the folder, of the kinds that
    were checked.
    """
    if not checked:
        return False
    endings = {os.path.splitext(path)[1] for path in checked}
    return all(
        os.path.realpath(file) in checked
        for file in files_of("**", waivers.folder)
        if os.path.splitext(file)[1] in endings and os.path.isfile(file)
    )


def _finding(rule: str, message: Message, entry: Waiver) -> Finding:
    place = Place(line=entry.line or None)
    name = hashlib.sha256(
        "\x1f".join((rule, entry.rule, entry.document, *entry.place.values())).encode()
    ).hexdigest()[:16]
    subject = Subject(place=place)
    return Finding(
        rule,
        Message(rule),
        Severity.WARNING,
        Verdict.FAIL,
        message,
        subject,
        Evidence(),
        fingerprint=name,
    )
