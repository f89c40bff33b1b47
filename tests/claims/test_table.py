"""Judge the gold table of sentences by arithmetic alone, with nothing of the reader it measures.

Each printed figure stands for half a unit of its last digit on either side; a count is exact. A
relation is right when some values within those ranges satisfy it, and all computing is exact.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

TABLE = Path(__file__).with_name("sentences.tsv")
COLUMNS = ["id", "kind", "context", "sentence", "figures", "relations"]
MEASURES = {"金额", "基数", "变动", "变动率", "占比", "完成率", "预算", "个数"}
FALLS = {"变动", "变动率"}
MONEY = {
    "万元": Fraction(1),
    "万": Fraction(1),
    "元": Fraction(1, 10_000),
    "千元": Fraction(1, 10),
    "百万元": Fraction(100),
    "亿元": Fraction(10_000),
    "亿": Fraction(10_000),
}
RATES = {"%": Fraction(1, 100), "倍": Fraction(1)}
ROLES = {
    "变动": ["金额", "基数", "变动", "变动率"],
    "占比": ["金额", "整体", "占比"],
    "完成": ["金额", "预算", "完成率"],
}
LEAST, LEAST_TRAPS = 240, 25
LEAST_WRONG, MOST_WRONG = Fraction(3, 10), Fraction(2, 5)
RELATION = re.compile(r"(变动|占比|完成|构成\??|相等)\((.+)\)(?: ([✓✗]))?")
FIGURE = re.compile(r"(人民币)?([+-]?)([\d,]+)(?:\.(\d+))?(\D*)")

Range = tuple[Fraction, Fraction]
Line = tuple[Fraction, Fraction, Fraction]
"""a, b, c of the half-plane a·now + b·base ≤ c."""


def rows() -> list[dict[str, str]]:
    """Give the sentences of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def figures_of(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """Give each figure of a sentence as printed, its measure and its subject."""
    parts = [part.rsplit("=", 1) for part in row["figures"].split("; ")]
    return [(printed, *meaning.partition("@")[::2]) for printed, meaning in parts]


def relations_of(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """Give each relation of a sentence: its name, what is in its brackets, its mark."""
    texts = row["relations"].split(" | ") if row["relations"] else []
    found = [(text, RELATION.fullmatch(text)) for text in texts]
    assert all(match for _, match in found), [text for text, match in found if not match]
    return [(match[1], match[2], match[3] or "") for _, match in found if match]


def normal(text: str) -> str:
    """Write full-width digits, signs and spaces between digits the one way."""
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"(?<=[\d,.])\s+(?=\S)", "", narrow)


def unit_of(printed: str, row: dict[str, str]) -> str:
    """Give the unit of a figure; one without takes that of the next figure that has one."""
    order = [normal(figure) for figure, _, _ in figures_of(row)]
    text = normal(printed)
    start = order.index(text) if text in order else len(order)
    for figure in [text, *order[start:]]:
        match = FIGURE.fullmatch(figure)
        assert match, figure
        if match[5]:
            return match[5]
    raise AssertionError(f"{row['id']}: {printed} has no unit")


def span(printed: str, row: dict[str, str]) -> Range:
    """Give the least and the greatest value a printed figure stands for."""
    match = FIGURE.fullmatch(normal(printed))
    assert match, printed
    unit = unit_of(printed, row)
    decimals = match[4] or ""
    whole = Fraction(int(match[3].replace(",", "") + decimals), 10 ** len(decimals))
    value = -whole if match[2] == "-" else whole
    scale = MONEY.get(unit) or RATES.get(unit)
    if scale is None and not decimals:
        return value, value
    half = Fraction(1, 2 * 10 ** len(decimals))
    scale = scale or Fraction(1)
    return (value - half) * scale, (value + half) * scale


def is_solvable(lines: list[Line]) -> bool:
    """Tell whether one point lies within all half-planes: if any does, a corner of theirs does."""
    for (a, b, c), (d, e, f) in combinations(lines, 2):
        turn = a * e - b * d
        if turn == 0:
            continue
        now, base = (c * e - b * f) / turn, (a * f - c * d) / turn
        if all(p * now + q * base <= r for p, q, r in lines):
            return True
    return False


def between(a: int, b: int, bounds: Range) -> list[Line]:
    """Give the half-planes of low ≤ a·now + b·base ≤ high."""
    low, high = bounds
    one, other = Fraction(a), Fraction(b)
    return [(one, other, high), (-one, -other, -low)]


def judge_ratio(part: Range | None, whole: Range | None, rate: Range | None) -> bool:
    """Tell whether part = rate × whole can be, with neither less than nothing."""
    most = Fraction(10**15)
    lines = between(1, 0, part or (Fraction(0), most))
    lines += between(0, 1, whole or (Fraction(0), most))
    low, high = rate or (Fraction(0), most)
    lines += [(Fraction(1), -high, Fraction(0)), (Fraction(-1), low, Fraction(0))]
    return is_solvable(lines)


def judge_change(given: dict[str, Range]) -> bool:
    """Tell whether now = base + change and change = rate × base can be, none below nothing."""
    everything = (Fraction(0), Fraction(10**15))
    lines = between(1, 0, given.get("金额", everything))
    lines += between(0, 1, given.get("基数", everything))
    lines += between(1, 0, everything) + between(0, 1, everything)
    if "变动" in given:
        lines += between(1, -1, given["变动"])
    if "变动率" in given:
        low, high = given["变动率"]
        lines += [(Fraction(1), -1 - high, Fraction(0)), (Fraction(-1), 1 + low, Fraction(0))]
    return is_solvable(lines)


def total(text: str, row: dict[str, str]) -> Range:
    """Give the range of a sum of printed figures."""
    spans = [span(part, row) for part in text.split(" + ")]
    return sum((low for low, _ in spans), Fraction(0)), sum(
        (high for _, high in spans), Fraction(0)
    )


def mark_of(name: str, inside: str, row: dict[str, str]) -> str:
    """Give the mark arithmetic sets: ✓, ✗ or nothing where two figures of three are too little."""
    if name == "相等":
        spans = [span(part, row) for part in inside.split(", ")]
        fits = max(low for low, _ in spans) <= min(high for _, high in spans)
        return "✓" if fits else "✗"
    if name.startswith("构成"):
        head, items = inside.removeprefix("金额=").split("; 项=")
        (low, high), (least, most) = span(head, row), total(items, row)
        fits = least <= high and (name == "构成?" or low <= most)
        return "✓" if fits else "✗"
    given = {
        role: span(printed, row)
        for role, printed in (part.split("=", 1) for part in inside.split(", "))
    }
    assert list(given) == [role for role in ROLES[name] if role in given], inside
    if name == "变动":
        fits = judge_change(given)
    else:
        fits = judge_ratio(*(given.get(role) for role in ROLES[name]))
    if not fits:
        return "✗"
    return "✓" if len(given) >= 3 else ""


def printed_in(inside: str) -> Iterator[tuple[str, str]]:
    """Give each figure of a relation with its role, without the sign its words gave it."""
    for part in re.split(r", |; | \+ ", inside):
        role, _, printed = part.rpartition("=")
        yield role, printed


def test_the_table_is_large_and_says_nothing_twice() -> None:
    """Hold the columns, the ids in order, and no sentence twice under one context."""
    table = rows()
    assert list(table[0]) == COLUMNS
    assert [row["id"] for row in table] == [f"S{at:03}" for at in range(1, len(table) + 1)]
    sentences = [row["sentence"] for row in table]
    assert len(set(sentences)) == len(sentences)
    assert len(table) >= LEAST
    assert sum(row["kind"] == "trap" for row in table) >= LEAST_TRAPS
    wrong = sum("✗" in row["relations"] for row in table)
    assert LEAST_WRONG <= Fraction(wrong, len(table)) <= MOST_WRONG


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_figures_stand_in_the_sentence_in_their_order(row: dict[str, str]) -> None:
    """Find each figure after the one before it, whole, with a measure that is one."""
    at = 0
    sentence = row["sentence"]
    for printed, measure, subject in figures_of(row):
        found = sentence.find(printed, at)
        while found > 0 and re.match(r"[\d.,]", sentence[found - 1]):
            found = sentence.find(printed, found + 1)
        assert found >= 0, (printed, sentence[at:])
        at = found + len(printed)
        kind = measure.removeprefix("-")
        assert (kind in MEASURES and subject) or measure == "另", (printed, measure, subject)
        assert measure == kind or kind in FALLS, measure
        assert subject in sentence or subject in row["context"], subject


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_no_amount_or_rate_is_left_out(row: dict[str, str]) -> None:
    """Leave no figure in money or per cent unlisted but thresholds."""
    rest = row["sentence"]
    for printed, _, _ in figures_of(row):
        rest = rest.replace(printed, "", 1)
    assert not re.findall(r"\d\s*(?:[万亿]元?|元|[%％])(?!元|（含|以[上下])", rest)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_relations_are_marked_as_arithmetic_has_it(row: dict[str, str]) -> None:
    """Compute each relation from what is printed, and find its mark."""
    measures = [(printed, measure) for printed, measure, _ in figures_of(row)]
    for name, inside, mark in relations_of(row):
        assert mark_of(name, inside, row) == mark, (name, inside)
        for role, signed in printed_in(inside):
            known = [measure for printed, measure in measures if printed == signed]
            if role in FALLS and not known:
                bare = signed.removeprefix("-")
                known = [measure for printed, measure in measures if printed == bare]
                assert f"-{role}" in known, (role, signed)
            elif role in FALLS:
                assert role in known, (role, signed)
            else:
                assert known or signed in row["context"], (role, signed)
