"""Sections whose headings read otherwise, and pages of contents: what is there is not told as missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from tests.conftest import EXAMPLES
from tests.forms.edited import BUDGET, FINAL, XINJIANG, Edit, edited, told

REWORDED: list[tuple[str, Edit]] = [
    (BUDGET, ("五、国有资产占有使用情况", "五、国有资产占有情况")),
    (BUDGET, ("五、国有资产占有使用情况", "五、国有资产占有使用情况（增加内容）")),
    (BUDGET, ("五、国有资产占有使用情况", "五、国有资产占用及使用状况")),
    (BUDGET, ("三、政府采购预算情况", "三、政府采购预算安排情况说明")),
    (BUDGET, ("一、2024年“三公”经费预算情况说明", "一、2024年“三公”经费情况说明")),
    (FINAL, ("（三）国有资产占有使用情况说明", "（三）国有资产的情况说明")),
    (FINAL, ("二、收入决算情况说明", "二、收入决算情况说明（含本级）")),
    (FINAL, ("（二）政府采购支出情况", "（二）政府采购情况")),
    (FINAL, ("（一）机关运行经费支出情况", "（一）关于机关运行经费支出的情况")),
    (XINJIANG, ("（二）政府采购情况", "（二）政府采购预算情况")),
    (XINJIANG, ("（三）国有资产占用使用情况", "（三）国有资产占用情况")),
]


@pytest.mark.parametrize(("example", "edit"), REWORDED)
def test_a_heading_in_other_words_is_a_note_and_its_section_is_read(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit
) -> None:
    clean = edited(example, (), tmp_path, rules)
    result = edited(example, (edit,), tmp_path, rules)
    assert told(result, notes=True) == [("note", "CN-G02t")]
    stated = result.findings[0].evidence.stated
    assert stated is not None
    assert stated in edit[1]
    assert (result.checked, result.published) == (clean.checked, clean.published)


@pytest.mark.parametrize(
    ("example", "edit"),
    [
        (BUDGET, ("五、国有资产占有使用情况", "五、国有资产占有使用情祝")),
        (FINAL, ("（二）政府采购支出情况", "（二）政府采构支出情况")),
        (FINAL, ("<h2>第四部分 名词解释", "<h2>第四部分 名词解绎")),
    ],
)
def test_a_slip_in_a_heading_is_a_warning(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit
) -> None:
    assert told(edited(example, (edit,), tmp_path, rules), notes=True) == [("warning", "CN-G02t")]


@pytest.mark.parametrize(
    ("example", "begin", "end"),
    [
        (BUDGET, "<h3>五、国有资产占有使用情况", "<h2>数据平台运行维护项目"),
        (FINAL, "<h4>（三）国有资产占有使用情况说明", "<h2>第四部分"),
    ],
)
def test_a_section_that_is_left_out_is_missing(
    rules: RuleSet, tmp_path: Path, example: str, begin: str, end: str
) -> None:
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    at = _tag(page, begin)
    behind = _tag(page, end)
    text = page[:at] + page[behind:]
    path = tmp_path / example
    path.write_text(text, encoding="utf-8")
    result = check_disclosure(read(path, rules=rules), CheckOptions(), rules)
    assert told(result) == [("warning", "CN-G02")]


def _tag(page: str, words: str) -> int:
    """Find where a heading begins, whatever its level."""
    plain = re.sub(r"<[^>]+>", "", words)
    found = re.search(rf"<(h\d|p)>{re.escape(plain)}", page)
    assert found is not None, plain
    return found.start()


@pytest.mark.parametrize("example", [BUDGET, FINAL])
@pytest.mark.parametrize("leaders", ["", "………………12", "……3", "．．．．．．12", " · · · · 7"])
def test_a_page_of_contents_is_none_of_the_text(
    rules: RuleSet, tmp_path: Path, example: str, leaders: str
) -> None:
    clean = edited(example, (), tmp_path, rules)
    result = _with_contents(example, (), leaders, tmp_path, rules)
    assert told(result, notes=True) == []
    assert (result.checked, result.published) == (clean.checked, clean.published)


@pytest.mark.parametrize(
    ("example", "edit"), [item for item in REWORDED if item[0] != XINJIANG][::2]
)
def test_a_page_of_contents_is_never_pointed_at(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit
) -> None:
    result = _with_contents(example, (edit,), "", tmp_path, rules)
    assert told(result, notes=True) == [("note", "CN-G02t")]
    line = result.findings[0].subject.place.line
    assert line is not None
    assert line > 20


def _with_contents(
    example: str, edits: tuple[Edit, ...], leaders: str, folder: Path, rules: RuleSet
) -> DocumentResult:
    """Check an example behind a page that lists its headings."""
    page = (EXAMPLES / example).read_text(encoding="utf-8")
    for old, new in edits:
        page = page.replace(old, new)
    headings = re.findall(r"<h([234])>(.*?)</h\1>", page)
    listed = "".join(f"<p>{title}{leaders}</p>\n" for _, title in headings)
    first = page.index("<h2>")
    text = f"{page[:first]}<p>目 录</p>\n{listed}{page[first:]}"
    path = folder / example
    path.write_text(text, encoding="utf-8")
    return check_disclosure(read(path, rules=rules), CheckOptions(), rules)


@pytest.mark.parametrize(
    ("example", "edit", "statement"),
    [
        (
            BUDGET,
            (
                "2024年本部门政府采购预算54.36万元，其中：",
                "2024年本部门共安排采购资金54.36万元，包括：",
            ),
            "采购额",
        ),
        (FINAL, ("本年收入合计1060.29万元，其中：", "全年收入共1060.29万元，包括："), "收入合计"),
    ],
)
def test_an_amount_that_was_not_read_makes_a_missing_sentence_unknown(
    rules: RuleSet, tmp_path: Path, example: str, edit: Edit, statement: str
) -> None:
    assert told(edited(example, (edit,), tmp_path, rules)) == []
    page = read(tmp_path / example, rules=rules)
    options = CheckOptions(select=("CN-D00",), show=frozenset({"unknown"}))
    (item,) = check_disclosure(page, options, rules).findings
    reason = str(item.message)
    assert statement in reason
    assert edit[1].split("，", maxsplit=1)[0] in reason
