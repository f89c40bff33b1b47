"""The one list of keywords: both spellings, by kind, without two words for one thing."""

from __future__ import annotations

import pytest

from budgetrules.language.text.keywords import (
    SPELLINGS,
    keywords,
    mistyped,
    of_kind,
    spell,
    spelled,
    spellings,
)

KINDS = sorted({keyword.kind for keyword in keywords()})


def test_a_keyword_is_spelled_in_chinese_and_in_english() -> None:
    assert spell("each_row", "quantifier", "zh") == "每行"
    assert spell("each_row", "quantifier", "en") == "each_row"
    assert spell("partial", "line", "en") == "of_which"


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_spelling_means_one_keyword_of_its_kind(kind: str, spelling: str) -> None:
    words = [keyword.spelled(spelling) for keyword in of_kind(kind).values()]
    assert len(set(words)) == len(words)
    assert [spelled(kind)[word] for word in words] == list(of_kind(kind))


def test_every_keyword_says_in_both_languages_what_it_means() -> None:
    assert [word.id for word in keywords() if not word.doc_zh or not word.doc_en] == []


def test_the_same_word_may_be_of_two_kinds() -> None:
    assert spelled("line")["其中"] == "partial"
    assert spelled("word")["其中"] == "where"


def test_messages_spell_keywords_in_chinese_and_leave_out_what_is_none() -> None:
    assert spellings(["warning", "no_keyword", "error"], "value") == ("警告", "错误")


def test_a_mistyped_word_stands_for_a_keyword_and_is_none_itself() -> None:
    known: set[str] = set()
    for kind in KINDS:
        known.update(spelled(kind))
    assert mistyped()["检察"] == "检查"
    assert known.issuperset(mistyped().values())
    assert known.isdisjoint(mistyped())
