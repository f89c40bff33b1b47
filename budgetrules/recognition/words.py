"""The words of a country's vocabulary as patterns, for folded text as documents print it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import (
    FISCAL_YEAR,
    FULL_WIDTH_DIGITS,
    MULTIPLES,
    MYRIADS,
    NUMERALS,
    YEAR_DIGITS,
)
from budgetrules.core.units import PERCENT, UNITS, YUAN
from budgetrules.schema.vocabulary import Vocabulary

_MONEY = rf"[{MULTIPLES}]*{YUAN.symbol}"
# Behind a sign of comparison stands an indicator's target, which is no published figure.
_FIGURE_BEGINS = r"(?<![\d.,/=<>≤≥-])"
_LAST_MONEY = re.compile(rf"{_MONEY}$")
_TABLE_NUMBER = r"\d{1,2}(?:[-_]\d{1,2})?"


@attrs.frozen(eq=False, kw_only=True)
class TitleWords:
    """How a form numbers and entitles its tables."""

    # The whole of a line that numbers a table: 表1, 附件2, 续表; in a dump only the plainest.
    number_label: re.Pattern[str]
    number_line: re.Pattern[str]
    # A number in front of a title, and what stands behind one.
    numbered: re.Pattern[str]
    goes_on: re.Pattern[str]
    bracket: re.Pattern[str]
    # What reads as a title, in a grid and in a dump.
    title: re.Pattern[str]
    title_line: re.Pattern[str]
    ends: tuple[str, ...]
    # A word for whose table it is at the front of a title, and where a name in front of one ends.
    publisher: re.Pattern[str]
    name_end: re.Pattern[str]
    # A line over a table: 编制部门:, and its unit.
    labelled: re.Pattern[str]
    unit: re.Pattern[str]
    # The same in brackets at the end of a title or header, with its label or without.
    unit_in_brackets: re.Pattern[str]


@attrs.frozen(eq=False, kw_only=True)
class ColumnWords:
    """How a form heads and numbers its columns."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    asides: tuple[str, ...]
    # Words of the row that numbers the columns, and the whole of such a line in a dump.
    numbers: frozenset[str]
    number_line: re.Pattern[str]
    # Units in brackets: any, and one of money.
    bracketed_unit: re.Pattern[str]
    money_unit: re.Pattern[str]


# Kept by vocabulary, of which there are as many as sets of rules in the process.
@functools.lru_cache(maxsize=64)
def title_words(vocabulary: Vocabulary) -> TitleWords:
    """Return the patterns for titles of tables."""
    table = _any_of(vocabulary.table)
    labels = _any_of(vocabulary.unit_labels)
    currencies = _any_of(vocabulary.currencies)
    ends = (*vocabulary.table, *vocabulary.continued)
    return TitleWords(
        number_label=re.compile(_number_label(vocabulary)),
        number_line=re.compile(
            rf"(?:{_any_of(vocabulary.number_prefixes)})?(?:{table}){_TABLE_NUMBER}"
        ),
        numbered=re.compile(rf"(?:{_prefixes(vocabulary)})?(?:{table}){_TABLE_NUMBER}[:.、]?"),
        goes_on=re.compile(rf"[\(\[]?(?:{_any_of(vocabulary.continued)})(?:{table})?[\)\]]?$"),
        bracket=re.compile(_bracket(vocabulary)),
        title=re.compile(rf"[^,。;:]{{2,60}}(?:{table})"),
        title_line=re.compile(rf".{{2,40}}(?:{table})"),
        ends=(*ends, ")", "]"),
        publisher=re.compile(_any_of(vocabulary.title_entities)),
        name_end=re.compile(_name_end(vocabulary)),
        labelled=re.compile(rf"(?:{_any_of(vocabulary.caption_labels)})[^:,。;]{{0,6}}:"),
        unit=re.compile(rf"(?:{labels}):?\(?(?:{currencies})?({_MONEY})\)?"),
        unit_in_brackets=re.compile(
            rf"\((?:(?:{labels}):?)?(?:{currencies})?({_MONEY})\)(?:{table}|\d)?$"
        ),
    )


def stated_unit(texts: Iterable[str], vocabulary: Vocabulary) -> str | None:
    """Return the unit of money that folded texts over a table state, the last one first.

    Without a label it counts where no other one stands in brackets.
    """
    words = title_words(vocabulary)
    bracketed: set[str] = set()
    for text in texts:
        labelled = words.unit.search(text)
        if labelled is not None and labelled.group(1) in UNITS:
            return labelled.group(1)
        bracketed.update(words.unit_in_brackets.findall(text))
    bracketed.intersection_update(UNITS)
    return bracketed.pop() if len(bracketed) == 1 else None


def unit_in(text: str) -> str | None:
    """Return the unit of money that a text ends in: 人民币万元."""
    unit = _LAST_MONEY.search(text)
    symbol = unit.group() if unit is not None else ""
    return symbol if symbol in UNITS else None


