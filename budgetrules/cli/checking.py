"""Load what `check` needs, check documents and weigh the findings; nothing is printed here."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from budgetrules.cli.messages import reason, say
from budgetrules.cli.paths import STDIN, document_endings, find_files, on_disk
from budgetrules.cli.processes import processes_for, spread
from budgetrules.cli.progress import Progress
from budgetrules.cli.rules import known_template, rules_for, some_rules
from budgetrules.core.diagnostics import Severity
from budgetrules.engine import CheckOptions, RuleSet, check_iter, read_all
from budgetrules.findings.verdicts import DocumentResult, Finding, Report, Verdict
from budgetrules.model.disclosure import Disclosure, Problem
from budgetrules.options import SETTINGS, check_fields

if TYPE_CHECKING:
    from budgetrules.cli.accepted import Accepted

Results = Mapping[str, tuple[DocumentResult, ...]]


@attrs.frozen(kw_only=True)
class Job:
    """Everything a check needs besides documents; `accepted` if a user accepted anything."""

    arguments: argparse.Namespace
    rules: RuleSet
    options: CheckOptions
    accepted: Accepted | None = None
    others: tuple[Disclosure, ...] = ()

    @property
    def lang(self) -> str:
        """The language of what is told."""
        return str(self.arguments.lang)


def prepare(arguments: argparse.Namespace) -> Job | None:
    """Load what a check needs; None if something is wrong with it, of which the user has been told.

    Raises SettingsError.
    """
    lang: str = arguments.lang
    if arguments.update_baseline and arguments.baseline is None:
        say("C153", lang)
        return None
    try:
        accepted = _accepted(arguments)
    except FileNotFoundError as error:
        say("C101", lang, path=error.filename or "")
        return None
    except OSError as error:
        say("C103", lang, path=error.filename or "", reason=reason(error))
        return None
    rules = rules_for(arguments)
    if rules is None or not known_template(rules, arguments.template, lang):
        return None
    if not some_rules(rules, arguments.select, arguments.ignore, lang):
        return None
    compared = _compared(arguments, rules)
    if compared is None:
        return None
    return Job(
        arguments=arguments,
        rules=rules,
        options=options_of(arguments),
        accepted=accepted,
        others=compared,
    )


def _accepted(arguments: argparse.Namespace) -> Accepted | None:
    """Return what is accepted by waivers or a baseline; None if neither is given."""
    has_waivers = arguments.waivers and not arguments.no_waivers
    if not has_waivers and arguments.baseline is None:
        return None
    # Imported here: most checks are given neither.
    from budgetrules.cli.accepted import load_accepted

    return load_accepted(arguments)


def _compared(arguments: argparse.Namespace, rules: RuleSet) -> tuple[Disclosure, ...] | None:
    """Return the documents to compare with.

    None if one is missing, of which the user has been told.
    """
    if not arguments.with_:
        return ()
    endings = document_endings(arguments.with_)
    inputs = find_files(arguments.with_, endings, arguments.lang)
    if not inputs.complete:
        return None
    documents: list[Disclosure] = []
    for path in inputs.files:
        documents.extend(read_all(path, rules=rules))
    return tuple(documents)


def options_of(arguments: argparse.Namespace) -> CheckOptions:
    """Return the options of the engine that a command line and a settings file come to."""
    values: dict[str, object] = {}
    for option in SETTINGS:
        values[option.name] = getattr(arguments, option.field, None)
    fields: dict[str, Any] = check_fields(values)
    show = {*arguments.show}
    if arguments.strict:
        # What is undecided counts as an error then, so it is told.
        show.add("unknown")
    # Other documents are read before, and once for all files.
    fields |= {"show": frozenset(show), "others": ()}
    return CheckOptions(**fields)


def check_files(job: Job, files: tuple[str, ...]) -> Results:
    """Check files; the results by file, in order.

    A file that can't be opened any more has none, and the user was told.
    """
    results: dict[str, tuple[DocumentResult, ...]] = {}
    jobs: int | None = job.arguments.jobs
    with (
        on_disk(files) as paths,
        # Processes before the bar, which has a thread of its own.
        spread(_check_file, job, paths, processes_for(paths, jobs)) as checks,
        Progress(len(files), job.lang) as progress,
    ):
        for name, path, check in zip(files, paths, checks, strict=True):
            try:
                documents = [_named(document, path, name) for document in check()]
                results[name] = tuple(documents)
            except OSError as error:
                # It changed or vanished since it was found; the files behind it are still checked.
                say("C103", job.lang, path=name, reason=reason(error))
            progress.step(name)
    return results


def _check_file(job: Job, path: str) -> tuple[DocumentResult, ...]:
    return tuple(check_iter((path,), job.options, job.rules, job.others))


def _named(document: DocumentResult, path: str, name: str) -> DocumentResult:
    """Return the result under the name that the user gave: standard input is read from a copy."""
    if name != STDIN or document.path != path:
        return document
    problems = tuple(_renamed(problem, path) for problem in document.problems)
    return attrs.evolve(document, path=STDIN, problems=problems)


def _renamed(problem: Problem, path: str) -> Problem:
    """Return a problem that names standard input where it named the copy."""
    copies = (path, Path(path).name)
    details: dict[str, str] = {}
    for slot, value in problem.diagnostic.details.items():
        details[slot] = STDIN if value in copies else value
    diagnostic = attrs.evolve(problem.diagnostic, details=details)
    return attrs.evolve(problem, diagnostic=diagnostic)


def report_on(
    job: Job, documents: Iterable[DocumentResult], today: datetime.date | None = None
) -> Report:
    """Return the report on documents: weighed, and what the user has accepted taken into account.

    It says which waivers are past their date or accept nothing.
    """
    strict: bool = job.arguments.strict
    weighed = [_weighed(document, strict) for document in documents]
    report = Report(weighed, job.rules.packs, job.rules.rules)
    if job.accepted is None:
        return report
    day = today or datetime.date.today()
    return job.accepted.apply(report, day, job.lang)


def _weighed(document: DocumentResult, strict: bool) -> DocumentResult:
    """Make what could not be told an error under --strict, and a note otherwise."""
    severity = Severity.ERROR if strict else Severity.NOTE
    findings: list[Finding] = []
    for finding in document.findings:
        if finding.verdict is Verdict.UNKNOWN:
            findings.append(attrs.evolve(finding, severity=severity))
        else:
            findings.append(finding)
    return attrs.evolve(document, findings=tuple(findings))


def fails(report: Report, level: str, strict: bool) -> bool:
    """Return whether something is found at or above the fail level that nobody has accepted."""
    if level == "never":
        return False
    if strict and any(map(_has_open_unknown, report.documents)):
        return True
    weakest = Severity(level).rank
    findings = open_findings(report.findings)
    return any(finding.severity.rank <= weakest for finding in findings)


def _has_open_unknown(document: DocumentResult) -> bool:
    """Return whether a check could not be told that nobody has accepted."""
    accepted = 0
    for finding in document.findings:
        if finding.verdict is Verdict.UNKNOWN and finding.waived is not None:
            accepted += 1
    return document.counts.unknown > accepted


def open_findings(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings and what follows from them, without those that are waived."""
    for finding in findings:
        if finding.waived is None:
            yield finding
        yield from open_findings(finding.consequences)
