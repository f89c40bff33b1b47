"""Colours: on a terminal, unless NO_COLOR says otherwise; never into a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, thinned

COMMAND = (
    sys.executable,
    "-m",
    "budgetrules",
    "check",
    "--select",
    "CN-T02",
    str(EXAMPLES / "xinjiang-2024-errors.txt"),
)


def environment(**more: str) -> dict[str, str]:
    held = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return {**held, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", **more}


@pytest.mark.parametrize(
    ("more", "coloured"),
    thinned(
        [
            ({}, True),
            ({"TERM": "dumb"}, False),
            ({"NO_COLOR": ""}, True),
            ({"NO_COLOR": "1"}, False),
        ],
        3,
    ),
)
def test_a_terminal_gets_colours_unless_they_are_not_wanted(
    more: dict[str, str], coloured: bool, tmp_path: Path
) -> None:
    pty = pytest.importorskip("pty")
    reading, writing = pty.openpty()
    process = subprocess.Popen(
        COMMAND, env=environment(**more), stdout=writing, stderr=subprocess.DEVNULL, cwd=tmp_path
    )
    os.close(writing)
    shown = b""
    try:
        while chunk := os.read(reading, 65536):
            shown += chunk
    except OSError:
        # Linux tells the end of a terminal so.
        pass
    assert process.wait(timeout=60) == 1
    assert b"CN-T02" in shown
    assert (b"\x1b[" in shown) is coloured


def test_a_pipe_gets_none(tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND, env=environment(), capture_output=True, cwd=tmp_path, check=False
    )
    assert b"CN-T02" in done.stdout
    assert b"\x1b[" not in done.stdout + done.stderr
