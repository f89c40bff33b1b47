"""Each *.txt holds commands and their whole output; BUDGETRULES_REWRITE=1 writes them anew, the diff is the review."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_a_transcript_holds_what_its_commands_print(file: Path, run: Run) -> None:
    before = file.read_text(encoding="utf-8")
    after = "\n".join(
        transcript(line, run) for line in before.splitlines() if line.startswith("$ ")
    )
    if os.environ.get("BUDGETRULES_REWRITE"):
        file.write_text(after, encoding="utf-8")
    else:
        assert after == before


def transcript(line: str, run: Run) -> str:
    """The command line, what it prints on both streams, and its exit status; `< FILE` is its standard input."""
    words = shlex.split(line)[2:]
    stdin = b""
    if "<" in words:
        place = words.index("<")
        stdin = Path(words[place + 1]).read_bytes()
        del words[place : place + 2]
    found = run(*words, stdin=stdin)
    return f"{line}\n{found.both}[exit {found.status}]\n"
