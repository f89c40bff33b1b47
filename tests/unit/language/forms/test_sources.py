"""Laws, code lists, facts, vocabularies, parameters and word groups, with the tables beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.language.forms.sources import Data, laws
from budgetrules.language.text.parser import parse_text
from budgetrules.schema.packs import CurrentName
from budgetrules.schema.sources import CodeEntry, FormerName, Law, Lookup, Parameter, Words
from tests.unit.language.forms.declared import build, declared_by, mistakes_in


def written(folder: Path, **tables: str) -> Path:
    """A folder with tables, columns parted by blanks here."""
    for name, text in tables.items():
        (folder / f"{name}.tsv").write_text(text.replace(" ", "\t"), encoding="utf-8")
    return folder


def test_a_law_stands_in_the_rule_file_or_in_a_table(tmp_path: Path) -> None:
    folder = written(tmp_path, laws="id document article trust\nB 细则 第二条 seen\nC 细则 三 no\n")
    text = '法源 A "预算法" 条 "第一条" 已见\n法源 自 "laws.tsv"\n'
    assert list(declared_by(text, folder).laws.values()) == [
        Law("A", "预算法", "第一条", True),
        Law("B", "细则", "第二条", True),
        Law("C", "细则", "三", False),
    ]


def test_a_code_list_takes_its_columns_by_their_names(tmp_path: Path) -> None:
    codes = "代码 上 名 别 level aliases\n201 2 办公 高 类 行政|公务\n"
    folder = written(tmp_path, codes=codes)
    text = '代码表 科目 自 "codes.tsv" 键 代码 上级 上 名称 名 可信 别\n'
    assert declared_by(text, folder).codelists["科目"].entries == {
        "201": CodeEntry("201", "2", "类", ("办公", "行政", "公务"), "高")
    }


def test_a_code_list_tells_until_when_a_name_was_in_use(tmp_path: Path) -> None:
    codes = "code name aliases until\n201 办公 行政|公务 2018|\n202 住房 公务\n"
    folder = written(tmp_path, codes=codes)
    declared = declared_by('代码表 科目 自 "codes.tsv" 键 code 名称 name\n', folder)
    assert declared.codelists["科目"].entries["201"].former == (FormerName("行政", 2018),)
    assert declared.former_names == {"行政": CurrentName("办公", 2018)}


def test_lines_that_are_blank_or_comments_are_none_and_cells_may_lack_at_the_end(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, facts="a b c\n#1 2 3\n\n1 2\n\r\n4 5 6\r\n")
    lookup = declared_by('对照表 甲 自 "facts.tsv" 列 c, a\n', folder).lookups["甲"]
    assert lookup == Lookup("甲", ("c", "a"), (("", "1"), ("6", "4")))


def test_a_pack_without_a_folder_has_no_lines_of_tables() -> None:
    assert declared_by('对照表 甲 自 "facts.tsv" 列 a\n').lookups["甲"].rows == ()


@pytest.mark.parametrize(
    ("text", "table", "mistake"),
    [
        ('对照表 甲 自 "none.tsv" 列 a\n', "a b\n1 2\n", "S101"),
        ('对照表 甲 自 "../t.tsv" 列 a\n', "a b\n1 2\n", "S101"),
        ('对照表 甲 自 "t.tsv" 列 a\n', "# nothing\n", "S102"),
        ('对照表 甲 自 "t.tsv" 列 a\n', "a b\n1 2 3\n", "S102"),
        ('对照表 甲 自 "t.tsv" 列 a, c\n', "a b\n1 2\n", "S103"),
        ('代码表 甲 自 "t.tsv" 键 a\n', "a b\n1 2\n1 3\n", "S104"),
        ('代码表 甲 自 "t.tsv"\n', "a b\n1 2\n", "S122"),
        ('用语 自 "t.tsv"\n', "id words\ntotal 总计\n", "S120"),
    ],
)
def test_a_table_that_does_not_fit_is_a_mistake(
    text: str, table: str, mistake: str, tmp_path: Path
) -> None:
    inside = tmp_path / "pack"
    inside.mkdir()
    written(tmp_path, t=table)
    written(inside, t=table)
    assert mistakes_in(text, inside) == [(mistake, 1)]


def test_a_line_with_too_many_cells_is_named_by_its_number(tmp_path: Path) -> None:
    folder = written(tmp_path, t="a b\n1 2\n1 2 3\n")
    _, (mistake,) = build('对照表 甲 自 "t.tsv" 列 a\n', folder)
    assert mistake.details == {"file": "t.tsv", "line": "3"}


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ('参数 甲 文字 "a"\n', Parameter("甲", "text", ((None, ("a",)),))),
        ("参数 甲 日期 外部\n", Parameter("甲", "date", (), True)),
        ('参数 甲 名单 "a", "b"\n', Parameter("甲", "list", ((None, ("a", "b")),))),
        ('参数 甲 名单 "a" 起 2020\n', Parameter("甲", "list", ((2020, ("a",)),))),
        ('参数 甲 名单 "a", "b" 2020 起\n', Parameter("甲", "list", ((2020, ("a", "b")),))),
        ('参数 甲 "a" 2020 起\n', Parameter("甲", "text", ((2020, ("a",)),))),
        ("参数 甲 外部\n", Parameter("甲", "text", (), True)),
        ("参数 甲 万元 外部\n", Parameter("甲", "万元", (), True)),
    ],
)
def test_a_parameter_has_a_kind_and_values(text: str, parameter: Parameter) -> None:
    assert declared_by(text).parameters["甲"] == parameter


def test_a_parameter_declared_again_has_another_value_from_a_year_on() -> None:
    text = '参数 甲 名单 "a" 起 2020 外部\n参数 甲 名单 "b" 起 2023\n'
    parameter = declared_by(text).parameters["甲"]
    assert parameter.values == ((2020, ("a",)), (2023, ("b",)))
    assert parameter.external


def test_a_pack_may_give_a_parameter_of_a_lower_one_another_value() -> None:
    base = declared_by('参数 甲 名单 "a"\n')
    declared, _ = build('参数 甲 名单 "b" 起 2023\n', base=base)
    assert declared.parameters["甲"].values == ((None, ("a",)), (2023, ("b",)))


def test_words_of_a_group_have_signs() -> None:
    words = declared_by("词组 变动 正 增加, 增长 负 减少 零 持平\n").words["变动"]
    assert words == Words("变动", {"增加": 1, "增长": 1, "减少": -1, "持平": 0})


def test_a_vocabulary_parts_its_words(tmp_path: Path) -> None:
    folder = written(tmp_path, words="id words\ntotals 总计|合计\n")
    assert declared_by('用语 自 "words.tsv"\n', folder).vocabulary == {"totals": ("总计", "合计")}


def test_records_of_a_clause_without_a_table_are_none(tmp_path: Path) -> None:
    file, _ = parse_text("法源 细则\n", "toy.rules")
    data = Data(tmp_path, [])
    assert data.records(file.clauses[0], ("id",)) == []
    assert [law.id for law in laws(file.clauses[0], data)] == ["细则"]
    assert data.mistakes == []
