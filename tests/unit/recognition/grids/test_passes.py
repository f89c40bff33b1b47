"""The order of the passes, and that they change nothing in place."""

from __future__ import annotations

import attrs

from budgetrules.recognition.grids.draft import Draft
from budgetrules.recognition.grids.passes import CONTENT, ONCE, PASSES, TABLES, TITLES, run
from tests.recognition.grids.sketch import document
from tests.unit.recognition.toy import FORM, HEADS, ROWS, TITLE


def test_the_passes_are_in_the_order_of_the_way() -> None:
    names = [step.__name__ for step in PASSES]
    assert names == ["number", "cut", "caption", "match", "assign", "read"]


def test_the_stages_are_the_whole_way() -> None:
    assert (*ONCE, *TITLES, *TABLES, *CONTENT) == PASSES


def test_each_pass_is_the_function_that_its_module_is_named_for() -> None:
    for step in PASSES:
        assert step.__module__.rpartition(".")[2] == step.__name__


def test_a_pass_changes_nothing_in_place() -> None:
    draft = Draft(raw=document(TITLE, HEADS + ROWS), template=FORM)
    for step in PASSES:
        before = attrs.astuple(draft, recurse=False)
        following = step(draft)
        assert attrs.astuple(draft, recurse=False) == before
        draft = following


def test_a_pass_run_again_gives_the_same() -> None:
    draft = Draft(raw=document(TITLE, HEADS + ROWS), template=FORM)
    first, second = run(draft, PASSES), run(draft, PASSES)
    assert first.reasons == second.reasons
    assert [line.text for line in first.reading.narrative] == [
        line.text for line in second.reading.narrative
    ]
