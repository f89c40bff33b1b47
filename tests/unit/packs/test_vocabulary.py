"""Vocabularies: a pack's words take the place of those below it; without one the shipped words hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleFileError, load_rules
from budgetrules.schema.vocabulary import VOCABULARY_IDS, shipped_vocabulary, shipped_words

FORM = '模板 T "T"\n  文种 预算\n  表 表1 "表"\n    键 name\n    列 数\n'


def written(folder: Path, rules: str, vocabulary: str | None = None) -> Path:
    """A folder with a rule file, and a vocabulary beside it."""
    (folder / "toy.rules").write_text(rules, encoding="utf-8")
    if vocabulary is not None:
        (folder / "vocabulary.tsv").write_text(vocabulary, encoding="utf-8")
    return folder


def test_a_pack_without_a_vocabulary_has_the_shipped_words(tmp_path: Path) -> None:
    rules = load_rules([written(tmp_path, FORM)], default=False)
    assert rules.templates["T"].vocabulary.totals == shipped_words()["totals"]


def test_the_words_of_a_pack_take_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    pack = written(tmp_path, '用语 自 "vocabulary.tsv"\n' + FORM, "id\twords\ntotals\tTotal|Sum\n")
    rules = load_rules([pack], default=False)
    table = rules.templates["T"].table("表1")
    assert table is not None
    assert table.lists[0].total_labels == ("Total", "Sum")


def test_a_kind_of_words_that_nothing_looks_for_is_a_mistake_with_the_near_one(
    tmp_path: Path,
) -> None:
    pack = written(tmp_path, '用语 自 "vocabulary.tsv"\n' + FORM, "id\twords\ntotal\tTotal\n")
    with pytest.raises(RuleFileError) as raised:
        load_rules([pack], default=False)
    (mistake,) = raised.value.diagnostics
    assert (mistake.code, mistake.suggestion) == ("S120", "totals")


def test_the_shipped_words_are_those_that_the_engine_looks_for() -> None:
    words = shipped_words()
    assert tuple(words) == VOCABULARY_IDS
    assert all(words.values())


def test_words_of_a_pack_reach_its_tables_and_what_is_read_before_the_form_is_known(
    tmp_path: Path,
) -> None:
    words = "id\twords\ntable\tlist\nunit_levels\toffice\n"
    form = FORM.replace("    键 name\n", "    键 name\n    层级 all > office\n")
    pack = written(tmp_path, '用语 自 "vocabulary.tsv"\n' + form, words)
    rules = load_rules([pack], default=False)
    table = rules.templates["T"].table("表1")
    assert table is not None
    assert (table.vocabulary.table, rules.vocabulary.table) == (("list",), ("list",))
    assert table.lists[0].unit_level == "office"
    assert table.vocabulary.totals == rules.vocabulary.totals == shipped_words()["totals"]


def test_a_list_without_a_level_of_units_has_none(tmp_path: Path) -> None:
    rules = load_rules([written(tmp_path, FORM)], default=False)
    table = rules.templates["T"].table("表1")
    assert table is not None
    assert table.lists[0].unit_level == ""


def test_the_shipped_words_are_read_once() -> None:
    assert shipped_words() is shipped_words()
    assert shipped_vocabulary() is shipped_vocabulary()
