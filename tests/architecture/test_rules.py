"""Every rule has a basis and examples that hold; no name of a real document stands in what we publish; no path of a machine."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from budgetrules import RuleSet
from budgetrules.rule_tests import run_examples
from tests.conftest import TOP


def test_every_rule_has_a_basis_that_is_cited(rules: RuleSet) -> None:
    for name in rules.rules:
        page = rules.rule(name)
        assert page.basis, name
        assert page.relations, name


def test_every_rule_has_a_passing_and_a_failing_example_and_they_hold(rules: RuleSet) -> None:
    results = run_examples(rules)
    assert [result for result in results if not result.passed] == []
    for name in rules.rules:
        assert {result.expected for result in results if result.rule == name} == {"pass", "fail"}, (
            name
        )


def test_a_law_nobody_has_seen_is_marked(rules: RuleSet) -> None:
    lines = (TOP / "rules" / "cn" / "common" / "laws.tsv").read_text(encoding="utf-8").splitlines()
    head = lines[0].split("\t")
    trust = {
        line.split("\t")[head.index("id")]: line.split("\t")[head.index("trust")]
        for line in lines[1:]
    }
    for name, law in rules.plan.declarations.laws.items():
        assert law.verified == (trust[name] == "seen"), name


@pytest.fixture(scope="module")
def real_names(shared: Path) -> set[str]:
    """Names of the departments and projects of the real documents."""
    found: set[str] = set()
    for path in sorted((shared / "disclosures").glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace").replace("\n", "")
        found |= {re.sub(r"\s", "", name) for name in re.findall(r"编制部门：([^单 ]{4,40})", text)}
        found |= {
            re.sub(r"\s", "", name) for name in re.findall(r"项目名称：([^设]{4,40})设立", text)
        }
    return {name for name in found if len(name) > 5}


def test_no_name_of_a_real_document_is_published(real_names: set[str]) -> None:
    assert real_names
    places = ("喀什", "地区政务服务和公共资源")
    for folder in ("rules", "budgetrules", "examples", "grammar", "docs"):
        for path in sorted((TOP / folder).rglob("*")):
            if path.suffix in (".py", ".rules", ".tsv", ".txt", ".md", ".lark", ".json"):
                text = re.sub(r"\s", "", path.read_text(encoding="utf-8"))
                assert not [name for name in (*real_names, *places) if name in text], path


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    for folder in ("rules", "budgetrules", "examples", "grammar", "docs", "tests", "bench"):
        for path in sorted((TOP / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
                assert not re.search(rb"/(home|root|work|Users)/\w", path.read_bytes()), path


def test_the_wheel_holds_grammar_and_rules(tmp_path: Path) -> None:
    hatchling = pytest.importorskip("hatchling.build")
    import os

    before = Path.cwd()
    os.chdir(TOP)
    try:
        name = hatchling.build_wheel(str(tmp_path))
    finally:
        os.chdir(before)
    held = set(zipfile.ZipFile(tmp_path / name).namelist())
    for folder in ("grammar", "rules"):
        for path in (TOP / folder).rglob("*"):
            if path.is_file():
                assert f"budgetrules/_data/{path.relative_to(TOP).as_posix()}" in held
    assert "budgetrules/py.typed" in held
    assert "budgetrules/reporting/report.schema.json" in held
    assert "budgetrules/storage/model.schema.json" in held
    assert not [entry for entry in held if entry.startswith(("tests/", "examples/"))]


def test_the_readme_shows_the_two_commands() -> None:
    text = (TOP / "README.md").read_text(encoding="utf-8")
    assert "./dev demo" in text
    assert "./dev test" in text
