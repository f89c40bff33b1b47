"""Structural errors: a row missing, printed twice, without a row above it or under a code of nowhere, and what follows from it.

The checks that fail because of one such row are gathered around it, whatever list they look from. A code misprinted in one
list lacks there and is one too many there: the two are one error where the same figures stand in both rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from budgetrules.causes.code_tree import lacking_code
from budgetrules.causes.operands import distinct, is_made
from budgetrules.causes.places import Locator, Spot, is_absent
from budgetrules.core.diagnostics import Severity
from budgetrules.core.names import fold
from budgetrules.evaluation.outcome import Outcome
from budgetrules.evaluation.truth import Comparison, Mismatch
from budgetrules.model.disclosure import Cell, Row
from budgetrules.schema import expressions as x

# A row of a list by its code, label or name.
Node = tuple[str, str]
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@attrs.frozen(eq=False)
class Failed:
    """A check that failed: its place in the order of rules, and how much it weighs."""

    order: int
    severity: Severity
    outcome: Outcome

    @property
    def numbers(self) -> Comparison | None:
        """The relation between figures that does not hold, if it is one."""
        grounds = self.outcome.truth.grounds if self.outcome.truth is not None else None
        return grounds if isinstance(grounds, Comparison) else None

    @property
    def rank(self) -> tuple[int, int]:
        """The heaviest first, then in the order of the rules."""
        return _RANK[self.severity], self.order


@attrs.define(eq=False)
class Group:
    """What fails because of one row: the checks about it, and what follows; `nodes` are that row, and the one it was meant to be.

    `partners` are the rows that stand elsewhere and lack here. `misprinted` is the row whose code is wrong, and the code it
    should have. `above` is the code of a row that rows below it lack.
    """

    nodes: set[Node]
    about: list[Failed]
    partners: set[Node] = attrs.field(factory=set)
    follows: list[Failed] = attrs.field(factory=list)
    misprinted: tuple[Row, str] | None = None
    above: Node | None = None


def structural(failed: Iterable[Failed], locator: Locator) -> tuple[list[Group], list[Failed]]:
    """The groups of checks around structural errors, and the failed checks that are left."""
    survey = _Survey(locator)
    rest = [item for item in failed if not survey.takes(item)]
    groups = survey.groups()
    left = []
    for item in rest:
        group = next((group for group in groups if _follows(item, group, locator)), None)
        if group is None:
            left.append(item)
        else:
            group.follows.append(item)
    return groups, left


def node_of(row: Row) -> Node:
    """The list of a row and what names it there."""
    return row.list_id, row.code or row.label or fold(row.name)


class _Survey:
    """Rows that lack, by key: the checks that say so, the lists they lack in, and those they stand in."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self._lacking: dict[str, list[tuple[Failed, Node, Node | None]]] = {}
        self._wrong: dict[Node, list[Failed]] = {}
        self._orphans: dict[Node, list[tuple[Failed, Row]]] = {}

    def takes(self, item: Failed) -> bool:
        """Whether a failed check is itself about a row's being there."""
        if item.numbers is not None:
            spots = [
                self._locator.spot(cell) for cell in distinct(item.numbers) if not is_made(cell)
            ]
            missing = self._missing_row(spots)
            if missing is not None:
                node = self._node(missing)
                other = next(
                    (
                        node_of(spot.row)
                        for spot in spots
                        if spot.row is not None and spot.row is not missing
                    ),
                    None,
                )
                self._lacking.setdefault(node[1], []).append((item, node, other))
                return True
        pair = _pair(item)
        if pair is not None and pair[1].list_id not in self._locator.doc.disclosure.statements:
            node = self._node(pair[1])
            self._lacking.setdefault(node[1], []).append((item, node, node_of(pair[0])))
            return True
        row = item.outcome.instance.row
        if isinstance(row, Row) and row.code is not None and _asks_above(item):
            self._orphans.setdefault((row.list_id, row.code[:-2]), []).append((item, row))
            return True
        if (
            isinstance(row, Row)
            and _is_about_the_row(item)
            and row.list_id not in self._locator.doc.disclosure.statements
        ):
            self._wrong.setdefault(node_of(row), []).append(item)
            return True
        return False

    def _node(self, missing: Row) -> Node:
        """What names a row that lacks: its code, also where it is looked for by its name."""
        node = node_of(missing)
        code = (
            lacking_code(missing.list_id, fold(missing.name), self._locator)
            if missing.code is None
            else None
        )
        return (node[0], code) if code is not None else node

    def _missing_row(self, spots: list[Spot]) -> Row | None:
        """The row that lacks: where several lists may hold it, one with anything in it, and only if none of them does.

        A row that counts as nothing beside several figures, because its whole list is empty, is no row left out.
        """
        missing = [spot.row for spot in spots if spot.row is not None and is_absent(spot.row)]
        filled = [
            row
            for row in missing
            if (data := self._locator.doc.disclosure.list_data(row.list_id)) is not None
            and data.rows
        ]
        if len(spots) == 2:
            return next(iter(missing), None)
        return next(iter(filled), None) if len(spots) == len(missing) + 1 else None

    def groups(self) -> list[Group]:
        found: dict[Node, Group] = {}
        for entries in self._lacking.values():
            lists = {node for _, node, _ in entries}
            partners = {other for _, _, other in entries if other is not None}
            # Lacking in several lists and printed in one: the one is wrong.
            lone = next(iter(partners)) if len(lists) > 1 and len(partners) == 1 else None
            for item, node, _ in entries:
                group = found.setdefault(lone or node, Group({lone or node}, []))
                group.about.append(item)
                group.partners |= partners
        for node, items in self._wrong.items():
            found.setdefault(node, Group({node}, [])).about.extend(items)
        for node, orphans in self._orphans.items():
            # One row without the one above it may itself be what is wrong; of several that one lacks.
            lone = node_of(orphans[0][1]) if len(orphans) == 1 and node not in found else None
            group = found.setdefault(lone or node, Group({lone or node}, []))
            group.nodes.add(node)
            group.about.extend(item for item, _ in orphans)
            group.above = node
            self._take_lost(found, group)
        return self._joined(list(found.values()))

    def _take_lost(self, found: dict[Node, Group], group: Group) -> None:
        """Rows that are looked for by the name of the one above lack only because that one does."""
        data = (
            self._locator.doc.disclosure.list_data(group.above[0])
            if group.above is not None
            else None
        )
        for row in data.rows if data is not None else ():
            lost = found.get((row.list_id, fold(row.name))) if _is_lost(row, group) else None
            if lost is not None and lost is not group:
                group.follows.extend(found.pop((row.list_id, fold(row.name))).about)

    def _joined(self, groups: list[Group]) -> list[Group]:
        """Bring together a row that lacks in a list and the one that stands there in its place."""
        gone: set[int] = set()
        for group in groups:
            others = (other for other in groups if other is not group and id(other) not in gone)
            home = next((other for other in others if self._stands_for(other, group)), None)
            if home is not None:
                home.about.extend(group.about)
                home.nodes |= group.nodes
                home.partners |= group.partners
                gone.add(id(group))
        return [group for group in groups if id(group) not in gone]

    def _stands_for(self, lacking: Group, extra: Group) -> bool:
        for item in lacking.about:
            for spot, value in _missing(item, self._locator):
                assert spot.row is not None
                list_id, key = node_of(spot.row)
                for node in (*extra.nodes, *extra.partners):
                    row = (
                        self._printed(node, spot.column or "", value)
                        if node[0] == list_id and node[1] != key
                        else None
                    )
                    if row is not None:
                        lacking.misprinted = (row, key)
                        return True
        return False

    def _printed(self, node: Node, column: str, value: Cell) -> Row | None:
        data = self._locator.doc.disclosure.list_data(node[0])
        for row in data.rows if data is not None else ():
            cell = row.cells.get(column)
            if node_of(row) == node and cell is not None and _is_same_amount(cell, value):
                return row
        return None


