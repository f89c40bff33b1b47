"""Sentences about the command line are said in both languages at once."""

from __future__ import annotations

import pytest

from budgetrules.messages.catalogue import text
from budgetrules.messages.usage import in_both


def test_a_sentence_is_said_in_chinese_and_in_english() -> None:
    assert in_both("cli.usage.wrong") == "用法不对 wrong use"
    assert in_both("help.version", " · ") == "版本 · version"


def test_the_catalogue_says_the_same() -> None:
    zh, en = text("help.command.check"), text("help.command.check", "en")
    assert in_both("help.command.check", "|") == f"{zh}|{en}"


def test_an_unknown_code_is_a_mistake_of_the_developer() -> None:
    with pytest.raises(KeyError):
        in_both("help.no such code")
