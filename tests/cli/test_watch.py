"""--watch: what changed is checked again, and only that; rules and waivers change everything."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetrules.cli.parser import build_parser
from budgetrules.cli.progress import Progress
from budgetrules.cli.settings import config_of, settle

_FORM = """规则包 toy "学校收支公示" 版本 1
  地区 "试验"
  许可 "CC0"

模板 学校公示 "学校收支公示表"
  文种 预算
  单位 元
  空白 零
  缺行 零

  表 收支 "经费收支一览表" 必有
    键 项目 名称
    列 本年 "本年数"
    行 收入 "收入合计"
      行 拨款 "拨款"
      行 捐赠 "捐赠"

规则 TOY-1 "收入等于各项之和"
  级别 错误
  依据 表式
  对于 每格 属于 收支
  若 有 下级
  检查 本格 = 求和(下级)
"""
_TEXT = "2030 年\n经费收支一览表\n项目 本年数 \n收入合计 {total} \n拨款 20 \n捐赠 10 \n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "toy.rules").write_text(_FORM, encoding="utf-8")
    (tmp_path / "data").mkdir()
    for name, total in (("a", 30), ("b", 50)):
        (tmp_path / "data" / f"{name}.txt").write_text(_TEXT.format(total=total), encoding="utf-8")
    return tmp_path


def arguments(*words: str) -> argparse.Namespace:
    found = build_parser().parse_args(
        ["check", "data", "--watch", "--rules", "toy.rules", "--no-default-rules", *words]
    )
    settle(found, config_of(found))
    return found


def watched(
    steps: list[Callable[[], None]], capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, list[tuple[str, str]]]:
    """The exit status, and what each look printed: before the first step, and behind each."""
    from budgetrules.cli.watch import run

    seen: list[tuple[str, str]] = []
    left = list(steps)

    def pause(seconds: float) -> None:
        found = capsys.readouterr()
        seen.append((found.out, found.err))
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return run(arguments("--format", "concise", *words), pause), seen


def rewrite(path: str, content: str) -> Callable[[], None]:
    def step() -> None:
        before = os.stat(path).st_mtime_ns if os.path.exists(path) else 0
        Path(path).write_text(content, encoding="utf-8")
        os.utime(path, ns=(before + 10**9, before + 10**9))

    return step


def test_only_what_changed_is_checked_again(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [
        lambda: None,
        rewrite("data/a.txt", _TEXT.format(total=41)),
        rewrite("data/b.txt", _TEXT.format(total=30)),
    ]
    status, seen = watched(steps, capsys)
    assert [out.count("TOY-1") for out, _ in seen] == [1, 0, 1, 0]
    assert "data/a.txt" in seen[2][0]
    assert seen[1] == ("", "")
    assert ["（共 2 份）" in err for _, err in seen] == [True, False, True, True]
    assert status == 1


def test_new_and_vanished_documents_count(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [
        rewrite("data/c.txt", _TEXT.format(total=99)),
        lambda: os.remove("data/b.txt"),
        lambda: os.remove("data/c.txt"),
    ]
    status, seen = watched(steps, capsys)
    assert "data/c.txt" in seen[1][0]
    assert "共 1 份" in seen[3][1]
    assert status == 0


def test_changed_rules_have_everything_checked_and_broken_ones_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = [
        rewrite("toy.rules", _FORM.replace("求和", "和求")),
        rewrite("toy.rules", _FORM.replace("级别 错误", "级别 警告")),
    ]
    status, seen = watched(steps, capsys)
    assert "S2" in seen[1][1] or "L1" in seen[1][1]
    assert "warning TOY-1" in seen[2][0]
    assert status == 0


def test_waivers_are_watched_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waiver = (
        '[[waiver]]\nrule = "TOY-1"\ndocument = "data/b.txt"\nplace = { table = "收支" }\n'
        'reason = "理由"\napproved_by = "某"\nuntil = 2999-01-01\n'
    )
    (here / "waivers.toml").write_text("", encoding="utf-8")
    status, seen = watched([rewrite("waivers.toml", waiver)], capsys, "--waivers", "waivers.toml")
    assert "理由" in seen[1][0]
    assert status == 0


def test_a_report_in_a_file_holds_all_documents(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watched([rewrite("data/a.txt", _TEXT.format(total=41))], capsys, "-o", "out.txt")
    lines = (here / "out.txt").read_text(encoding="utf-8").splitlines()
    assert {line.split(":")[0] for line in lines} == {"data/a.txt", "data/b.txt"}


def test_standard_input_can_not_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    from budgetrules.cli.main import main

    assert main(["check", "-", "--watch"]) == 2
    assert "C157" in capsys.readouterr().err


def test_short_work_is_silent_and_long_work_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    times = iter(range(0, 100, 2))
    with Progress(10, "zh", lambda: next(times)) as progress:
        for number in range(10):
            progress.step(f"{number}.txt")
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["3/10 2.txt", "6/10 5.txt", "9/10 8.txt"]
    with Progress(10, "zh", lambda: 0.0) as progress:
        progress.step("a.txt")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("no_color", ["", "1"])
def test_a_terminal_gets_a_bar_without_colour_where_that_is_asked(
    no_color: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rich")
    pty = pytest.importorskip("pty")
    import subprocess
    import sys

    code = (
        "import time; from budgetrules.cli.progress import Progress\n"
        "with Progress(4, 'zh') as progress:\n"
        "    for n in range(4): progress.step(f'{n}.txt'); time.sleep(.15)\n"
    )
    reading, writing = pty.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TERM": "xterm-256color",
        "NO_COLOR": no_color,
    }
    if not no_color:
        del environment["NO_COLOR"]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        stderr=writing,
        stdout=subprocess.PIPE,
        check=True,
    )
    os.close(writing)
    drawn = b""
    try:
        while chunk := os.read(reading, 65536):
            drawn += chunk
    except OSError:
        pass
    assert done.stdout == b""
    assert b"4/4" in drawn
    assert (b"\x1b[38;5;" in drawn or b"\x1b[3" in drawn) is (not no_color)
