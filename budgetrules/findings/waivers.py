"""Known exceptions that somebody accepted, with a reason, a name and a date: a file of `[[waiver]]`
entries.

A waiver takes nothing out of a report: its finding stays, marked as waived, and counts no more. One
that has expired or that nothing needs is a finding itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from budgetrules.core.names import fold
from budgetrules.findings.globs import matches
from budgetrules.findings.verdicts import DocumentResult, Finding, Report, Subject, Waived
from budgetrules.schema.names import own_name

PLACE_KEYS = ("table", "section", "row", "column", "stated")
# What `place` says for a finding that is about the document as a whole.
WHOLE = (own_name("document"), "document")


@attrs.frozen
class Waiver:
    """One entry: whose finding (rule, document, place), why, who accepted it, and the last day on
    which it counts.

    `document` is a glob seen from the folder of the file, or `sha256:` and the hash of the
    document. `place` holds what is asked of the finding (table, section, row by code or name,
    column, stated value); empty: a finding about the whole document.
    """

    rule: str
    document: str
    place: Mapping[str, str]
    reason: str
    approved_by: str
    until: datetime.date
    fingerprint: str = ""
    line: int = 0

    def is_for(self, finding: Finding) -> bool:
        """Return whether a finding is the one meant, whatever the document and the day."""
        if finding.rule != self.rule:
            return False
        if self.fingerprint and finding.fingerprint != self.fingerprint:
            return False
        subject = finding.subject
        if not self.place:
            return subject.table is None and subject.section is None
        stated = finding.evidence.stated
        return all(_agrees(key, value, subject, stated) for key, value in self.place.items())

    def expired(self, today: datetime.date) -> bool:
        """Return whether its last day is past."""
        return self.until < today

    def mark(self) -> Waived:
        """Return what a finding carries that this waiver accepts."""
        return Waived(
            reason=self.reason,
            until=self.until.isoformat(),
            by=self.approved_by,
        )


def _agrees(key: str, value: str, subject: Subject, stated: str | None) -> bool:
    """True if the part of a place that `key` (one of PLACE_KEYS) names reads `value`."""
    if key == "row":
        name = subject.row or ""
        return value == subject.row_code or fold(value) == fold(name)
    contents = {
        "table": subject.table,
        "section": subject.section,
        "column": subject.column,
        "stated": stated,
    }
    content = contents[key]
    if content is None:
        return False
    return fold(value) == fold(content)


@attrs.define
class Use:
    """What became of one waiver in a run: the documents it is for that were checked, and whether a
    finding needed it.
    """

    documents: list[DocumentResult] = attrs.field(factory=list)
    used: bool = False


@attrs.frozen
class Waivers:
    """The waivers of a file."""

    path: str
    entries: tuple[Waiver, ...] = ()

    @property
    def folder(self) -> Path:
        """What globs are relative to."""
        return Path(self.path).parent

    def of(self, document: DocumentResult) -> list[Waiver]:
        """Return the waivers that a document is meant by."""
        return [entry for _, entry in self._numbered(document)]

    def _numbered(self, document: DocumentResult) -> list[tuple[int, Waiver]]:
        """Return the waivers that a document is meant by, each with its number in the file."""
        numbered = []
        for number, entry in enumerate(self.entries):
            if matches(entry.document, document.path, document.sha256, self.folder):
                numbered.append((number, entry))
        return numbered

    def waive(
        self, document: DocumentResult, today: datetime.date, uses: Mapping[int, Use] | None = None
    ) -> DocumentResult:
        """Return a document with its waived findings marked, and with them what follows from each.

        `uses` is by number of entry.
        """
        own = self._numbered(document)
        if not own:
            return document
        if uses is None:
            uses = {number: Use() for number, _ in own}
        for number, _ in own:
            uses[number].documents.append(document)

        def marked(finding: Finding, above: Waived | None = None) -> Finding:
            waived = finding.waived or above
            for number, entry in own:
                if entry.is_for(finding) and not entry.expired(today):
                    uses[number].used = True
                    waived = waived or entry.mark()
            consequences = tuple(marked(item, waived) for item in finding.consequences)
            return attrs.evolve(finding, waived=waived, consequences=consequences)

        findings = tuple(marked(finding) for finding in document.findings)
        return attrs.evolve(document, findings=findings)


def waive_all(
    report: Report, waivers: Iterable[Waivers], today: datetime.date | None = None
) -> tuple[Report, list[dict[int, Use]]]:
    """Return a report with its waived findings marked, and what became of the entries by file."""
    day = today or datetime.date.today()
    documents = report.documents
    uses_of_files = []
    for file in waivers:
        numbers = range(len(file.entries))
        uses = {number: Use() for number in numbers}
        documents = [file.waive(document, day, uses) for document in documents]
        uses_of_files.append(uses)
    return attrs.evolve(report, documents=documents), uses_of_files