def _is_same_amount(one: Cell, other: Cell) -> bool:
    return (
        one.figure is not None
        and other.figure is not None
        and one.figure.value() == other.figure.value()
    )


def _pair(item: Failed) -> tuple[Row, Row] | None:
    """The row that a check of no figures found, and the one it missed beside it."""
    rows = item.outcome.instance.rows()
    missing = [row for row in rows if is_absent(row)]
    if item.outcome.truth is not None and item.outcome.truth.grounds is not None:
        return None
    return (
        (next(row for row in rows if row is not missing[0]), missing[0])
        if len(rows) == 2 and len(missing) == 1
        else None
    )


def _asks_above(item: Failed) -> bool:
    """Whether a check asks for the row above."""
    condition = item.outcome.check.condition
    return (
        isinstance(condition, x.Has)
        and isinstance(condition.value, x.Ancestor)
        and not condition.value.level
    )


def _is_about_the_row(item: Failed) -> bool:
    """Whether a check looks at no printed figure and no name: only at whether the row, its code and those above it are there."""
    grounds = item.outcome.truth.grounds if item.outcome.truth is not None else None
    if isinstance(grounds, Comparison):
        return all(is_made(cell) for cell in distinct(grounds))
    return grounds is None or (
        isinstance(grounds, Mismatch) and isinstance(item.outcome.check.condition, x.InCodelist)
    )


