"""What departments print otherwise and mean alike: nothing is found in it, and as many figures are checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult
from examples.make_forms import ENTITY
from tests.conftest import EXAMPLES, thinned

_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_AMOUNT = re.compile(r"(?<=[\u4e00-\u9fff])\d[\d.]*(?=[\u4e00-\u9fff%])")
Change = Callable[[str], str]


def said(change: Change) -> Change:
    """A change of the paragraphs that say amounts."""
    return lambda page: re.sub(
        r"<p>([^<]*万元[^<]*。)</p>", lambda found: f"<p>{change(found[1])}</p>", page
    )


def swap(*pairs: tuple[str, str]) -> Change:
    """Words for others, everywhere."""

    def change(page: str) -> str:
        for pattern, other in pairs:
            page = re.sub(pattern, other, page)
        return page

    return change


def zeros(mark: str) -> Change:
    """A mark in every blank cell of amounts: those behind the first amount of a row that holds no name behind it."""

    def row(found: re.Match[str]) -> str:
        cells = re.findall(r"<td>(.*?)</td>", found[1])
        named = max(
            (at for at, cell in enumerate(cells) if re.search(r"[\u4e00-\u9fff]", cell)),
            default=len(cells),
        )
        filled = [mark if not cell and at > named else cell for at, cell in enumerate(cells)]
        return "<tr>\n" + "".join(f"<td>{cell}</td>\n" for cell in filled) + "</tr>"

    return lambda page: re.sub(r"<tr>\n((?:<td>.*?</td>\n)+)</tr>", row, page)


def exchanged(page: str) -> str:
    """The columns of 基本支出 and 项目支出 in the other order."""
    start = page.index("一般公共预算财政拨款支出决算表</p>")
    end = page.index("</table>", start)
    table = (
        page[start:end]
        .replace('<th rowspan="3">基本支出', '<th rowspan="3">^')
        .replace("项目支出</th>", "基本支出</th>")
    )
    table = table.replace("^</th>", "项目支出</th>")
    table = re.sub(r"(<td>[^<]*</td>\n)(<td>[^<]*</td>\n)</tr>", r"\2\1</tr>", table)
    return page[:start] + table + page[end:]


BOTH: dict[str, Change] = {
    "spaces around numbers": said(lambda text: _AMOUNT.sub(r" \g<0> ", text)),
    "wide numbers": said(lambda text: text.translate(_WIDE)),
    "indented": said(lambda text: f"　　{text}"),
    "broken in a number": said(lambda text: re.sub(r"(\d)\.(\d)", r"\1.<br>\2", text)),
    "no-break spaces": said(lambda text: text.replace("万元", "&nbsp;万元")),
    "thousands": said(
        lambda text: re.sub(r"\d{4,}(?=\.\d\d万元)", lambda found: f"{int(found[0]):,}", text)
    ),
    "dropped zeros": said(lambda text: re.sub(r"(\.\d)0(?=万元)", r"\1", text)),
    "增加了": said(lambda text: re.sub(r"(增加|减少)(?=\d)", r"\1了", text)),
    "较": said(lambda text: re.sub(r"比(?=20\d\d年)", "较", text)),
    "a dash for nothing": zeros("—"),
    "0.00 for nothing": zeros("0.00"),
    "wide cells": swap((r"<td>([\d,.]+)</td>", r"<td> \1 </td>")),
    "a long name": swap((ENTITY, "中国共产党云溪区委员会机构编制委员会办公室（本级）")),
    "a short name": swap((ENTITY, "云溪区团委")),
    "a name with a year": swap((ENTITY, "云溪区2010年世博会事务协调局")),
}
FINAL: dict[str, Change] = {
    **BOTH,
    "本部门": said(lambda text: text.replace(ENTITY, "本部门")),
    "主要原因是": swap(("主要原因：", "主要原因是")),
    "numbered 1.": said(lambda text: re.sub(r"^(\d+)、", r"\1.", text)),
    "numbered （1）": said(lambda text: re.sub(r"^(\d+)、", r"（\1）", text)),
    "上升, 降低": said(lambda text: text.replace("增长", "上升").replace("下降", "降低")),
    "同比": said(lambda text: re.sub(r"，(增长|下降)(?=\d)", r"，同比\1", text)),
    "预算数为": said(
        lambda text: text.replace("年初预算为", "年初预算数为").replace(
            "支出决算为", "支出决算数为"
        )
    ),
    "与上年相比": said(lambda text: re.sub(r"与20\d\d年度相比", "与上年相比", text)),
    "比上年": said(lambda text: re.sub(r"与20\d\d年度相比，", "比上年度", text)),
    "其中，": said(lambda text: re.sub("其中：(?=财政|基本|人员)", "其中，", text)),
    "合计为": said(lambda text: re.sub(r"^(本年收入合计|本年支出合计)", r"\1为", text)),
    "headings with the year": swap(
        (r"(<h3>[一二三四五六七八九十]+、)(?=收入|支出|财政|一般|政府|国有)", r"\g<1>2024年度")
    ),
    "headings without 说明": swap((r"说明(?=</h3>)", "")),
    "titles with the year": swap((r"<p>([^<]*决算(总)?表)</p>", r"<p>2024年度\1</p>")),
    "a numbered table with a department": swap(
        ("<p>单位：万元</p>", f"<p>公开01表</p><p>部门：{ENTITY}</p><p>金额单位：万元</p>")
    ),
    "第一部分：": swap((r"(第[一二三四]部分) ", r"\1：")),
    "单位决算": swap(("部门决算", "单位决算")),
    "titles with a name": swap((r"<p>([^<]*决算(总)?表)</p>", rf"<p>{ENTITY}2024年度\1</p>")),
    "columns in another order": exchanged,
}
BUDGET: dict[str, Change] = {
    **BOTH,
    "预算数": said(lambda text: re.sub(r"(比20\d\d年预算)", r"\1数", text)),
    "与……相比": said(lambda text: re.sub(r"比(20\d\d年预算)(增加|减少)", r"与\1相比\2", text)),
    "numbered 1、": said(lambda text: re.sub(r"^(\d+)\. ", r"\1、", text)),
    "编制单位": swap(("编制部门：", "编制单位：")),
    "单位预算": swap(("部门预算", "单位预算")),
    "预算单位": swap(
        (r"<p>(20\d\d年)部门(?=[^<]*表</p>)", r"<p>\1预算单位"),
        ("部门预算编制", "预算单位预算编制"),
        (rf"<h2>{ENTITY}(主要职能|机构设置)", r"<h2>预算单位\1"),
    ),
    "titles with a name": swap((r"<p>(20\d\d年)部门(?=[^<]*表</p>)", rf"<p>{ENTITY}\1")),
    "titles with nothing before": swap((r"<p>20\d\d年部门(?=[^<]*表</p>)", "<p>")),
    "预算为": said(lambda text: re.sub(r"(收入预算|支出预算)(?=\d)", r"\1为", text)),
}


@pytest.fixture(scope="module")
def final(rules: RuleSet) -> DocumentResult:
    """What is found in the clean final accounts."""
    return checked(EXAMPLES / "final-2024-clean.html", rules)


@pytest.fixture(scope="module")
def budget(rules: RuleSet) -> DocumentResult:
    """What is found in the clean budget."""
    return checked(EXAMPLES / "shanghai-2024-clean.html", rules)


def checked(page: Path, rules: RuleSet) -> DocumentResult:
    """What is found in a page."""
    return check_disclosure(read(page, rules=rules), CheckOptions(), rules)


@pytest.mark.parametrize("name", thinned(FINAL, 4))
def test_final_accounts_printed_otherwise_are_right(
    name: str, final: DocumentResult, rules: RuleSet, tmp_path: Path
) -> None:
    _is_as_right(FINAL[name], final, rules, tmp_path)


@pytest.mark.parametrize("name", thinned(BUDGET, 4))
def test_a_budget_printed_otherwise_is_right(
    name: str, budget: DocumentResult, rules: RuleSet, tmp_path: Path
) -> None:
    _is_as_right(BUDGET[name], budget, rules, tmp_path)


def _is_as_right(change: Change, known: DocumentResult, rules: RuleSet, folder: Path) -> None:
    clean = Path(known.path).read_text(encoding="utf-8")
    text = change(clean)
    assert text != clean
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    result = checked(page, rules)
    assert [(item.rule, item.message) for item in result.findings] == []
    assert not any(item.diagnostic.code == "N107" for item in result.problems)
    assert result.counts.unknown <= known.counts.unknown
    assert result.checked >= known.checked
