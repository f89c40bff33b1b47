"""The report for people at a terminal: per document what was checked and how it ended, then what to
look at.
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
from budgetrules.reporting.layout import Paint, block, clip, grid, wrap
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.wording import label

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

# What stands under the head and the place of a finding, a label each.
_LABELLED = finding_fields(
    *("message", "formula", "substituted", "difference", "expected_and_stated"),
    *("suggestion", "basis", "waived"),
)
(_CONSEQUENCES,) = finding_fields("consequences")
_LABELS = ("at", *(field.label for field in _LABELLED), _CONSEQUENCES.label)
_INDENT = 5


def render(report: Report, lang: str, options: FormatOptions) -> str:
    """The whole report; ends with one summary line for the run."""
    printer = _Printer(report, lang, options.width, Paint(options.color))
    parts = [printer.document(document) for document in report.documents]
    return "\n".join([*parts, printer.summary()]) + "\n"


@attrs.frozen
class _Printer:
    report: Report
    lang: str
    width: int | None
    paint: Paint

    def label(self, code: str, **slots: object) -> str:
        return label(code, self.lang, **slots)

    def document(self, document: DocumentResult) -> str:
        """Print one document: what it is, its problems, its rules, its findings."""
        lines = [self.paint(printable(document.path), "bold")]
        head = wording.document_words(document, self.lang)
        if head:
            lines += [f"  {line}" for line in wrap(head, self._room(2))]
        if document.problems:
            lines += ["", *self.problems(document)]
        if not document.readable:
            warning = self.paint(self.label("not_checked"), "red", "bold")
            lines += ["", f"  {warning}"]
        if document.rules:
            lines += ["", *self.rule_table(document)]
        is_waivers = document.format == WAIVERS
        if document.readable and not is_waivers:
            lines += ["", *self.coverage(document)]
        if document.readable or is_waivers:
            lines += ["", *self.findings(document)]
        return "\n".join(lines) + "\n"

    def problems(self, document: DocumentResult) -> list[str]:
        head = self.label("problems", number=len(document.problems))
        lines = ["  " + self.paint(head, "bold")]
        for problem in document.problems:
            lines += self._problem(problem)
        return lines

    def _problem(self, problem: Problem) -> Iterator[str]:
        """Yield the lines of a problem, then those of what to do about it."""
        severity = problem.diagnostic.severity
        head = f"{wording.severity(severity, self.lang)} [{problem.diagnostic.code}] "
        indent = " " * (4 + display_width(head))
        room = self._room(len(indent))
        first, *rest = wrap(wording.placed_problem_words(problem, self.lang), room)
        yield f"    {self.paint(head, _COLORS[severity])}{first}"
        for line in rest:
            yield indent + line
        remedy = wording.problem_hint(problem, self.lang)
        if remedy:
            for line in wrap(remedy, room):
                yield indent + self.paint(line, "dim")

    def rule_table(self, document: DocumentResult) -> list[str]:
        """Print the counts of the rules that found something to look at, and their sums."""
        rows = []
        for rule, counts in document.rules.items():
            if rule not in document.not_exercised:
                rows.append(self._rule_row(rule, counts))
        if not rows:
            return ["  " + self.label("no_rule")]
        count_heads = [self.label(f"column.{name}") for name in wording.COUNT_COLUMNS]
        heads = [self.label("rule"), self.label("title"), *count_heads]
        rows.append(["", self.label("all_rules"), *self._numbers(document.counts)])
        rows = self._with_short_titles(heads, rows)
        painted = [self._painted_row(row) for row in rows]
        align = ("left", "left", *["right"] * len(count_heads))
        head, *body, sums = grid([heads, *painted], align)
        rule_line = self.paint("─" * display_width(head), "dim")
        return [f"  {line}" for line in (head, rule_line, *body, rule_line, sums)]

    def _with_short_titles(self, heads: list[str], rows: list[list[str]]) -> list[list[str]]:
        """Clip the titles so that the table fits the width of the terminal."""
        if self.width is None:
            return rows
        columns = zip(heads, *rows, strict=True)
        widths = [max(map(display_width, column)) for column in columns]
        gaps = 2 * (len(widths) - 1)
        taken = sum(widths) - widths[1] + gaps
        room = max(12, self.width - 2 - taken)
        return [[rule, clip(title, room), *numbers] for rule, title, *numbers in rows]

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
        info = self.report.rules.get(rule)
        title = "" if info is None else words_in(info.title, self.lang)
        return [printable(rule), printable(title), *self._numbers(counts)]

    def _numbers(self, counts: Counts) -> list[str]:
        return [str(number) if number else "·" for number in wording.count_numbers(counts)]

    def coverage(self, document: DocumentResult) -> list[str]:
        """What was not checked, and what rounding explains: nothing of it may look like a pass."""
        label_width = self._label_width(("figures", "idle", "undecided", "within"))
        lines: list[str] = []
        for code, words in self._coverage_parts(document):
            lines += block(self.label(code), words, self.width, 2, label_width)
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
            yield "undecided", words + self._hint_show("unknown", document)
        if counts.rounding:
            words = self.label("within.text", number=counts.rounding)
            yield "within", words + self._hint_show("rounding", document)

    def _label_width(self, codes: Iterable[str]) -> int:
        """The width of the widest label, the gap behind it counted."""
        return 2 + max(display_width(self.label(code)) for code in codes)

    def _hint_show(self, name: str, document: DocumentResult) -> str:
        verdict = Verdict(name)
        is_shown = any(finding.verdict is verdict for finding in document.findings)
        return "" if is_shown else self.label("show", name=name)

    def findings(self, document: DocumentResult) -> list[str]:
        if not document.findings:
            return ["  " + self.label("no_findings")]
        words = self._severities_words(document.findings)
        head = self.label("findings", number=len(document.findings), words=words)
        lines = ["  " + self.paint(head, "bold")]
        for number, finding in enumerate(document.findings, 1):
            lines += ["", *self.finding(number, finding)]
        return lines

    def _severities_words(self, findings: Sequence[Finding]) -> str:
        """How many findings there are of each severity, and how many are waived."""
        numbers = wording.severities(findings)
        waived = wording.waived_words(findings, self.lang)
        return wording.severities_words(numbers, self.lang) + waived

    def finding(self, number: int, finding: Finding) -> list[str]:
        """Print one finding: head, place, the labelled fields, what follows from it."""
        label_width = self._label_width(_LABELS)
        lines = list(self._finding_head(number, finding))
        for code, words in self._finding_parts(finding):
            if words:
                lines += block(self.label(code), words, self.width, _INDENT, label_width)
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
        indent = display_width(f"{number:>3}  {severity}  {rule}  ")
        title = printable(words_in(finding.title, self.lang))
        first, *rest = wrap(title, self._room(indent))
        painted = self.paint(severity, _COLORS[finding.severity], "bold")
        yield f"{number:>3}  {painted}  {self.paint(rule, 'bold')}  {first}"
        for line in rest:
            yield " " * indent + line

    def _finding_parts(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield the label and the words of each part; words are empty where it is absent."""
        yield "at", wording.where_words(finding, self.lang, gap="  ")
        for field in _LABELLED:
            yield field.label, printable(field.words(finding, self.lang))
        yield _CONSEQUENCES.label, _CONSEQUENCES.words(finding, self.lang)

    def consequence(self, finding: Finding, indent: int) -> list[str]:
        """One line a consequence and, for what follows from it in turn, one more level."""
        weight = wording.severity(finding.severity, self.lang)
        start = f"· {weight} {printable(finding.rule)}  "
        where = wording.where_words(finding, self.lang, gap="  ")
        words = printable(wording.message_words(finding, self.lang))
        hang = indent + 2
        first = wrap(f"{start}{where}", self._room(indent))
        lines = [" " * indent + first[0], *(" " * hang + line for line in first[1:])]
        lines += [" " * hang + line for line in wrap(words, self._room(hang))]
        for inner in finding.consequences:
            lines += self.consequence(inner, hang)
        return lines

    def summary(self) -> str:
        """Print the one line that sums up the run."""
        total = wording.tally(self.report)
        parts = [self.label("run.documents", number=total.documents)]
        if total.unreadable:
            parts.append(self.label("run.unreadable", number=total.unreadable))
        if total.unreadable < total.documents:
            left = total.published - total.checked
            parts.append(self._run_findings())
            parts.append(self.label("run.checks", **attrs.asdict(total.counts)))
            parts.append(self.label("run.figures", published=total.published, left=left))
        words = self.label("semicolon").join(parts)
        if total.severities[Severity.ERROR] or total.unreadable:
            return self.paint(words, "red", "bold")
        return self.paint(words, "bold")

    def _run_findings(self) -> str:
        findings = self.report.findings
        if not findings:
            return self.label("run.none")
        return self.label("run.findings", words=self._severities_words(findings))

    def _room(self, indent: int) -> int | None:
        return None if self.width is None else max(20, self.width - indent)


def finding_lines(report: Report, finding: Finding, lang: str, options: FormatOptions) -> list[str]:
    """One finding as the report prints it, without its number."""
    printer = _Printer(report, lang, options.width, Paint(options.color))
    return [line[_INDENT:] for line in printer.finding(0, finding)]


def head_line(report: Report, lang: str) -> str:
    """The one summary line of a run, without colours."""
    return _Printer(report, lang, None, Paint(False)).summary()
