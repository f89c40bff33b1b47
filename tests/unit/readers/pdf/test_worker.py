"""The process that reads files for another one."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

from budgetrules.readers.pdf import worker as module
from budgetrules.readers.pdf.transfer import unpacked
from tests.readers.pdf.writer import PdfWriter


def answers(*files: bytes, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the process answers to some files, line by line."""
    asked = b"".join(b"%d 0 1\n" % len(data) + data for data in files)
    target = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(asked)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=target))
    # This process goes on: its limits and its collector stay.
    monkeypatch.setattr(module, "_limit", lambda: None)
    monkeypatch.setattr(module, "gc", SimpleNamespace(freeze=int, disable=int, collect=int))
    module.main()
    return target.getvalue().decode("ascii").splitlines()


def test_each_file_ends_with_done(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = answers(b"no file", b"none either", monkeypatch=monkeypatch)
    words = [json.loads(line)[0] for line in lines]
    assert words == ["ready", "damaged", "done", "damaged", "done"]


def test_each_page_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = PdfWriter()
    writer.page().text(50, 100, "合计")
    ready, pages, content, done = answers(writer.bytes(), monkeypatch=monkeypatch)
    assert [json.loads(line) for line in (ready, pages, done)] == [
        ["ready", 0],
        ["pages", 1],
        ["done", 0],
    ]
    assert [line.text for line in unpacked(content).lines] == ["合计"]


def test_a_mistake_of_ours_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(data: bytes, first: int, step: int) -> None:
        raise KeyError("a mistake")

    monkeypatch.setattr(module, "events_of", mistaken)
    _, failed, done = answers(b"a file", monkeypatch=monkeypatch)
    word, page = json.loads(failed)
    assert word.startswith("failed KeyError test_worker.py:")
    assert (page, json.loads(done)[0]) == (1, "done")


def test_without_memory_the_process_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(data: bytes, first: int, step: int) -> None:
        raise MemoryError

    monkeypatch.setattr(module, "events_of", full)
    with pytest.raises(MemoryError):
        answers(b"a file", monkeypatch=monkeypatch)
