"""What a session keeps, and how it tells what is wrong with what it was given."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from budgetrules.core.diagnostics import RuleFileError
from budgetrules.engine import load_rules
from budgetrules.plugin.state import mistakes_text, short_path
from tests.plugin.conftest import document
from tests.unit.plugin.toy import BROKEN_RULES, state_in, waivers_file, written


def test_a_file_is_read_and_checked_once(tmp_path: Path) -> None:
    state = state_in(tmp_path)
    path = written(tmp_path, document())
    assert state.documents(path)[0] is state.documents(path)[0]
    assert state.results(path)[0] is state.results(path)[0]


def test_only_the_last_models_are_kept(tmp_path: Path) -> None:
    state = state_in(tmp_path)
    first = written(tmp_path, document(), "first.txt")
    (before,) = state.documents(first)
    for number in range(32):
        state.documents(written(tmp_path, "开会\n", f"{number}.txt"))
    assert state.documents(first)[0] is not before


def test_mistakes_in_rules_are_all_told_once_and_then_the_first(tmp_path: Path) -> None:
    state = state_in(tmp_path)
    (tmp_path / "toy.rules").write_text(BROKEN_RULES, encoding="utf-8")
    with pytest.raises(pytest.UsageError) as first:
        _ = state.rules
    with pytest.raises(pytest.UsageError) as second:
        _ = state.rules
    lines = str(first.value).splitlines()
    assert len(lines) > 1
    assert str(second.value) == lines[0]


def test_a_rule_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    state = state_in(tmp_path)
    (tmp_path / "toy.rules").unlink()
    with pytest.raises(pytest.UsageError, match=r"toy\.rules: "):
        _ = state.rules


def test_a_mistake_says_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "wrong.rules"
    path.write_text(BROKEN_RULES, encoding="utf-8")
    with pytest.raises(RuleFileError) as raised:
        load_rules([path], default=False)
    line = BROKEN_RULES.splitlines().index('  检查 收支["没有"].本年 <= 收支["收入"].本年') + 1
    first, *_ = mistakes_text(raised.value, "zh").splitlines()
    assert first.startswith(f"{path}:{line}:")


def test_a_missing_file_of_waivers_is_told(tmp_path: Path) -> None:
    state = state_in(tmp_path, waivers=(str(tmp_path / "none.toml"),))
    with pytest.raises(pytest.UsageError, match=r"none\.toml"):
        _ = state.accepted


def test_waivers_are_those_of_the_rule_in_force_or_not(tmp_path: Path) -> None:
    state = state_in(tmp_path, waivers=(waivers_file(tmp_path, "TOY-1", "2020-01-01"),))
    (result,) = state.results(written(tmp_path, document()))
    (waiver,) = state.waivers_of(result, "TOY-1")
    assert waiver.until == datetime.date(2020, 1, 1)
    assert state.waivers_of(result, "TOY-2") == []


def test_one_form_of_the_settings_is_the_form_of_all_documents(tmp_path: Path) -> None:
    assert state_in(tmp_path, templates=("甲",)).options.template == "甲"
    assert state_in(tmp_path, templates=("甲", "乙")).options.template is None


def test_undecided_checks_are_always_shown(tmp_path: Path) -> None:
    assert state_in(tmp_path).options.show == {"unknown"}


def test_a_path_is_short_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert short_path(tmp_path / "甲" / "a.txt") == str(Path("甲", "a.txt"))
    outside = tmp_path.parent / "a.txt"
    assert short_path(outside) == str(outside)
