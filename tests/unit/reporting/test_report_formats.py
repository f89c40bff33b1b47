"""The report formats: JSON keeps its schema and its bytes, and nothing unchecked looks like a pass."""

from __future__ import annotations

import csv
import io
import json
import re

import attrs
import jsonschema
import pytest

from budgetrules.core.diagnostics import Severity
from budgetrules.core.width import display_width
from budgetrules.findings.verdicts import Counts, Report, Verdict, Waived
from budgetrules.messages.catalogue import LANGUAGES
from budgetrules.reporting.formats import REPORT_FORMATS, report_format
from budgetrules.reporting.json import report_schema
from budgetrules.reporting.options import FormatOptions
from budgetrules.reporting.text import head_line
from tests.unit.reporting.samples import document, finding, report, unreadable, warning

PLAIN = FormatOptions()
EMPTY = Report([])


def printed(name: str, value: Report, lang: str = "zh", options: FormatOptions = PLAIN) -> str:
    return report_format(name)(value, lang, options)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "value",
    [report(), EMPTY, report(document(findings=(finding(waived=Waived("已说明", "2025", "甲")),)))],
)
def test_json_is_valid_by_its_strict_schema(value: Report, lang: str) -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(printed("json", value, lang)))


def test_the_schema_refuses_a_field_it_does_not_know() -> None:
    value = json.loads(printed("json", report()))
    value["documents"][0]["findings"][0]["consequences"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(report_schema()).validate(value)


def test_json_gives_amounts_as_texts_and_null_for_what_is_absent() -> None:
    first, second = json.loads(printed("json", report()))["documents"][0]["findings"]
    assert (first["stated"], first["expected_range"], first["operands"][2]["value"]) == (
        "1904.49",
        ["1904.39", "1904.41"],
        None,
    )
    assert (second["stated"], second["unit"], second["formula"], second["suggestion"]) == (
        None,
        None,
        None,
        None,
    )


def test_jsonl_lines_are_the_documents_of_the_json_report() -> None:
    lines = printed("jsonl", report()).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(printed("json", report()))[
        "documents"
    ]


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert printed(name, report()) == printed(name, report())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_every_format_prints_an_empty_report_and_one_without_findings(name: str, lang: str) -> None:
    for value in (EMPTY, report(document(findings=())), report(unreadable())):
        assert isinstance(printed(name, value, lang), str)


def test_concise_prints_one_line_a_finding_in_the_agreed_form() -> None:
    lines = printed("concise", report()).splitlines()
    assert len(lines) == 2
    assert all(
        re.match(r"disclosures/demo\.txt:\d+: (error|warning|note) [\w-]+ .+?: .+", line)
        for line in lines
    )
    assert lines[0].startswith(
        "disclosures/demo.txt:212: error T-A16 表3 部门支出总体情况表 › 2010301 行政运行 › 合计: "
    )


def test_concise_keeps_a_message_of_several_lines_on_one() -> None:
    assert (
        len(
            printed(
                "concise", report(document(findings=(finding(message="一\n二\r三"),)))
            ).splitlines()
        )
        == 1
    )


def test_csv_has_a_line_for_each_finding_consequence_and_problem() -> None:
    rows = list(csv.DictReader(io.StringIO(printed("csv", report()))))
    assert [row["kind"] for row in rows] == [
        "problem",
        "finding",
        "consequence",
        "finding",
        "problem",
    ]


def test_csv_cells_are_no_formulas_for_a_spreadsheet_but_negative_amounts_stay() -> None:
    bad = finding(
        message="=HYPERLINK(1)", evidence=attrs.evolve(finding().evidence, stated="-3.00")
    )
    row = next(
        csv.DictReader(io.StringIO(printed("csv", report(document(problems=(), findings=(bad,))))))
    )
    assert (row["message"], row["stated"]) == ("'=HYPERLINK(1)", "-3.00")


def test_github_escapes_what_would_end_a_workflow_command() -> None:
    line = printed(
        "github",
        report(
            document(path="a,b:c.txt", problems=(), findings=(finding(message="50%\n::error::x"),))
        ),
    )
    assert line.startswith("::error file=a%2Cb%3Ac.txt,line=212,title=")
    assert line.count("\n") == 1
    assert "50%25%0A" in line


def test_markdown_takes_marks_of_a_document_as_letters() -> None:
    found = printed("markdown", report(document(findings=(finding(message="<b>|*a*"),))))
    assert r"\<b\>\|\*a\*" in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_says_what_a_reader_needs_to_check_a_finding_by_hand(lang: str) -> None:
    found = printed("text", report(), lang)
    wanted = (
        "T-A16",
        "2010301",
        "行政运行",
        "212",
        "1,904.49 ≠ 320.11 + 1,584.29",
        "0.09",
        "0.015",
        "1,904.40",
        "T-A07",
        "T-B02 T-B03",
    )
    assert [words for words in wanted if words not in found] == []
    assert ("未核" if lang == "zh" else "unverified") in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_fits_a_terminal_of_a_hundred_columns(lang: str) -> None:
    long = finding(title="标题" * 60, message="很长的说明，" * 40)
    lines = printed(
        "text",
        report(
            document(
                findings=(long, warning()), not_exercised=tuple(f"T-X{i:02}" for i in range(60))
            )
        ),
        lang,
    )
    # The last line is the one summary line of the run.
    assert [line for line in lines.splitlines()[:-1] if display_width(line) > 100] == []


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_a_document_that_was_not_checked_does_not_look_like_a_pass(name: str) -> None:
    found = printed(name, report(unreadable()))
    assert "不能当作通过" in found
    assert "没有发现疑点" not in found


def test_text_without_findings_still_says_how_much_was_not_checked() -> None:
    found = printed(
        "text", report(document(findings=(), counts=Counts(exact=3), published=10, checked=4))
    )
    assert "没有核对的 6 个" in found


def test_text_offers_to_list_roundings_until_they_are_listed() -> None:
    listed = finding(verdict=Verdict.ROUNDING, severity=Severity.NOTE)
    assert "--show rounding" in printed("text", report())
    assert "--show rounding" not in printed("text", report(document(findings=(listed,))))


def test_text_has_colours_only_where_they_are_allowed() -> None:
    assert "\x1b[" not in printed("text", report())
    assert "\x1b[" in printed("text", report(), options=FormatOptions(color=True))


def test_colours_do_not_change_the_words() -> None:
    coloured = printed("text", report(), options=FormatOptions(color=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == printed("text", report())


@pytest.mark.parametrize("name", ["text", "concise", "markdown"])
def test_control_characters_of_a_document_do_not_reach_the_terminal(name: str) -> None:
    assert "\x1b" not in printed(
        name,
        report(
            document(path="a\x1b[2J.txt", findings=(finding(message="\x1b[31m", title="\x1b"),))
        ),
    )


def test_the_summary_line_counts_findings_checks_and_figures() -> None:
    assert head_line(report(), "zh") == (
        "2 份文件；1 份没有检查；疑点：错误 1，警告 1；相等 402，舍入内 7，不通过 2，无法判定 3，不适用 31；公开数 421，未核对 25"
    )
