"""Sentences put together of any cues: what is generated is read back, and errors in it are found."""

from __future__ import annotations

import re
import time
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budgetrules.schema.cues import CueKind
from tests.claims.reading import context, read, told

SUBJECTS = (
    "收入预算",
    "基本支出",
    "公务接待费",
    "教育支出（类）普通教育（款）高中教育（项）",
    "人员经费",
)
BASES = ("上年", "2025年预算", "上年决算数", "去年", "2025年度预算执行数")


def words(kind: CueKind) -> list[str]:
    """The shipped words of a kind of cue."""
    return [word for cue in context().cues.cues if cue.kind is kind for word in cue.words]


# 增幅 and its like stand before a rate alone; 增加数 and its like before an amount alone.
RISES = [word for word in words(CueKind.RISE) if not re.search("[幅率速度例额数]$", word)]
FALLS = [word for word in words(CueKind.FALL) if not re.search("[幅率速度例额数]$", word)]
AGAINST = [word for word in words(CueKind.AGAINST) if word not in ("同比", "环比")]


@attrs.frozen
class Change:
    """A sentence on a change, and its figures in hundredths."""

    subject: str
    now: int
    base: int
    text: str

    @property
    def rate(self) -> Fraction:
        return Fraction(abs(self.now - self.base), self.base)


def money(hundredths: int) -> str:
    return f"{hundredths // 100:,}.{hundredths % 100:02d}万元"


def per_cent(rate: Fraction) -> str:
    hundredths = round(rate * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


@st.composite
def changes(draw: st.DrawFn, wrong_by: int = 0) -> Change:
    """A change of any amount in any words; its rate is wrong by so many hundredths."""
    base = draw(st.integers(10_000, 10**8))
    now = draw(st.integers(5_000, 2 * 10**8).filter(lambda value: abs(value - base) > 500))
    subject = draw(st.sampled_from(SUBJECTS))
    ways = RISES if now > base else FALLS
    first, second = draw(st.sampled_from(ways)), draw(st.sampled_from(ways))
    rate = per_cent(Fraction(abs(now - base), base) + Fraction(wrong_by, 10_000))
    named = draw(st.sampled_from(BASES)) + draw(st.sampled_from(("", money(base))))
    compared = draw(st.sampled_from(AGAINST)) + named
    if draw(st.booleans()):
        compared = f"与{named}相比"
    text = f"{subject}{money(now)}，{compared}{first}{money(abs(now - base))}"
    if draw(st.booleans()):
        text = f"{text}（{second}{rate}）。"
    else:
        text = f"{text}，{second}{rate}。"
    return Change(subject=subject, now=now, base=base, text=text)


@given(changes())
def test_what_is_generated_is_read_back(change: Change) -> None:
    (line,) = read(change.text).relations()
    moved = abs(change.now - change.base)
    sign = "-" if change.now < change.base else ""
    plain_now = money(change.now).replace(",", "")
    assert f"金额={plain_now}," in line
    assert f"变动={sign}{money(moved).replace(',', '')}," in line
    assert f"变动率={sign}" in line


@given(changes())
def test_nothing_right_is_called_wrong(change: Change) -> None:
    assert told(change.text) == []


@given(changes(wrong_by=150))
def test_a_wrong_rate_is_found(change: Change) -> None:
    # Of a rise to many times a small base, rounding of the base explains more than that.
    assume(change.now < 20 * change.base)
    assert "CN-RATE" in told(change.text)


@given(
    st.lists(st.integers(100, 10**7), min_size=2, max_size=6),
    st.sampled_from(("其中：", "其中", "包括", "包括：", "，其中：")),
    st.sampled_from(("、", "，", "；")),
)
def test_items_of_a_list_are_its_parts(amounts: list[int], opener: str, mark: str) -> None:
    names = ("甲项目", "乙项目", "丙项目", "丁项目", "戊项目", "己项目")
    items = [f"{name}{money(amount)}" for name, amount in zip(names, amounts, strict=False)]
    text = f"项目支出{money(sum(amounts))}，{opener.removeprefix('，')}{mark.join(items)}。"
    printed = "+".join(money(amount).replace(",", "") for amount in amounts)
    assert read(text).relations() == {
        f"构成(金额={money(sum(amounts)).replace(',', '')};项={printed})"
    }
    assert told(text) == []


@pytest.mark.parametrize(
    "part",
    [
        "收入120.00万元，比上年增加",
        "其中：",
        "占",
        "（",
        "由",
        "分别为1.00万元、2.00万元",
        "2025年",
        "、",
    ],
)
def test_reading_takes_time_in_proportion(part: str) -> None:
    """A text twice as long takes about twice the time, whatever it repeats."""

    def seconds(times: int) -> float:
        text = part * times
        begin = time.perf_counter()
        read(text)
        return time.perf_counter() - begin

    seconds(100)
    assert seconds(8_000) < 6 * seconds(2_000) + 0.2
