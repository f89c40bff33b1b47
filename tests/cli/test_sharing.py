"""Files shared out over processes: the same in the same order as one process makes, whatever becomes of the others."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from budgetrules.cli import sharing
from budgetrules.cli.sharing import share_out
from tests.conftest import EXAMPLES
from tests.golden.test_messages import run

forking = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


def nothing(number: int) -> None:
    """Nobody looks at the progress."""


@forking
@pytest.mark.parametrize("processes", [1, 2, 4])
@pytest.mark.parametrize("count", [1, 2, 7, 3001])
def test_each_piece_is_made_in_its_place(count: int, processes: int) -> None:
    found = list(share_out(count, lambda number: b"%d" % (number * number), processes, nothing))
    assert found == [b"%d" % (number * number) for number in range(count)]


@forking
def test_more_than_a_pipe_holds_comes_back() -> None:
    found = list(share_out(4, lambda number: bytes([number]) * 3_000_000, 3, nothing))
    assert [(len(piece), piece[0]) for piece in found] == [(3_000_000, number) for number in range(4)]


@forking
@pytest.mark.parametrize("end", ["raise", "exit", "kill"])
def test_what_a_process_fails_at_is_made_by_the_first_one(end: str) -> None:
    first = os.getpid()

    def work(number: int) -> bytes:
        if os.getpid() != first and number % 2:
            if end == "raise":
                raise ValueError("no")
            os.kill(os.getpid(), 9) if end == "kill" else os._exit(0)
        return b"%d" % number

    assert list(share_out(9, work, 3, nothing)) == [b"%d" % number for number in range(9)]


@forking
def test_a_mistake_is_told_as_with_one_process() -> None:
    def work(number: int) -> bytes:
        raise ValueError(f"piece {number}")

    with pytest.raises(ValueError, match="piece 0"):
        list(share_out(3, work, 2, nothing))


@forking
def test_read_prints_the_same_with_any_number_of_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    files = [str(EXAMPLES / name) for name in ("final-2024-clean.html", "shanghai-2024-clean.html")]
    arguments = ["read", files[0], str(broken), files[1], "--format", "json"]
    found = []
    for processes in (1, 3):
        monkeypatch.setattr("budgetrules.cli.read.processes_for", lambda count, held=processes: held)
        found.append(run(*arguments))
    assert found[0] == found[1]
    assert found[0][0] == 2


def test_beside_other_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing.threading, "active_count", lambda: 2)
    assert sharing.processes_for(5) == 1
