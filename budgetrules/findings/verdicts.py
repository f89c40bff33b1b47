"""What a check can say, and the evidence it says it with."""

from __future__ import annotations

import enum

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.messages.message import Message, Words, as_message
from budgetrules.model.disclosure import UNKNOWN_PLACE, Place, Problem
from budgetrules.schema.packs import PackInfo
from budgetrules.schema.sources import Law

# The format of the entry of a report that is no document but a file of waivers, about which there
# is something to say.
WAIVERS = "waivers"


class Verdict(enum.Enum):
    """The five outcomes of a check on one instance."""

    EXACT = "exact"
    ROUNDING = "rounding"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@attrs.frozen
class Operand:
    """A figure that took part: its name (表3 2010301 合计), printed value, unit and place.

    The value is None for a figure that is blank or absent.
    """

    name: str
    value: str | None
    unit: str
    place: Place


@attrs.frozen
class Subject:
    """What a finding calls wrong, or where something absent should stand."""

    table: str | None = None
    table_title: str | None = None
    section: str | None = None
    section_title: str | None = None
    row_code: str | None = None
    row: str | None = None
    column: str | None = None
    place: Place = UNKNOWN_PLACE


@attrs.frozen
class Evidence:
    """The numbers of one comparison, written in `unit` as plain decimals; None where there are
    none.
    """

    stated: str | None = None
    expected: str | None = None
    expected_range: tuple[str | None, str | None] | None = None
    difference: str | None = None
    slack: str | None = None
    unit: str = ""
    formula: str = ""
    substituted: str = ""
    operands: tuple[Operand, ...] = ()


@attrs.frozen
class Suggestion:
    """The value that would be right for the figure called wrong, and why."""

    value: str
    why: Words


@attrs.frozen
class Waived:
    """A finding somebody accepted: the reason, until when, and who; the last two are empty for one
    that a baseline knows.
    """

    reason: Words
    until: str
    by: str


@attrs.frozen
class Finding:
    """One thing to look at, with everything a reader needs to check it by hand."""

    rule: str
    title: Words
    severity: Severity
    verdict: Verdict
    message: Message = attrs.field(converter=as_message)
    subject: Subject
    evidence: Evidence
    basis: tuple[Law, ...] = ()
    consequences: tuple[Finding, ...] = ()
    suggestion: Suggestion | None = None
    fingerprint: str = ""
    waived: Waived | None = None


@attrs.define
class Counts:
    """How many checks ended how."""

    exact: int = 0
    rounding: int = 0
    fail: int = 0
    unknown: int = 0
    not_applicable: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another run."""
        for name in ("exact", "rounding", "fail", "unknown", "not_applicable"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def total(self) -> int:
        """All checks made."""
        decided = self.exact + self.rounding + self.fail
        return decided + self.unknown + self.not_applicable


@attrs.frozen
class Unchecked:
    """A printed figure that no check tied to another one."""

    table: str | None
    section: str | None
    row_code: str | None
    row: str | None
    column: str | None
    value: str
    place: Place


@attrs.define
class DocumentResult:
    """What the rules said about one document.

    `rules` gives the counts of each rule by id, in the order of the packs. `unread` is how many of
    the figures left `unchecked` stand where nothing reads them.
    """

    path: str
    sha256: str
    format: str
    template: str | None
    template_title: str | None
    kind: str | None
    entity: str
    fiscal_year: int | None
    unit: str | None
    published: int = 0
    checked: int = 0
    unchecked: tuple[Unchecked, ...] = ()
    unread: int = 0
    counts: Counts = attrs.field(factory=Counts)
    rules: dict[str, Counts] = attrs.field(factory=dict)
    not_exercised: tuple[str, ...] = ()
    proof: str = "not_run"
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    readable: bool = True


@attrs.frozen
class RuleInfo:
    """What reports print about a rule besides its findings."""

    id: str
    title: Words
    severity: Severity
    basis: tuple[Law, ...] = ()
    formula: tuple[str, ...] = ()


@attrs.define
class Report:
    """The result of a run over documents: what the library returns and every format prints."""

    documents: list[DocumentResult]
    packs: tuple[PackInfo, ...] = ()
    rules: dict[str, RuleInfo] = attrs.field(factory=dict)

    @property
    def checked(self) -> list[DocumentResult]:
        """The documents, without the entry about waivers."""
        return [document for document in self.documents if document.format != WAIVERS]

    @property
    def findings(self) -> list[Finding]:
        """All findings of all documents, in order."""
        every_finding: list[Finding] = []
        for document in self.documents:
            every_finding.extend(document.findings)
        return every_finding
