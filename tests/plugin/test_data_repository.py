"""The sample data repository: pytest gives the right verdicts there, in one process and in two, and so do its other files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from pathlib import Path

import pytest

from budgetrules.cli.main import main
from budgetrules.cli.parser import build_parser
from tests.conftest import EXAMPLES, TOP
from tests.plugin.conftest import plugin_words

KINDS = ("passed", "failure", "error", "skipped", "xfailed")
CLEAN, ERRORS, WAIVED = "云岭县图书档案馆", "青石湾市文化中心", "松涛区市政养护所"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "data-repository"
    shutil.copytree(
        EXAMPLES / "data-repository",
        folder,
        ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"),
    )
    return folder


def outcomes(folder: Path, *words: str) -> dict[str, dict[str, set[str]]]:
    """What the session came to: by document and outcome, the rules (or the names of other tests)."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        *plugin_words(),
        *words,
        "--junitxml",
        "out.xml",
        "-q",
    ]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for case in ElementTree.parse(folder / "out.xml").getroot().iter("testcase"):
        kind = next(
            (part.tag for part in case if part.tag in ("failure", "skipped", "error")), "passed"
        )
        skipped = case.find("skipped")
        if skipped is not None and skipped.get("type") == "pytest.xfail":
            kind = "xfailed"
        document = str(case.get("classname")).removesuffix(".txt").split(".")[-1]
        found[document][kind].add(str(case.get("name")).split("_")[0])
    return {name: {kind: kinds[kind] for kind in KINDS} for name, kinds in found.items()}


@pytest.mark.slow
def test_verdicts_are_right_in_one_process_and_in_two(repository: Path) -> None:
    one = outcomes(repository)
    assert set(one) == {CLEAN, ERRORS, WAIVED, "test_own", "rules"}
    assert {name: kinds["failure"] for name, kinds in one.items() if kinds["failure"]} == {
        ERRORS: one[ERRORS]["failure"]
    }
    assert {"CN-T01", "CN-T02"} <= one[ERRORS]["failure"]
    assert {name for name, kinds in one.items() if kinds["xfailed"]} == {WAIVED}
    assert "CN-T01" in one[WAIVED]["xfailed"]
    assert all(len(one[name]["passed"]) > 50 for name in (CLEAN, ERRORS, WAIVED))
    assert "BUREAU-1" in one[CLEAN]["passed"]
    assert not any(kinds["error"] for kinds in one.values())
    pytest.importorskip("xdist")
    assert outcomes(repository, "-p", "xdist", "-n", "2", "--dist", "loadfile") == one


@pytest.mark.slow
def test_check_says_the_same(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert main(["check", "disclosures", "--format", "concise"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [
        (Path(line.split(":")[0]).stem, "上级" in line or "已豁免" in line) for line in lines
    ] == [
        (WAIVED, True),
        (ERRORS, False),
        (ERRORS, False),
    ]
    assert main(["test", "rules"]) == 0


def hooks() -> dict[str, str]:
    """The entry of each hook by its id."""
    text = (TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    return dict(re.findall(r"- id: (\S+)\n(?:  .*\n)*?  entry: (.*)\n", text))


@pytest.mark.slow
def test_every_hook_is_a_command_that_there_is(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = re.findall(
        r"- id: (\S+)", (repository / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    )
    assert set(used) == set(hooks())
    monkeypatch.chdir(repository)
    files = {
        "budgetrules-check": [f"disclosures/2024/{CLEAN}.txt"],
        "budgetrules-fmt": ["rules/bureau.rules"],
        "budgetrules-test": ["rules"],
    }
    for name, entry in hooks().items():
        words = entry.split()
        assert words[0] == "budgetrules"
        assert main([*words[1:], *files[name]]) == 0, name


def test_the_commands_of_the_workflow_are_those_that_there_are(repository: Path) -> None:
    text = (repository / ".github" / "workflows" / "disclosures.yml").read_text(encoding="utf-8")
    commands = [line.split("run: ")[1] for line in text.splitlines() if "run: " in line]
    ours = [command.split()[1:] for command in commands if command.startswith("budgetrules")]
    assert ours
    for words in ours:
        build_parser().parse_args(words)
    assert any(command.startswith("pytest") for command in commands)
