"""A number by its number format, as a spreadsheet prints it; decimals only, no binary float.

Covers what amounts, shares and codes are printed with: sections for positive, negative and zero,
conditions, decimals, thousands, scaling by commas, per cent, literals between digits (`0!.0000`
prints 元 as 万元), padding zeros.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

import attrs

_LITERAL_BEHIND = "\\!"
# What quotations and brackets end with.
_ENDS = {'"': '"', "[": "]"}
# A blank as wide as the next character; the next character as often as there is room.
_SPACING = "_*"
_SIGNS = frozenset("-−－(（△▲")
_CURRENCIES = str.maketrans("", "", "¥￥$€£")
# A digit, a digit or nothing, a digit or a blank.
_PLACES = frozenset("0#?")
# What else is a token by itself; any other character is a literal.
_MARKS = frozenset(".,%@E;")
_GENERAL = "General"
# A literal is a token that begins with this.
_QUOTE = "'"
# Fractions and powers of ten: no amount is printed so.
_NO_AMOUNT = frozenset((_GENERAL, "E", _QUOTE + "/"))
_LONGEST_FORMAT = 512
_MOST_GENERAL = 11
# The longer ones first: < begins <= too.
_Compare = Callable[[Decimal, Decimal], bool]
_COMPARISONS: dict[str, _Compare] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}


@attrs.frozen
class _Condition:
    """When a section is used: what its value is compared with, and how."""

    comparison: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        return _COMPARISONS[self.comparison](value, self.limit)


@attrs.frozen(kw_only=True)
class _Section:
    """A section of a format: its tokens (digit places, `.`, literals), and when it is used.

    `scale` is the power of ten by which the number is divided, `grouped` whether thousands are set
    apart; `general` is printed as General prints, `is_text` says that it is for texts only.
    """

    tokens: tuple[str, ...] = ()
    decimals: int = 0
    grouped: bool = False
    scale: int = 0
    condition: _Condition | None = None
    general: bool = False
    is_text: bool = False

    def point(self) -> int:
        """Return where the decimal point stands among the tokens.

        Behind all of them without one.
        """
        return _point(self.tokens)

    def vanishes(self, value: Decimal) -> bool:
        """Return whether a number is printed as zero."""
        return not self.general and self.rounded(value) == 0

    def rounded(self, value: Decimal) -> Decimal:
        """Return the number without its sign, scaled and rounded as it is printed."""
        scaled = abs(value).scaleb(-self.scale)
        return _rounded(scaled, self.decimals)


def _point(tokens: Sequence[str]) -> int:
    return tokens.index(".") if "." in tokens else len(tokens)


def is_general(code: str) -> bool:
    """Return whether a format leaves open how many decimals are printed.

    Elsewhere than in English workbooks it is G/ with the word of the language behind.
    """
    plain = code.strip().lower()
    is_translated = plain.startswith("g/") and not plain.isascii()
    return is_translated or plain in ("", "general", "@")


def printed(value: Decimal, code: str) -> str:
    """Return the number as the format prints it.

    A format that is none of numbers (a date) prints it in full.
    """
    if is_general(code):
        return general(value)
    sections = _sections(code[:_LONGEST_FORMAT])
    section, has_sign = _chosen(value, sections)
    if section is None:
        return general(value)
    if section.general:
        return ("-" if has_sign else "") + general(abs(value))
    if _PLACES.isdisjoint(section.tokens):
        return "".join(map(_literal, section.tokens)).strip()
    text = _filled(value, section)
    if has_sign or _hides_sign(value, text):
        return f"-{text}"
    return text


def _hides_sign(value: Decimal, text: str) -> bool:
    """Return whether a negative number would be printed as a positive one.

    Red without a sign is a sign, and a bare format of negatives hides one: the number is what
    counts.
    """
    if value >= 0:
        return False
    is_zero = not text.strip("0.,")
    shows_sign = not _SIGNS.isdisjoint(text)
    return not is_zero and not shows_sign


def general(value: Decimal) -> str:
    """Return a number as General prints it.

    No more digits than it has, at most eleven characters unless it is whole.
    """
    text = plain(value)
    whole, dot, _ = text.partition(".")
    if dot and len(text.lstrip("-")) > _MOST_GENERAL:
        whole_digits = len(whole.lstrip("-"))
        decimals = max(0, _MOST_GENERAL - 1 - whole_digits)
        return plain(_rounded(value, decimals))
    return text


def plain(value: Decimal) -> str:
    """Return a decimal without exponent and without zeros at the end."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _rounded(value: Decimal, decimals: int) -> Decimal:
    step = Decimal(1).scaleb(-decimals)
    return value.quantize(step, ROUND_HALF_UP)


