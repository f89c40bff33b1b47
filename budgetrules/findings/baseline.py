"""A baseline: the findings that are known, by fingerprint, so that a run tells only what is new."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.findings.verdicts import DocumentResult, Finding, Report, Waived
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
        """Return a report in which known findings are marked as waived.

        What follows from one and is not known itself is not.
        """
        fingerprints = {entry.fingerprint for entry in self.entries}
        message = Message("baseline.reason", {"path": self.path})
        reason = Waived(message, until="", by="")

        def marked(finding: Finding) -> Finding:
            consequences = tuple(map(marked, finding.consequences))
            waived = finding.waived
            if waived is None and finding.fingerprint in fingerprints:
                waived = reason
            return attrs.evolve(finding, waived=waived, consequences=consequences)

        documents = []
        for document in report.documents:
            findings = tuple(map(marked, document.findings))
            documents.append(attrs.evolve(document, findings=findings))
        return attrs.evolve(report, documents=documents)

    def gone(self, report: Report) -> list[Known]:
        """Return the known findings that no longer occur in the documents that were checked."""
        present = {finding.fingerprint for finding in _all(report.findings)}
        checked = self._checked(report)
        gone = []
        for entry in self.entries:
            if entry.document in checked and entry.fingerprint not in present:
                gone.append(entry)
        return gone

    def renewed(self, report: Report) -> Baseline:
        """Return the baseline that knows what a report finds.

        Documents that were not checked in it keep what is known of them.
        """
        checked = self._checked(report)
        kept = [entry for entry in self.entries if entry.document not in checked]
        now = self._entries_of(report)
        entries = sorted({*kept, *now})
        return Baseline(self.path, tuple(entries))

    def _checked(self, report: Report) -> set[str]:
        """Return the names of the documents that could be read."""
        return {self._name(document) for document in report.documents if document.readable}

    def _entries_of(self, report: Report) -> Iterator[Known]:
        """Yield an entry for each finding of the documents that no waiver accepts."""
        for document in report.checked:
            name = self._name(document)
            for finding in _all(document.findings):
                if not _is_accepted_by_waiver(finding):
                    yield _entry_of(name, finding)

    def _name(self, document: DocumentResult) -> str:
        """Return the path of a document as seen from the baseline's folder.

        So another checkout gives the same file.
        """
        folder = os.path.realpath(Path(self.path).parent)
        target = os.path.realpath(document.path)
        try:
            name = os.path.relpath(target, folder)
        except ValueError:
            # Another drive of Windows.
            name = document.path
        return name.replace(os.sep, "/")

    def save(self) -> None:
        """Write the file; the same findings give the same bytes. Raises OSError."""
        entries = [attrs.asdict(entry) for entry in self.entries]
        value = {"schema_version": _VERSION, "findings": entries}
        content = json.dumps(value, ensure_ascii=False, indent=1)
        file = Path(self.path)
        file.write_text(content + "\n", encoding="utf-8", newline="\n")


def _all(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, and after each what follows from it."""
    for finding in findings:
        yield finding
        yield from _all(finding.consequences)


def _is_accepted_by_waiver(finding: Finding) -> bool:
    """True if a waiver accepts it; what a baseline accepts has no last day."""
    return finding.waived is not None and bool(finding.waived.until)


def _entry_of(document: str, finding: Finding) -> Known:
    subject = finding.subject
    part = subject.table or subject.section
    row = subject.row_code or subject.row
    return Known(
        document=document,
        rule=finding.rule,
        place=" › ".join(filter(None, (part, row, subject.column))),
        stated=finding.evidence.stated or "",
        fingerprint=finding.fingerprint,
    )


def load_baseline(path: str | Path) -> Baseline:
    """Read a baseline.

    Raises SettingsError if the file is none, OSError (FileNotFoundError if there is no such file).
    """
    try:
        content = Path(path).read_text(encoding="utf-8")
        value = json.loads(content)
        if value["schema_version"] != _VERSION:
            raise ValueError(f"schema_version {value['schema_version']!r}")
        entries = tuple(_known(entry) for entry in value["findings"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}"
        details = {"path": str(path), "reason": reason}
        mistake = Diagnostic("C155", Severity.ERROR, details)
        raise SettingsError((mistake,)) from error
    return Baseline(str(path), entries)


def _known(value: Mapping[str, object]) -> Known:
    """Return the entry that a file holds.

    Raises ValueError unless it has all fields, each a text.
    """
    names = {field.name for field in attrs.fields(Known)}
    has_texts = all(isinstance(content, str) for content in value.values())
    if set(value) != names or not has_texts:
        raise ValueError(str(value)[:80])
    return Known(**{name: str(content) for name, content in value.items()})
