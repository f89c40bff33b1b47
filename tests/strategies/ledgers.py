"""Random budgets for which every relation of the form holds exactly: code trees, sources, natures, projects, amounts."""

from __future__ import annotations

import functools

import attrs
from hypothesis import strategies as st

from budgetrules import load_rules
from budgetrules.schema.sources import CodeList
from examples.xinjiang import ledger as b
from examples.xinjiang.ledger import Entry, Ledger, Trips
from examples.xinjiang.tables import CLASSES, PROJECT_COLUMNS

ENTITIES = (
    "云山地区数据发展中心",
    "甲市教育局（本级）",
    "乙县退役军人事务局",
    "丙自治州人民政府驻外办事处",
)
_PROJECTS = (
    "{}号库房修缮",
    "12345 热线运行（{}期）",
    "信息系统运行维护{}",
    "{} 年度专项业务",
    "驻村工作队补助（第{}批）",
    "购置设备 {} 台",
)
_TRIPS = ("出国", "接待", "购置", "运行")
# Which economic code goes with a function code in the rules of the form; no other code may use it.
_PAIRED = {
    "2080505": "30108",
    "2080506": "30109",
    "2101101": "30110",
    "2101102": "30110",
    "2101103": "30111",
    "2210201": "30113",
}
_STAFF = ("30101", "30102", "30103", "30107", "30112", "30199", "30302", "30305")
_OFFICE = ("30201", "30202", "30205", "30206", "30207", "30211", "30228", "30239", "30299")
# Half a printed unit of 万元 with two decimals: below it a figure would be printed as nothing.
_LEAST = 50


@functools.cache
def _codelists() -> dict[str, CodeList]:
    return load_rules().plan.declarations.codelists


@functools.cache
def leaf_codes() -> tuple[str, ...]:
    """The 项 whose 款 and 类 are in the list and in the form."""
    entries = _codelists()["功能科目"].entries
    classes = {label[:3] for label in CLASSES}
    sure = [code for code, entry in entries.items() if entry.trust in ("high", "medium")]
    return tuple(
        code
        for code in sure
        if len(code) == 7 and code[:5] in entries and code[:3] in entries and code[:3] in classes
    )


@functools.cache
def names() -> dict[str, str]:
    """The official name of every code."""
    return {
        code: entry.names[0]
        for item in _codelists().values()
        for code, entry in item.entries.items()
        if entry.names
    }


def amounts() -> st.SearchStrategy[int]:
    """元: mostly ordinary, sometimes at the edge of what is printed, sometimes huge."""
    edge = st.integers(1, 10_000).map(lambda step: step * 100 + 50)
    return st.one_of(st.integers(_LEAST, 9_000_000), edge, st.integers(_LEAST, 5_000_000_000))


@st.composite
def _entry(draw: st.DrawFn, code: str, number: int) -> list[Entry]:
    name = names()[code]
    source = draw(st.sampled_from((*b.GENERAL * 4, *b.SOURCES)))
    natures = {"行政运行": b.BASIC, "一般行政管理事务": (b.PROJECT,)}.get(name, b.NATURES)
    if code in _PAIRED:
        source, natures = draw(st.sampled_from(b.GENERAL)), (b.STAFF,)
    nature = draw(st.sampled_from(natures))
    project = draw(st.sampled_from(_PROJECTS)).format(number)
    if source not in b.GENERAL:
        kept = source in (*b.KEPT_FISCAL, *b.KEPT_OTHER)
        return [
            Entry(
                code,
                source,
                nature,
                draw(amounts()),
                "",
                project if kept or nature == b.PROJECT else "",
            )
        ]
    if nature == b.PROJECT:
        classes = draw(
            st.lists(st.sampled_from(PROJECT_COLUMNS), min_size=1, max_size=4, unique=True)
        )
        return [Entry(code, source, nature, draw(amounts()), use, project) for use in classes]
    if code in _PAIRED:
        return [Entry(code, source, nature, draw(amounts()), _PAIRED[code])]
    items = draw(
        st.lists(
            st.sampled_from(_STAFF if nature == b.STAFF else _OFFICE),
            min_size=1,
            max_size=4,
            unique=True,
        )
    )
    return [Entry(code, source, nature, draw(amounts()), item) for item in items]


@st.composite
def ledgers(draw: st.DrawFn, most: int = 12) -> Ledger:
    """A department's budget."""
    codes = draw(st.lists(st.sampled_from(leaf_codes()), min_size=2, max_size=most, unique=True))
    entries: list[Entry] = []
    for number, code in enumerate(codes):
        for again in range(draw(st.integers(1, 2))):
            entries += draw(_entry(code, 10 * number + again))
    trips = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("出国", "接待", "购置", "运行")),
                st.sampled_from(("一般公共", "基金")),
            ),
            max_size=3,
        )
    )
    spent = tuple(Trips(item, fund, draw(amounts())) for item, fund in dict.fromkeys(trips))
    used = {
        code[:length]
        for entry in entries
        for code in (entry.code, entry.economy)
        for length in (3, 5, 7)
    }
    named = {code: names()[code] for code in sorted(used) if code[:3].isdigit()}
    return Ledger(
        draw(st.sampled_from(ENTITIES)), draw(st.integers(2021, 2030)), tuple(entries), named, spent
    )


@st.composite
def styled(draw: st.DrawFn) -> Ledger:
    """A budget printed in one unit and precision or another."""
    unit, decimals = draw(
        st.sampled_from((("万元", 2), ("万元", 3), ("万元", 4), ("元", 0), ("元", 2), ("千元", 2)))
    )
    return attrs.evolve(draw(ledgers()), unit=unit, decimals=decimals, zeros=draw(st.booleans()))


@st.composite
def two_years(draw: st.DrawFn) -> tuple[Ledger, Ledger]:
    """A budget and that of the year before: the same things paid for, other amounts. Some of it is general budget of both natures."""
    ledger = draw(ledgers(8))
    code = draw(
        st.sampled_from(
            [
                code
                for code in leaf_codes()
                if code not in _PAIRED and names()[code] != "一般行政管理事务"
            ]
        )
    )
    sure = [
        Entry(code, b.GENERAL[0], b.STAFF, draw(amounts()), "30101"),
        Entry(code, b.GENERAL[0], b.OFFICE, draw(amounts()), "30201"),
    ]
    named = {
        key: names()[key] for key in (code[:3], code[:5], code, "301", "30101", "302", "30201")
    }
    now = attrs.evolve(ledger, entries=(*sure, *ledger.entries), names={**ledger.names, **named})
    last = tuple(attrs.evolve(entry, amount=draw(amounts())) for entry in now.entries)
    trips = tuple(attrs.evolve(trip, amount=draw(amounts())) for trip in now.trips)
    return now, attrs.evolve(now, year=now.year - 1, entries=last, trips=trips)
