"""A number by its number format, as a spreadsheet prints it. Decimals only, never a binary float.

Covers what amounts, shares and codes are printed with: sections for positive, negative and zero, conditions, decimals,
thousands, scaling by commas, per cent, literals between digits (`0!.0000` prints 元 as 万元), padding zeros.
"""

from __future__ import annotations

import functools
from decimal import ROUND_HALF_UP, Decimal

import attrs

_LITERAL_BEHIND = "\\!"
_SIGNS = "-−－(（△▲"
_CURRENCIES = "¥￥$€£"
_DIGITS = "0#?"
_LONGEST_FORMAT = 512
_MOST_GENERAL = 11


@attrs.frozen
class _Section:
    """A section of a format: its tokens (digit places, `.`, literals in quotes), and when it is used."""

    tokens: tuple[str, ...]
    decimals: int
    grouped: bool
    scale: int
    condition: tuple[str, Decimal] | None = None
    general: bool = False
    is_text: bool = False


def is_general(code: str) -> bool:
    """Whether a format leaves open how many decimals are printed."""
    return code.strip().lower() in ("", "general", "@", "g/通用格式")


def printed(value: Decimal, code: str) -> str:
    """The number as the format prints it. A format that is none of numbers (a date) prints it in full."""
    if is_general(code):
        return general(value)
    sections = _sections(code[:_LONGEST_FORMAT])
    section, signed = _chosen(value, sections)
    if section is None:
        return general(value)
    if section.general:
        return ("-" if signed else "") + general(abs(value))
    if not any(token in _DIGITS for token in section.tokens):
        return "".join(token[1:] for token in section.tokens if token[0] == "'").strip()
    text = _filled(abs(value), section, signed)
    # Red without a sign is a sign, and a bare format of negatives hides one: the number is what counts.
    hidden = (
        value < 0 and not signed and text.strip("0.,") and not any(mark in text for mark in _SIGNS)
    )
    return f"-{text}" if hidden else text


def general(value: Decimal) -> str:
    """A number as General prints it: no more digits than it has, at most eleven characters unless it is whole."""
    text = plain(value)
    whole, dot, decimals = text.partition(".")
    if dot and len(text.lstrip("-")) > _MOST_GENERAL:
        room = max(0, _MOST_GENERAL - 1 - len(whole.lstrip("-")))
        return plain(_rounded(value, room))
    return whole + dot + decimals


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at the end."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _chosen(value: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section | None, bool]:
    """The section for a value, and whether a minus is to be printed in front of it."""
    numbers = [section for section in sections if not section.is_text]
    if not numbers:
        return None, False
    if any(section.condition for section in numbers):
        for section in numbers:
            if section.condition is None or _holds(value, section.condition):
                return section, value < 0
        return numbers[-1], value < 0
    if value < 0 and len(numbers) > 1:
        return numbers[1], False
    if value == 0 and len(numbers) > 2:
        return numbers[2], False
    first = numbers[0]
    # What is printed as nothing has no sign.
    vanishes = (
        value < 0
        and not first.general
        and _rounded(abs(value).scaleb(-first.scale), first.decimals) == 0
    )
    return first, value < 0 and not vanishes


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        ">": value > limit,
        "=": value == limit,
        "<=": value <= limit,
        ">=": value >= limit,
        "<>": value != limit,
    }[sign]


def _filled(value: Decimal, section: _Section, signed: bool) -> str:
    """Put the digits of a number into the places of a section, from the decimal point outwards."""
    digits = format(_rounded(value.scaleb(-section.scale), section.decimals), "f")
    whole, _, decimals = digits.partition(".")
    whole = "" if whole == "0" else whole
    point = section.tokens.index(".") if "." in section.tokens else len(section.tokens)
    left = _left(whole, section.tokens[:point], section.grouped)
    right, at = [], 0
    for token in section.tokens[point + 1 :]:
        if token in _DIGITS:
            digit = decimals[at : at + 1]
            at += 1
            right.append(digit if token == "0" or decimals[at - 1 :].strip("0") else "")
        else:
            right.append(token[1:] if token[0] == "'" else "")
    dot = "." if point < len(section.tokens) and right and right[0] else ""
    text = (left or ("0" if dot else "")) + dot + "".join(right)
    return ("-" if signed else "") + "".join(
        character for character in text if character not in _CURRENCIES
    ).strip()


