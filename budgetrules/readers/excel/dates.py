"""Dates and times by their number formats."""

from __future__ import annotations

import datetime
import re

# A datetime is a date too.
Moment = datetime.date | datetime.time | datetime.timedelta

_TOKENS = re.compile(
    r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|\"[^\"]*\"|\\.|\[[^\]]*\]|.", re.IGNORECASE
)
_PARTS = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}
# Padding, filling, and the place of a text: they print nothing.
_SILENT = "_*@"


def printed_moment(value: Moment, code: str) -> str:
    """Return a date or time as its format prints it.

    Names of months and days are written as numbers.
    """
    if isinstance(value, datetime.timedelta):
        return str(value)
    positive_section = code.split(";", 1)[0]
    words: list[str] = []
    before = ""
    for token in _TOKENS.findall(positive_section):
        letters = token.lower()
        if _is_part(letters):
            words.append(_part(value, letters, before))
            before = letters
        else:
            words.append(_literal(token))
    return "".join(words).strip()


def _is_part(letters: str) -> bool:
    """Return whether a token is one letter of a part of a date, so many times."""
    first = letters[0]
    return first in _PARTS and not letters.strip(first)


def _literal(token: str) -> str:
    """Return what a token prints that stands for no part of a date."""
    if token[0] == '"':
        return token[1:-1]
    if token[0] == "\\":
        return token[1:]
    is_silent = token[0] == "[" or token in _SILENT
    return "" if is_silent else token


def _part(value: Moment, token: str, before: str) -> str:
    """Return a part of a date or time; m behind hours stands for minutes."""
    is_minute = token[0] == "m" and before.startswith("h")
    name = "minute" if is_minute else _PARTS[token[0]]
    text = str(getattr(value, name, ""))
    if token == "yy":
        return text[-2:]
    if len(token) == 2 and text:
        return text.zfill(2)
    return text
