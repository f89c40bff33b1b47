"""What `check` does with documents, apart from printing: rules, waivers and baseline loaded,
documents checked and weighed.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from budgetrules.cli.messages import reason, say
from budgetrules.cli.paths import STDIN, Inputs, document_endings, find_files, on_disk
from budgetrules.cli.processes import processes_for, spread
from budgetrules.cli.progress import Progress
from budgetrules.cli.rules import known_template, rules_for, some_rules
from budgetrules.core.diagnostics import Severity
from budgetrules.engine import CheckOptions, RuleSet, check_iter, read_all
from budgetrules.findings.baseline import Baseline, load_baseline
from budgetrules.findings.notices import with_notices
from budgetrules.findings.verdicts import DocumentResult, Finding, Report, Verdict
from budgetrules.findings.waiver_file import load_waivers
from budgetrules.findings.waivers import Waivers, waive_all
from budgetrules.model.disclosure import Disclosure
from budgetrules.options import SETTINGS, check_fields

Results = Mapping[str, tuple[DocumentResult, ...]]


@attrs.frozen
class Job:
    """Everything a check needs besides documents."""

    arguments: argparse.Namespace
    rules: RuleSet
    options: CheckOptions
    waivers: tuple[Waivers, ...] = ()
    baseline: Baseline | None = None
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
        waivers = (
            () if arguments.no_waivers else tuple(load_waivers(path) for path in arguments.waivers)
        )
        baseline = _baseline(arguments)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        say(
            "C101" if missing else "C103",
            lang,
            path=error.filename or "",
            **({} if missing else {"reason": reason(error)}),
        )
        return None
    rules = rules_for(arguments)
    if rules is None:
        return None
    if not (
        known_template(rules, arguments.template, lang)
        and some_rules(rules, arguments.select, arguments.ignore, lang)
    ):
        return None
    others = (
        find_files(arguments.with_, document_endings(arguments.with_), lang)
        if arguments.with_
        else Inputs((), True)
    )
    if not others.complete:
        return None
    compared = tuple(document for path in others.files for document in read_all(path, rules=rules))
    return Job(arguments, rules, options_of(arguments), waivers, baseline, compared)


def options_of(arguments: argparse.Namespace) -> CheckOptions:
    """The options of the engine that a command line and a settings file come to."""
    values = {option.name: getattr(arguments, option.field, None) for option in SETTINGS}
    fields: dict[str, Any] = check_fields(values)
    show = {*arguments.show}
    if arguments.strict:
        # What is undecided counts as an error then, so it is told.
        show.add("unknown")
    # Other documents are read before, and once for all files.
    return CheckOptions(**{**fields, "show": frozenset(show), "others": ()})


def _baseline(arguments: argparse.Namespace) -> Baseline | None:
    if arguments.baseline is None:
        return None
    if arguments.update_baseline and not Path(arguments.baseline).exists():
        return Baseline(arguments.baseline)
    return load_baseline(arguments.baseline)


def check_files(job: Job, files: tuple[str, ...]) -> Results:
    """The results by file, in order; a file that can't be opened any more has none, and the user
    was told.
    """
    found: dict[str, tuple[DocumentResult, ...]] = {}
    with (
        on_disk(files) as paths,
        # Processes before the bar, which has a thread of its own.
        spread(_check_file, job, paths, processes_for(paths, job.arguments.jobs)) as results,
        Progress(len(files), job.lang) as progress,
    ):
        for name, path, result in zip(files, paths, results, strict=True):
            try:
                found[name] = tuple(_named(item, path, name) for item in result())
            except OSError as error:
                # The file changed or vanished since it was found; the ones behind it are still
                # checked.
                say("C103", job.lang, path=name, reason=reason(error))
            progress.step(name)
    return found


def _check_file(job: Job, path: str) -> tuple[DocumentResult, ...]:
    return tuple(check_iter((path,), job.options, job.rules, job.others))


def _named(document: DocumentResult, path: str, name: str) -> DocumentResult:
    """The result under the name that the user gave: standard input is read from a copy."""
    if name != STDIN or document.path != path:
        return document
    problems = tuple(
        attrs.evolve(
            problem,
            diagnostic=attrs.evolve(
                problem.diagnostic, details=_renamed(problem.diagnostic.details, path)
            ),
        )
        for problem in document.problems
    )
    return attrs.evolve(document, path=STDIN, problems=problems)


def _renamed(details: dict[str, str], path: str) -> dict[str, str]:
    return {
        slot: STDIN if value in (path, Path(path).name) else value
        for slot, value in details.items()
    }


def report_on(
    job: Job, documents: Iterable[DocumentResult], today: datetime.date | None = None
) -> Report:
    """The report on documents: weighed, waived, with what there is to say about waivers, without
    what the baseline knows.
    """
    day = today or datetime.date.today()
    strict: bool = job.arguments.strict
    report = Report(
        [_weighed(document, strict) for document in documents], job.rules.packs, job.rules.rules
    )
    report, uses = waive_all(report, job.waivers, day)
    for held, use in zip(job.waivers, uses, strict=True):
        report = with_notices(report, held, use, day)
    if job.baseline is None:
        return report
    return _known(job, job.baseline, report)


def _known(job: Job, baseline: Baseline, report: Report) -> Report:
    if job.arguments.update_baseline:
        baseline = baseline.renewed(report)
        baseline.save()
        say("C154", job.lang, path=baseline.path, number=len(baseline.entries))
    elif gone := baseline.gone(report):
        say("C156", job.lang, path=baseline.path, number=len(gone))
    return baseline.apply(report)


def _weighed(document: DocumentResult, strict: bool) -> DocumentResult:
    """What could not be told weighs as an error under --strict, and is a note otherwise."""
    weight = Severity.ERROR if strict else Severity.NOTE

    def weighed(finding: Finding) -> Finding:
        return (
            attrs.evolve(finding, severity=weight)
            if finding.verdict is Verdict.UNKNOWN
            else finding
        )

    return attrs.evolve(document, findings=tuple(map(weighed, document.findings)))


def fails(report: Report, level: str, strict: bool) -> bool:
    """Whether something is found at or above the fail level that nobody has accepted."""
    if level == "never":
        return False
    if strict and any(
        document.counts.unknown > _accepted(document) for document in report.documents
    ):
        return True
    worst = Severity(level).rank
    return any(finding.severity.rank <= worst for finding in open_findings(report.findings))


def _accepted(document: DocumentResult) -> int:
    return sum(
        finding.verdict is Verdict.UNKNOWN and finding.waived is not None
        for finding in document.findings
    )


def open_findings(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings and what follows from them, without those that are waived."""
    for finding in findings:
        if finding.waived is None:
            yield finding
        yield from open_findings(finding.consequences)
