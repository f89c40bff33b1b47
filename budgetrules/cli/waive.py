"""`budgetrules waive`: write a waiver for a finding of a document."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from budgetrules.cli.messages import reason, say
from budgetrules.cli.paths import document_endings, find_files
from budgetrules.cli.rules import known_template, rules_for
from budgetrules.engine import CheckOptions, check_iter
from budgetrules.findings.globs import HASH
from budgetrules.findings.verdicts import DocumentResult, Finding
from budgetrules.findings.waiver_file import append_waiver, load_waivers
from budgetrules.findings.waivers import Waiver
from budgetrules.messages.catalogue import printable
from budgetrules.reporting.wording import subject_words

_FILE = "waivers.toml"


def run(arguments: argparse.Namespace) -> int:
    """Check the document, find the finding, write the waiver.

    Status 2 if there is no such finding or more than one.
    """
    lang: str = arguments.lang
    if arguments.until < datetime.date.today():
        say("C168", lang, date=arguments.until.isoformat())
        return 2
    inputs = find_files([arguments.path], document_endings([arguments.path]), lang)
    rules = rules_for(arguments) if len(inputs.files) == 1 else None
    if rules is None or not known_template(rules, arguments.template, lang):
        return 2
    options = CheckOptions(
        template=arguments.template, year=arguments.year, values=dict(arguments.set), lang=lang
    )
    documents = list(check_iter(inputs.files, options, rules))
    chosen = _chosen(documents, arguments.finding, lang)
    if chosen is None:
        return 2
    target = arguments.waivers[0] if arguments.waivers else _FILE
    if os.path.exists(target):
        # What is broken is told before anything is added to it.
        load_waivers(target)
    document, finding = chosen
    by_hash = HASH + document.sha256
    waiver = Waiver(
        finding.rule,
        by_hash if arguments.hash else _seen_from(target, document.path),
        _place(finding),
        arguments.reason,
        arguments.by,
        arguments.until,
        finding.fingerprint,
    )
    try:
        line = append_waiver(target, waiver)
    except OSError as error:
        say("C106", lang, path=target, reason=reason(error))
        return 2
    say(
        "C166",
        lang,
        path=target,
        line=line,
        rule=finding.rule,
        place=subject_words(finding.subject),
    )
    return 0


def _chosen(
    documents: list[DocumentResult], wanted: str, lang: str
) -> tuple[DocumentResult, Finding] | None:
    """Return the finding that a number, a rule or a fingerprint means.

    If that is not just one, the user is told which there are.
    """
    numbered = list(_numbered(documents))
    if not numbered:
        say("C167", lang, path=documents[0].path)
        return None
    chosen: list[tuple[DocumentResult, Finding]] = []
    for number, document, finding in numbered:
        if wanted in (str(number), finding.rule, finding.fingerprint):
            chosen.append((document, finding))
    if len(chosen) == 1:
        return chosen[0]
    say("C165" if chosen else "C164", lang, name=wanted, number=len(chosen))
    for number, _, finding in numbered:
        if not chosen or finding.rule == wanted:
            place = subject_words(finding.subject)
            line = f"  {number}  {finding.rule}  {finding.fingerprint}  {place}"
            print(printable(line), file=sys.stderr)
    return None


def _numbered(documents: list[DocumentResult]) -> Iterator[tuple[int, DocumentResult, Finding]]:
    """Yield every finding with its document and the number that the report prints."""
    for document in documents:
        for number, finding in enumerate(document.findings, 1):
            yield number, document, finding


def _place(finding: Finding) -> dict[str, str]:
    """Return where a finding is, as a waiver says it.

    Nothing if it names no table and no section.
    """
    subject = finding.subject
    if not subject.table and not subject.section:
        return {}
    parts = {
        "table": subject.table,
        "section": subject.section,
        "row": subject.row_code or subject.row,
        "column": subject.column,
        "stated": finding.evidence.stated,
    }
    return {name: value for name, value in parts.items() if value}


def _seen_from(target: str, path: str) -> str:
    """Return the path of a document as the file of waivers at `target` names it."""
    folder = os.path.realpath(Path(target).parent)
    document = os.path.realpath(path)
    try:
        relative = os.path.relpath(document, folder)
    except ValueError:
        # Another drive of Windows.
        return path
    return relative.replace(os.sep, "/")
