"""Documents read by the kinds of their tables, whatever form they are of."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet, load_rules
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from tests.conftest import thinned
from tests.forms import made_by_kinds as made
from tests.forms.test_national import page

EXAMPLES = Path(__file__).parents[2] / "examples"
UNKNOWN = "未知表式"
# Rules that tell what is wrong with tables.
OF_TABLES = ("CN-T0", "CN-K", "CN-C0", "NA-B", "NA-C", "FA-C")


def by_kinds(path: Path, rules: RuleSet) -> DocumentResult:
    """The result for a file whose form is taken to be unknown."""
    return check_disclosure(read(path, rules=rules, template=UNKNOWN), CheckOptions(), rules)


def wrong(result: DocumentResult) -> set[tuple[str, str | None]]:
    """The rules of errors that were found in tables, each with the code or name of its row."""
    return {
        (finding.rule, finding.subject.row_code or finding.subject.row)
        for finding in result.findings
        if finding.severity.value == "error" and finding.rule.startswith(OF_TABLES)
    }


@pytest.mark.parametrize("name", ["final-2024", "shanghai-2024"])
def test_the_kinds_find_nothing_wrong_in_what_is_right(name: str, rules: RuleSet) -> None:
    result = by_kinds(EXAMPLES / f"{name}-clean.html", rules)
    assert result.template == UNKNOWN
    assert wrong(result) == set()
    # Figures of tables are all checked; those of the text nothing reads yet. What the running of an
    # office costs stands in one table only.
    unchecked = {figure.column for figure in result.unchecked if figure.table is not None}
    assert unchecked <= {"机关运行"}


def test_the_kinds_find_what_is_wrong_with_figures_of_final_accounts(rules: RuleSet) -> None:
    result = by_kinds(EXAMPLES / "final-2024-errors.html", rules)
    assert wrong(result) == {
        ("CN-K05", "208"),
        ("CN-T02", "2080506"),
        ("CN-T02", "221"),
        ("CN-C01", "2210203"),
        ("CN-T01", "30201"),
    }


def test_the_kinds_find_what_is_wrong_with_figures_of_a_budget(rules: RuleSet) -> None:
    result = by_kinds(EXAMPLES / "shanghai-2024-errors.html", rules)
    assert wrong(result) == {
        ("CN-T02", "2210201"),
        ("CN-T01", "2010302"),
        ("CN-C05", "2010305"),
        ("CN-T02", "210"),
        ("CN-C01", "2101101"),
        ("CN-T01", "30211"),
    }


@pytest.mark.parametrize(
    ("right", "figure", "row"),
    [
        ("一、科学技术支出|1,320.00", "一、科学技术支出|1,302.00", "206"),
        ("其他收入|20.00||", "其他收入|200.00||", "五、其他收入"),
        ("2060503|科技条件专项|900.00||820.00", "2060503|科技条件专项|900.00||280.00", "2060503"),
        ("30201|办公费|60.00||60.00", "30201|办公费|90.00||60.00", "30201"),
    ],
)
def test_the_kinds_find_one_wrong_figure(
    right: str, figure: str, row: str, rules: RuleSet, tmp_path: Path
) -> None:
    file = tmp_path / "budget.html"
    file.write_text(page(right, figure), encoding="utf-8")
    assert {row_of for _, row_of in wrong(by_kinds(file, rules))} == {row}


# ---- forms of other provinces

# The forms whose titles and tables a known form has; the others are read by kinds.
_KNOWN = {
    "jiangxi": "通用部门预算",
    "beijing": "通用部门预算",
    "central": "通用部门预算",
    "named": "通用部门预算",
    "tongzhou": "部门决算",
    "hubei决算": "部门决算",
}
_DOCUMENTS = {
    **{form: made.budget(form) for form in made.BUDGETS},
    **{f"{form}另式": made.budget(form, other_layouts=True) for form in made.BUDGETS},
    **{f"{form}决算": made.accounts(form) for form in made.FINALS},
}
_FORMATS = ("html", "xlsx")


def saved(tables: made.Tables, kind: str, folder: Path) -> Path:
    file = folder / f"document.{kind}"
    if kind == "xlsx":
        made.workbook(tables, file)
    else:
        file.write_text(made.html(tables), encoding="utf-8")
    return file


def judged(file: Path, rules: RuleSet) -> DocumentResult:
    return check_disclosure(read(file, rules=rules), CheckOptions(), rules)


def expected_form(name: str) -> str:
    return _KNOWN.get(name) or _KNOWN.get(name.removesuffix("决算"), UNKNOWN)


@pytest.mark.parametrize("kind", _FORMATS)
@pytest.mark.parametrize("name", _DOCUMENTS)
def test_a_form_of_another_province_is_read_and_nothing_is_wrong(
    name: str, kind: str, rules: RuleSet, tmp_path: Path
) -> None:
    result = judged(saved(_DOCUMENTS[name], kind, tmp_path), rules)
    assert result.template == expected_form(name)
    assert wrong(result) == set()
    if result.template == UNKNOWN:
        assert result.findings == ()
    assert result.checked > 0.8 * result.published


# A figure of each kind of table, and the same wrong.
_PLANTED = (
    ("一般公共服务支出|800.00", "一般公共服务支出|880.00"),
    ("2010602|一般行政管理事务|200.00", "2010602|一般行政管理事务|220.00"),
    ("30201|办公费|100.00", "30201|办公费|10.00"),
    ("|750.00|750.00", "|750.00|705.00"),
)


def _plantings() -> list[tuple[str, str, str]]:
    """Each form with each wrong figure whose line it has."""
    plantings: list[tuple[str, str, str]] = []
    for name, tables in _DOCUMENTS.items():
        text = "\n".join(line for _, lines in tables for line in lines)
        plantings += [(name, right, figure) for right, figure in _PLANTED if right in text]
    return plantings


@pytest.mark.parametrize(("name", "right", "figure"), thinned(_plantings(), 4))
def test_one_wrong_figure_is_found_in_a_form_of_another_province(
    name: str, right: str, figure: str, rules: RuleSet, tmp_path: Path
) -> None:
    tables = _DOCUMENTS[name]
    result = judged(saved(made.planted(tables, right, figure), "html", tmp_path), rules)
    assert len(wrong(result)) == 1, [str(finding.message) for finding in result.findings]


def test_a_table_alone_is_read_by_its_kind(rules: RuleSet, tmp_path: Path) -> None:
    (table,) = [item for item in made.budget("guangxi") if item[0] == "部门支出总体情况表"]
    result = judged(saved([table], "html", tmp_path), rules)
    assert (result.template, wrong(result)) == (UNKNOWN, set())
    broken = made.planted([table], "20106|财政事务|800.00", "20106|财政事务|808.00")
    assert wrong(judged(saved(broken, "html", tmp_path), rules)) == {("CN-T01", "20106")}


# ---- no form is known


@pytest.fixture(scope="module")
def kinds_only(own_cache: None) -> RuleSet:
    """The shipped rules that hold for every form."""
    return load_rules(forms=False)


def test_without_forms_only_the_kinds_are_known(kinds_only: RuleSet) -> None:
    assert list(kinds_only.templates) == [UNKNOWN]
    assert {rule[:3] for rule in kinds_only.rules} == {"CN-"}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("final-2024-errors.html", {"208", "2080506", "221", "2210203", "30201"}),
        (
            "shanghai-2024-errors.html",
            {"2010302", "2010305", "210", "2101101", "2210201", "30211"},
        ),
        (
            "xinjiang-2024-errors.txt",
            {"2010350", "206", "2080507", "2101102", "30107", "公务用车运行费", "总计"},
        ),
        ("xinjiang-2024-clean.txt", set()),
        ("final-2024-clean.html", set()),
    ],
)
def test_without_forms_errors_of_figures_in_tables_are_found(
    name: str, found: set[str], kinds_only: RuleSet
) -> None:
    result = judged(EXAMPLES / name, kinds_only)
    assert result.template == UNKNOWN
    assert {row for _, row in wrong(result)} == found


# ---- texts

_TEXT = """云岭市茶叶局2025年部门预算情况说明
目录
一、部门概况
二、收支预算总体情况
一、部门概况
云岭市茶叶局主管茶叶生产。。
二、收支预算总体情况
（一）收入预算
2025年收入预算120.00万元，都是XX拨款。
"""


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_a_text_without_tables_is_read_by_its_numbered_headings(
    kind: str, rules: RuleSet, tmp_path: Path
) -> None:
    file = tmp_path / f"text.{kind}"
    paragraphs = "".join(f"<p>{line}</p>" for line in _TEXT.splitlines())
    file.write_text(_TEXT if kind == "txt" else f"<body>{paragraphs}</body>", encoding="utf-8")
    disclosure = read(file, rules=rules)
    assert [section.path for section in disclosure.sections] == ["一", "二", "二/(一)"]
    result = check_disclosure(disclosure, CheckOptions(), rules)
    assert result.template == UNKNOWN
    assert [(item.rule, item.subject.section) for item in result.findings] == [
        ("CN-D38p", "一"),
        ("CN-D38", "二/(一)"),
    ]


def test_one_sentence_of_a_budget_is_a_document_and_any_other_is_none(
    rules: RuleSet, tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("2025年收入预算120.00万元，比上年增加20.00万元。\n", encoding="utf-8")
    assert judged(file, rules).template == UNKNOWN
    file.write_text("今天买菜花了3元。\n", encoding="utf-8")
    assert not judged(file, rules).readable


def test_the_nearest_form_is_named_where_none_fits(rules: RuleSet, tmp_path: Path) -> None:
    disclosure = read(saved(made.budget("guangxi"), "html", tmp_path), rules=rules)
    told = [problem.diagnostic for problem in disclosure.problems]
    (nearest,) = [item for item in told if item.code == "N159"]
    assert nearest.severity.value == "note"
    assert nearest.details["form"] in ("新疆部门预算", "通用部门预算")
    assert any("未知表式" in str(line) for line in disclosure.explanation)


# ---- what provinces print otherwise

_BY_UNITS = made.rows(
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "300.00", "200.00", "100.00"),
    ("", "云岭市茶叶局本级", "200.00", "150.00", "50.00"),
    ("201", "一般公共服务支出", "200.00", "150.00", "50.00"),
    ("20101", "人大事务", "200.00", "150.00", "50.00"),
    ("2010101", "行政运行", "200.00", "150.00", "50.00"),
    ("", "云岭市茶叶检验所", "100.00", "50.00", "50.00"),
    ("201", "一般公共服务支出", "100.00", "50.00", "50.00"),
    ("20101", "人大事务", "100.00", "50.00", "50.00"),
    ("2010101", "行政运行", "100.00", "50.00", "50.00"),
)


def test_codes_that_begin_anew_below_each_unit_add_up_to_the_unit(
    rules: RuleSet, tmp_path: Path
) -> None:
    tables = [("部门支出总体情况表", _BY_UNITS)]
    assert wrong(judged(saved(tables, "html", tmp_path), rules)) == set()
    broken = made.planted(tables, "20101|人大事务|100.00|50.00", "20101|人大事务|100.00|55.00")
    assert wrong(judged(saved(broken, "html", tmp_path), rules)) == {("CN-T01", "20101")}


def test_a_total_that_holds_more_than_the_kind_knows_is_no_error(
    rules: RuleSet, tmp_path: Path
) -> None:
    lines = made.rows(
        ("项目", "预算数"),
        ("合计", "30.00"),
        ("1.因公出国（境）费用", ""),
        ("2.公务接待费", "10.00"),
        ("3.公务用车购置及运行费", "10.00"),
        ("4.会议费", "5.00"),
        ("5.培训费", "5.00"),
    )
    result = judged(saved([("“三公”经费、会议费和培训费支出表", lines)], "html", tmp_path), rules)
    assert (result.template, wrong(result)) == (UNKNOWN, set())
    assert result.counts.unknown > 0


def test_a_table_without_a_unit_has_the_one_that_all_others_print(
    rules: RuleSet, tmp_path: Path
) -> None:
    tables = [
        item
        for item in made.budget("guangxi")
        if item[0] in ("部门收支总体情况表", "部门支出总体情况表")
    ]
    page_of_both = made.html(tables).replace("单位：万元", "单位：元")
    file = tmp_path / "yuan.html"
    file.write_text(page_of_both.replace("单位：元", "", 1), encoding="utf-8")
    disclosure = read(file, rules=rules)
    assert {table.unit for table in disclosure.tables.values()} == {"元"}
    assert wrong(check_disclosure(disclosure, CheckOptions(), rules)) == set()


def test_a_countys_budget_is_not_taken_for_a_departments(rules: RuleSet, tmp_path: Path) -> None:
    tables = [
        (
            "2025年云岭县一般公共预算收入表",
            made.rows(("项目", "预算数"), ("一、税收收入", "1,100.00"), ("收入合计", "1,100.00")),
        ),
        (
            "2025年云岭县一般公共预算支出表",
            made.rows(("项目", "预算数"), ("一般公共服务支出", "900.00"), ("支出合计", "1,000.00")),
        ),
        (
            "2025年云岭县一般公共预算税收返还和转移支付表",
            made.rows(("项目", "预算数"), ("一、返还性收入", "10.00"), ("合计", "100.00")),
        ),
        (
            "2025年云岭县“三公”经费预算表",
            made.rows(("项目", "预算数"), ("合计", "50.00"), ("公务接待费", "50.00")),
        ),
    ]
    result = judged(saved(tables, "html", tmp_path), rules)
    assert (result.template, wrong(result)) == (UNKNOWN, set())


def test_a_part_that_is_one_of_several_does_not_make_up_the_whole(
    rules: RuleSet, tmp_path: Path
) -> None:
    lines = made.rows(
        ("科目编码", "科目名称", "合计", "财政拨款收入", "<", "其他收入"),
        ("^", "^", "^", "小计", "其中：一般公共预算", "^"),
        ("205", "教育支出", "100.00", "60.00", "50.00", "40.00"),
        ("20502", "普通教育", "100.00", "60.00", "50.00", "40.00"),
        ("2050205", "高等教育", "100.00", "60.00", "50.00", "40.00"),
        ("合计", "<", "100.00", "60.00", "50.00", "40.00"),
    )
    result = judged(saved([("收入总表", lines)], "html", tmp_path), rules)
    assert (result.template, wrong(result)) == (UNKNOWN, set())


def test_of_several_columns_of_amounts_none_is_guessed(rules: RuleSet, tmp_path: Path) -> None:
    lines = made.rows(
        ("收入", "<", "支出", "<", "<", "<"),
        ("项目", "金额", "功能分类", "金额", "支出用途", "金额"),
        (
            "一、一般公共预算资金",
            "950.00",
            "一、一般公共服务支出",
            "800.00",
            "一、基本支出",
            "700.00",
        ),
        ("二、单位资金", "50.00", "二、住房保障支出", "200.00", "二、项目支出", "300.00"),
        ("收入合计", "1,000.00", "支出合计", "1,000.00", "支出合计", "1,000.00"),
    )
    tables = [("收支预算总表", lines), *made.budget("guangxi")[1:3]]
    assert wrong(judged(saved(tables, "html", tmp_path), rules)) == set()
