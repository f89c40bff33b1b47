"""Law 6: model → each format → model keeps every figure, its decimals, the kind of every blank, and where each stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetrules import CheckOptions, Disclosure, RuleSet
from budgetrules.engine import check_disclosure, read, read_all
from budgetrules.findings.verdicts import Report
from budgetrules.reporting.json import render
from budgetrules.reporting.options import FormatOptions
from budgetrules.storage.encode import model_value
from budgetrules.storage.formats import LOSSES, WRITERS, writer
from examples.xinjiang.dump import dump_tables
from examples.xinjiang.ledger import Ledger
from tests.conftest import EXAMPLES, at_most, thinned
from tests.plain import plain
from tests.strategies.damage import damaged
from tests.strategies.ledgers import styled

FORMATS = sorted(WRITERS)
_CLEAN = (EXAMPLES / "xinjiang-2024-clean.txt").read_text(encoding="utf-8")
# The figures of the narrative need not be those of the tables here: they are read all the same.
NARRATIVE = _CLEAN[_CLEAN.index("\n 第三部分") :]
_ALL = CheckOptions(show=frozenset({"rounding", "unknown"}))


def written(
    documents: list[Disclosure], name: str, folder: Path, rules: RuleSet
) -> list[Disclosure]:
    """What is read back from what was written."""
    target = folder / f"model.{name}"
    if target.is_dir():
        shutil.rmtree(target)
    writer(name)(model_value(documents, "zh", explain=True), target)
    return read_all(target, rules=rules)


def report(documents: list[Disclosure], rules: RuleSet) -> str:
    """The whole report as bytes would be."""
    return render(
        Report([check_disclosure(one, _ALL, rules) for one in documents], rules.packs, rules.rules),
        "zh",
        FormatOptions(),
    )


@pytest.mark.parametrize("name", thinned(FORMATS, len(FORMATS)))
@settings(max_examples=at_most(5))
@given(data=st.data())
def test_a_model_read_back_is_the_same_model_and_gives_the_same_report(
    name: str, data: st.DataObject, rules: RuleSet, tmp_path: Path
) -> None:
    documents = []
    for number in range(data.draw(st.integers(1, 2))):
        text = dump_tables(data.draw(styled())) + NARRATIVE
        path = tmp_path / f"{number}.txt"
        path.write_text(data.draw(damaged(text)), encoding="utf-8")
        documents.append(read(path, rules=rules))
    before = [plain(one) for one in documents]
    back = written(documents, name, tmp_path, rules)
    assert [plain(one) for one in back] == before
    assert report(back, rules) == report(documents, rules)


@settings(max_examples=at_most(5))
@given(data=st.data())
def test_a_document_read_twice_gives_the_same_report(
    data: st.DataObject, rules: RuleSet, tmp_path: Path
) -> None:
    path = tmp_path / "disclosure.txt"
    path.write_text(
        data.draw(damaged(dump_tables(data.draw(styled())) + NARRATIVE)), encoding="utf-8"
    )
    assert len({report([read(path, rules=rules)], rules) for _ in range(3)}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("document", ["kashgar-2024-budget.txt", "xinjiang-2024-errors.txt"])
def test_whole_documents_too(
    name: str, document: str, rules: RuleSet, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = (
        request.getfixturevalue("shared") / "disclosures"
        if document.startswith("kashgar")
        else EXAMPLES
    )
    first = read(folder / document, rules=rules)
    (back,) = written([first], name, tmp_path, rules)
    assert plain(back) == plain(first)
    assert report([back], rules) == report([first], rules)


@given(styled())
def test_the_same_document_gives_the_same_values(
    rules: RuleSet, tmp_path: Path, ledger: Ledger
) -> None:
    path = tmp_path / "disclosure.txt"
    path.write_text(dump_tables(ledger), encoding="utf-8")
    first, second = (model_value([read(path, rules=rules)], "zh") for _ in range(2))
    assert first == second


def test_what_a_format_loses_is_listed() -> None:
    assert set(LOSSES) == set(WRITERS)
