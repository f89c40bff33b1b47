"""The options that a fixture is called with, in place of the session's."""

from __future__ import annotations

from pathlib import Path

from budgetrules.plugin.fixtures import check_options
from tests.unit.plugin.toy import state_in


def test_without_options_those_of_the_session_hold(tmp_path: Path) -> None:
    state = state_in(tmp_path, year=2030, select=("TOY",))
    assert check_options(state, {}) == state.options


def test_one_word_stands_for_a_list_of_one(tmp_path: Path) -> None:
    state = state_in(tmp_path)
    assert check_options(state, {"select": "TOY-1"}).select == ("TOY-1",)
    assert check_options(state, {"ignore": ["TOY-1", "TOY-2"]}).ignore == ("TOY-1", "TOY-2")


def test_what_is_undecided_is_shown_besides_what_is_asked_for(tmp_path: Path) -> None:
    options = check_options(state_in(tmp_path), {"show": "rounding"})
    assert options.show == {"unknown", "rounding"}


def test_an_option_leaves_the_others_of_the_session(tmp_path: Path) -> None:
    options = check_options(state_in(tmp_path, select=("TOY",)), {"year": 2030})
    assert (options.year, options.select) == (2030, ("TOY",))