_Choice = tuple[_Section | None, bool]


def _chosen(value: Decimal, sections: Sequence[_Section]) -> _Choice:
    """Return the section for a value, and whether a minus is to be printed in front of it."""
    numbers = [section for section in sections if not section.is_text]
    if not numbers:
        return None, False
    if any(section.condition is not None for section in numbers):
        return _chosen_by_condition(value, numbers), value < 0
    if value < 0 and len(numbers) > 1:
        return numbers[1], False
    if value == 0 and len(numbers) > 2:
        return numbers[2], False
    first = numbers[0]
    # What is printed as nothing has no sign.
    has_sign = value < 0 and not first.vanishes(value)
    return first, has_sign


def _chosen_by_condition(value: Decimal, sections: Sequence[_Section]) -> _Section:
    for section in sections:
        condition = section.condition
        if condition is None or condition.holds(value):
            return section
    return sections[-1]


def _filled(value: Decimal, section: _Section) -> str:
    """Put the digits of a number into the places of a section, from the point outwards."""
    digits = format(section.rounded(value), "f")
    whole, _, decimals = digits.partition(".")
    if whole == "0":
        whole = ""
    point = section.point()
    in_front, behind = section.tokens[:point], section.tokens[point + 1 :]
    left = _filled_left(whole, in_front, section.grouped)
    right = _filled_right(decimals, behind)
    text = left + "".join(right)
    # The point is printed if the first place behind it, or a literal there, prints something.
    if right and right[0]:
        text = ".".join((left or "0", "".join(right)))
    return text.translate(_CURRENCIES).strip()


def _filled_left(whole: str, tokens: Sequence[str], grouped: bool) -> str:
    """Return the text in front of the point: digits go into places from the right on."""
    places = _places(tokens)
    if not places:
        # .00 prints 12.5 as 12.50.
        literals = "".join(map(_literal, tokens))
        return literals + (_grouped(whole) if grouped else whole)
    first, last = places[0], places[-1]
    words = [_literal(token) for token in tokens]
    rest = whole
    for at in reversed(places):
        if rest:
            words[at] = rest[-1]
            rest = rest[:-1]
        elif tokens[at] == "0":
            words[at] = "0"
    words[first] = rest + words[first]
    has_literals_inside = len(places) != last - first + 1
    if grouped and not has_literals_inside:
        number = "".join(words[first : last + 1])
        words[first : last + 1] = [_grouped(number)]
    return "".join(words)


def _filled_right(decimals: str, tokens: Sequence[str]) -> list[str]:
    """Return what each token behind the point prints.

    Places for optional digits leave zeros out.
    """
    words: list[str] = []
    at = 0
    for token in tokens:
        if token not in _PLACES:
            words.append(_literal(token))
            continue
        has_more = bool(decimals[at:].strip("0"))
        is_printed = token == "0" or has_more
        words.append(decimals[at : at + 1] if is_printed else "")
        at += 1
    return words


def _places(tokens: Sequence[str]) -> list[int]:
    """Return where places of digits stand among tokens."""
    return [at for at, token in enumerate(tokens) if token in _PLACES]


