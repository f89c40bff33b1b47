"""What commands promise to programs that call them: exit status, streams, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from budgetrules.reporting.json import report_schema
from tests.cli import stand_in
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("clean.txt",), 0),
        (("demo.txt",), 1),
        (("warning.txt",), 0),
        (("warning.txt", "--fail-level", "warning"), 1),
        (("demo.txt", "--fail-level", "never"), 0),
        (("clean.txt", "--strict"), 1),
        (("clean.txt", "--strict", "--fail-level", "never"), 0),
        (("noise.txt",), 2),
        (("demo.txt", "noise.txt"), 2),
        (("noise.txt", "--fail-level", "never"), 2),
        (("nowhere.txt", "demo.txt"), 2),
    ],
)
def test_exit_status_of_check(run: Run, arguments: tuple[str, ...], status: int) -> None:
    assert run("check", *arguments).status == status


def test_other_documents_are_reported_when_one_is_missing_or_unreadable(run: Run) -> None:
    found = run("check", "nowhere.txt", "noise.txt", "demo.txt", "--format", "json")
    assert [document["path"] for document in json.loads(found.out)["documents"]] == [
        "noise.txt",
        "demo.txt",
    ]
    assert "nowhere.txt" in found.err
    assert "Traceback" not in found.err


def test_json_on_stdout_is_valid_and_nothing_else(run: Run) -> None:
    found = run("check", "demo.txt", "clean.txt", "--format", "json", "--strict")
    jsonschema.Draft202012Validator(report_schema()).validate(json.loads(found.out))
    assert found.err == ""


def test_options_reach_the_engine(run: Run) -> None:
    run(
        *(
            "check",
            "demo.txt",
            "--select",
            "T-A01,T-A07",
            "--select",
            "tag:表间",
            "--ignore",
            "T-B",
            "--show",
            "rounding",
        ),
        *(
            "--set",
            "公开日期=2024-02-01",
            "--template",
            "示例表式",
            "--year",
            "2024",
            "--no-default-rules",
            "--rules",
            "good.rules",
        ),
        *("--lang", "en"),
    )
    assert stand_in.seen[-1] == stand_in.CheckOptions(
        rules=("good.rules",),
        default_rules=False,
        template="示例表式",
        year=2024,
        select=("T-A01", "T-A07", "tag:表间"),
        ignore=("T-B",),
        show=frozenset({"rounding"}),
        values={"公开日期": "2024-02-01"},
        lang="en",
    )


def test_reports_go_to_the_files_named(run: Run) -> None:
    found = run(
        "check", "demo.txt", "-o", "out.txt", "--report", "json=out.json", "--report", "csv=out.csv"
    )
    assert (found.status, found.out) == (1, "")
    assert "T-A16" in Path("out.txt").read_text(encoding="utf-8")
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["summary"]["documents"] == 1
    assert Path("out.csv").read_bytes().startswith(b"\xef\xbb\xbfpath,")


def test_standard_input_is_reported_as_a_dash(run: Run) -> None:
    found = run("check", "-", "--format", "json", stdin="预算\n".encode())
    assert json.loads(found.out)["documents"][0]["path"] == "-"


def test_a_folder_is_walked_in_sorted_order_and_a_file_is_checked_once(run: Run) -> None:
    found = run("check", "folder", "folder/a.txt", "--format", "json")
    assert [document["path"] for document in json.loads(found.out)["documents"]] == [
        "folder/a.txt",
        "folder/b.txt",
    ]


def test_fmt_rewrites_in_place_and_is_then_content(run: Run) -> None:
    os.chmod("loose.rules", 0o640)
    assert run("fmt", "loose.rules").status == 0
    assert Path("loose.rules").read_text(encoding="utf-8") == "规则 T-A01 “甲”\n  检查 合计 = 1\n"
    assert os.stat("loose.rules").st_mode & 0o777 == 0o640
    assert run("fmt", "--check", "loose.rules").status == 0


def test_fmt_leaves_a_broken_file_as_it_is_and_formats_the_others(run: Run) -> None:
    before = Path("bad.rules").read_bytes()
    assert run("fmt", ".").status == 2
    assert Path("bad.rules").read_bytes() == before
    assert run("fmt", "--check", "loose.rules").status == 0


def test_fmt_tells_a_file_that_is_not_utf8(run: Run) -> None:
    Path("gb.rules").write_bytes("规则".encode("gb18030"))
    found = run("fmt", "gb.rules")
    assert found.status == 2
    assert "C110" in found.err


def test_output_is_utf8_whatever_the_locale(run: Run) -> None:
    assert "疑点" in run("check", "demo.txt").out


def shell(*words: str, **changes: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C"}
    command = [sys.executable, "-m", "budgetrules", *words]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **changes)  # type: ignore[call-overload,no-any-return]


def test_a_closed_pipe_ends_without_a_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = shell("explain", "C104", stdout=writing)
    os.close(writing)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, b"C108" in err, b"Traceback" in err, b"Exception" in err) == (
        2,
        True,
        False,
        False,
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_ends_without_a_traceback() -> None:
    with open("/dev/full", "wb") as full:
        _, err = (process := shell("explain", "C104", stdout=full)).communicate(timeout=60)
    assert (process.returncode, b"C106" in err, b"Traceback" in err, b"Exception" in err) == (
        2,
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("content", "spelling"),
    [("rule A\n  check a = b\n# 说明 文字\n", "en"), ("规则 A\n  检查 a = b\n", "zh"), ("", "zh")],
)
def test_fmt_keeps_the_spelling_of_a_file(content: str, spelling: str, run: Run) -> None:
    from budgetrules.cli.fmt import spelling_of

    assert spelling_of(content) == spelling


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("check",),
        ("read",),
        ("explain",),
        ("list",),
        ("fmt",),
        ("test",),
        ("waive",),
        ("config",),
    ],
)
def test_help_is_short_bilingual_and_loads_nothing_heavy(command: tuple[str, ...]) -> None:
    code = (
        "import sys; from budgetrules.cli.main import main; status = main(sys.argv[1:]);"
        "heavy = {'lark', 'tabulate', 'attr', 'budgetrules.engine'} & set(sys.modules);"
        "assert not heavy, heavy; sys.exit(status)"
    )
    environment = {**os.environ, "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-c", code, *command, "--help"],
        capture_output=True,
        env=environment,
        check=False,
        timeout=60,
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert "·" in found.stdout.decode("utf-8")
