"""A baseline: the findings that are known, by fingerprint, so that a run tells only what is new."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.findings.verdicts import WAIVERS, DocumentResult, Finding, Report, Waived
from budgetrules.messages.errors import SettingsError
from budgetrules.messages.message import Message

_VERSION = "1"


@attrs.frozen(order=True)
class Known:
    """A known finding. Only the fingerprint counts; the rest is for those who read the file."""

    document: str
    rule: str
    place: str
    stated: str
    fingerprint: str


@attrs.frozen
class Baseline:
    """The known findings of a file."""

    path: str
    entries: tuple[Known, ...] = ()

    def apply(self, report: Report) -> Report:
        """A report in which known findings are marked as waived.

        What follows from one and is not known itself is not.
        """
        known = {entry.fingerprint for entry in self.entries}
        reason = Waived(Message("baseline.reason", {"path": self.path}), "", "")

        def marked(finding: Finding) -> Finding:
            consequences = tuple(map(marked, finding.consequences))
            waived = finding.waived or (reason if finding.fingerprint in known else None)
            return attrs.evolve(finding, waived=waived, consequences=consequences)

        documents = [
            attrs.evolve(item, findings=tuple(map(marked, item.findings)))
            for item in report.documents
        ]
        return attrs.evolve(report, documents=documents)

    def gone(self, report: Report) -> list[Known]:
        """The known findings of documents that were checked in which they no longer occur."""
        found = {
            finding.fingerprint
            for document in report.documents
            for finding in _all(document.findings)
        }
        checked = {self._name(document) for document in report.documents if document.readable}
        return [
            entry
            for entry in self.entries
            if entry.document in checked and entry.fingerprint not in found
        ]

    def renewed(self, report: Report) -> Baseline:
        """The baseline that knows what a report finds.

        Documents that were not checked in it keep what is known of them.
        """
        checked = {self._name(document) for document in report.documents if document.readable}
        kept = [entry for entry in self.entries if entry.document not in checked]
        return Baseline(self.path, tuple(sorted({*kept, *self._found(report)})))

    def _found(self, report: Report) -> Iterator[Known]:
        for document in report.documents:
            if document.format == WAIVERS:
                continue
            for finding in _all(document.findings):
                if finding.waived is None or not finding.waived.until:
                    subject = finding.subject
                    place = (
                        subject.table or subject.section,
                        subject.row_code or subject.row,
                        subject.column,
                    )
                    words = " › ".join(part for part in place if part)
                    stated = finding.evidence.stated or ""
                    yield Known(
                        self._name(document), finding.rule, words, stated, finding.fingerprint
                    )

    def _name(self, document: DocumentResult) -> str:
        """The path of a document as seen from the baseline's folder, so that another checkout gives
        the same file.
        """
        try:
            found = os.path.relpath(
                os.path.realpath(document.path), os.path.realpath(Path(self.path).parent)
            )
        except ValueError:
            found = document.path
        return found.replace(os.sep, "/")

    def save(self) -> None:
        """Write the file; the same findings give the same bytes. Raises OSError."""
        entries = [attrs.asdict(entry) for entry in self.entries]
        content = json.dumps(
            {"schema_version": _VERSION, "findings": entries}, ensure_ascii=False, indent=1
        )
        Path(self.path).write_text(content + "\n", encoding="utf-8", newline="\n")


def _all(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    for finding in findings:
        yield finding
        yield from _all(finding.consequences)


def load_baseline(path: str | Path) -> Baseline:
    """Read a baseline.

    Raises SettingsError if the file is none, OSError (FileNotFoundError if there is no such file).
    """
    try:
        value = json.loads(Path(path).read_text(encoding="utf-8"))
        if value["schema_version"] != _VERSION:
            raise ValueError(f"schema_version {value['schema_version']!r}")
        entries = tuple(_known(entry) for entry in value["findings"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        details = {"path": str(path), "reason": f"{type(error).__name__}: {error}"}
        raise SettingsError((Diagnostic("C155", Severity.ERROR, details),)) from error
    return Baseline(str(path), entries)


def _known(value: Mapping[str, object]) -> Known:
    fields = [field.name for field in attrs.fields(Known)]
    if sorted(value) != sorted(fields) or not all(isinstance(held, str) for held in value.values()):
        raise ValueError(str(value)[:80])
    return Known(*(str(value[name]) for name in fields))
