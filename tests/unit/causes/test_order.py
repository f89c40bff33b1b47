"""The causes in their order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from budgetrules.causes.case import Case, new_case
from budgetrules.causes.order import CAUSES, find_roots
from budgetrules.causes.roots import Root
from tests.unit.causes.plants import PLANTS
from tests.unit.causes.toy import SOUND, case_of, name_of

NAMES = [cause.name for cause in CAUSES]


def checks_of(root: Root) -> list[str]:
    """All checks of a root, whoever speaks for them."""
    return sorted(map(name_of, root.checks))


def shuffled(case: Case, seed: int) -> Case:
    failed, passed = list(case.failed), list(case.passed)
    random.Random(seed).shuffle(failed)
    random.Random(seed).shuffle(passed)
    return new_case(failed, passed, case.locator)


def test_causes_have_different_names() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_a_sound_document_has_no_roots(tmp_path: Path) -> None:
    assert find_roots(case_of(SOUND, tmp_path)) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_cause_sees_anything_in_a_sound_document(name: str, tmp_path: Path) -> None:
    cause = CAUSES[NAMES.index(name)]
    assert list(cause.explain(case_of(SOUND, tmp_path))) == []


@pytest.mark.parametrize("plant", PLANTS)
def test_one_error_is_one_root(plant: str, tmp_path: Path) -> None:
    # Of a row left out everywhere nothing tells which of the two tables lost it.
    tables = 2 if plant == "a row left out everywhere" else 1
    assert len(find_roots(case_of(PLANTS[plant], tmp_path))) == tables


@pytest.mark.parametrize("plant", PLANTS)
def test_every_failed_check_stands_in_one_root_once(plant: str, tmp_path: Path) -> None:
    case = case_of(PLANTS[plant], tmp_path)
    explained = [check for root in find_roots(case) for check in root.checks]
    assert len(explained) == len(set(explained))
    assert set(explained) == set(case.failed)


@pytest.mark.parametrize("plant", PLANTS)
def test_the_order_of_failed_checks_changes_no_root(plant: str, tmp_path: Path) -> None:
    case = case_of(PLANTS[plant], tmp_path)
    expected = sorted(map(checks_of, find_roots(case)))
    for seed in range(3):
        roots = find_roots(shuffled(case, seed))
        assert sorted(map(checks_of, roots)) == expected


def test_the_heaviest_roots_come_first(tmp_path: Path) -> None:
    paper = PLANTS["a wrong figure"].with_text("以上名词", "以上（）名词")
    roots = find_roots(case_of(paper, tmp_path))
    assert [name_of(root.spokesman) for root in roots] == ["C-02 20102", "C-13"]
