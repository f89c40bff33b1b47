"""What a name in a rule can stand for: types of records, figures and texts."""

from __future__ import annotations

import attrs

from budgetrules.core.units import Unit


@attrs.frozen
class RowType:
    """A row of one of these lists."""

    lists: tuple[str, ...]


@attrs.frozen
class CellType:
    """An amount cell of one of these lists."""

    lists: tuple[str, ...]


@attrs.frozen
class ColumnType:
    """A column of a list."""

    list_id: str


@attrs.frozen
class ListType:
    """A whole list, named as such."""

    list_id: str


@attrs.frozen
class TableType:
    """One of these tables."""

    tables: tuple[str, ...]


@attrs.frozen
class SectionType:
    """A section of the narrative, one of these."""

    sections: tuple[str, ...] = ()


@attrs.frozen
class GroupType:
    """A group of rows of these lists."""

    lists: tuple[str, ...]


@attrs.frozen
class RowsType:
    """Several rows of these lists."""

    lists: tuple[str, ...]


@attrs.frozen
class CellsType:
    """Several cells of these lists."""

    lists: tuple[str, ...]


@attrs.frozen
class PerRowType:
    """A part of each row of a list or group: 表1.支出.预算数."""

    lists: tuple[str, ...]
    value: Type


@attrs.frozen
class EntryType:
    """An entry of a code list."""

    codelist: str


@attrs.frozen
class CodelistType:
    """A code list, named as such."""

    codelist: str


@attrs.frozen
class FactType:
    """A row of a lookup."""

    lookup: str


@attrs.frozen
class ClaimType:
    """What a sentence states."""

    sentence: str
    slots: tuple[tuple[str, Type], ...] = ()


@attrs.frozen
class FigureType:
    """A figure; `unit` stands for its dimension."""

    unit: Unit


@attrs.frozen
class TextType:
    """A text."""


@attrs.frozen
class TextsType:
    """Several texts."""


@attrs.frozen
class DateType:
    """A day."""


@attrs.frozen
class ConditionType:
    """True, false or undecided."""


Records = (
    RowType | CellType | ColumnType | TableType | SectionType | EntryType | FactType | ClaimType
)
Collections = ListType | GroupType | RowsType | CellsType | PerRowType | CodelistType
Values = FigureType | TextType | TextsType | DateType | ConditionType
Type = Records | Collections | Values
