"""Packages of others: a reader, a rule pack and a report format, each installed from its small folder here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import thinned

HERE = Path(__file__).resolve().parent
DOCUMENT = """2030 年学校收支公示
经费收支一览表
|项目|本年数|上年数|
|收入合计|90|20|
|拨款|20|15|
|捐赠|10|5|
|支出合计|25|18|
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the three packages are installed."""
    pytest.importorskip("hatchling")
    target = tmp_path_factory.mktemp("site")
    sources = tmp_path_factory.mktemp("sources")
    for name in ("reader", "pack", "format"):
        shutil.copytree(HERE / name, sources / name)
    words = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run(
        [
            *words,
            "--target",
            str(target),
            *(str(sources / name) for name in ("reader", "pack", "format")),
        ],
        check=True,
    )
    return target


def run(site: Path, folder: Path, *words: str, code: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *sys.path])}
    command = (
        [sys.executable, "-c", code] if code else [sys.executable, "-m", "budgetrules", *words]
    )
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "school.fixed").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


_PACK = ("--rules", "school", "--no-default-rules")


def test_reader_pack_and_format_of_others_work_together(site: Path, folder: Path) -> None:
    found = run(site, folder, "check", "school.fixed", *_PACK, "--format", "tally")
    assert (found.returncode, found.stdout, found.stderr) == (1, "SCH-1 1\n", "")


def test_a_folder_is_searched_for_the_endings_of_others(site: Path, folder: Path) -> None:
    assert run(site, folder, "check", ".", *_PACK, "--format", "tally").stdout == "SCH-1 1\n"


def test_places_of_another_reader_reach_the_report(site: Path, folder: Path) -> None:
    found = run(site, folder, "check", "school.fixed", *_PACK)
    assert "工作表 1 4:2" in found.stdout


def test_the_library_knows_them_too(site: Path, folder: Path) -> None:
    code = (
        "from budgetrules import check, load_rules, read, render\n"
        "rules = load_rules(['school'], default=False)\n"
        "assert read('school.fixed', rules=rules).format == 'fixed'\n"
        "print(render(check(['school.fixed'], rules=rules), 'tally'), end='')\n"
    )
    found = run(site, folder, code=code)
    assert (found.stdout, found.stderr) == ("SCH-1 1\n", "")


def test_a_settings_file_may_name_them(site: Path, folder: Path) -> None:
    (folder / "budgetrules.toml").write_text(
        'rules = ["school"]\ndefault-rules = false\nformat = "tally"\n', encoding="utf-8"
    )
    assert run(site, folder, "check", "school.fixed").stdout == "SCH-1 1\n"


def test_the_pack_is_listed_and_its_examples_run(site: Path, folder: Path) -> None:
    assert "school" in run(site, folder, "list", "packs", *_PACK).stdout
    assert run(site, folder, "test", *_PACK).returncode == 0


def test_without_them_a_name_is_unknown(folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "C101" in run(empty, folder, "check", "school.fixed", *_PACK).stderr
    assert "choose from" in run(empty, folder, "check", "school.fixed", "--format", "tally").stderr


@pytest.mark.parametrize(
    ("file", "line", "code"),
    thinned(
        [
            ("fixed_width/__init__.py", "raise RuntimeError('broken')", "C141"),
            ("fixed_width/__init__.py", "read_fixed = lambda data, path: 'text'", "C142"),
            ("tally_format/__init__.py", "render = lambda *rest: None", "C142"),
            ("tally_format/__init__.py", "import no_such_module", "C141"),
            ("school_rules/__init__.py", "folder = lambda: 3", "C142"),
        ],
        2,
    ),
)
def test_a_broken_package_of_others_is_named_without_a_traceback(
    file: str, line: str, code: str, site: Path, folder: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(site, broken)
    (broken / file).write_text(line + "\n", encoding="utf-8")
    found = run(broken, folder, "check", "school.fixed", *_PACK, "--format", "tally")
    assert found.returncode == 2
    assert code in found.stderr
    assert "Traceback" not in found.stderr