def _number_label(vocabulary: Vocabulary) -> str:
    """Say what numbers a table: 附件表1, 财预01表, 附件2, or an annex without a number."""
    table = _any_of(vocabulary.table)
    numbers = _any_of(vocabulary.table_numbers)
    prefixes = _prefixes(vocabulary)
    marks = _characters(vocabulary.form_marks)
    if marks:
        prefixes = rf"{prefixes}|[{marks}]{{2,6}}"
    return (
        rf"(?:{prefixes})?(?:{numbers}){_TABLE_NUMBER}"
        rf"|(?:{prefixes}){_TABLE_NUMBER}(?:{table})?"
        rf"|{_any_of(vocabulary.unnumbered)}"
    )


def _prefixes(vocabulary: Vocabulary) -> str:
    return _any_of((*vocabulary.annexes, *vocabulary.number_prefixes))


def _name_end(vocabulary: Vocabulary) -> str:
    """Say where the name of a department ends: 甲局, 甲局(本级)."""
    endings = _any_of(vocabulary.entity_endings)
    suffixes = _any_of(vocabulary.entity_suffixes)
    return rf"(?:{endings})(?:\((?:{suffixes})\)|{suffixes})?"


def _bracket(vocabulary: Vocabulary) -> str:
    """Say what stands in brackets behind a title: a unit or a year."""
    unit = _any_of(vocabulary.unit_labels)
    return rf"\((?:(?:{unit}):[^()]*|[^()]*{YUAN.symbol}|{FISCAL_YEAR})\)$"


@functools.lru_cache(maxsize=64)
def column_words(vocabulary: Vocabulary) -> ColumnWords:
    """Return the patterns for columns and their headers."""
    currencies = _any_of(vocabulary.currencies)
    label = rf"(?:(?:{_any_of(vocabulary.unit_labels)}):?)?(?:{currencies})?"
    units = _any_of((PERCENT.symbol, *vocabulary.column_units))
    signs = _characters(vocabulary.column_numbers)
    return ColumnWords(
        codes=folded_words(vocabulary.code_columns),
        names=folded_words(vocabulary.name_columns),
        asides=folded_words(vocabulary.aside_columns),
        numbers=frozenset(folded_words(vocabulary.number_columns)),
        number_line=re.compile(rf"[※\s\d{FULL_WIDTH_DIGITS}{signs}]+"),
        bracketed_unit=re.compile(rf"\({label}(?:{_MONEY}|{units})\)"),
        money_unit=re.compile(rf"\({label}({_MONEY})\)"),
    )


@functools.lru_cache(maxsize=64)
def unit_line_beginnings(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Say how a line begins that states the unit of a table: 金额单位:."""
    labels = (*vocabulary.unit_labels, *vocabulary.amount_unit_labels)
    return tuple(f"{fold(label)}:" for label in labels)


@functools.lru_cache(maxsize=64)
def label_ornament(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Say what stands before a label and is no part of it: 其中:, 一、, (一), 1."""
    return re.compile(
        rf"^(?:{_any_of(vocabulary.label_prefixes)}|[{NUMERALS}]+[、.]"
        rf"|\([{NUMERALS}\d]+\)|\d{{1,2}}[.、](?!\d))+"
    )


@functools.lru_cache(maxsize=64)
def note_beginning(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Say how a note below a table begins: 备注1:."""
    return re.compile(rf"(?:{_any_of(vocabulary.note_labels)})\d*[:.、]")


@functools.lru_cache(maxsize=64)
def text_figure(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a figure in the narrative with its unit."""
    units = _any_of(vocabulary.text_units)
    # 3.5万 is said for 3.5万元.
    return re.compile(
        rf"{_FIGURE_BEGINS}\d[\d,]*(?:\.\d+)?(?:[{MULTIPLES}]?(?:{units})|[{MYRIADS}])"
    )


@functools.lru_cache(maxsize=64)
def bare_figure(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Return a number without a unit that can only be a figure, in a printed line.

    It has two decimals or more, or separators; a month (2024.06) and a code (201.03.01) are none.
    """
    units = _any_of((*vocabulary.text_units, *MYRIADS))
    month = rf"{YEAR_DIGITS}\.(?:0[1-9]|1[0-2])"
    number = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2,})"
    return re.compile(rf"{_FIGURE_BEGINS}(?!{month}(?!\d)){number}(?![\d.,/-]|{units})")


def printed_figures(text: str, vocabulary: Vocabulary) -> list[re.Match[str]]:
    """Return the figures of a printed line, with units and without, in their order."""
    with_unit = text_figure(vocabulary).finditer(text)
    without = bare_figure(vocabulary).finditer(text)
    return sorted([*with_unit, *without], key=re.Match.start)


def says_amount(text: str, vocabulary: Vocabulary) -> bool:
    """Whether folded text holds an amount of money."""
    figures = text_figure(vocabulary).findall(text)
    return any(figure.endswith(YUAN.symbol) for figure in figures)


@functools.lru_cache(maxsize=1024)
def folded_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words as they are compared."""
    return tuple(map(fold, words))


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of some words, in their order; of none for nothing at all."""
    alternatives = "|".join(re.escape(fold(word)) for word in words)
    return alternatives or "(?!)"


def _characters(words: Iterable[str]) -> str:
    """Return the characters of some words, each once, for a class of characters."""
    characters = dict.fromkeys(fold("".join(words)))
    return "".join(map(re.escape, characters))
