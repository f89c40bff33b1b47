"""A disclosure drawn in any way says what its text dump says: the same figures, the same verdicts, the same findings."""

from __future__ import annotations

from pathlib import Path

import attrs
from hypothesis import assume, given, settings

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.model.disclosure import Disclosure
from budgetrules.readers.raw import RawDocument
from budgetrules.recognition.recognise import build_disclosure
from examples.xinjiang.department import department
from examples.xinjiang.dump import dump, dump_tables
from examples.xinjiang.ledger import Ledger
from tests.conftest import at_most
from tests.strategies.drawn import Style, blocks, figures, raw_document, styles
from tests.strategies.ledgers import styled


def recognised(raw: RawDocument, rules: RuleSet) -> Disclosure:
    """A raw document read by the shipped templates."""
    names = {
        code: entry.names[0]
        for codelist in rules.plan.declarations.codelists.values()
        for code, entry in codelist.entries.items()
        if entry.names
    }
    return build_disclosure(raw, tuple(rules.templates.values()), known_names=names)


def checked(disclosure: Disclosure, rules: RuleSet) -> DocumentResult:
    """What the rules say of it."""
    return check_disclosure(disclosure, CheckOptions(), rules)


def from_text(text: str, rules: RuleSet, folder: Path) -> Disclosure:
    """A dump read."""
    path = folder / "dump.txt"
    path.write_text(text, encoding="utf-8")
    return read(path, rules=rules)


def is_read_whole(found: Disclosure) -> bool:
    """Whether nothing is told of a dump of tables but that it has no narrative."""
    return {problem.diagnostic.code for problem in found.problems} <= {"N173"}


def verdicts(result: DocumentResult) -> dict[str, object]:
    """How often each rule said what."""
    return {rule: attrs.asdict(counts) for rule, counts in result.rules.items()}


@given(styled(), styles())
def test_drawn_tables_say_what_the_dump_says(
    rules: RuleSet, tmp_path: Path, ledger: Ledger, style: Style
) -> None:
    expected = from_text(dump_tables(ledger), rules, tmp_path)
    # What the dump can't tell (a wrapped name that goes on with what looks like a code) is no measure.
    assume(is_read_whole(expected))
    found = recognised(raw_document(blocks(ledger, None, style), style), rules)
    assert figures(found) == figures(expected)
    assert verdicts(checked(found, rules)) == verdicts(checked(expected, rules))
    assert not [
        problem for problem in found.problems if problem.diagnostic.severity.value == "error"
    ]


@given(styles())
@settings(max_examples=at_most(15))
def test_a_drawn_disclosure_has_the_findings_of_its_dump(
    rules: RuleSet, tmp_path: Path, style: Style
) -> None:
    now, before = department(2024), department(2023)
    expected = checked(from_text(dump(now, before), rules, tmp_path), rules)
    found = checked(recognised(raw_document(blocks(now, before, style), style), rules), rules)
    assert verdicts(found) == verdicts(expected)
    assert [item.fingerprint for item in found.findings] == [
        item.fingerprint for item in expected.findings
    ]
    assert (found.published, found.checked) == (expected.published, expected.checked)
