"""Settings, waivers and baseline on the command line, with real rules and documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from budgetrules.cli.main import main
from budgetrules.reporting.json import report_schema
from tests.conftest import EXAMPLES


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(EXAMPLES / "xinjiang-2024-errors.txt", tmp_path / "errors.txt")
    shutil.copy(EXAMPLES / "xinjiang-2024-clean.txt", tmp_path / "clean.txt")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def report(
    capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, dict[str, list[dict[str, object]]], str]:
    status = main(["check", *words, "--format", "json"])
    found = capsys.readouterr()
    return status, json.loads(found.out) if found.out else {}, found.err


def test_the_command_line_goes_before_the_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "budgetrules.toml").write_text(
        'select = ["XJ-"]\nfail-level = "never"\nlang = "en"\n', encoding="utf-8"
    )
    status, value, _ = report(capsys, "errors.txt")
    assert status == 0
    assert {str(finding["rule"])[:3] for finding in value["documents"][0]["findings"]} == {"XJ-"}  # type: ignore[index, attr-defined]
    status, value, _ = report(capsys, "errors.txt", "--select", "CN-T01", "--fail-level", "error")
    assert status == 1
    assert {finding["rule"] for finding in value["documents"][0]["findings"]} == {"CN-T01"}  # type: ignore[index, attr-defined]
    status, value, _ = report(capsys, "errors.txt", "--no-config")
    assert status == 1
    assert len({str(finding["rule"])[:3] for finding in value["documents"][0]["findings"]}) > 1  # type: ignore[index, attr-defined]


def test_a_wrong_setting_stops_with_status_2_and_a_suggestion(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "budgetrules.toml").write_text('selekt = ["XJ-"]\n', encoding="utf-8")
    for command in (
        ["check", "clean.txt"],
        ["list", "rules"],
        ["read", "clean.txt"],
        ["config", "--show"],
    ):
        assert main(command) == 2
        assert "select" in capsys.readouterr().err


def test_config_show_prints_a_file_of_settings_that_gives_the_same(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "pyproject.toml").write_text(
        '[tool.budgetrules]\nyear = 2024\nselect = ["CN-T01"]\nset = { "甲" = "乙\\"丙" }\nstrict = true\n',
        encoding="utf-8",
    )
    assert main(["config", "--show"]) == 0
    first = capsys.readouterr().out
    assert "year = 2024  # 设置文件" in first
    assert 'lang = "zh"  # 缺省' in first
    (here / "again.toml").write_text(first, encoding="utf-8")
    assert main(["config", "--show", "--config", "again.toml"]) == 0
    again = capsys.readouterr().out
    values = [line.split("  # ")[0] for line in first.splitlines()[1:]]
    assert [line.split("  # ")[0] for line in again.splitlines()[1:]] == values


@pytest.mark.slow
def test_waive_writes_what_check_then_accepts(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, value, _ = report(capsys, "errors.txt")
    findings = value["documents"][0]["findings"]  # type: ignore[index]
    words = ["--reason", "上级已同意，下次更正", "--by", "某科", "--until", "2999-12-31"]
    for number in range(len(findings)):  # type: ignore[arg-type]
        how = str(number + 1) if number % 2 else str(findings[number]["fingerprint"])  # type: ignore[index, call-overload]
        assert main(["waive", "errors.txt", how, *words, *(["--hash"] if number == 3 else [])]) == 0
    capsys.readouterr()
    status, value, _ = report(capsys, "errors.txt", "clean.txt", "--waivers", "waivers.toml")
    assert status == 0
    assert [document["path"] for document in value["documents"]] == ["errors.txt", "clean.txt"]
    waived = [finding["waived"] for finding in value["documents"][0]["findings"]]  # type: ignore[index, attr-defined]
    assert {tuple(entry.values()) for entry in waived} == {
        ("上级已同意，下次更正", "2999-12-31", "某科")
    }
    assert value["summary"]["error"] == 0  # type: ignore[call-overload]
    assert report(capsys, "errors.txt", "--waivers", "waivers.toml", "--no-waivers")[0] == 1


def test_waive_wants_one_finding_and_a_date_to_come(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--reason", "x", "--by", "y", "--until"]
    assert main(["waive", "errors.txt", "CN-T01", *words, "2999-01-01"]) == 2
    assert "C165" in capsys.readouterr().err
    assert main(["waive", "errors.txt", "nothing", *words, "2999-01-01"]) == 2
    assert "C164" in capsys.readouterr().err
    assert main(["waive", "clean.txt", "1", *words, "2999-01-01"]) == 2
    assert "C167" in capsys.readouterr().err
    assert main(["waive", "errors.txt", "1", *words, "1999-01-01"]) == 2
    assert "C168" in capsys.readouterr().err
    assert not (here / "waivers.toml").exists()


def test_an_unused_waiver_fails_a_run_that_asks_for_warnings(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "waivers.toml").write_text(
        '[[waiver]]\nrule = "CN-T01"\ndocument = "clean.txt"\nplace = { table = "表3" }\n'
        'reason = "x"\napproved_by = "y"\nuntil = 2999-01-01\n',
        encoding="utf-8",
    )
    status, value, _ = report(capsys, "clean.txt", "--waivers", "waivers.toml")
    assert status == 0
    jsonschema.Draft202012Validator(report_schema()).validate(value)
    assert value["documents"][1]["path"] == "waivers.toml"
    assert value["documents"][1]["findings"][0]["rule"] == "WAIVER-UNUSED"  # type: ignore[index]
    assert value["documents"][1]["findings"][0]["location"]["line"] == 1  # type: ignore[index]
    assert value["summary"]["documents"] == 1  # type: ignore[call-overload]
    assert (
        report(capsys, "clean.txt", "--waivers", "waivers.toml", "--fail-level", "warning")[0] == 1
    )


def test_a_baseline_lets_only_new_findings_fail(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(capsys, "errors.txt", "--baseline", "b.json")[0] == 2
    assert report(capsys, "errors.txt", "--baseline", "b.json", "--update-baseline")[0] == 0
    assert report(capsys, "errors.txt", "--baseline", "b.json")[0] == 0
    text = (here / "errors.txt").read_text(encoding="utf-8")
    (here / "errors.txt").write_text(text.replace("4,714.76", "4,714.75", 1), encoding="utf-8")
    status, value, _ = report(capsys, "errors.txt", "--baseline", "b.json")
    assert status == 1
    new = [finding for finding in value["documents"][0]["findings"] if finding["waived"] is None]  # type: ignore[index, attr-defined]
    assert [finding["stated"] for finding in new] == ["4714.75"]


def test_a_baseline_tells_what_is_gone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(capsys, "errors.txt", "--baseline", "b.json", "--update-baseline")
    shutil.copy(here / "clean.txt", here / "errors.txt")
    status, _, err = report(capsys, "errors.txt", "--baseline", "b.json")
    assert status == 0
    assert "C156" in err


def test_update_needs_a_baseline_and_never_overwrites_a_document(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(capsys, "clean.txt", "--update-baseline")[0] == 2
    before = (here / "clean.txt").read_bytes()
    assert report(capsys, "clean.txt", "--baseline", "clean.txt", "--update-baseline")[0] == 2
    assert (here / "clean.txt").read_bytes() == before


def test_broken_waivers_stop_the_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "waivers.toml").write_text("[[waiver]]\nrule = 'x'\n", encoding="utf-8")
    status, value, err = report(capsys, "clean.txt", "--waivers", "waivers.toml")
    assert (status, value) == (2, {})
    assert err.count("C161") == 5


@pytest.mark.slow
def test_waived_findings_stay_visible_in_every_format(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(
        [
            "waive",
            "errors.txt",
            "1",
            "--reason",
            "理由在此",
            "--by",
            "某科",
            "--until",
            "2999-12-31",
        ]
    )
    capsys.readouterr()
    for name in ("text", "concise", "json", "jsonl", "csv", "markdown", "github"):
        main(["check", "errors.txt", "--waivers", "waivers.toml", "--format", name])
        assert "理由在此" in capsys.readouterr().out, name


@pytest.mark.parametrize("name", ["WAIVER-UNUSED", "WAIVER-EXPIRED"])
def test_explain_knows_the_rules_about_waivers(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out.startswith(name)
