"""Parts of a report for JSON: null for what is absent, every name always there."""

from __future__ import annotations

from budgetrules.findings.verdicts import Counts, Operand, Suggestion, Waived
from budgetrules.messages.message import Message
from budgetrules.model.disclosure import Place
from budgetrules.reporting import value_parts
from tests.unit.reporting.samples import SEEN, UNSEEN, document


def test_a_place_that_is_not_known_has_all_names_and_no_values() -> None:
    value = value_parts.place_value(Place())
    names = ["page", "line", "chars", "box", "sheet", "cell", "text"]
    assert value == dict.fromkeys(names)


def test_a_place_keeps_what_is_known() -> None:
    value = value_parts.place_value(Place("1.00", page=7, line=212, chars=(3, 7)))
    assert (value["page"], value["line"], value["text"]) == (7, 212, "1.00")
    assert value["chars"] == [3, 7]


def test_a_list_that_is_absent_is_not_an_empty_one() -> None:
    assert value_parts.list_value(None) is None
    assert value_parts.list_value(()) == []


def test_counts_are_in_the_order_of_the_verdicts() -> None:
    value = value_parts.counts_value(Counts(1, 2, 3, 4, 5))
    assert list(value.values()) == [1, 2, 3, 4, 5]


def test_an_operand_that_is_blank_has_neither_value_nor_unit() -> None:
    value = value_parts.operand_value(Operand("表3 合计", None, "", Place()))
    assert (value["name"], value["value"], value["unit"]) == ("表3 合计", None, None)


def test_a_law_says_whether_its_text_was_seen() -> None:
    assert value_parts.law_value(SEEN)["verified"] is True
    assert value_parts.law_value(UNSEEN) == {
        "document": "地方预决算公开操作规程",
        "article": None,
        "verified": False,
    }


def test_what_a_finding_lacks_is_null() -> None:
    assert value_parts.suggestion_value(None, "zh") is None
    assert value_parts.waived_value(None, "zh") is None


def test_sentences_are_in_the_language_asked_for() -> None:
    why = Message("C104", {"name": "甲"})
    suggestion = value_parts.suggestion_value(Suggestion("1.00", why), "en")
    assert suggestion == {"value": "1.00", "why": "no rule “甲”"}
    waived = value_parts.waived_value(Waived(why, "", ""), "zh")
    assert waived == {"reason": "没有规则“甲”", "until": "", "by": ""}


def test_an_unchecked_figure_says_what_is_printed_and_where() -> None:
    value = value_parts.unchecked_value(document().unchecked[0])
    assert (value["table"], value["row"], value["value"]) == ("表9", "办公用房维修", "12.00")


def test_a_problem_keeps_its_code_and_severity() -> None:
    value = value_parts.problem_value(document().problems[0], "zh")
    assert (value["code"], value["severity"]) == ("C110", "warning")
