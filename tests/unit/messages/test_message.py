"""Sentences without a language: both languages from one value, nested ones too, and no error whatever is in them."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.messages import catalogue
from budgetrules.messages.message import (
    Message,
    Words,
    as_message,
    joined,
    rule_sentence,
    words_in,
)

CODES = st.sampled_from([entry.code for entry in catalogue.all_messages()]) | st.text(max_size=8)
NAMES = st.sampled_from(["place", "left", "right", "lang", "code", "self", "slots"]) | st.text()


def messages(words: st.SearchStrategy[Words]) -> st.SearchStrategy[Message]:
    slots = st.dictionaries(NAMES, words, max_size=4)
    return st.builds(Message, CODES, slots, st.none() | st.text())


WORDS = st.recursive(st.text(), messages, max_leaves=6)


def test_one_message_gives_the_sentence_in_both_languages() -> None:
    message = Message("C104", {"name": "甲"})
    assert message.text("zh") == "没有规则“甲”"
    assert message.text("en") == "no rule “甲”"


def test_str_and_format_give_the_chinese_sentence() -> None:
    message = Message("C104", {"name": "甲"})
    assert str(message) == f"{message}" == "没有规则“甲”"
    assert f"{message:>8}" == " 没有规则“甲”"


def test_a_message_in_a_slot_is_shown_in_the_language_of_the_whole() -> None:
    message = Message("C104", {"name": Message("report.rule")})
    assert message.text("zh") == catalogue.text("C104", "zh", name=catalogue.text("report.rule"))
    assert message.text("en") == catalogue.text(
        "C104", "en", name=catalogue.text("report.rule", "en")
    )


def test_a_sentence_of_a_rule_file_is_the_same_in_both_languages() -> None:
    message = rule_sentence("{表}差 {差}", {"表": "表3", "差": "0.09"})
    assert message.text("zh") == message.text("en") == "表3差 0.09"


def test_a_text_is_a_message_that_says_just_that_braces_too() -> None:
    assert str(as_message("{a} {{b}}")) == "{a} {{b}}"


def test_a_message_stays_the_message_it_is() -> None:
    message = Message("C104")
    assert as_message(message) is message


def test_joined_sentences_have_nothing_between_them() -> None:
    assert joined("甲，", Message("C104", {"name": "乙"})).text("en") == "甲，no rule “乙”"


def test_an_unknown_code_says_itself_and_its_slots() -> None:
    assert Message("Z999", {"a": "1"}).text("en") == "[Z999] a=1"


def test_equal_messages_are_one_in_a_set() -> None:
    assert len({Message("C104", {"name": "甲"}), Message("C104", (("name", "甲"),))}) == 1


@given(WORDS, st.sampled_from(catalogue.LANGUAGES))
def test_showing_words_never_raises(words: Words, lang: str) -> None:
    assert isinstance(words_in(words, lang), str)


@given(messages(st.text()))
def test_a_message_comes_back_whole_from_another_process(message: Message) -> None:
    assert pickle.loads(pickle.dumps(message)) == message
