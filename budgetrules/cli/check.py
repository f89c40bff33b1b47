"""`budgetrules check`: documents in, findings out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

import attrs

from budgetrules.cli import output
from budgetrules.cli.messages import reason, say, show_problems
from budgetrules.cli.paths import DOCUMENT_ENDINGS, STDIN, Inputs, find_files, on_disk
from budgetrules.cli.rules import known_template, rules_for, some_rules
from budgetrules.cli.version import version
from budgetrules.core.catalogue import printable, text
from budgetrules.core.diagnostics import Severity
from budgetrules.engine import CheckOptions, RuleSet, check_iter
from budgetrules.findings.verdicts import DocumentResult, Finding, Report, Verdict
from budgetrules.reporting.formats import report_format
from budgetrules.reporting.layout import clip
from budgetrules.reporting.text import head_line

# These print findings only, so without a word on stderr a document that was not checked would look clean.
_FINDINGS_ONLY = {"concise", "github"}


def run(arguments: argparse.Namespace) -> int:
    """Check the documents, write the reports, and return the exit status."""
    lang: str = arguments.lang
    targets = [path for path in (arguments.output, *(path for _, path in arguments.report)) if path is not None]
    inputs = find_files(arguments.paths, DOCUMENT_ENDINGS, lang)
    spoiled = [target for target in targets if output.overwrites(target, inputs.files)]
    for target in spoiled:
        say("C109", lang, path=target)
    if spoiled or not inputs.files:
        return 2
    rules = rules_for(arguments)
    if rules is None:
        return 2
    select, ignore = _flat(arguments.select), _flat(arguments.ignore)
    if not (known_template(rules, arguments.template, lang) and some_rules(rules, select, ignore, lang)):
        return 2
    others = find_files(arguments.with_, DOCUMENT_ENDINGS, lang) if arguments.with_ else Inputs((), True)
    if not others.complete:
        return 2
    shown = {*_flat(arguments.show), *(("unknown",) if arguments.strict else ())}
    options = CheckOptions(
        rules=tuple(arguments.rules),
        default_rules=not arguments.no_default_rules,
        template=arguments.template,
        year=arguments.year,
        select=select,
        ignore=ignore,
        show=frozenset(shown),
        values=dict(arguments.set),
        lang=lang,
        others=tuple(others.files),
    )
    documents, complete = _check_all(inputs.files, options, rules, lang)
    report = Report([_weighed(document, arguments.strict) for document in documents], rules.packs, rules.rules)
    written = _write(report, arguments)
    if not (inputs.complete and complete and written) or not all(document.readable for document in documents):
        return 2
    return 1 if _fails(report, arguments.fail_level, arguments.strict) else 0


def _check_all(files: tuple[str, ...], options: CheckOptions, rules: RuleSet, lang: str) -> tuple[list[DocumentResult], bool]:
    """The results in the order of the files, and whether each file has one."""
    documents: list[DocumentResult] = []
    complete = True
    progress = sys.stderr.isatty() and len(files) > 1
    with on_disk(files) as paths:
        done = 0
        while done < len(files):
            try:
                for document in check_iter(paths[done:], options, rules):
                    documents.append(_named(document, paths[done], files[done]))
                    done += 1
                    if progress:
                        line = text("cli.progress", lang, done=done, total=len(files), path=document.path)
                        sys.stderr.write(f"\r\x1b[K{clip(printable(line), 78)}")
                break
            except OSError as error:
                # The file changed or vanished since it was found; the ones behind it are still checked.
                say("C103", lang, path=files[done], reason=reason(error))
                complete = False
                done += 1
    if progress:
        sys.stderr.write("\r\x1b[K")
    return documents, complete


def _named(document: DocumentResult, path: str, name: str) -> DocumentResult:
    """The result under the name that the user gave: standard input is read from a copy."""
    if name != STDIN:
        return document
    problems = tuple(
        attrs.evolve(problem, diagnostic=attrs.evolve(problem.diagnostic, details=_renamed(problem.diagnostic.details, path)))
        for problem in document.problems
    )
    return attrs.evolve(document, path=STDIN, problems=problems)


def _renamed(details: dict[str, str], path: str) -> dict[str, str]:
    return {slot: STDIN if value in (path, Path(path).name) else value for slot, value in details.items()}


def _weighed(document: DocumentResult, strict: bool) -> DocumentResult:
    """What could not be told weighs as an error under --strict, and is a note otherwise."""
    weight = Severity.ERROR if strict else Severity.NOTE

    def weighed(finding: Finding) -> Finding:
        return attrs.evolve(finding, severity=weight) if finding.verdict is Verdict.UNKNOWN else finding

    return attrs.evolve(document, findings=tuple(map(weighed, document.findings)))


def _write(report: Report, arguments: argparse.Namespace) -> bool:
    lang: str = arguments.lang
    jobs = [(arguments.format, arguments.output), *arguments.report]
    done = True
    for name, target in jobs:
        options = output.options_for(target is None and output.is_terminal(), when_piped=100)
        content = report_format(name)(report, lang, attrs.evolve(options, version=version()) if name == "json" else options)
        done = output.write(target, content, lang, spreadsheet=name == "csv") and done
    sys.stdout.flush()
    if arguments.format != "text" or arguments.output is not None:
        show_problems((document for document in report.documents if not document.readable), lang)
    if arguments.format in _FINDINGS_ONLY:
        print(head_line(report, lang), file=sys.stderr)
    return done


def _fails(report: Report, level: str, strict: bool) -> bool:
    if level == "never":
        return False
    if strict and any(document.counts.unknown for document in report.documents):
        return True
    worst = Severity(level).rank
    return any(finding.severity.rank <= worst for finding in _all(report.findings))


def _all(findings: Iterable[Finding]) -> Iterable[Finding]:
    for finding in findings:
        if finding.waived is None:
            yield finding
            yield from _all(finding.consequences)


def _flat(groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for group in groups for word in group)
