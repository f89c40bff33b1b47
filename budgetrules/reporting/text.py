"""The report for people at a terminal.

It says per document what was checked and how it ended, then what to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.width import display_width
from budgetrules.findings.verdicts import WAIVERS, Counts, DocumentResult, Finding, Report, Verdict
from budgetrules.messages.catalogue import printable
from budgetrules.messages.message import words_in
from budgetrules.model.disclosure import Problem
from budgetrules.reporting import wording
from budgetrules.reporting.fields import finding_fields
from budgetrules.reporting.layout import Paint, block, clip, grid, indented, wrap
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import label

_COLORS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}

# What stands under the head and the place of a finding, a label each.
_LABELLED = finding_fields(
    *("message", "formula", "substituted", "difference", "expected_and_stated"),
    *("suggestion", "basis", "waived"),
)
(_CONSEQUENCES,) = finding_fields("consequences")
_LABELS = ("at", *(field.label for field in _LABELLED), _CONSEQUENCES.label)
_INDENT = 5


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """Print the whole report; it ends with one summary line for the run."""
    printer = _Printer(report, lang, options.width, Paint(options.color))
    parts = list(map(printer.document, report.documents))
    parts.append(printer.summary())
    return "\n".join(parts) + "\n"


@attrs.frozen
class _Printer:
    """Prints parts of a report as lines, in a language, for a width, with or without colours."""

    report: Report
    lang: str
    width: int | None
    paint: Paint

    def label(self, code: str, **slots: object) -> str:
        """Return the catalogue's sentence report.`code`."""
        return label(code, self.lang, **slots)

    def document(self, document: DocumentResult) -> str:
        """Print one document: what it is, its problems, its rules, its findings."""
        path = printable(document.path)
        lines = [self.paint(path, "bold")]
        head = wording.document_words(document, self.lang)
        if head:
            wrapped = wrap(head, self._room(2))
            lines += indented(wrapped, 2)
        for part in self._parts_of_document(document):
            lines.append("")
            lines += part
        return "\n".join(lines) + "\n"

    def _parts_of_document(self, document: DocumentResult) -> Iterator[list[str]]:
        """Yield the parts of a document that a blank line stands before."""
        is_waivers = document.format == WAIVERS
        if document.problems:
            yield self.problems(document)
        if not document.readable:
            warning = self.label("not_checked")
            yield ["  " + self.paint(warning, "red", "bold")]
        if document.rules:
            yield self.rule_table(document)
        if document.readable and not is_waivers:
            yield self.coverage(document)
        if document.readable or is_waivers:
            yield self.findings(document)

    def problems(self, document: DocumentResult) -> list[str]:
        """Print what could not be read, under a heading."""
        number = len(document.problems)
        head = self.label("problems", number=number)
        lines = ["  " + self.paint(head, "bold")]
        for problem in document.problems:
            lines += self._problem(problem)
        return lines

    def _problem(self, problem: Problem) -> Iterator[str]:
        """Yield the lines of a problem, then those of what to do about it."""
        diagnostic = problem.diagnostic
        severity = wording.severity(diagnostic.severity, self.lang)
        head = f"{severity} [{diagnostic.code}] "
        hang = 4 + display_width(head)
        room = self._room(hang)
        words = wording.placed_problem_words(problem, self.lang)
        first, *rest = wrap(words, room)
        painted = self.paint(head, _COLORS[diagnostic.severity])
        yield f"    {painted}{first}"
        yield from indented(rest, hang)
        remedy = wording.problem_hint(problem, self.lang)
        if remedy:
            wrapped = wrap(remedy, room)
            dimmed = [self.paint(line, "dim") for line in wrapped]
            yield from indented(dimmed, hang)

    def rule_table(self, document: DocumentResult) -> list[str]:
        """Print the counts of the rules that found something to look at, and their sums."""
        rows: list[list[str]] = []
        for rule, counts in document.rules.items():
            if rule not in document.not_exercised:
                rows.append(self._rule_row(rule, counts))
        if not rows:
            return ["  " + self.label("no_rule")]
        all_rules = self.label("all_rules")
        sums = self._numbers(document.counts)
        rows.append(["", all_rules, *sums])
        heads = self._heads_of_rules()
        clipped = self._with_short_titles(heads, rows)
        painted = list(map(self._painted_row, clipped))
        number_of_counts = len(heads) - 2
        sides = ["left", "left", *["right"] * number_of_counts]
        head, *body, last = grid([heads, *painted], sides)
        ruling = self.paint("─" * display_width(head), "dim")
        lines = [head, ruling, *body, ruling, last]
        return indented(lines, 2)

    def _heads_of_rules(self) -> list[str]:
        """Return the heads of rule, title and each count."""
        heads = [self.label("rule"), self.label("title")]
        for name in wording.COUNT_COLUMNS:
            heads.append(self.label(f"column.{name}"))
        return heads

    def _with_short_titles(self, heads: list[str], rows: list[list[str]]) -> list[list[str]]:
        """Clip the titles so that the table fits the width of the terminal."""
        if self.width is None:
            return rows
        widths: list[int] = []
        for column in zip(heads, *rows, strict=True):
            widest = max(map(display_width, column))
            widths.append(widest)
        gaps = 2 * (len(widths) - 1)
        _, title_width, *_ = widths
        taken = sum(widths) - title_width + gaps
        room = max(12, self.width - 2 - taken)
        clipped: list[list[str]] = []
        for rule, title, *numbers in rows:
            short_title = clip(title, room)
            clipped.append([rule, short_title, *numbers])
        return clipped

    def _painted_row(self, row: list[str]) -> list[str]:
        """Paint the number of failed checks red, and of undecided ones yellow."""
        *start, failed, not_applicable, unknown = row
        return [
            *start,
            self.paint(failed, "red", "bold"),
            not_applicable,
            self.paint(unknown, "yellow"),
        ]

    def _rule_row(self, rule: str, counts: Counts) -> list[str]:
        """Return the cells of a rule: its id, its title and its counts."""
        info = self.report.rules.get(rule)
        title = ""
        if info is not None:
            title = words_in(info.title, self.lang)
        numbers = self._numbers(counts)
        return [printable(rule), printable(title), *numbers]

    def _numbers(self, counts: Counts) -> list[str]:
        """Return counts as cells, with a dot for zero."""
        cells: list[str] = []
        for number in wording.count_numbers(counts):
            cells.append(str(number) if number else "·")
        return cells

    def coverage(self, document: DocumentResult) -> list[str]:
        """Print what was not checked, and what rounding explains: nothing may look like a pass."""
        codes = ("figures", "idle", "undecided", "within")
        label_width = self._label_width(codes)
        lines: list[str] = []
        for code, words in self._coverage_parts(document):
            name = self.label(code)
            lines += block(name, words, self.width, 2, label_width)
        return lines

    def _coverage_parts(self, document: DocumentResult) -> Iterator[tuple[str, str]]:
        """Yield the label and the words of each kind of thing that is no plain pass."""
        figures = wording.figures_words(document, self.lang)
        if document.unchecked:
            figures += self.label("figures.list")
        yield "figures", figures
        if document.not_exercised:
            yield "idle", wording.idle_words(document, self.lang)
        counts = document.counts
        if counts.unknown:
            words = self.label("undecided.text", number=counts.unknown)
            words += self._hint_show("unknown", document)
            yield "undecided", words
        if counts.rounding:
            words = self.label("within.text", number=counts.rounding)
            words += self._hint_show("rounding", document)
            yield "within", words

    def _label_width(self, codes: Iterable[str]) -> int:
        """Return the width of the widest label, the gap behind it counted."""
        labels = map(self.label, codes)
        return 2 + max(map(display_width, labels))

    def _hint_show(self, name: str, document: DocumentResult) -> str:
        """Say how to have a verdict shown; nothing if it is shown."""
        verdict = Verdict(name)
        for finding in document.findings:
            if finding.verdict is verdict:
                return ""
        return self.label("show", name=name)

    def findings(self, document: DocumentResult) -> list[str]:
        """Print all findings, numbered, under a heading that counts them."""
        findings = document.findings
        if not findings:
            return ["  " + self.label("no_findings")]
        words = self._severities_words(findings)
        head = self.label("findings", number=len(findings), words=words)
        lines = ["  " + self.paint(head, "bold")]
        for number, finding in enumerate(findings, 1):
            lines.append("")
            lines += self.finding(number, finding)
        return lines

    def _severities_words(self, findings: Sequence[Finding]) -> str:
        """Say how many findings there are of each severity, and how many are waived."""
        numbers = wording.severities(findings)
        waived = wording.waived_words(findings, self.lang)
        return wording.severities_words(numbers, self.lang) + waived

    def finding(self, number: int, finding: Finding) -> list[str]:
        """Print one finding: head, place, the labelled fields, what follows from it."""
        label_width = self._label_width(_LABELS)
        lines = list(self._finding_head(number, finding))
        for code, words in self._finding_parts(finding):
            if words:
                name = self.label(code)
                lines += block(name, words, self.width, _INDENT, label_width)
        for consequence in finding.consequences:
            lines += self.consequence(consequence, _INDENT + label_width)
        return lines

    def _finding_head(self, number: int, finding: Finding) -> Iterator[str]:
        """Yield the lines with number, severity, rule and title."""
        severity = wording.severity(finding.severity, self.lang)
        if finding.verdict is not Verdict.FAIL:
            verdict = self.label(f"verdict.{finding.verdict.value}")
            severity += self.label("aside", words=verdict)
        rule = printable(finding.rule)
        hang = display_width(f"{number:>3}  {severity}  {rule}  ")
        title = words_in(finding.title, self.lang)
        room = self._room(hang)
        first, *rest = wrap(printable(title), room)
        painted_severity = self.paint(severity, _COLORS[finding.severity], "bold")
        painted_rule = self.paint(rule, "bold")
        yield f"{number:>3}  {painted_severity}  {painted_rule}  {first}"
        yield from indented(rest, hang)

    def _finding_parts(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield the label and the words of each part; words are empty where it is absent."""
        where = wording.where_words(finding, self.lang, gap="  ")
        yield "at", where
        for field in _LABELLED:
            words = field.words(finding, self.lang)
            yield field.label, printable(words)
        follows = _CONSEQUENCES.words(finding, self.lang)
        yield _CONSEQUENCES.label, follows

    def consequence(self, finding: Finding, indent: int) -> list[str]:
        """Print a consequence, and what follows from it in turn one level deeper."""
        severity = wording.severity(finding.severity, self.lang)
        rule = printable(finding.rule)
        where = wording.where_words(finding, self.lang, gap="  ")
        head = f"· {severity} {rule}  {where}"
        message = wording.message_words(finding, self.lang)
        hang = indent + 2
        first, *below = wrap(head, self._room(indent))
        below += wrap(printable(message), self._room(hang))
        lines = [" " * indent + first]
        lines += indented(below, hang)
        for inner in finding.consequences:
            lines += self.consequence(inner, hang)
        return lines

    def summary(self) -> str:
        """Print the one line that sums up the run."""
        total = wording.tally(self.report)
        parts = list(self._summary_parts(total))
        words = self.label("semicolon").join(parts)
        if total.severities[Severity.ERROR] or total.unreadable:
            return self.paint(words, "red", "bold")
        return self.paint(words, "bold")

    def _summary_parts(self, total: wording.Tally) -> Iterator[str]:
        """Yield the numbers of documents, findings, checks and figures, in words."""
        yield self.label("run.documents", number=total.documents)
        if total.unreadable:
            yield self.label("run.unreadable", number=total.unreadable)
        if total.unreadable >= total.documents:
            return
        yield self._run_findings()
        counts = attrs.asdict(total.counts)
        yield self.label("run.checks", **counts)
        left = total.published - total.checked
        yield self.label("run.figures", published=total.published, left=left)

    def _run_findings(self) -> str:
        """Say how many findings the whole run has."""
        findings = self.report.findings
        if not findings:
            return self.label("run.none")
        words = self._severities_words(findings)
        return self.label("run.findings", words=words)

    def _room(self, indent: int) -> int | None:
        """Return how wide lines may be behind an indent."""
        if self.width is None:
            return None
        return max(20, self.width - indent)


def finding_lines(report: Report, finding: Finding, lang: str, options: FormatOptions) -> list[str]:
    """Print one finding as the report does, without its number."""
    printer = _Printer(report, lang, options.width, Paint(options.color))
    lines = printer.finding(0, finding)
    return [line[_INDENT:] for line in lines]


def head_line(report: Report, lang: str) -> str:
    """Print the one summary line of a run, without colours."""
    printer = _Printer(report, lang, None, Paint(False))
    return printer.summary()
