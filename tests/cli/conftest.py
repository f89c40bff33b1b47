"""What the tests of the commands share."""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from tests.cli.stand_in import engine

__all__ = ["engine"]

FILES = {
    "demo.txt": "预算\n",
    "clean.txt": "预算 干净\n",
    "warning.txt": "预算 警告\n",
    "noise.txt": "随便什么\n",
    "stop.txt": "中断\n",
    "folder/b.txt": "预算 干净\n",
    "folder/a.txt": "预算 警告\n",
    "folder/picture.png": "x",
    "empty/notes.md": "x",
    "good.rules": "规则 T-A01 “甲”\n  检查 合计 = 1\n",
    "loose.rules": "规则 T-A01 “甲”   \n  检查 合计 = 1\n\n\n",
    "bad.rules": "规则 T-A01 “甲”\n  检察 合计 = 1\n别的\n",
}


@attrs.frozen
class Outcome:
    """What a command did: its exit status, what it printed on each stream, and both as they came."""

    status: int
    out: str
    err: str
    both: str


class _Tee(io.TextIOWrapper):
    """A stream that also writes to a shared one, so that the order in which two streams were written is kept."""

    def __init__(self, shared: list[str]) -> None:
        super().__init__(io.BytesIO(), encoding="ascii", newline="\n", write_through=True)
        self._shared = shared

    def write(self, text: str) -> int:
        self._shared.append(text)
        return super().write(text)

    def content(self) -> str:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8")


Run = Callable[..., Outcome]


@pytest.fixture
def run(engine: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs one command line in a folder with FILES."""
    for name, content in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str, stdin: bytes = b"") -> Outcome:
        shared: list[str] = []
        out, err = _Tee(shared), _Tee(shared)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        main = importlib.import_module("budgetrules.cli.main").main
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(list(arguments))
        return Outcome(status, out.content(), err.content(), "".join(shared))

    return run
