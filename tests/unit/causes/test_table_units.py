"""A table under a wrong unit."""

from __future__ import annotations

from pathlib import Path

import attrs

from tests.unit.causes.plants import WRONG_UNIT
from tests.unit.causes.toy import SOUND, roots_of, seen_by


def test_one_unit_mends_all_that_relates_the_table_to_others(tmp_path: Path) -> None:
    (root,) = seen_by("table units", WRONG_UNIT, tmp_path)
    assert root.advice is not None
    assert root.advice.table is not None
    assert (root.advice.table.id, root.advice.value) == ("明细", "万元")
    assert root.advice.mended == len(root.checks) == 21


def test_a_wrong_figure_besides_is_a_root_of_its_own(tmp_path: Path) -> None:
    paper = WRONG_UNIT.with_row("项目", "印刷年报", ("印刷年报", "4.00"))
    assert len(roots_of(paper, tmp_path)) == 2


def test_one_figure_a_power_of_ten_too_large_is_no_unit(tmp_path: Path) -> None:
    paper = SOUND.with_row("项目", "印刷年报", ("印刷年报", "30000.00"))
    assert seen_by("table units", paper, tmp_path) == []


def test_a_table_in_another_unit_that_agrees_is_sound(tmp_path: Path) -> None:
    lines = (("购置设备", "120000.00"), ("印刷年报", "30000.00"))
    tables = {**SOUND.tables, "项目": lines}
    paper = attrs.evolve(SOUND, tables=tables, units={"项目": "元"})
    assert roots_of(paper, tmp_path) == []


def test_a_sound_document_has_no_wrong_unit(tmp_path: Path) -> None:
    assert seen_by("table units", SOUND, tmp_path) == []
