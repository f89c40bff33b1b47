"""One run, shown in both languages, prints what a run in each of them printed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from budgetrules import CheckOptions, Report, check, render
from tests.conftest import TOP

HERE = Path(__file__).resolve().parent
# Rules whose findings differ in kind: sums, names, lists of names, signs, sentences that a rule brings.
SELECTED = ("CN-C01", "CN-C05", "CN-N", "CN-T02", "XJ-A34n", "XJ-D14", "XJ-D15", "XJ-D3")


@pytest.fixture(scope="module")
def report() -> Report:
    options = CheckOptions(select=SELECTED, show=frozenset({"unknown"}))
    with contextlib.chdir(TOP):
        return check(["examples/xinjiang-2024-errors.txt"], options)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_report_prints_what_a_run_in_each_language_printed(lang: str, report: Report) -> None:
    printed = render(report, "text", lang)
    transcript = HERE / f"both-{lang}.txt"
    if os.environ.get("BUDGETRULES_REWRITE"):
        transcript.write_text(printed, encoding="utf-8")
    assert printed == transcript.read_text(encoding="utf-8")
