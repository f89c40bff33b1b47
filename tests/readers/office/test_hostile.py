"""Files made to break a reader: bounded time and memory, a message, and the other files are still checked."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from budgetrules.readers.formats import read_path
from tests.conftest import EXAMPLES, TOP
from tests.readers.office.hostile import HOSTILE, SLOW, with_part, word, workbook

# Seconds and megabytes; most files take a tenth of it.
_SECONDS, _MEGABYTES = 30, 700
_SOUND = {
    "a cell in the last corner",
    "one merge over everything",
    "an archive of paths that lead out",
}
_RUN = """
import sys
from budgetrules.cli.main import main
status = main(["check", *sys.argv[1:], "--format", "json"])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024, file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in HOSTILE],
)
def test_a_hostile_file_is_told_within_bounds(name: str, tmp_path: Path) -> None:
    kind, make = HOSTILE[name]
    path = tmp_path / f"file.{kind}"
    path.write_bytes(make())
    start = time.monotonic()
    raw = read_path(path)
    assert time.monotonic() - start < _SECONDS
    assert raw.problems or name in _SOUND or raw.lines or raw.grids
    assert all(len(cell.text) < 200_000 for grid in raw.grids for cell in grid.cells)
    assert sum(len(grid.cells) for grid in raw.grids) <= 400_000


def test_what_a_file_points_at_outside_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("秘密,1\n", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.csv").symlink_to(secret)
    names = ["../secret.csv", str(secret), f"file://{secret}", "link.csv"]
    (inside / "datapackage.json").write_text(
        json.dumps({"resources": [{"path": name} for name in names]}), encoding="utf-8"
    )
    entity = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    page = f'<html><body><p>a</p><object data="{secret}"></object><iframe src="file://{secret}"></iframe></body></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "word.docx").write_bytes(
        with_part(word(), "word/document.xml", entity + b"<x>&e;</x>")
    )
    (tmp_path / "book.xlsx").write_bytes(
        with_part(workbook(), "xl/sharedStrings.xml", entity + b"<sst><si><t>&e;</t></si></sst>")
    )
    for path in (
        inside,
        inside / "datapackage.json",
        tmp_path / "page.html",
        tmp_path / "word.docx",
        tmp_path / "book.xlsx",
    ):
        raw = read_path(path)
        said = "".join(line.text for line in raw.lines) + "".join(
            cell.text for grid in raw.grids for cell in grid.cells
        )
        assert "秘密" not in said, path
    assert [problem.diagnostic.code for problem in read_path(inside).problems] == ["N176"] * 4


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="the system doesn't tell how much memory was used",
)
def test_the_other_files_are_still_checked_and_memory_stays_bounded(tmp_path: Path) -> None:
    paths = []
    for number, (kind, make) in enumerate(HOSTILE.values()):
        path = tmp_path / f"{number:02d}.{kind}"
        path.write_bytes(make())
        paths.append(str(path))
    sound = EXAMPLES / "xinjiang-2024-clean.txt"
    command = [sys.executable, "-c", _RUN, *paths, str(sound)]
    done = subprocess.run(
        command, cwd=TOP, capture_output=True, text=True, timeout=20 * _SECONDS, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    documents = json.loads(done.stdout)["documents"]
    assert len(documents) == len(paths) + 1
    assert all(document["problems"] for document in documents[:-1])
    assert documents[-1]["template"] == "新疆部门预算"
    assert int(done.stderr.strip().splitlines()[-1]) < _MEGABYTES
