"""What people read: all mistakes of a rule file in one run, in both languages; bad input of every kind."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import time
from pathlib import Path

import pytest

from budgetrules.cli.main import main
from tests.conftest import EXAMPLES, TOP, thinned

HERE = Path(__file__).resolve().parent
CLEAN = str(EXAMPLES / "xinjiang-2024-clean.txt")


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit status and both streams of a command."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(list(arguments))
    return status, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("lang", thinned(["zh", "en"], 2))
def test_ten_mistakes_in_one_run(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    status, out, err = run(
        "check",
        "--lang",
        lang,
        "--rules",
        "tests/golden/mistakes.rules",
        "examples/xinjiang-2024-clean.txt",
    )
    assert (status, out) == (2, "")
    transcript = HERE / f"mistakes-{lang}.txt"
    if os.environ.get("BUDGETRULES_REWRITE"):
        transcript.write_text(err, encoding="utf-8")
    assert err == transcript.read_text(encoding="utf-8")
    places = [
        line.split(":")[1]
        for line in err.splitlines()
        if line.startswith("tests/golden/mistakes.rules:")
    ]
    assert len(places) == len(set(places)) == 10


HOSTILE = {
    "empty.txt": b"",
    "spaces.txt": b" \n\n  \n",
    "binary.txt": bytes(range(256)) * 400,
    "zip.txt": b"PK\x03\x04" + b"\x00" * 1000,
    "no-table.txt": "今天天气很好。\n".encode() * 100,
    "one-line.txt": "预算".encode() * 2_000_000,
    "titles-only.txt": "\n".join(f"表 {n}\n部门收入总体情况表" for n in range(12)).encode(),
    "brackets.txt": ("（" * 100_000).encode(),
    "half.txt": "部门收入总体情况表\n201 03 01 1.0".encode()[:-3],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", HOSTILE)
def test_bad_input_is_answered_with_what_to_do(name: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    start = time.process_time()
    status, out, err = run("check", "--lang", lang, str(path))
    assert time.process_time() - start < 5
    assert status == 2
    said = out + err
    assert "Traceback" not in said
    assert name in said
    assert "[N1" in said
    # Not checked never looks like passed.
    assert "没有发现疑点" not in said
    assert "no findings" not in said.lower()


def test_what_can_be_read_is_still_checked(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    status, out, _ = run(
        "check", "--format", "concise", str(bad), str(EXAMPLES / "xinjiang-2024-errors.txt")
    )
    assert status == 2
    assert out.count("CN-T01") > 3


@pytest.mark.slow
def test_fifty_megabytes_take_bounded_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    line = "201 03 01     行政运行 257.15 256.90 256.90        0.25  \n".encode()
    path.write_bytes(line * (50 * 1024 * 1024 // len(line)))
    start = time.process_time()
    status, out, err = run("check", str(path))
    assert time.process_time() - start < 60
    assert status == 2
    assert "[N10" in out + err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000
