"""The report for people at a terminal: per document what was checked and how it ended, then what to
look at.
"""

from __future__ import annotations

import attrs

from budgetrules.core.diagnostics import Severity
from budgetrules.core.width import display_width
from budgetrules.findings.verdicts import WAIVERS, Counts, DocumentResult, Finding, Report, Verdict
from budgetrules.messages.catalogue import printable
from budgetrules.messages.message import words_in
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
        lines = [self.paint(printable(document.path), "bold")]
        head = wording.document_words(document, self.lang)
        lines += [f"  {line}" for line in wrap(head, self._room(2))] if head else []
        if document.problems:
            lines += ["", *self.problems(document)]
        if not document.readable:
            lines += ["", "  " + self.paint(self.label("not_checked"), "red", "bold")]
        if document.rules:
            lines += ["", *self.rule_table(document)]
        if document.format == WAIVERS:
            lines += ["", *self.findings(document)]
        elif document.readable:
            lines += ["", *self.coverage(document), "", *self.findings(document)]
        return "\n".join(lines) + "\n"

    def problems(self, document: DocumentResult) -> list[str]:
        lines = ["  " + self.paint(self.label("problems", number=len(document.problems)), "bold")]
        for problem in document.problems:
            weight = problem.diagnostic.severity
            place = wording.place_words(problem.place, self.lang)
            head = f"{wording.severity(weight, self.lang)} [{problem.diagnostic.code}] "
            words = f"{place}{self.label('colon')}" if place else ""
            wrapped = wrap(
                words + wording.problem_words(problem, self.lang),
                self._room(4 + display_width(head)),
            )
            lines.append("    " + self.paint(head, _COLORS[weight]) + wrapped[0])
            indent = " " * (4 + display_width(head))
            lines += [indent + line for line in wrapped[1:]]
            remedy = wording.problem_hint(problem, self.lang)
            if remedy:
                lines += [
                    indent + self.paint(line, "dim")
                    for line in wrap(remedy, self._room(len(indent)))
                ]
        return lines

    def rule_table(self, document: DocumentResult) -> list[str]:
        idle = set(document.not_exercised)
        rows = [
            self._rule_row(rule, counts)
            for rule, counts in document.rules.items()
            if rule not in idle
        ]
        if not rows:
            return ["  " + self.label("no_rule")]
        heads = [
            self.label("rule"),
            self.label("title"),
            *(self.label(f"column.{name}") for name in wording.COUNT_COLUMNS),
        ]
        rows.append(["", self.label("all_rules"), *self._numbers(document.counts)])
        widths = [max(display_width(row[i]) for row in [heads, *rows]) for i in range(len(heads))]
        if self.width is not None:
            room = max(12, self.width - 2 - sum(widths) + widths[1] - 2 * (len(widths) - 1))
            rows = [[row[0], clip(row[1], room), *row[2:]] for row in rows]
        painted = [
            [*row[:5], self.paint(row[5], "red", "bold"), row[6], self.paint(row[7], "yellow")]
            for row in rows
        ]
        align = ("left", "left", *["right"] * len(wording.COUNT_COLUMNS))
        lines = grid([heads, *painted], align)
        rule = self.paint("─" * display_width(lines[0]), "dim")
        return ["  " + line for line in (lines[0], rule, *lines[1:-1], rule, lines[-1])]

    def _rule_row(self, rule: str, counts: Counts) -> list[str]:
        info = self.report.rules.get(rule)
        return [
            printable(rule),
            printable(words_in(info.title, self.lang)) if info else "",
            *self._numbers(counts),
        ]

    def _numbers(self, counts: Counts) -> list[str]:
        return [str(number) if number else "·" for number in wording.count_numbers(counts)]

    def coverage(self, document: DocumentResult) -> list[str]:
        """What was not checked, and what rounding explains: nothing of it may look like a pass."""
        label_width = 2 + max(
            display_width(self.label(code)) for code in ("figures", "idle", "undecided", "within")
        )
        lines: list[str] = []

        def add(code: str, words: str) -> None:
            lines.extend(block(self.label(code), words, self.width, 2, label_width))

        left = document.published - document.checked
        figures = self.label(
            "figures.text", published=document.published, checked=document.checked, left=left
        )
        add("figures", figures + (self.label("figures.list") if document.unchecked else ""))
        if document.not_exercised:
            add(
                "idle",
                self.label(
                    "idle.text",
                    number=len(document.not_exercised),
                    rules=" ".join(document.not_exercised),
                ),
            )
        if document.counts.unknown:
            add(
                "undecided",
                self.label("undecided.text", number=document.counts.unknown)
                + self._hint_show("unknown", document),
            )
        if document.counts.rounding:
            add(
                "within",
                self.label("within.text", number=document.counts.rounding)
                + self._hint_show("rounding", document),
            )
        return lines

    def _hint_show(self, name: str, document: DocumentResult) -> str:
        shown = any(finding.verdict is Verdict(name) for finding in document.findings)
        return "" if shown else self.label("show", name=name)

    def findings(self, document: DocumentResult) -> list[str]:
        if not document.findings:
            return ["  " + self.label("no_findings")]
        words = wording.severities_words(wording.severities(document.findings), self.lang)
        words += wording.waived_words(document.findings, self.lang)
        lines = [
            "  "
            + self.paint(self.label("findings", number=len(document.findings), words=words), "bold")
        ]
        for number, finding in enumerate(document.findings, 1):
            lines += ["", *self.finding(number, finding)]
        return lines

    def finding(self, number: int, finding: Finding) -> list[str]:
        codes = ("at", *(field.label for field in _LABELLED), "others")
        label_width = 2 + max(display_width(self.label(code)) for code in codes)
        indent = 5
        color = _COLORS[finding.severity]
        weight = wording.severity(finding.severity, self.lang)
        if finding.verdict is not Verdict.FAIL:
            weight += self.label("aside", words=self.label(f"verdict.{finding.verdict.value}"))
        start = f"{number:>3}  {weight}  {printable(finding.rule)}  "
        title = wrap(
            printable(words_in(finding.title, self.lang)), self._room(display_width(start))
        )
        rule = self.paint(printable(finding.rule), "bold")
        head = f"{number:>3}  {self.paint(weight, color, 'bold')}  {rule}  {title[0]}"
        lines = [head, *(" " * display_width(start) + line for line in title[1:])]

        def add(code: str, words: str) -> None:
            if words:
                lines.extend(block(self.label(code), words, self.width, indent, label_width))

        add("at", wording.where_words(finding, self.lang, gap="  "))
        for field in _LABELLED:
            add(field.label, printable(field.words(finding, self.lang)))
        if finding.consequences:
            add("others", self.label("others.text", number=len(finding.consequences)))
            for consequence in finding.consequences:
                lines += self.consequence(consequence, indent + label_width)
        return lines

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
        total = wording.tally(self.report)
        parts = [self.label("run.documents", number=total.documents)]
        if total.unreadable:
            parts.append(self.label("run.unreadable", number=total.unreadable))
        if total.unreadable < total.documents:
            found = (
                wording.severities_words(total.severities, self.lang)
                if self.report.findings
                else None
            )
            found = (
                found + wording.waived_words(self.report.findings, self.lang)
                if found is not None
                else None
            )
            counts = attrs.asdict(total.counts)
            left = total.published - total.checked
            parts.append(
                self.label("run.none") if found is None else self.label("run.findings", words=found)
            )
            parts.append(self.label("run.checks", **counts))
            parts.append(self.label("run.figures", published=total.published, left=left))
        bad = total.severities[Severity.ERROR] or total.unreadable
        return self.paint(
            self.label("semicolon").join(parts), *(("red", "bold") if bad else ("bold",))
        )

    def _room(self, indent: int) -> int | None:
        return None if self.width is None else max(20, self.width - indent)


def finding_lines(report: Report, finding: Finding, lang: str, options: FormatOptions) -> list[str]:
    """One finding as the report prints it, without its number."""
    first, *rest = _Printer(report, lang, options.width, Paint(options.color)).finding(0, finding)
    return [line[5:] for line in (f"     {first[5:]}", *rest)]


def head_line(report: Report, lang: str) -> str:
    """The one summary line of a run, without colours."""
    return _Printer(report, lang, None, Paint(False)).summary()
