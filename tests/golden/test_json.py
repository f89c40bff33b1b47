"""Every JSON document fits the schema in the package, and every format tells the same findings."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import EXAMPLES, thinned
from tests.golden.test_messages import run

SCHEMA = json.loads(
    (files("budgetrules.reporting") / "report.schema.json").read_text(encoding="utf-8")
)
CLEAN, ERRORS = EXAMPLES / "xinjiang-2024-clean.txt", EXAMPLES / "xinjiang-2024-errors.txt"


def documents(tmp_path: Path) -> list[list[str]]:
    """Arguments of runs whose JSON differs in kind."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    return [
        [str(CLEAN)],
        [str(ERRORS)],
        [str(CLEAN), str(ERRORS)],
        [str(empty)],
        [str(ERRORS), "--show", "rounding", "--show", "unknown"],
        [str(ERRORS), "--lang", "en", "--select", "CN-T01"],
    ]


@pytest.mark.parametrize("number", thinned(range(6), 3))
def test_every_report_fits_the_schema(number: int, tmp_path: Path) -> None:
    _, out, _ = run("check", "--format", "json", *documents(tmp_path)[number])
    report = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)


def test_numbers_are_text_so_that_nothing_is_lost() -> None:
    _, out, _ = run("check", "--format", "json", str(ERRORS))
    assert isinstance(json.loads(out, parse_float=pytest.fail), dict)


def test_formats_tell_the_same_findings() -> None:
    _, out, _ = run("check", "--format", "json", str(ERRORS))
    findings = json.loads(out)["documents"][0]["findings"]
    _, lines, _ = run("check", "--format", "jsonl", str(ERRORS))
    _, table, _ = run("check", "--format", "csv", str(ERRORS))
    _, concise, _ = run("check", "--format", "concise", str(ERRORS))
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    known = [item["fingerprint"] for item in findings]
    # Consequences have rows of their own.
    assert [row["fingerprint"] for row in rows if row["fingerprint"] in known] == known
    assert sum(item["fingerprint"] in lines for item in findings) == len(findings)
    assert sum(
        item["rule"] in line for item, line in zip(findings, concise.splitlines(), strict=False)
    ) == len(findings)


def test_fingerprints_outlive_a_shift_of_lines(tmp_path: Path) -> None:
    moved = tmp_path / "moved.txt"
    moved.write_text("\n\n\n" + ERRORS.read_text(encoding="utf-8"), encoding="utf-8")
    prints = []
    for path in (ERRORS, moved):
        _, out, _ = run("check", "--format", "json", str(path))
        prints.append([item["fingerprint"] for item in json.loads(out)["documents"][0]["findings"]])
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == len(prints[0])
