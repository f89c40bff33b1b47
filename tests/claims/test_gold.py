"""The reader against the gold table: nothing right is called wrong, and most of what is wrong is."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from tests.claims.reading import Read, alike, plain, read, told
from tests.claims.test_table import figures_of, rows

# What must be reached at least; what falls short stands in the closing notes and is worked on.
FIGURES_READ = Fraction(95, 100)
SENTENCES_WHOLE = Fraction(87, 100)
ERRORS_FOUND = Fraction(91, 100)


@cache
def readings() -> list[tuple[dict[str, str], Read]]:
    return [(row, read(row["sentence"], row["context"])) for row in rows()]


def wanted_relations(row: dict[str, str]) -> set[str]:
    """The relations of a row with enough figures to judge, as `Read.relations` writes them."""
    wanted = set()
    for relation in filter(None, row["relations"].split(" | ")):
        words = plain(relation.removesuffix("✓").removesuffix("✗").strip())
        least = 3 if words.startswith(("占比", "完成")) else 2
        if words.startswith("相等") or words.count("=") < least:
            continue
        two_amounts = words.startswith("变动") and "变动=" not in words and "变动率" not in words
        if not two_amounts:
            wanted.add(words)
    return wanted


def is_whole(row: dict[str, str], got: Read) -> bool:
    """Whether every figure and every relation of a sentence is read as the table says."""
    return figures_agree(row, got) and got.relations() == wanted_relations(row)


def figures_agree(row: dict[str, str], got: Read) -> bool:
    wanted = []
    for printed, measure, _ in figures_of(row):
        sign = "-" if measure.startswith("-") else ""
        wanted.append((plain(printed), sign + alike(measure.removeprefix("-"))))
    return got.figures() == wanted


def test_figures_are_taken_for_what_they_are() -> None:
    good = sum(figures_agree(row, got) for row, got in readings())
    assert Fraction(good, len(readings())) >= FIGURES_READ


def test_most_sentences_are_read_whole() -> None:
    good = sum(is_whole(row, got) for row, got in readings())
    assert Fraction(good, len(readings())) >= SENTENCES_WHOLE


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[dict[str, str], list[str]]]:
    return [(row, told(row["sentence"], row["context"])) for row in rows()]


def test_no_sentence_that_is_right_is_called_wrong(
    verdicts: list[tuple[dict[str, str], list[str]]],
) -> None:
    accused = [
        (row["id"], row["sentence"], found)
        for row, found in verdicts
        if found and "✗" not in row["relations"]
    ]
    assert accused == []


def test_most_sentences_that_are_wrong_are_found(
    verdicts: list[tuple[dict[str, str], list[str]]],
) -> None:
    wrong = [found for row, found in verdicts if "✗" in row["relations"]]
    assert Fraction(sum(map(bool, wrong)), len(wrong)) >= ERRORS_FOUND
