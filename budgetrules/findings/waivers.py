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

PLACE_KEYS = ("table", "section", "row", "column", "stated")
# What `place` says for a finding that is about the document as a whole.
WHOLE = ("全文", "document")


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
        """Whether a finding is the one meant, whatever the document and the day."""
        if finding.rule != self.rule or (
            self.fingerprint and finding.fingerprint != self.fingerprint
        ):
            return False
        subject = finding.subject
        if not self.place:
            return subject.table is None and subject.section is None
        return all(
            _agrees(key, value, subject, finding.evidence.stated)
            for key, value in self.place.items()
        )

    def expired(self, today: datetime.date) -> bool:
        """Whether its last day is past."""
        return self.until < today


def _agrees(key: str, value: str, subject: Subject, stated: str | None) -> bool:
    if key == "row":
        return value == subject.row_code or fold(value) == fold(subject.row or "")
    found = (
        stated
        if key == "stated"
        else {"table": subject.table, "section": subject.section, "column": subject.column}[key]
    )
    return found is not None and fold(value) == fold(found)


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
        """The waivers that a document is meant by."""
        return [
            entry
            for entry in self.entries
            if matches(entry.document, document.path, document.sha256, self.folder)
        ]

    def waive(
        self, document: DocumentResult, today: datetime.date, uses: Mapping[int, Use] | None = None
    ) -> DocumentResult:
        """A document with its waived findings marked, and with them what follows from each.

        `uses` is by number of entry.
        """
        own = [
            (number, entry)
            for number, entry in enumerate(self.entries)
            if matches(entry.document, document.path, document.sha256, self.folder)
        ]
        for number, _ in own:
            if uses is not None:
                uses[number].documents.append(document)

        def marked(finding: Finding, above: Waived | None = None) -> Finding:
            waived = finding.waived or above
            for number, entry in own:
                if entry.is_for(finding) and not entry.expired(today):
                    if uses is not None:
                        uses[number].used = True
                    waived = waived or Waived(
                        entry.reason, entry.until.isoformat(), entry.approved_by
                    )
            consequences = tuple(marked(item, waived) for item in finding.consequences)
            return attrs.evolve(finding, waived=waived, consequences=consequences)

        if not own:
            return document
        return attrs.evolve(
            document, findings=tuple(marked(finding) for finding in document.findings)
        )


def waive_all(
    report: Report, waivers: Iterable[Waivers], today: datetime.date | None = None
) -> tuple[Report, list[dict[int, Use]]]:
    """A report with its waived findings marked, and for each file what became of its entries."""
    day = today or datetime.date.today()
    documents = report.documents
    found = []
    for held in waivers:
        uses = {number: Use() for number in range(len(held.entries))}
        documents = [held.waive(document, day, uses) for document in documents]
        found.append(uses)
    return attrs.evolve(report, documents=documents), found
