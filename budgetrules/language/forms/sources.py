"""法源, 代码表, 对照表, 用语, 参数, 词组, 文件 → data that rules cite, from the tables beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.language.text import tree
from budgetrules.schema.packs import OtherDocument
from budgetrules.schema.sources import CodeEntry, CodeList, Law, Lookup, Parameter, Words
from budgetrules.schema.vocabulary import VOCABULARY_IDS, parted_words

_LARGEST = 16 * 2**20
_SIGNS = {"positive": 1, "negative": -1, "zero_words": 0}
# A line of a table by the names of its columns.
Record = dict[str, str]


@attrs.define
class Data:
    """Where data files are looked for, and the mistakes found on the way."""

    folder: Path | None
    mistakes: list[Diagnostic]

    def records(self, clause: tree.Clause, wanted: Iterable[str]) -> list[Record]:
        """The lines of the table that 自 names; none, with a mistake, if a wanted column lacks."""
        file = _file_named(clause)
        if file is None or self.folder is None:
            return []
        lines = self._lines(clause, file, self.folder)
        if not lines:
            return []
        columns, *rows = lines
        for name in wanted:
            if name and name not in columns:
                self.mistakes.append(error_at(clause.span, "S103", allowed=columns, name=name))
                return []
        return [self._record(columns, row, file, number) for number, row in enumerate(rows, 2)]

    def _lines(self, clause: tree.Clause, file: tree.String, folder: Path) -> list[list[str]]:
        beside = Path(clause.span.file).parent if clause.span.file else folder
        text = _text_within(beside / file.value, folder)
        if text is None:
            self.mistakes.append(error_at(file.span, "S101", file=file.value))
            return []
        written = (line.rstrip("\r") for line in text.split("\n"))
        lines = [line.split("\t") for line in written if line.strip() and line[0] != "#"]
        if not lines:
            self.mistakes.append(error_at(file.span, "S102", file=file.value, line="1"))
        return lines

    def _record(self, columns: list[str], row: list[str], file: tree.String, number: int) -> Record:
        if len(row) > len(columns):
            mistake = error_at(file.span, "S102", file=file.value, line=str(number))
            self.mistakes.append(mistake)
        padding = [""] * (len(columns) - len(row))
        return dict(zip(columns, [*row, *padding], strict=False))


def _file_named(clause: tree.Clause) -> tree.String | None:
    """The file that 自 names."""
    option = clause.declared.option("from")
    value = option.values[0] if option is not None and option.values else None
    return value if isinstance(value, tree.String) else None


def _text_within(path: Path, folder: Path) -> str | None:
    """The text of a file inside a folder; None for any other, and for one that can't be read."""
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
        if not is_inside or path.stat().st_size >= _LARGEST:
            return None
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        return None


def laws(clause: tree.Clause, data: Data) -> Iterator[Law]:
    """One law, or those of a table with the columns id, document, article, trust.

    Trust `seen` says that somebody read the text.
    """
    head = clause.declared
    if head.name is not None:
        article = " ".join(head.words("article"))
        yield Law(head.id(), head.title(), article, head.has("seen"))
        return
    for record in data.records(clause, ("id", "document", "article", "trust")):
        is_seen = record["trust"] == "seen"
        yield Law(record["id"], record["document"], record["article"], is_seen)


def codelist(clause: tree.Clause, data: Data) -> CodeList:
    """A code list: columns chosen by 键, 上级, 名称, 可信.

    Further names stand in a column `aliases`, parted by |, levels in a column `level`.
    """
    head = clause.declared
    name = head.id()
    entries: dict[str, CodeEntry] = {}
    code_column = _first(head.words("key_column"))
    if head.has("from") and not code_column:
        data.mistakes.append(error_at(clause.span, "S122", name=name))
    elif head.has("from"):
        for entry in _entries(clause, code_column, data):
            if entry.code in entries:
                mistake = error_at(clause.span, "S104", name=name, code=entry.code)
                data.mistakes.append(mistake)
            entries[entry.code] = entry
    return CodeList(name, entries, head.has("external"))


def _entries(clause: tree.Clause, code_column: str, data: Data) -> Iterator[CodeEntry]:
    head = clause.declared
    parent_column = _first(head.words("parent_column"))
    name_column = _first(head.words("name_column"))
    trust_column = _first(head.words("trust_column"))
    wanted = (code_column, parent_column, name_column, trust_column)
    for record in data.records(clause, wanted):
        names = [record.get(name_column, ""), *record.get("aliases", "").split("|")]
        yield CodeEntry(
            code=record[code_column],
            parent=record.get(parent_column, ""),
            level=record.get("level", ""),
            names=tuple(name for name in names if name),
            trust=record.get(trust_column, ""),
        )


def _first(words: tuple[str, ...]) -> str:
    return words[0] if words else ""


def lookup(clause: tree.Clause, data: Data) -> Lookup:
    """A table of facts: its columns by 列, in that order."""
    head = clause.declared
    columns = head.words("columns_of")
    records = data.records(clause, columns)
    rows = [tuple(record[name] for name in columns) for record in records]
    return Lookup(head.id(), columns, tuple(rows))


def parameter(clause: tree.Clause, before: Parameter | None) -> Parameter:
    """A parameter; declared again with 起 YEAR it has another value from that year on."""
    head = clause.declared
    kind, given = _kind_and_values(head)
    values = list(before.values) if before is not None else []
    if given:
        values.append((_year(head.words("since")), given))
    is_external = head.has("external") or bool(before and before.external)
    return Parameter(head.id(), kind, tuple(values), is_external)


def _kind_and_values(head: tree.Declaration) -> tuple[str, tuple[str, ...]]:
    """What kind of value a parameter has, and its values."""
    bare = head.option("")
    if bare is None or not bare.values:
        return "text", ()
    kind = bare.values[0]
    is_name = isinstance(kind, tree.Name)
    name = kind.value.removeprefix("type_") if isinstance(kind, tree.Name) and is_name else "text"
    values = attrs.evolve(bare, values=bare.values[1:])
    return name, values.words()


def _year(words: tuple[str, ...]) -> int | None:
    return int(words[0]) if words and words[0].isdigit() else None


def vocabulary(clause: tree.Clause, data: Data) -> dict[str, tuple[str, ...]]:
    """The words of a vocabulary: a table with the columns id and words, which | parts."""
    words: dict[str, tuple[str, ...]] = {}
    for record in data.records(clause, ("id", "words")):
        name = record["id"]
        if name in VOCABULARY_IDS:
            words[name] = parted_words(record["words"])
            continue
        nearest = closest(name, VOCABULARY_IDS)
        mistake = error_at(clause.span, "S120", nearest, VOCABULARY_IDS, name=name)
        data.mistakes.append(mistake)
    return words


def words(clause: tree.Clause) -> Words:
    """A word group with signs."""
    head = clause.declared
    signs: dict[str, int] = {}
    for option, sign in _SIGNS.items():
        signs.update((word, sign) for word in head.words(option))
    return Words(head.id(), signs)


def document(clause: tree.Clause) -> OtherDocument:
    """Another disclosure: its kind, and how many years off."""
    head = clause.declared
    offset = _first(head.words("year_offset"))
    years = int(offset) if offset.lstrip("-").isdigit() else 0
    return OtherDocument(head.id(), _first(head.words("")), years)
