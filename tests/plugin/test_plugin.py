"""The plugin as a project meets it: what is collected, how each outcome shows, how tests are chosen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.plugin.conftest import RULES, Run, document, plugin_words

NAMES = (
    "TOY-1_收入合计等于各项之和",
    "TOY-2_支出不超过收入",
    "TOY-3_支出不超过批准的数",
    "TOY-4_捐赠很多时才查",
    "TOY-5_没有的行",
)


def test_an_item_for_each_document_and_rule(run: Run) -> None:
    found = run("--collect-only", "-q")
    lines = [line for line in found.outlines if "::" in line]
    assert lines == [f"data/{name}.txt::{rule}" for name in ("丙", "乙", "甲") for rule in NAMES]


def test_collection_reads_no_document(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from budgetrules.plugin import state

    def never(*words: object, **options: object) -> None:
        raise AssertionError("a document was read")

    monkeypatch.setattr(state, "read_all", never)
    assert run("--collect-only", "-q").ret == 0
    assert "a document was read" in run("-k", "TOY-1").stdout.str()


def test_every_outcome_has_its_own_word(run: Run) -> None:
    found = run("-rA")
    outcomes = found.parseoutcomes()
    # TOY-1 fails on one; TOY-2 only warns on one; TOY-3 lacks its parameter; TOY-4 never applies; TOY-5 finds no row.
    assert outcomes == {
        "passed": 5,
        "failed": 1,
        "unknown": 3,
        "skipped": 3,
        "not_exercised": 3,
        "warnings": 4,
    }
    text = found.stdout.str()
    assert "无法判定  data/甲.txt：1 条规则：TOY-3" in text
    assert "未触及    data/甲.txt：1 条规则：TOY-5" in text
    assert "不适用：1 处" in text
    assert "没有给出“批准数”" in text
    assert "警告  TOY-2" in text


def test_a_failure_is_the_finding_and_no_traceback(run: Run) -> None:
    text = run("-k", "TOY-1").stdout.str()
    assert "错误  TOY-1  收入（合计）::等于[各项]之和" in text
    assert "位置      收支 2030年经费收支一览表 › 收入合计 › 本年  第 4 行" in text
    assert "代入      90 = 20 + 10" in text
    assert "Traceback" not in text
    assert "collect.py" not in text
    assert "FAILED data/乙.txt::TOY-1_收入合计等于各项之和" in text


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        (("-k", "收入合计"), {"passed": 2, "failed": 1, "deselected": 12}),
        (("-k", "TOY-1 and 甲"), {"passed": 1, "deselected": 14}),
        (("-k", NAMES[0] + " and not 乙"), {"passed": 2, "deselected": 13}),
        (("-m", "budget_warning"), {"passed": 3, "warnings": 1, "deselected": 12}),
        (("-m", "budget and 平衡"), {"passed": 3, "warnings": 1, "deselected": 12}),
        (("-m", "not budget"), {"deselected": 15}),
        (
            ("data/乙.txt",),
            {
                "passed": 1,
                "failed": 1,
                "unknown": 1,
                "skipped": 1,
                "not_exercised": 1,
                "warnings": 1,
            },
        ),
        ((f"data/甲.txt::{NAMES[0]}", f"data/乙.txt::{NAMES[0]}"), {"passed": 1, "failed": 1}),
        (("--budget-select", "TOY-1,TOY-4"), {"passed": 2, "failed": 1, "skipped": 3}),
        (
            ("--budget-ignore", "tag:平衡", "--budget-ignore", "TOY-3"),
            {"passed": 2, "failed": 1, "skipped": 3, "not_exercised": 3},
        ),
        (("--budget-set", "批准数=100", "-k", "TOY-3"), {"passed": 3, "deselected": 12}),
        (("--budget-unknown", "error", "-k", "TOY-3"), {"failed": 3, "deselected": 12}),
        (
            ("--budget-fail-level", "warning", "-k", "TOY-2"),
            {"passed": 2, "failed": 1, "deselected": 12},
        ),
        (
            ("--budget-fail-level", "never", "-k", "TOY-1"),
            {"passed": 3, "warnings": 1, "deselected": 12},
        ),
        (("--budget-files", "data/甲.txt", "-k", "TOY-1"), {"passed": 1, "deselected": 4}),
        (
            ("--budget-lang", "en", "-k", "TOY-3 and 甲"),
            {"unknown": 1, "warnings": 1, "deselected": 14},
        ),
    ],
)
def test_tests_are_chosen_as_others_are(
    words: tuple[str, ...], counts: dict[str, int], run: Run
) -> None:
    assert run(*words).parseoutcomes() == counts


def test_strict_markers_know_ours(run: Run) -> None:
    assert run("--strict-markers", "-k", "TOY-1").parseoutcomes()["passed"] == 2


@pytest.mark.slow
def test_two_workers_come_to_the_same(run: Run, pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    words = (
        sys.executable,
        "-m",
        "pytest",
        *plugin_words(),
        "-p",
        "xdist",
        "-n",
        "2",
        "--dist",
        "loadfile",
        "-rA",
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        words, cwd=pytester.path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    last = done.stdout.splitlines()[-1]
    for count in ("1 failed", "5 passed", "3 skipped", "3 unknown", "3 not_exercised"):
        assert count in last
    assert "错误  TOY-1  收入（合计）::等于[各项]之和" in done.stdout
    assert "未触及    data/甲.txt：1 条规则：TOY-5" in done.stdout


def test_each_document_is_read_once(
    run: Run, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    from budgetrules.plugin import state

    read: list[str] = []
    real = state.read_all
    monkeypatch.setattr(
        state,
        "read_all",
        lambda path, **options: (read.append(str(path)), real(path, **options))[1],
    )
    pytester.makepyfile(
        test_own="""
        def test_one(budget_check):
            assert budget_check("data/甲.txt").readable

        def test_two(budget_check):
            assert budget_check("data/甲.txt").readable
        """
    )
    run("-p", "no:randomly", plugins=[])
    assert sorted(read) == sorted(f"data/{name}.txt" for name in ("甲", "乙", "丙"))


def test_junit_holds_the_properties_with_chinese_names(run: Run, pytester: pytest.Pytester) -> None:
    run("--junitxml", "out.xml")
    cases = ElementTree.parse(pytester.path / "out.xml").getroot().iter("testcase")
    found = {(case.get("classname"), case.get("name")): case for case in cases}
    case = found["data.乙.txt", NAMES[0]]
    properties = {(item.get("name"), item.get("value")) for item in case.iter("property")}
    assert {
        ("budget_rule", "TOY-1"),
        ("budget_title", "收入（合计）::等于[各项]之和"),
        ("budget_verdict", "failed"),
    } <= properties
    assert {
        ("budget_document", "data/乙.txt"),
        ("budget_template", "学校公示"),
        ("budget_severity", "error"),
    } <= properties
    assert any(name == "budget_fingerprint" for name, _ in properties)
    failure = case.find("failure")
    assert failure is not None
    assert "90 = 20 + 10" in (failure.text or "")
    skipped = found["data.甲.txt", NAMES[2]].find("skipped")
    assert skipped is not None
    assert "批准数" in (skipped.get("message") or "")


def test_a_document_that_can_not_be_read_fails_every_rule(
    run: Run, pytester: pytest.Pytester
) -> None:
    (pytester.path / "data" / "坏.txt").write_text("随便什么\n", encoding="utf-8")
    found = run("-k", "坏")
    assert found.parseoutcomes() == {"failed": 5, "deselected": 15}
    assert "没有检查：data/坏.txt" in found.stdout.str()
    assert "N105" in found.stdout.str()


def test_a_document_that_is_gone_when_its_turn_comes_fails(
    run: Run, pytester: pytest.Pytester
) -> None:
    pytester.makeconftest(
        "def pytest_collection_finish():\n    import os; os.remove('data/甲.txt')\n"
    )
    found = run("-k", "甲 and TOY-1")
    assert found.parseoutcomes() == {"failed": 1, "deselected": 14}
    assert "C103" in found.stdout.str() or "读不了文件" in found.stdout.str()


def test_a_gb18030_text_named_outright_is_not_taken_for_a_doctest(
    run: Run, pytester: pytest.Pytester
) -> None:
    (pytester.path / "data" / "test丁.txt").write_bytes(document().encode("gb18030"))
    assert run("data/test丁.txt").parseoutcomes() == {
        "passed": 2,
        "unknown": 1,
        "skipped": 1,
        "not_exercised": 1,
        "warnings": 1,
    }


def test_a_written_model_of_several_documents_is_one_file_of_tests(
    run: Run, pytester: pytest.Pytester
) -> None:
    from budgetrules import load_rules, read, write

    rules = load_rules(["toy.rules"], default=False)
    write([read(f"data/{name}.txt", rules=rules) for name in ("甲", "乙")], "data/both.json")
    found = run("--budget-files", "data/*.json", "-k", "TOY-1", "-v")
    assert found.parseoutcomes() == {"failed": 1, "deselected": 4}


def test_rules_of_another_form_are_skipped_with_the_reason(
    run: Run, pytester: pytest.Pytester
) -> None:
    other = (
        RULES.replace("toy", "toy2")
        .replace("学校", "医院")
        .replace("TOY-", "HOS-")
        .replace("经费收支", "医疗收支")
        .replace("参数 批准数 元 外部", "")
    )
    (pytester.path / "other.rules").write_text(other.replace("批准数", "500元"), encoding="utf-8")
    words = ("--budget-rules", "toy.rules", "--budget-rules", "other.rules", "-k", "甲")
    outcomes = run(*words).parseoutcomes()
    assert outcomes["skipped"] == 1 + 5
    text = run(*words, "-rs").stdout.str()
    assert "文件是“学校收支公示表”，没有这条规则" in text
    assert run(*words, "--budget-template", "学校公示").parseoutcomes()["skipped"] == 1
    wrong = run(*words, "--budget-template", "学校公式")
    assert "没有模板“学校公式”" in wrong.stdout.str()
    assert wrong.ret != 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--budget-unknown", "maybe"), "budget_unknown"),
        (("--budget-fail-level", "fatal"), "budget_fail_level"),
        (("--budget-year", "24"), "budget_year"),
        (("--budget-set", "x"), "budget_set"),
        (("--budget-waivers", "none.toml"), "none.toml"),
        (("--budget-baseline", "none.json"), "none.json"),
    ],
)
def test_wrong_settings_stop_the_session_with_one_line(
    words: tuple[str, ...], message: str, run: Run
) -> None:
    found = run(*words)
    assert found.ret == pytest.ExitCode.USAGE_ERROR
    assert message in found.stderr.str()
    assert "Traceback" not in found.stderr.str()


def test_broken_rules_are_told_with_their_lines(run: Run, pytester: pytest.Pytester) -> None:
    (pytester.path / "toy.rules").write_text(RULES.replace("求和", "和求"), encoding="utf-8")
    found = run()
    assert found.ret != 0
    assert "toy.rules:" in found.stdout.str()
    assert "Traceback" not in found.stdout.str()


def test_examples_of_rule_files_are_collected(run: Run, pytester: pytest.Pytester) -> None:
    found = run("--budget-examples", "toy.rules", "-v")
    assert found.parseoutcomes() == {"passed": 2}
    assert any("toy.rules::TOY-1_应不通过_" in line for line in found.outlines)
    (pytester.path / "toy.rules").write_text(
        RULES.replace("| 收入 | 90 | 20 |", "| 收入 | 30 | 20 |"), encoding="utf-8"
    )
    found = run("--budget-examples", "toy.rules")
    assert found.parseoutcomes() == {"passed": 1, "failed": 1}
    assert "不符" in found.stdout.str()


def test_examples_of_a_file_that_the_settings_do_not_name_are_collected_too(
    run: Run, pytester: pytest.Pytester
) -> None:
    own = '规则 OWN-1 "支出"\n  级别 提醒\n  依据 表式\n  检查 收支["支出"].本年 >= 0元\n'
    own += "  例 通过\n    | 收支 | 本年 |\n    | 支出 | 3 |\n  例 不通过\n    | 收支 | 本年 |\n    | 支出 | -3 |\n"
    (pytester.path / "own.rules").write_text(own, encoding="utf-8")
    assert run("--budget-examples", "own.rules").parseoutcomes() == {"passed": 2}
    (pytester.path / "own.rules").write_text(own.replace("检查", "检察"), encoding="utf-8")
    broken = run("--budget-examples", "own.rules")
    assert broken.parseoutcomes() == {"errors": 1}
    assert "L1" in broken.stdout.str()
    assert "Traceback" not in broken.stdout.str()


def test_without_being_asked_nothing_is_collected(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makepyprojecttoml("[tool.pytest.ini_options]\nminversion = '8'\n")
    assert run("--collect-only").ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.parametrize(
    "where", ["ini_options", "native", "pytest.ini", "budgetrules.toml", "tool.budgetrules"]
)
def test_a_project_asks_in_any_of_its_files(
    where: str, run: Run, pytester: pytest.Pytester
) -> None:
    lists = 'budget_files = ["data/*.txt"]\nbudget_rules = ["toy.rules"]\nbudget_default_rules = false\nbudget_year = 2030\n'
    own = 'documents = ["data/*.txt"]\nrules = ["toy.rules"]\ndefault-rules = false\nyear = 2030\nselect = ["TOY-1"]\n'
    (pytester.path / "pyproject.toml").unlink()
    if where == "native":
        if pytest.version_tuple < (9,):
            pytest.skip("[tool.pytest] is read since pytest 9")
        pytester.makepyprojecttoml("[tool.pytest]\n" + lists + 'budget_select = ["TOY-1"]\n')
    elif where == "ini_options":
        pytester.makepyprojecttoml(
            "[tool.pytest.ini_options]\n" + lists + 'budget_select = ["TOY-1"]\n'
        )
    elif where == "pytest.ini":
        pytester.makeini(
            "[pytest]\nbudget_files =\n  data/*.txt\nbudget_rules =\n  toy.rules\nbudget_default_rules = false\n"
            "budget_year = 2030\nbudget_select = TOY-1\n"
        )
    elif where == "budgetrules.toml":
        (pytester.path / "budgetrules.toml").write_text(own, encoding="utf-8")
    else:
        pytester.makepyprojecttoml("[tool.budgetrules]\n" + own)
    outcomes = run("--no-budget-examples").parseoutcomes()
    assert outcomes == {"passed": 2, "failed": 1}


def test_the_command_line_goes_before_pytests_settings_and_those_before_ours(
    run: Run, pytester: pytest.Pytester
) -> None:
    (pytester.path / "budgetrules.toml").write_text(
        'select = ["TOY-4"]\nfail-level = "never"\n', encoding="utf-8"
    )
    pyproject = pytester.path / "pyproject.toml"
    assert run().parseoutcomes() == {"skipped": 3}
    pyproject.write_text(
        pyproject.read_text(encoding="utf-8") + '\nbudget_select = ["TOY-1"]\n', encoding="utf-8"
    )
    assert run().parseoutcomes() == {"passed": 3, "warnings": 1}
    assert run("--budget-select", "TOY-2", "--budget-fail-level", "warning").parseoutcomes() == {
        "passed": 2,
        "failed": 1,
    }


def test_paths_in_settings_are_those_beside_the_settings(
    run: Run, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pytester.path / "data")
    assert run("-k", "TOY-1").parseoutcomes() == {"passed": 2, "failed": 1, "deselected": 12}


def test_five_thousand_items_are_collected_in_under_two_seconds(
    run: Run, pytester: pytest.Pytester
) -> None:
    rules = RULES + "".join(
        f'\n规则 N-{n} "第{n}条"\n  级别 错误\n  依据 表式\n  检查 收支["支出"].本年 >= {n}元\n'
        for n in range(95)
    )
    (pytester.path / "toy.rules").write_text(rules, encoding="utf-8")
    for number in range(50):
        (pytester.path / "data" / f"{number:02}.txt").write_text(document(), encoding="utf-8")
    words = (
        "--budget-files",
        "data/[0-9]*.txt",
        "--budget-files",
        "data/??.txt",
        "--collect-only",
        "-q",
    )
    run(*words)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        found = run(*words)
        times.append(time.perf_counter() - start)
    assert sum("::" in line for line in found.outlines) == 5000
    assert min(times) < 2


def test_unused_the_plugin_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(
        "import sys\ndef test_x():\n    print(sorted(m for m in sys.modules if 'budgetrules' in m))\n",
        encoding="utf-8",
    )
    code = (
        "import sys, pytest\n"
        "status = pytest.main([*sys.argv[1:], '-q', '-s'])\n"
        "ours = sorted(name for name in sys.modules if name.startswith('budgetrules'))\n"
        "heavy = {'attr', 'attrs', 'lark', 'tabulate', 'importlib.resources', 'tomlkit'} & set(sys.modules)\n"
        "assert ours == ['budgetrules', 'budgetrules.options', 'budgetrules.pytest_plugin'], ours\n"
        "assert not heavy - {'importlib.resources'}, heavy\n"
        "sys.exit(status)\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    words = (sys.executable, "-c", code, "-p", "budgetrules.pytest_plugin")
    done = subprocess.run(
        words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
