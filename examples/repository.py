"""The disclosures of examples/data-repository: three invented departments, whose amounts are those of the first one scaled.

One is clean, one holds two errors, one an error that its waivers.toml accepts. No such department exists.
"""

from __future__ import annotations

import attrs

from examples.xinjiang.department import department
from examples.xinjiang.dump import dump
from examples.xinjiang.ledger import Ledger

FOLDER = "data-repository/disclosures/2024"
# entity, and by what the amounts of the first department are scaled
_DEPARTMENTS = (
    ("云岭县图书档案馆", 3, 7),
    ("青石湾市文化中心", 13, 9),
    ("松涛区市政养护所", 4, 11),
)
# entity, table, what stands in the row, right, wrong
_PLANTED = (
    ("青石湾市文化中心", 3, "公务员医疗补助", "45.44 45.44", "54.44 45.44"),
    ("青石湾市文化中心", 10, "公务接待费", "2.17 2.17", "2.71 2.17"),
    ("松涛区市政养护所", 8, "总计", "112.73   112.73", "112.37   112.73"),
)


def files() -> dict[str, str]:
    """The text of each disclosure by its path below examples/."""
    found = {}
    for entity, times, parts in _DEPARTMENTS:
        text = dump(
            _scaled(department(2024), entity, times, parts),
            _scaled(department(2023), entity, times, parts),
        )
        for name, table, row, right, wrong in _PLANTED:
            text = _plant(text, table, row, right, wrong) if name == entity else text
        found[f"{FOLDER}/{entity}.txt"] = text
    return found


def _scaled(ledger: Ledger, entity: str, times: int, parts: int) -> Ledger:
    entries = tuple(
        attrs.evolve(entry, amount=entry.amount * times // parts) for entry in ledger.entries
    )
    trips = tuple(attrs.evolve(trip, amount=trip.amount * times // parts) for trip in ledger.trips)
    return attrs.evolve(ledger, entity=entity, entries=entries, trips=trips)


def _plant(text: str, table: int, row: str, right: str, wrong: str) -> str:
    """The text with one row of one table changed."""
    start = text.index(f"\n 表 {table} \n")
    end = text.index("\n", text.index(f"{row} {right}", start))
    before, changed = text[:start], text[start:end].replace(f"{row} {right}", f"{row} {wrong}")
    return before + changed + text[end:]