def _literal(token: str) -> str:
    """Return what a token prints that is no place of a digit."""
    return token[1:] if token[0] == _QUOTE else ""


def _grouped(digits: str) -> str:
    parts: list[str] = []
    while len(digits) > 3:
        parts.insert(0, digits[-3:])
        digits = digits[:-3]
    return ",".join([digits, *parts])


@functools.lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the sections of a format; one that breaks off in a literal or in brackets is none."""
    sections: list[_Section] = []
    tokens: list[str] = []
    condition: _Condition | None = None
    for token in _tokens(code):
        if token == ";":
            sections.append(_section(tokens, condition))
            tokens, condition = [], None
        elif token[0] == "[":
            condition = _condition(token[1:]) or condition
            if token.startswith("[$"):
                currency = token[2:].split("-", 1)[0]
                tokens.append(_QUOTE + currency)
        else:
            tokens.append(token)
    return tuple(sections)


def _tokens(code: str) -> Iterator[str]:
    """Yield the tokens of a format: places and signs by themselves, literals behind a quote.

    What stands in brackets begins with [, and General is one token; spacing is left out. A ; ends
    each section, the last one too if it doesn't break off.
    """
    at = 0
    while at < len(code):
        character = code[at]
        if character in _LITERAL_BEHIND:
            yield _QUOTE + code[at + 1 : at + 2]
            at += 2
        elif character in _ENDS:
            end = code.find(_ENDS[character], at + 1)
            if end < 0:
                return
            begin = _QUOTE if character == '"' else "["
            yield begin + code[at + 1 : end]
            at = end + 1
        elif character in _SPACING:
            at += 2
        elif _is_general_at(code, at):
            yield _GENERAL
            at += len(_GENERAL)
        elif character in _PLACES or character in _MARKS:
            yield character
            at += 1
        else:
            yield _QUOTE + character
            at += 1
    if at == len(code):
        yield ";"


def _is_general_at(code: str, at: int) -> bool:
    word = code[at : at + len(_GENERAL)]
    return word.lower() == _GENERAL.lower()


def _condition(inside: str) -> _Condition | None:
    """Return the condition in brackets; None for a colour, a currency …"""
    for comparison in _COMPARISONS:
        number = inside[len(comparison) :].strip()
        is_number = number.lstrip("-").replace(".", "", 1).isdigit()
        if inside.startswith(comparison) and is_number:
            return _Condition(comparison, Decimal(number))
    return None


def _section(tokens: Sequence[str], condition: _Condition | None) -> _Section:
    if not _NO_AMOUNT.isdisjoint(tokens):
        return _Section(condition=condition, general=True)
    if "@" in tokens:
        return _Section(condition=condition, is_text=True)
    point = _point(tokens)
    places = _places(tokens)
    whole_places = [at for at in places if at < point]
    thousands = _commas_behind(whole_places, tokens)
    if not thousands and point < len(tokens):
        thousands = _commas_behind(places, tokens)
    between: Sequence[str] = ()
    if whole_places:
        first, last = whole_places[0], whole_places[-1]
        between = tokens[first:last]
    return _Section(
        tokens=tuple(_kept(tokens)),
        decimals=len(places) - len(whole_places),
        grouped="," in between,
        scale=3 * thousands - 2 * tokens.count("%"),
        condition=condition,
    )


def _commas_behind(places: Sequence[int], tokens: Sequence[str]) -> int:
    """Count the commas behind the last of some places (or at the start), each for a thousand."""
    first = places[-1] + 1 if places else 0
    commas = 0
    for token in tokens[first:]:
        if token != ",":
            break
        commas += 1
    return commas


def _kept(tokens: Sequence[str]) -> Iterator[str]:
    """Yield the tokens that print something: commas are counted elsewhere, % is a literal."""
    for token in tokens:
        if token == "%":
            yield _QUOTE + token
        elif token != ",":
            yield token
