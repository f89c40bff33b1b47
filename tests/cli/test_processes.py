"""Work spread over processes: the same results in the same order, whatever goes wrong in one of them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from budgetrules.cli.main import main
from budgetrules.cli.processes import processes_for, spread
from tests.conftest import EXAMPLES
from tests.golden.test_messages import run


def work(given: str, item: int) -> tuple[str, int, int]:
    """Fails for 3, and dies for 5 unless it is in the process of whoever asked."""
    if item == 3:
        raise FileNotFoundError(2, "gone", "three")
    if item == 5 and str(os.getpid()) != given:
        os._exit(1)
    return given, item, os.getpid()


def outcome(result: object) -> object:
    """What a function gives, or the name of the file it could not open."""
    assert callable(result)
    try:
        return result()[1]
    except FileNotFoundError as error:
        return error.filename


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_results_come_in_order_and_failures_where_they_belong(processes: int) -> None:
    here = str(os.getpid())
    with spread(work, here, range(9), processes) as results:
        assert [outcome(result) for result in results] == [0, 1, 2, "three", 4, 5, 6, 7, 8]


def test_several_processes_take_part() -> None:
    with spread(work, "", [0, 1, 2, 4], 2) as results:
        assert os.getpid() not in {result()[2] for result in results}


@pytest.mark.parametrize(
    ("at", "error"),
    [
        ("__init__", OSError(11, "no more")),
        ("__init__", NotImplementedError("no semaphores")),
        ("submit", OSError(11, "no more")),
    ],
    ids=["limit", "system", "late"],
)
def test_where_no_process_can_be_started_the_work_is_done_all_the_same(
    monkeypatch: pytest.MonkeyPatch, at: str, error: Exception
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(f"concurrent.futures.ProcessPoolExecutor.{at}", refuse)
    with spread(work, str(os.getpid()), [0, 1, 5], 2) as results:
        assert [outcome(result) for result in results] == [0, 1, 5]


@pytest.mark.slow
def test_a_report_is_the_same_from_any_number_of_processes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(3):
        shutil.copy(EXAMPLES / "xinjiang-2024-errors.txt", tmp_path / f"{number}.txt")
    (tmp_path / "empty.txt").write_text("")
    printed = []
    for jobs in ("1", "3"):
        assert main(["check", "--format", "json", "--jobs", jobs, str(tmp_path)]) == 2
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0].count("XJ-") > 3


def test_few_files_are_not_worth_a_process(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"1")
    large.write_bytes(b"1" * 300_000)
    assert processes_for([str(small)] * 5, None) == 1
    assert processes_for([str(small)] * 5, 4) == 4
    assert processes_for([str(large)], 4) == 1
    assert processes_for([str(large), str(large), str(tmp_path / "missing")], None) >= 1


def test_read_prints_the_same_in_any_number_of_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    files = [EXAMPLES / "final-2024-clean.html", broken, EXAMPLES / "shanghai-2024-clean.html"]
    found = []
    for processes in (1, 3):
        monkeypatch.setattr(
            "budgetrules.cli.read.processes_for", lambda paths, wanted, held=processes: held
        )
        found.append(run("read", *map(str, files), "--format", "json"))
    assert found[0] == found[1]
    assert found[0][0] == 2
    assert [Path(item["path"]) for item in json.loads(found[0][1])["documents"]] == files
