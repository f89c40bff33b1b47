"""Waivers and a baseline that a check is given."""

from __future__ import annotations

import argparse
import datetime
import json
from pathlib import Path

import pytest

from budgetrules.cli.accepted import Accepted, load_accepted
from budgetrules.findings.baseline import Baseline
from budgetrules.findings.notices import UNUSED
from budgetrules.findings.waivers import Waiver, Waivers
from tests.unit.reporting import samples

TODAY = datetime.date(2030, 1, 1)
LATER = datetime.date(2030, 12, 31)
PLACE = {"table": "表3", "row": "2010301", "column": "合计"}


def waiver(rule: str) -> Waiver:
    return Waiver(rule, "disclosures/*.txt", PLACE, "待更正", "某科", LATER)


def arguments(**changes: object) -> argparse.Namespace:
    given: dict[str, object] = {
        "waivers": (),
        "no_waivers": False,
        "baseline": None,
        "update_baseline": False,
    }
    return argparse.Namespace(**(given | changes))


def test_nothing_accepted_changes_nothing() -> None:
    report = samples.report(samples.document())
    assert Accepted().apply(report, TODAY, "zh") == report


def test_waivers_are_marked_and_unused_ones_told() -> None:
    used, unused = waiver("T-A16"), waiver("T-A99")
    accepted = Accepted((Waivers("waivers.toml", (used, unused)),))
    report = accepted.apply(samples.report(samples.document()), TODAY, "zh")
    marked = [finding.rule for finding in report.findings if finding.waived is not None]
    assert marked == ["T-A16"]
    assert UNUSED in [finding.rule for finding in report.findings]


def test_a_renewed_baseline_holds_what_is_found_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "baseline.json"
    accepted = Accepted(baseline=Baseline(str(path)), renews=True)
    report = accepted.apply(samples.report(samples.document()), TODAY, "zh")
    assert json.loads(path.read_text(encoding="utf-8"))
    assert [finding.waived is not None for finding in report.findings] == [True, True]
    assert "C154" in capsys.readouterr().err


def test_a_baseline_to_be_written_need_not_be_there(tmp_path: Path) -> None:
    path = str(tmp_path / "none.json")
    assert load_accepted(arguments(baseline=path, update_baseline=True)).baseline == Baseline(path)
    with pytest.raises(FileNotFoundError):
        load_accepted(arguments(baseline=path))


def test_waivers_may_be_left_aside() -> None:
    missing = ("none.toml",)
    assert load_accepted(arguments(waivers=missing, no_waivers=True)).waivers == ()
    with pytest.raises(FileNotFoundError):
        load_accepted(arguments(waivers=missing))