def _missing(item: Failed, locator: Locator) -> Iterator[tuple[Spot, Cell]]:
    """The spots of absent rows in a check of two figures, each with the figure that should stand there."""
    cells = (
        [cell for cell in distinct(item.numbers) if not is_made(cell)]
        if item.numbers is not None
        else []
    )
    for cell in cells:
        spot = locator.spot(cell)
        others = [
            other for other in cells if other is not cell and not is_absent(locator.spot(other).row)
        ]
        if is_absent(spot.row) and len(others) == 1:
            yield spot, others[0]


def _follows(item: Failed, group: Group, locator: Locator) -> bool:
    """Whether a failed sum holds a cell of the group's row, or is the sum that its missing row belongs to."""
    if item.numbers is None:
        return False
    spots = [locator.spot(cell) for cell in distinct(item.numbers) if not is_made(cell)]
    rows = [spot.row for spot in spots if spot.row is not None]
    if any(node_of(row) in group.nodes for row in rows):
        return True
    pair = item.outcome.instance.rows()
    if any(is_absent(row) for row in pair) and any(_is_lost(row, group) for row in pair):
        return True
    known = {
        (node_of(spot.row), spot.column): value
        for one in group.about
        for spot, value in _missing(one, locator)
        if spot.row
    }
    for list_id, key in group.nodes:
        if (
            not rows
            or any(row.list_id != list_id for row in rows)
            or not any(_is_above(row, key) for row in rows)
        ):
            continue
        columns = {spot.column for spot in spots}
        value = known.get(((list_id, key), next(iter(columns)))) if len(columns) == 1 else None
        if value is None or value.figure is None:
            return len(columns) == 1
        gap, amount = item.numbers.gap, value.figure.value()
        return gap.low <= amount <= gap.high or gap.low <= -amount <= gap.high
    return False


def _is_lost(row: Row, group: Group) -> bool:
    """Whether a row stands below the one that lacks above it."""
    if group.above is None or row.list_id != group.above[0] or row.code is None:
        return False
    return row.code != group.above[1] and row.code.startswith(group.above[1])


def _is_above(row: Row, key: str) -> bool:
    if row.code is None:
        return len(key) <= 3 or not key[:1].isdigit()
    return key != row.code and key.startswith(row.code)
