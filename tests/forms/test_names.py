"""Names of codes in sentences and tables: a slip is one error where it stands, a former name is told with its years."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules import RuleSet
from tests.conftest import thinned
from tests.forms.edits import FORMS, checked, text_of, told

# Forms, words of a sentence, the words there instead, the wrong name, and the right one.
_SLIPS = [
    ("final", "（类）住房改革支出（款）购房补贴（项）", "（类）住房保障支出（款）购房补贴（项）", "住房保障支出", "住房改革支出"),
    ("shanghai", "住房保障支出-住房改革支出-购房补贴”", "住房保障支出-住房保障支出-购房补贴”", "住房保障支出", "住房改革支出"),
    ("xinjiang", "（款）住房公积金（项）：", "（款）住房公积费（项）：", "住房公积费", "住房公积金"),
    ("national", "（款）科技条件专项（项）", "（款）科技条件项（项）", "科技条件项", "科技条件专项"),
    ("shanghai", "-行政单位离退休”", "-行政单位退休”", "行政单位退休", "行政单位离退休"),
    ("final", "十九、住房保障支出</td>", "十九、住房保证支出</td>", "十九、住房保证支出", "住房保障支出"),
    ("national", "三、住房保障支出</td>", "三、房保障支出</td>", "三、房保障支出", "住房保障支出"),
    ("final", "；卫生健康支出（类）", "；卫生康支出（类）", "卫生康支出", "卫生健康支出"),
    ("national", "；住房保障支出（类）支出", "；住房保证支出（类）支出", "住房保证支出", "住房保障支出"),
    ("final", "社会保障和就业支出（类）行政事业单位养老支出（款）行政单位", "社会保障支出（类）行政事业单位养老支出（款）行政单位",
     "社会保障支出", "社会保障和就业支出"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "words", "instead", "wrong", "right"), thinned(_SLIPS, 2))
def test_a_wrong_name_is_one_finding_where_it_stands(
    form: str, words: str, instead: str, wrong: str, right: str, rules: RuleSet, tmp_path: Path
) -> None:
    text = text_of(form)
    assert words in text
    (item,) = told(checked(form, text.replace(words, instead, 1), tmp_path, rules))
    assert (item.evidence.stated, item.evidence.expected) == (wrong, right)
    assert wrong in item.subject.place.text
    assert "缺这一行" not in str(item.message)


@pytest.mark.parametrize("form", ["final", "national"])
def test_one_slip_in_several_sentences_is_one_finding(
    form: str, rules: RuleSet, tmp_path: Path
) -> None:
    text = text_of(form)
    words = "行政事业单位养老支出（款）"
    number = text.count(words)
    assert number > 1
    text = text.replace(words, "行政事业单位养老费（款）")
    (item,) = told(checked(form, text, tmp_path, rules))
    assert "别处也这样写" in str(item.message)
    assert len(item.consequences) >= number - 1


def test_a_wrong_year_in_several_sentences_is_one_finding(rules: RuleSet, tmp_path: Path) -> None:
    text = text_of("national")
    words = "2024年预算数为"
    number = text.count(words)
    assert number > 1
    text = text.replace(words, "2022年预算数为")
    (item,) = told(checked("national", text, tmp_path, rules))
    assert (item.evidence.stated, item.evidence.expected) == ("2022", "2024")
    assert "别处也这样写" in str(item.message)
    assert len(item.consequences) >= number - 1


_FORMER = [
    ("医疗卫生与计划生育支出", "卫生健康支出", "2018"),
    ("行政事业单位离退休", "行政事业单位养老支出", "2019"),
]


@pytest.mark.parametrize(("former", "current", "until"), _FORMER)
@pytest.mark.parametrize("form", thinned(FORMS, 2))
def test_a_former_name_is_told_with_its_last_year_and_found(
    form: str, former: str, current: str, until: str, rules: RuleSet, tmp_path: Path
) -> None:
    text = text_of(form)
    if current not in text:
        return
    clean = checked(form, text, tmp_path, rules)
    result = checked(form, text.replace(current, former), tmp_path, rules)
    (item,) = told(result)
    assert (item.rule, item.severity.value) == ("CN-C06", "warning")
    assert (item.evidence.stated, item.evidence.expected) == (former, current)
    assert until in str(item.message)
    # What was compared still is.
    assert result.checked == clean.checked


def test_a_former_name_beside_todays_is_told_once_and_nothing_else(
    rules: RuleSet, tmp_path: Path
) -> None:
    for form in ("final", "shanghai"):
        text = text_of(form)
        at = text.index("<td>卫生健康支出</td>")
        text = text[:at] + text[at:].replace("卫生健康支出", "医疗卫生与计划生育支出", 1)
        (item,) = told(checked(form, text, tmp_path, rules))
        assert item.rule == "CN-C06"
        assert item.subject.table == "表2"


def test_a_name_of_its_time_is_no_former_name(rules: RuleSet, tmp_path: Path) -> None:
    text = text_of("final").replace("卫生健康支出", "医疗卫生与计划生育支出")
    for year in range(2025, 2021, -1):
        text = text.replace(str(year), str(year - 6))
    found = told(checked("final", text, tmp_path, rules))
    assert [item.rule for item in found if item.rule == "CN-C06"] == []


def test_words_of_a_description_are_no_name(rules: RuleSet, tmp_path: Path) -> None:
    text = text_of("shanghai").replace("主要用于行政单位离退休。", "主要用于行政事业单位离退休。")
    assert told(checked("shanghai", text, tmp_path, rules)) == []


def test_a_list_that_lacks_a_name_is_told_as_lacking_it(rules: RuleSet, tmp_path: Path) -> None:
    text = text_of("xinjiang").replace("金预算、单位资金、财政拨款结转", "金预算、财政拨款结转", 1)
    found = told(checked("xinjiang", text, tmp_path, rules))
    (item,) = [one for one in found if one.rule == "XJ-D42s"]
    assert "没有列举“单位资金”" in str(item.message)
    assert item.subject.row == "收入包括"
