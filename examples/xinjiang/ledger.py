"""A department's budget before anything is printed: exact amounts, each with all it is classified by."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

UNITS = {"元": 1, "千元": 1_000, "万元": 10_000}

GENERAL = ("一般公共本级", "一般公共上级")
FUND = ("基金本级", "基金上级")
STATE = ("国资本级", "国资上级")
CURRENT = (*GENERAL, *FUND, *STATE)
SPECIAL = ("财政专户",)
OWN = ("事业收入", "上级补助", "附属上缴", "经营收入", "其他收入")
KEPT_GENERAL = ("一般公共结转",)
KEPT_FUND = ("基金结转",)
KEPT_STATE = ("国资结转",)
KEPT_FISCAL = (*KEPT_GENERAL, *KEPT_FUND, *KEPT_STATE)
KEPT_SPECIAL = ("专户结转",)
KEPT_OWN = ("单位资金结转",)
KEPT_OTHER = (*KEPT_SPECIAL, *KEPT_OWN)
SOURCES = (*CURRENT, *SPECIAL, *OWN, *KEPT_FISCAL, *KEPT_OTHER)

STAFF, OFFICE, PROJECT = "人员", "公用", "项目"
BASIC = (STAFF, OFFICE)
NATURES = (STAFF, OFFICE, PROJECT)


@attrs.frozen
class Entry:
    """An amount in 元: its function code (项), source and nature; `economy` is the economic code (款) of basic spending from
    the general budget, or the name of an economic class for a project; `project` names what it is spent on."""

    code: str
    source: str
    nature: str
    amount: int
    economy: str = ""
    project: str = ""


@attrs.frozen
class Trips:
    """三公: an amount in 元 by item (出国, 接待, 购置, 运行) and fund (一般公共, 基金, 国资)."""

    item: str
    fund: str
    amount: int


@attrs.frozen
class Ledger:
    """One department's budget of one year. `names` gives the name of every code used.

    Tables print amounts in `unit` with `decimals`; `zeros` says that nothing is printed as 0.00 instead of left blank.
    """

    entity: str
    year: int
    entries: tuple[Entry, ...]
    names: dict[str, str]
    trips: tuple[Trips, ...] = ()
    unit: str = "万元"
    decimals: int = 2
    zeros: bool = False

    def cell(self, amount: int) -> str:
        """An amount in a table: blank where there is nothing."""
        return printed(amount, self.decimals, UNITS[self.unit]) if amount or self.zeros else ""

    def total(
        self,
        sources: Iterable[str] = SOURCES,
        natures: Iterable[str] = NATURES,
        where: Callable[[Entry], bool] | None = None,
    ) -> int:
        """The sum of all entries of these sources and natures for which `where` holds, in 元."""
        chosen, kinds = set(sources), set(natures)
        return sum(
            entry.amount
            for entry in self.entries
            if entry.source in chosen and entry.nature in kinds and (where is None or where(entry))
        )

    def codes(
        self, sources: Iterable[str] = SOURCES, natures: Iterable[str] = NATURES
    ) -> list[str]:
        """The 类, 款 and 项 codes in use, in order."""
        chosen, kinds = set(sources), set(natures)
        leaves = {
            entry.code for entry in self.entries if entry.source in chosen and entry.nature in kinds
        }
        return sorted({leaf[:length] for leaf in leaves for length in (3, 5, 7)})

    def spent_on_trips(
        self, items: Iterable[str] = ("出国", "接待", "购置", "运行"), fund: str | None = None
    ) -> int:
        """三公 in 元."""
        chosen = set(items)
        return sum(
            trip.amount for trip in self.trips if trip.item in chosen and fund in (None, trip.fund)
        )


def below(code: str) -> Callable[[Entry], bool]:
    """Entries whose function code begins with `code`."""
    return lambda entry: entry.code.startswith(code)


def printed(amount: int, decimals: int = 2, unit: int = UNITS["万元"]) -> str:
    """An amount in 元 as the form prints it: rounded half up on its own, digits grouped."""
    steps = (2 * amount * 10**decimals + unit) // (2 * unit)
    whole, rest = divmod(steps, 10**decimals)
    return f"{whole:,}.{rest:0{decimals}d}" if decimals else f"{whole:,}"


def share(part: int, whole: int) -> str:
    """A share or a rate of change in per cent with two decimals, rounded half up."""
    hundredths = (2 * part * 10_000 + whole) // (2 * whole)
    return f"{hundredths // 100:,}.{hundredths % 100:02d}%"
