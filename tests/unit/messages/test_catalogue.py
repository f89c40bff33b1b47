"""The catalogue: every message is whole, unknown codes never crash, and carets stand under the right cell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import budgetrules
from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.spans import Span
from budgetrules.core.width import display_width
from budgetrules.messages import catalogue

SOURCES = sorted(Path(budgetrules.__path__[0]).rglob("*.py"))


def slots(sentence: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", sentence))


def test_both_languages_of_a_message_have_the_same_slots() -> None:
    assert [m.code for m in catalogue.all_messages() if slots(m.zh) != slots(m.en)] == []


def test_a_hint_stands_in_both_languages_or_in_none() -> None:
    assert [m.code for m in catalogue.all_messages() if bool(m.hint_zh) != bool(m.hint_en)] == []


def test_every_message_of_the_reports_is_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = set(re.findall(r"""["']([\w.]+)["']""", source))
    built = (
        "report.column.",
        "report.verdict.",
        "report.kind.",
        "severity.",
        "cli.head.",
        "cli.page.",
        "cli.list.",
        "cli.test.",
    )
    unused = [
        m.code
        for m in catalogue.all_messages()
        if m.file == "report.tsv"
        and not m.code.startswith(built)
        and not {m.code, m.code.removeprefix("report.")} & used
    ]
    assert unused == []


def test_text_fills_the_slots_in_the_language_asked_for() -> None:
    assert catalogue.text("C104", "zh", name="甲") == "没有规则“甲”"
    assert catalogue.text("C104", "en", name="甲") == "no rule “甲”"


def test_text_of_an_unknown_code_is_the_code_and_its_details() -> None:
    assert catalogue.text("Z999", "zh", code="a", lang="b") == "[Z999] code=a lang=b"


def test_message_of_an_unknown_code_tells_the_developer_where_to_add_it() -> None:
    with pytest.raises(catalogue.CatalogueError, match=r"Z999.*budgetrules/messages"):
        catalogue.message("Z999")


def test_fill_leaves_unfilled_slots_and_unescapes_braces() -> None:
    assert catalogue.fill("{a} {b} {{c}} { }", {"a": "{b}"}) == "{b} {b} {c} { }"


@pytest.mark.parametrize(
    "content", ["", "code\tzh\n", "code\tzh\ten\thint_zh\thint_en\nX1\tnur zh\n"]
)
def test_a_tsv_that_is_not_a_catalogue_is_refused(content: str) -> None:
    with pytest.raises(catalogue.CatalogueError):
        catalogue.read_messages("x.tsv", content)


def diagnostic(column: int, end: int, **changes: object) -> Diagnostic:
    values: dict[str, object] = {
        "code": "C104",
        "severity": Severity.ERROR,
        "details": {"name": "检察"},
        "span": Span("rules/a.rules", 4, column, end),
    }
    return Diagnostic(**(values | changes))  # type: ignore[arg-type]


def test_a_diagnostic_without_its_line_stands_on_one_line() -> None:
    found = catalogue.render_diagnostic(diagnostic(2, 4, suggestion="检查"))
    assert found == "rules/a.rules:4:3 [C104] 没有规则“检察”。是不是“检查”？"


def test_a_diagnostic_with_its_line_has_carets_two_columns_a_chinese_character() -> None:
    found = catalogue.render_diagnostic(
        diagnostic(2, 4, suggestion="检查", allowed=("依据", "检查")), "zh", "  检察 合计 = 1"
    )
    assert found.splitlines() == [
        "rules/a.rules:4:3 [C104] 没有规则“检察”",
        "  4 |   检察 合计 = 1",
        "    |   ^^^^ 是不是“检查”？此处可用：依据 检查",
    ]


def test_the_caret_stands_under_its_cell_behind_chinese_text() -> None:
    line = "  检查 合计 = 基本支处 + 1"
    column = line.index("基本")
    caret = catalogue.render_diagnostic(diagnostic(column, column + 4), "en", line).splitlines()[2]
    assert caret.index("^") - len("    | ") == display_width(line[:column])
    assert caret.count("^") == 8


def test_a_span_behind_the_end_of_its_line_still_gets_a_caret() -> None:
    assert "^" in catalogue.render_diagnostic(diagnostic(400, 500), "zh", "短")


def test_a_very_long_line_is_shown_around_its_place() -> None:
    line = "x" * 100_000 + "检察" + "y" * 100_000
    shown = catalogue.render_diagnostic(diagnostic(100_000, 100_002), "zh", line)
    assert len(shown) < 600
    assert "检察" in shown.splitlines()[1]


def test_control_characters_of_a_rule_file_do_not_reach_the_terminal() -> None:
    shown = catalogue.render_diagnostic(
        diagnostic(0, 1, details={"name": "\x1b[2J"}), "zh", "\x1b[31m红"
    )
    assert "\x1b" not in shown


def test_page_has_the_sentence_and_what_to_do() -> None:
    assert (
        catalogue.page("C104", "en")
        == "C104  no rule “{name}”\n\nWhat to do: budgetrules list rules shows all rules\n"
    )


def test_labels_of_reports_have_no_page() -> None:
    assert catalogue.page("report.rule") is None
    assert catalogue.page("Z999") is None
