"""Dates and times by their number formats."""

from __future__ import annotations

import datetime
import re

Moment = datetime.datetime | datetime.date | datetime.time | datetime.timedelta

_TOKENS = re.compile(
    r"yyyy|yy|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|\"[^\"]*\"|\\.|\[[^\]]*\]|.", re.IGNORECASE
)


def printed_moment(value: Moment, code: str) -> str:
    """A date or time as its format prints it; names of months and days are left to the numbers."""
    if isinstance(value, datetime.timedelta):
        return str(value)
    section = code.split(";", 1)[0]
    found: list[str] = []
    before = ""
    for token in _TOKENS.findall(section):
        low = token.lower()
        if token[0] == '"':
            found.append(token[1:-1])
        elif token[0] == "\\":
            found.append(token[1:])
        elif token[0] == "[":
            continue
        elif low[0] in "ymdhs" and low.strip(low[0]) == "":
            found.append(_part(value, low, before))
            before = low
        elif token not in "_*@":
            found.append(token)
    return "".join(found).strip()


def _part(value: Moment, token: str, before: str) -> str:
    number: object
    if token[0] == "m" and before.startswith("h"):
        number = getattr(value, "minute", "")
    else:
        name = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}[token[0]]
        number = getattr(value, name, "")
    text = str(number)
    if token == "yy":
        return text[-2:]
    return text.zfill(2) if len(token) == 2 and text else text
