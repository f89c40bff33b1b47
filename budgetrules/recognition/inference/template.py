"""Make a template of what was inferred of a document: a form to be corrected by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from budgetrules.core.names import fold
from budgetrules.core.units import WAN
from budgetrules.model.disclosure import InferredTable, Row
from budgetrules.recognition.inference.captions import head_line, title_wording
from budgetrules.recognition.inference.document import InferredDocument
from budgetrules.recognition.inference.nesting import nested_columns, prescribed_rows
from budgetrules.recognition.inference.outline import sections_of
from budgetrules.schema.forms import Column, ColumnKind, Key, Table, TableList, Template
from budgetrules.schema.sources import CodeList
from budgetrules.schema.vocabulary import Vocabulary


def inferred_template(
    document: InferredDocument,
    name: str,
    codelists: Mapping[str, CodeList],
    vocabulary: Vocabulary,
) -> Template:
    """Return the form that a document seems to follow."""
    head = head_line(document.captions, vocabulary)
    maker = _Maker(codelists, vocabulary, head.entity)
    tables = [maker.table(table, at) for at, table in enumerate(document.tables, 1)]
    tables = [attrs.evolve(table, header=head.sentence) for table in _each_once(tables)]
    rows: list[Row] = []
    for table in document.tables:
        rows.extend(table.data.rows())
    return Template(
        id=name,
        title=name,
        kind="",
        tables=tuple(tables),
        sections=sections_of(document.lines, head.entity, vocabulary),
        unit=_most_common((table.data.unit for table in document.tables), WAN.symbol),
        least_decimals=_least_decimals(rows),
        vocabulary=vocabulary,
    )


def _each_once(tables: Iterable[Table]) -> list[Table]:
    """Return tables, those of one title and the same columns as one that is repeated."""
    seen: dict[tuple[object, ...], Table] = {}
    for table in tables:
        columns: list[str] = []
        for item in table.lists:
            columns.extend(column.id for column in item.columns)
        key = (table.titles, *columns)
        first = seen.get(key)
        seen[key] = attrs.evolve(first, repeatable=True) if first is not None else table
    return list(seen.values())


def _most_common(words: Iterable[str], default: str) -> str:
    counted = Counter(words)
    return counted.most_common(1)[0][0] if counted else default


def _least_decimals(rows: Iterable[Row]) -> int:
    """Return the decimals that most figures print."""
    counted: Counter[int] = Counter()
    for row in rows:
        for cell in row.cells.values():
            if cell.figure is not None:
                counted[cell.figure.decimals] += 1
    return counted.most_common(1)[0][0] if counted else 0


@attrs.frozen
class _Maker:
    """Makes tables of a form of inferred ones; `entity` is the department that titles may name."""

    codelists: Mapping[str, CodeList]
    vocabulary: Vocabulary
    entity: str

    def table(self, inferred: InferredTable, number: int) -> Table:
        """Return the table that an inferred one is in the form."""
        schema = inferred.schema
        table_id = f"{self.vocabulary.table[0]}{number}"
        lists: list[TableList] = []
        for item in schema.lists:
            rows = inferred.data.lists[item.id].rows
            lists.append(self._list(item, rows, table_id))
        wording = title_wording(schema.titles[0], self.entity)
        has_gaps = bool(wording.slots())
        return Table(
            id=table_id,
            titles=(wording.spelled,),
            lists=tuple(lists),
            required=True,
            unit=inferred.data.unit,
            vocabulary=self.vocabulary,
            title_wordings=(wording,) if has_gaps else (),
        )

    def _list(self, item: TableList, rows: list[Row], table_id: str) -> TableList:
        """Return a list with its code list, its levels, and what is part of what."""
        list_id = f"{table_id}.{item.name}" if item.name else table_id
        key = item.code_key()
        codelist = self._codelist(rows) or self._of_parts(key)
        keys = item.keys
        if key is not None and codelist is not None:
            keys = (attrs.evolve(key, codelist=codelist.id),)
        return attrs.evolve(
            item,
            id=list_id,
            table=table_id,
            keys=keys,
            columns=_unprinted(nested_columns(item, rows), key),
            rows=prescribed_rows(item, rows, self.codelists, self.vocabulary),
            levels=self._levels(item, rows, codelist),
        )

    def _codelist(self, rows: Iterable[Row]) -> CodeList | None:
        """Return the code list that holds most of the codes, under their names if several do."""
        best: tuple[int, int] = (0, 0)
        found: CodeList | None = None
        for codelist in self.codelists.values():
            known = [row for row in rows if row.code in codelist.entries]
            named = [row for row in known if _is_named(row, codelist)]
            score = (len(named), len(known))
            if score > best:
                best, found = score, codelist
        return found

    def _of_parts(self, key: Key | None) -> CodeList | None:
        """Return the code list whose levels the columns of a code without rows are called."""
        parts = key.parts if key is not None else ()
        for codelist in self.codelists.values():
            levels = dict.fromkeys(entry.level for entry in codelist.entries.values())
            if parts and tuple(levels)[: len(parts)] == parts:
                return codelist
        return None

    def _levels(
        self,
        item: TableList,
        rows: Iterable[Row],
        codelist: CodeList | None,
    ) -> tuple[str, ...]:
        """Return the total and the levels of the codes that are there, by the code list's names."""
        if codelist is None or not item.levels:
            return item.levels
        entries = codelist.entries
        codes = {row.code for row in rows if row.code and row.code in entries}
        levels = {len(code): entries[code].level for code in codes}
        if not levels:
            return item.levels
        return (item.levels[0], *(levels[length] for length in sorted(levels)))


def _is_named(row: Row, codelist: CodeList) -> bool:
    names = map(fold, codelist.entries[row.code or ""].names)
    return fold(row.name) in names


def _unprinted(columns: Iterable[Column], key: Key | None) -> tuple[Column, ...]:
    """Return the columns without those of the key, which declares them itself."""
    if key is not None:
        return tuple(column for column in columns if column.kind is not ColumnKind.CODE)
    return tuple(column for column in columns if column.key is None)
