"""法源, 代码表, 对照表, 用语, 参数, 词组, 线索, 文件 → data that rules cite, from the tables beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind
from budgetrules.schema.cues import COMPLETE_SET, Cue, CueKind, CueWords
from budgetrules.schema.packs import OtherDocument
from budgetrules.schema.sources import (
    CodeEntry,
    CodeList,
    FormerName,
    Law,
    Lookup,
    Parameter,
    Words,
)
from budgetrules.schema.vocabulary import VOCABULARY_IDS, parted_words

_LARGEST = 16 * 2**20
_SIGNS = {
    "positive": 1,
    "negative": -1,
    "zero_words": 0,
}
_CUE_KINDS = frozenset(kind.value for kind in CueKind)
# A line of a table by the names of its columns.
Record = dict[str, str]


@attrs.define
class Data:
    """Where data files are looked for, and the mistakes found on the way."""

    folder: Path | None
    mistakes: list[Diagnostic]

    def records(self, clause: tree.Clause, wanted: Iterable[str]) -> list[Record]:
        """Return the lines of the table that 自 names.

        None, with a mistake, if a wanted column lacks.
        """
        file = _file_named(clause)
        if file is None or self.folder is None:
            return []
        lines = self._lines(clause, file, self.folder)
        if not lines:
            return []
        columns, *rows = lines
        for name in wanted:
            if name and name not in columns:
                mistake = error_at(clause.span, "S103", allowed=columns, name=name)
                self.mistakes.append(mistake)
                return []
        records = []
        for number, row in enumerate(rows, 2):
            if len(row) > len(columns):
                self._unreadable(file, number)
            records.append(_record(columns, row))
        return records

    def _lines(
        self,
        clause: tree.Clause,
        file: tree.String,
        folder: Path,
    ) -> list[list[str]]:
        """Return the cells of each line; none, with a mistake, for a file that can't be read."""
        rule_file = clause.span.file
        beside = Path(rule_file).parent if rule_file else folder
        text = _text_within(beside / file.value, folder)
        if text is None:
            mistake = error_at(file.span, "S101", file=file.value)
            self.mistakes.append(mistake)
            return []
        lines = list(_cells_of(text))
        if not lines:
            self._unreadable(file, 1)
        return lines

    def _unreadable(self, file: tree.String, line: int) -> None:
        """Note a line that is none of a table."""
        mistake = error_at(file.span, "S102", file=file.value, line=str(line))
        self.mistakes.append(mistake)


def _cells_of(text: str) -> Iterator[list[str]]:
    """Yield the cells of each line that is neither blank nor a comment."""
    for written in text.split("\n"):
        line = written.rstrip("\r")
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def _record(columns: list[str], row: list[str]) -> Record:
    """Return the cells of a row by their columns; those that lack at its end are empty."""
    lacking = len(columns) - len(row)
    cells = [*row, *[""] * lacking]
    return dict(zip(columns, cells, strict=False))


def _file_named(clause: tree.Clause) -> tree.String | None:
    """Return the file that 自 names."""
    option = clause.declared.option("from")
    if option is None or not option.values:
        return None
    value = option.values[0]
    return value if isinstance(value, tree.String) else None


def _text_within(path: Path, folder: Path) -> str | None:
    """Return the text of a file inside a folder.

    None for any other, and for one that can't be read.
    """
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
        if not is_inside or path.stat().st_size >= _LARGEST:
            return None
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, ValueError):
        return None


# ---- 法源


def laws(clause: tree.Clause, data: Data) -> Iterator[Law]:
    """Yield one law, or those of a table with the columns id, document, article, trust.

    Trust `seen` says that somebody read the text.
    """
    head = clause.declared
    if head.name is not None:
        yield Law(
            id=head.id(),
            document=head.title(),
            article=" ".join(head.words("article")),
            verified=head.has("seen"),
        )
        return
    for record in data.records(clause, ("id", "document", "article", "trust")):
        yield Law(
            id=record["id"],
            document=record["document"],
            article=record["article"],
            verified=record["trust"] == "seen",
        )


# ---- 代码表


def codelist(clause: tree.Clause, data: Data) -> CodeList:
    """Return a code list: columns chosen by 键, 上级, 名称, 可信.

    Further names stand in a column `aliases`, parted by |, the last years in which they were in use
    in a column `until`, levels in a column `level`.
    """
    head = clause.declared
    name = head.id()
    entries: dict[str, CodeEntry] = {}
    code_column = _first(head.words("key_column"))
    if head.has("from") and not code_column:
        without_key = error_at(clause.span, "S122", name=name)
        data.mistakes.append(without_key)
    elif head.has("from"):
        for entry in _entries(clause, code_column, data):
            if entry.code in entries:
                mistake = error_at(clause.span, "S104", name=name, code=entry.code)
                data.mistakes.append(mistake)
            entries[entry.code] = entry
    return CodeList(name, entries, head.has("external"))