def _left(whole: str, tokens: tuple[str, ...], grouped: bool) -> str:
    places = [at for at, token in enumerate(tokens) if token in _DIGITS]
    if not places:
        # .00 prints 12.5 as 12.50.
        return "".join(token[1:] for token in tokens if token[0] == "'") + (
            _grouped(whole) if grouped else whole
        )
    shown = {}
    rest = whole
    for at in reversed(places):
        digit, rest = (rest[-1:], rest[:-1]) if rest else ("", "")
        shown[at] = digit or ("0" if tokens[at] == "0" else "")
    shown[places[0]] = rest + shown[places[0]]
    if grouped and len(places) == places[-1] - places[0] + 1:
        number = _grouped("".join(shown[at] for at in places))
        shown = {at: number if at == places[0] else "" for at in places}
    return "".join(
        shown[at] if at in shown else token[1:] if token[0] == "'" else ""
        for at, token in enumerate(tokens)
    )


def _grouped(digits: str) -> str:
    parts: list[str] = []
    while len(digits) > 3:
        parts.insert(0, digits[-3:])
        digits = digits[:-3]
    return ",".join([digits, *parts])


@functools.lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    found: list[_Section] = []
    tokens: list[str] = []
    condition: tuple[str, Decimal] | None = None
    at = 0
    while at <= len(code):
        character = code[at : at + 1]
        if character in (";", ""):
            found.append(_section(tokens, condition))
            tokens, condition = [], None
            at += 1
            if not character:
                break
        elif character in _LITERAL_BEHIND:
            tokens.append("'" + code[at + 1 : at + 2])
            at += 2
        elif character == '"':
            end = code.find('"', at + 1)
            end = len(code) if end < 0 else end
            tokens.append("'" + code[at + 1 : end])
            at = end + 1
        elif character == "[":
            end = code.find("]", at)
            end = len(code) if end < 0 else end
            inside = code[at + 1 : end]
            condition = _condition(inside) or condition
            if inside.startswith("$"):
                tokens.append("'" + inside[1:].split("-", 1)[0])
            at = end + 1
        elif character in "_*":
            # A blank as wide as the next character; the next character as often as there is room.
            at += 2
        elif code[at : at + 7].lower() == "general":
            tokens.append("General")
            at += 7
        else:
            tokens.append(character if character in _DIGITS + ".,%@E" else "'" + character)
            at += 1
    return tuple(found)


def _condition(inside: str) -> tuple[str, Decimal] | None:
    for sign in ("<=", ">=", "<>", "<", ">", "="):
        number = inside[len(sign) :].strip()
        if inside.startswith(sign) and number.lstrip("-").replace(".", "", 1).isdigit():
            return sign, Decimal(number)
    return None


def _section(tokens: list[str], condition: tuple[str, Decimal] | None) -> _Section:
    if "General" in tokens or "'/" in tokens or "E" in tokens:
        # Fractions and powers of ten: no amount is printed so.
        return _Section((), 0, False, 0, condition, general=True)
    if "@" in tokens:
        return _Section((), 0, False, 0, condition, is_text=True)
    places = [at for at, token in enumerate(tokens) if token in _DIGITS]
    last = places[-1] if places else -1
    point = tokens.index(".") if "." in tokens else len(tokens)
    whole = [at for at in places if at < point]
    behind = 0
    for at in range((whole[-1] if whole else -1) + 1, len(tokens)):
        if tokens[at] != ",":
            break
        behind += 1
    if point < len(tokens) and not behind:
        for at in range(last + 1, len(tokens)):
            if tokens[at] != ",":
                break
            behind += 1
    grouped = any(
        token == "," for token in tokens[(whole[0] if whole else 0) : (whole[-1] if whole else 0)]
    )
    decimals = sum(1 for at in places if at > point)
    percent = tokens.count("%")
    kept = tuple("'%" if token == "%" else token for token in tokens if token != ",")
    return _Section(kept, decimals, grouped, 3 * behind - 2 * percent, condition)
