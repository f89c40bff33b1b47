"""法源, 代码表, 对照表, 归并, 参数, 词组, 文件 → data that rules cite, read from the tables beside the rule file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.language.text import tree
from budgetrules.schema.packs import OtherDocument
from budgetrules.schema.sources import CodeEntry, CodeList, Law, Lookup, Parameter, Words
from budgetrules.schema.vocabulary import VOCABULARY_IDS, parted_words

_LARGEST = 16 * 2**20


@attrs.define
class Data:
    """Where data files are looked for, and the mistakes found on the way."""

    folder: Path | None
    mistakes: list[Diagnostic]

    def table(self, clause: tree.Clause) -> tuple[list[str], list[list[str]]] | None:
        """The table that 自 names: its columns and lines; None with a mistake if there is none."""
        option = head_of(clause).option("from")
        value = option.values[0] if option is not None and option.values else None
        if not isinstance(value, tree.String) or self.folder is None:
            return None
        path = (Path(clause.span.file).parent if clause.span.file else self.folder) / value.value
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
            text = (
                path.read_text(encoding="utf-8-sig")
                if inside and path.stat().st_size < _LARGEST
                else None
            )
        except (OSError, UnicodeDecodeError, ValueError):
            text = None
        if text is None:
            self.mistakes.append(
                Diagnostic("S101", Severity.ERROR, {"file": value.value}, value.span)
            )
            return None
        lines = [
            line.rstrip("\r").split("\t")
            for line in text.split("\n")
            if line.strip() and not line.startswith("#")
        ]
        if not lines:
            self.mistakes.append(
                Diagnostic("S102", Severity.ERROR, {"file": value.value, "line": "1"}, value.span)
            )
            return None
        columns, rows = lines[0], lines[1:]
        for number, row in enumerate(rows, 2):
            if len(row) > len(columns):
                self.mistakes.append(
                    Diagnostic(
                        "S102",
                        Severity.ERROR,
                        {"file": value.value, "line": str(number)},
                        value.span,
                    )
                )
            row.extend([""] * (len(columns) - len(row)))
        return columns, rows


def head_of(clause: tree.Clause) -> tree.Declaration:
    """The declaring head of a clause; an empty one where the line holds nothing."""
    return clause.head if isinstance(clause.head, tree.Declaration) else tree.Declaration(None)


def words_of(option: tree.Option | None) -> tuple[str, ...]:
    """The values of an option as texts, lists opened."""
    found: list[str] = []
    for value in option.values if option is not None else ():
        found.extend(part.value for part in value) if isinstance(value, tuple) else found.append(
            value.text if isinstance(value, tree.Number) else value.value
        )
    return tuple(found)


def laws(clause: tree.Clause, data: Data) -> Iterator[Law]:
    """One law, or those of a table with the columns id, document, article, trust (seen: its text
    was read).
    """
    head = head_of(clause)
    if head.name is not None:
        yield Law(
            head.name.value,
            head.texts[0].value if head.texts else head.name.value,
            " ".join(words_of(head.option("article"))),
            head.option("seen") is not None,
        )
        return
    found = data.table(clause)
    for row in _records(clause, data, found, ("id", "document", "article", "trust")):
        yield Law(row["id"], row["document"], row["article"], row["trust"] == "seen")


def _records(
    clause: tree.Clause,
    data: Data,
    found: tuple[list[str], list[list[str]]] | None,
    wanted: tuple[str, ...],
) -> list[dict[str, str]]:
    if found is None:
        return []
    columns, rows = found
    for name in wanted:
        if name and name not in columns:
            data.mistakes.append(
                Diagnostic(
                    "S103", Severity.ERROR, {"name": name}, clause.span, None, tuple(columns)
                )
            )
            return []
    return [dict(zip(columns, row, strict=False)) for row in rows]


def codelist(clause: tree.Clause, data: Data) -> CodeList | None:
    """A code list: columns chosen by 键, 上级, 名称, 可信; further names in a column `aliases`, parted by
    |.
    """
    head = head_of(clause)
    if head.name is None:
        return None
    external = head.option("external") is not None
    chosen = {
        name: (words_of(head.option(option)) or ("",))[0]
        for name, option in (
            ("code", "key_column"),
            ("parent", "parent_column"),
            ("name", "name_column"),
            ("trust", "trust_column"),
        )
    }
    entries: dict[str, CodeEntry] = {}
    if head.option("from") is not None and not chosen["code"]:
        details = {"name": head.name.value}
        data.mistakes.append(Diagnostic("S122", Severity.ERROR, details, clause.span))
    elif head.option("from") is not None:
        rows = _records(clause, data, data.table(clause), tuple(chosen.values()))
        for row in rows:
            names = [row.get(chosen["name"], ""), *row.get("aliases", "").split("|")]
            code = row[chosen["code"]]
            entry = CodeEntry(
                code,
                row.get(chosen["parent"], ""),
                row.get("level", ""),
                tuple(name for name in names if name),
                row.get(chosen["trust"], ""),
            )
            if code in entries:
                data.mistakes.append(
                    Diagnostic(
                        "S104", Severity.ERROR, {"name": head.name.value, "code": code}, clause.span
                    )
                )
            entries[code] = entry
    return CodeList(head.name.value, entries, external)


def lookup(clause: tree.Clause, data: Data) -> Lookup | None:
    """A table of facts: its columns by 列, in that order."""
    head = head_of(clause)
    if head.name is None:
        return None
    columns = words_of(head.option("columns_of"))
    rows = _records(clause, data, data.table(clause), columns)
    return Lookup(
        head.name.value, columns, tuple(tuple(row[name] for name in columns) for row in rows)
    )


def parameter(clause: tree.Clause, before: Parameter | None) -> Parameter | None:
    """A parameter; declared again with 起 YEAR it has another value from that year on."""
    head = head_of(clause)
    if head.name is None:
        return None
    bare = next((option for option in head.options if not option.keyword), None)
    values = list(bare.values) if bare is not None else []
    kind = values.pop(0) if values else None
    name = kind.value.removeprefix("type_") if isinstance(kind, tree.Name) else "text"
    given = tuple(
        part.value
        for value in values
        for part in (value if isinstance(value, tuple) else (value,))
        if not isinstance(part, tree.Number)
    )
    since = words_of(head.option("since"))
    year = int(since[0]) if since and since[0].isdigit() else None
    dated = ((year, given),) if given else ()
    external = head.option("external") is not None
    return Parameter(
        head.name.value,
        name,
        (*(before.values if before else ()), *dated),
        external or bool(before and before.external),
    )


def vocabulary(clause: tree.Clause, data: Data) -> dict[str, tuple[str, ...]]:
    """The words of a vocabulary: a table with the columns id and words, which | parts."""
    words: dict[str, tuple[str, ...]] = {}
    for row in _records(clause, data, data.table(clause), ("id", "words")):
        name = row["id"]
        if name in VOCABULARY_IDS:
            words[name] = parted_words(row["words"])
            continue
        suggestion = closest(name, VOCABULARY_IDS)
        details = {"name": name}
        mistake = Diagnostic(
            "S120", Severity.ERROR, details, clause.span, suggestion, VOCABULARY_IDS
        )
        data.mistakes.append(mistake)
    return words


def words(clause: tree.Clause) -> Words | None:
    """A word group with signs."""
    head = head_of(clause)
    if head.name is None:
        return None
    signs = {
        word: sign
        for option, sign in (("positive", 1), ("negative", -1), ("zero_words", 0))
        for word in words_of(head.option(option))
    }
    return Words(head.name.value, signs)


def document(clause: tree.Clause) -> OtherDocument | None:
    """Another disclosure: its kind, and how many years off."""
    head = head_of(clause)
    if head.name is None:
        return None
    bare = words_of(next((option for option in head.options if not option.keyword), None))
    offset = (words_of(head.option("year_offset")) or ("0",))[0]
    years = int(offset) if offset.lstrip("-").isdigit() else 0
    return OtherDocument(head.name.value, bare[0] if bare else "", years)
