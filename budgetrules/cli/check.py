"""`budgetrules check`: documents in, findings out."""

from __future__ import annotations

import argparse
import itertools
import sys

import attrs

from budgetrules.cli import output
from budgetrules.cli.checking import Job, check_files, fails, prepare, report_on
from budgetrules.cli.messages import say, show_problems
from budgetrules.cli.paths import document_endings, find_files
from budgetrules.findings.verdicts import Report
from budgetrules.reporting.formats import report_format
from budgetrules.reporting.text import head_line
from budgetrules.version import version

# These print findings only: without a word on stderr an unchecked document would look clean.
_FINDINGS_ONLY = {"concise", "github"}


def run(arguments: argparse.Namespace) -> int:
    """Check the documents, write the reports, and return the exit status."""
    endings = document_endings(arguments.paths)
    inputs = find_files(arguments.paths, endings, arguments.lang)
    if not may_write(arguments, inputs.files) or not inputs.files:
        return 2
    job = prepare(arguments)
    if job is None:
        return 2
    results = check_files(job, inputs.files)
    documents = itertools.chain.from_iterable(results.values())
    report = report_on(job, documents)
    written = write(report, arguments)
    all_checked = inputs.complete and len(results) == len(inputs.files)
    return exit_status(job, report, complete=all_checked and written)


def exit_status(job: Job, report: Report, complete: bool) -> int:
    """Return the exit status of a check.

    2 if something was not checked or not written, 1 if something is found at the level asked for,
    else 0.
    """
    all_read = all(document.readable for document in report.documents)
    if not complete or not all_read:
        return 2
    arguments = job.arguments
    if fails(report, arguments.fail_level, arguments.strict):
        return 1
    return 0


def may_write(arguments: argparse.Namespace, files: tuple[str, ...]) -> bool:
    """Return whether no output would overwrite a document; if one would, the user is told."""
    targets = [arguments.output]
    if arguments.update_baseline:
        targets.append(arguments.baseline)
    targets += [path for _, path in arguments.report]
    named = [target for target in targets if target is not None]
    spoiled = [target for target in named if output.overwrites(target, files)]
    for target in spoiled:
        say("C109", arguments.lang, path=target)
    return not spoiled


def write(report: Report, arguments: argparse.Namespace, whole: Report | None = None) -> bool:
    """Print the report and write the files named; False if that failed.

    The files hold the `whole` report where that is more.
    """
    lang: str = arguments.lang
    jobs = [(arguments.format, arguments.output), *arguments.report]
    done = True
    for name, target in jobs:
        options = output.options_for(target is None and output.is_terminal(), when_piped=100)
        if name == "json":
            options = attrs.evolve(options, version=version())
        contents = report if target is None else whole or report
        layout = report_format(name)
        text = layout(contents, lang, options)
        is_written = output.write(target, text, lang, spreadsheet=name == "csv")
        done = done and is_written
    sys.stdout.flush()
    if arguments.format != "text" or arguments.output is not None:
        unread = [document for document in report.documents if not document.readable]
        show_problems(unread, lang)
    if arguments.format in _FINDINGS_ONLY:
        print(head_line(report, lang), file=sys.stderr)
    return done
