"""Laws 3 and 7: formatting keeps a file's meaning, in both spellings; damage is found where it is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgetrules.language.text.parser import parse_text
from budgetrules.language.text.printer import format_file, format_text
from tests.conftest import TOP, thinned
from tests.strategies.rule_files import rule_files

SHIPPED = sorted((TOP / "rules").rglob("*.rules"))


def meaning(text: str) -> object:
    """The tree of a text; spans don't count."""
    file, mistakes = parse_text(text, "t.rules")
    assert mistakes == (), mistakes
    return file.clauses


def check_round_trip(text: str) -> None:
    file, mistakes = parse_text(text, "t.rules")
    assert not mistakes
    chinese, english = format_file(file, "zh"), format_file(file, "en")
    assert meaning(chinese) == file.clauses
    assert meaning(english) == file.clauses
    assert format_text(chinese)[0] == chinese
    assert format_text(english, spelling="zh")[0] == chinese
    assert [line.strip() for line in chinese.splitlines() if "#" in line] or "#" not in text


@given(rule_files())
def test_format_keeps_the_meaning_and_settles(text: str) -> None:
    check_round_trip(text)


@pytest.mark.parametrize("path", thinned(SHIPPED, 5), ids=lambda path: path.name)
def test_format_keeps_the_meaning_of_published_rules(path: Path) -> None:
    check_round_trip(path.read_text(encoding="utf-8"))


def test_shipped_rules_are_formatted() -> None:
    for path in SHIPPED:
        text = path.read_text(encoding="utf-8")
        assert format_text(text)[0] == text, path


_DAMAGE = st.sampled_from([*list('甲x1"“”()[]|=,.：、# \t\n'), "", "\x00", "\u3000"])


@given(st.data())
def test_damage_is_found_on_its_line_or_in_its_block(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SHIPPED))
    text = path.read_text(encoding="utf-8")
    # A damage needs the part of a file around it only.
    starts = [at for at in range(len(text)) if text.startswith(("\n规则 ", "\n模板 "), at)] or [0]
    begin = data.draw(st.sampled_from(starts))
    end = next((at for at in starts if at > begin), len(text))
    piece = text[begin + 1 : min(end, begin + 6000)].rsplit("\n", 1)[0] + "\n"
    at = data.draw(st.integers(0, len(piece) - 1))
    keep = data.draw(st.booleans())
    damaged = piece[:at] + data.draw(_DAMAGE) + piece[at if keep else at + 1 :]
    start = time.process_time()
    _, mistakes = parse_text(damaged, "t.rules")
    assert time.process_time() - start < 2
    if mistakes:
        line = piece.count("\n", 0, at) + 1
        first = min(mistake.span.line for mistake in mistakes)
        assert line - 1 <= first <= line + _block_length(damaged, line), mistakes[0]


def _block_length(text: str, line: int) -> int:
    """How many lines are indented deeper than a line, behind it."""
    lines = text.split("\n")
    at = min(line, len(lines)) - 1
    depth = len(lines[at]) - len(lines[at].lstrip())
    count = 1
    while at + count < len(lines) and (
        not lines[at + count].strip() or lines[at + count].startswith(" " * (depth + 1))
    ):
        count += 1
    return count


@given(st.text(max_size=300))
@example("规则")
@example('\ufeff规则 A "甲"')
@example("(" * 500)
@example('规则 A "甲"\n  检查 ' + "(" * 300 + "1" + ")" * 300)
def test_any_text_is_answered(text: str) -> None:
    start = time.process_time()
    parse_text(text, "t.rules")
    assert time.process_time() - start < 2