def _entries(
    clause: tree.Clause,
    code_column: str,
    data: Data,
) -> Iterator[CodeEntry]:
    head = clause.declared
    parent_column = _first(head.words("parent_column"))
    name_column = _first(head.words("name_column"))
    trust_column = _first(head.words("trust_column"))
    wanted = (
        code_column,
        parent_column,
        name_column,
        trust_column,
    )
    for record in data.records(clause, wanted):
        aliases = record.get("aliases", "").split("|")
        years = record.get("until", "").split("|")
        names = (record.get(name_column, ""), *aliases)
        yield CodeEntry(
            code=record[code_column],
            parent=record.get(parent_column, ""),
            level=record.get("level", ""),
            names=tuple(filter(None, names)),
            trust=record.get(trust_column, ""),
            former=tuple(_former(aliases, years)),
        )


def _former(aliases: list[str], years: list[str]) -> Iterator[FormerName]:
    """Yield the aliases of which a last year is given."""
    for name, year in zip(aliases, years, strict=False):
        if name and year.isdigit():
            yield FormerName(name, int(year))


def _first(words: tuple[str, ...]) -> str:
    return words[0] if words else ""


# ---- 对照表, 参数, 用语, 词组, 文件


def lookup(clause: tree.Clause, data: Data) -> Lookup:
    """Return a table of facts: its columns by 列, in that order."""
    head = clause.declared
    columns = head.words("columns_of")
    rows = []
    for record in data.records(clause, columns):
        row = tuple(record[name] for name in columns)
        rows.append(row)
    return Lookup(head.id(), columns, tuple(rows))


def parameter(clause: tree.Clause, before: Parameter | None) -> Parameter:
    """Return a parameter; declared again with 起 YEAR it has another value from that year on."""
    head = clause.declared
    kind, given = _kind_and_values(head)
    values = list(before.values) if before is not None else []
    year = _year(head.words("since"))
    if head.has("since") and year is None and given:
        # The year may stand in front of 起, as in the years of a form.
        *given, last = given
        year = _year((last,))
    if given:
        values.append((year, tuple(given)))
    was_external = before is not None and before.external
    return Parameter(
        id=head.id(),
        kind=kind,
        values=tuple(values),
        external=was_external or head.has("external"),
    )


def _kind_and_values(head: tree.Declaration) -> tuple[str, Sequence[str]]:
    """Return what kind of value a parameter has, and its values; without a kind they are texts."""
    texts = [text.value for text in head.texts]
    bare = head.option("")
    if bare is None or not bare.values:
        return "text", texts
    first, *rest = bare.values
    if texts or not isinstance(first, tree.Name):
        return "text", [*texts, *bare.words()]
    behind = attrs.evolve(bare, values=tuple(rest))
    kind = first.value.removeprefix("type_")
    return kind, behind.words()


def _year(words: tuple[str, ...]) -> int | None:
    year = _first(words)
    return int(year) if year.isdigit() else None


def vocabulary(clause: tree.Clause, data: Data) -> dict[str, tuple[str, ...]]:
    """Return the words of a vocabulary: a table with the columns id and words, which | parts."""
    words: dict[str, tuple[str, ...]] = {}
    for record in data.records(clause, ("id", "words")):
        name = record["id"]
        if name in VOCABULARY_IDS:
            words[name] = parted_words(record["words"])
            continue
        nearest = closest(name, VOCABULARY_IDS)
        mistake = error_at(
            clause.span,
            "S120",
            nearest,
            VOCABULARY_IDS,
            name=name,
        )
        data.mistakes.append(mistake)
    return words


def words(clause: tree.Clause) -> Words:
    """Return a word group with signs."""
    head = clause.declared
    signs: dict[str, int] = {}
    for option, sign in _SIGNS.items():
        signs.update(dict.fromkeys(head.words(option), sign))
    return Words(head.id(), signs)


def cues(clause: tree.Clause, data: Data) -> CueWords:
    """Return the cues of one kind, or a complete set of parts; nothing, with a mistake, for none.

    The texts hold words parted by |.
    """
    kind, *texts = clause.declared.words("") or ("",)
    words: list[str] = []
    for text in texts:
        words.extend(parted_words(text))
    name = kind.removeprefix("cue_")
    if name == COMPLETE_SET and words:
        return CueWords(complete_sets=(tuple(words),))
    if name not in _CUE_KINDS or not words:
        kinds = [keyword.zh for keyword in of_kind("cue_kind").values()]
        mistake = error_at(clause.span, "S131", closest(kind, kinds), kinds, name=kind)
        data.mistakes.append(mistake)
        return CueWords()
    return CueWords(cues=(Cue(CueKind(name), tuple(words)),))


def document(clause: tree.Clause) -> OtherDocument:
    """Return another disclosure: its kind, and how many years off."""
    head = clause.declared
    kind = _first(head.words(""))
    offset = _first(head.words("year_offset"))
    years = int(offset) if offset.lstrip("-").isdigit() else 0
    return OtherDocument(head.id(), kind, years)
