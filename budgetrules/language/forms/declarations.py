"""模板 and the other declarations → schema values; every mistake collected with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.units import UNITS
from budgetrules.language.forms import sources
from budgetrules.language.forms.sources import Data, head_of, words_of
from budgetrules.language.forms.statements import TextContext, build_statements
from budgetrules.language.forms.tables import FormContext, build_table
from budgetrules.language.forms.wording_syntax import alternatives, build_wording
from budgetrules.language.text import tree
from budgetrules.schema.forms import Blank, Section, Sentence, Table, Template
from budgetrules.schema.packs import Declarations, PackHeader
from budgetrules.schema.scopes import Scope, ScopeTree
from budgetrules.schema.sources import CodeList, Words
from budgetrules.schema.vocabulary import Vocabulary

_Value = TypeVar("_Value")
_BLANKS = {"zero": Blank.ZERO, "rounds_to_zero": Blank.ROUNDS_TO_ZERO, "missing": Blank.MISSING}


def build_declarations(
    files: Sequence[tree.File], folder: Path | None, base: Declarations | None
) -> tuple[Declarations, tuple[tree.Clause, ...], tuple[Diagnostic, ...]]:
    """What rule files declare on top of `base`, their rule clauses in order, and the mistakes.
    Codes are S1xx.

    Data files are looked for beside the rule files, and nowhere outside `folder`.
    """
    mistakes: list[Diagnostic] = []
    data = Data(folder, mistakes)
    declared = Declarations(_header(files))
    rules: list[tree.Clause] = []
    clauses = [clause for file in files for clause in file.clauses]
    for clause in clauses:
        if clause.keyword == "rule":
            rules.append(clause)
        elif clause.keyword != "template":
            _declare(clause, declared, data, base)
    named = {
        *declared.words,
        *(base.words if base else ()),
        *declared.codelists,
        *(base.codelists if base else ()),
    }
    inherited = base.vocabulary if base else {}
    vocabulary = Vocabulary(**{**inherited, **declared.vocabulary})
    for clause in clauses:
        if clause.keyword == "template":
            words = {**(base.words if base else {}), **declared.words}
            template = _template(
                clause, frozenset(named), _codelists(declared, base), words, vocabulary, mistakes
            )
            if template is not None:
                _add(declared.templates, template.id, template, clause, mistakes)
    return declared, tuple(rules), tuple(mistakes)


def _codelists(declared: Declarations, base: Declarations | None) -> Mapping[str, CodeList]:
    return {**(base.codelists if base else {}), **declared.codelists}


def _header(files: Sequence[tree.File]) -> PackHeader:
    for file in files:
        for clause in file.clauses:
            if clause.keyword == "pack":
                head = head_of(clause)
                return PackHeader(
                    head.name.value if head.name else "",
                    head.texts[0].value if head.texts else "",
                    " ".join(words_of(head.option("version"))),
                    _said(clause, "region"),
                    _said(clause, "licence"),
                    tuple(
                        word
                        for child in clause.all("builds_on")
                        for option in head_of(child).options
                        for word in words_of(option)
                    ),
                )
    return PackHeader("")


def _said(clause: tree.Clause, keyword: str) -> str:
    child = clause.first(keyword)
    if child is None:
        return ""
    head = head_of(child)
    return " ".join(
        [
            *(text.value for text in head.texts),
            *(word for option in head.options for word in words_of(option)),
        ]
    )


def _declare(
    clause: tree.Clause, declared: Declarations, data: Data, base: Declarations | None
) -> None:
    name = head_of(clause).name
    if clause.keyword == "law":
        for law in sources.laws(clause, data):
            _add(declared.laws, law.id, law, clause, data.mistakes)
        return
    if clause.keyword == "pack":
        return
    if clause.keyword == "vocabulary":
        declared.vocabulary.update(sources.vocabulary(clause, data))
        return
    if name is None:
        data.mistakes.append(Diagnostic("S105", Severity.ERROR, {}, clause.span))
        return
    if clause.keyword == "parameter":
        before = declared.parameters.get(name.value) or (
            base.parameters.get(name.value) if base else None
        )
        parameter = sources.parameter(clause, before)
        if parameter is not None:
            declared.parameters[name.value] = parameter
    elif clause.keyword == "codelist":
        _add(declared.codelists, name.value, sources.codelist(clause, data), clause, data.mistakes)
    elif clause.keyword == "lookup":
        _add(declared.lookups, name.value, sources.lookup(clause, data), clause, data.mistakes)
    elif clause.keyword == "words":
        _add(declared.words, name.value, sources.words(clause), clause, data.mistakes)
    elif clause.keyword == "document":
        _add(declared.documents, name.value, sources.document(clause), clause, data.mistakes)


def _add(
    known: dict[str, _Value],
    name: str,
    value: _Value | None,
    clause: tree.Clause,
    mistakes: list[Diagnostic],
) -> None:
    if name in known:
        mistakes.append(Diagnostic("S106", Severity.ERROR, {"name": name}, clause.span))
    elif value is not None:
        known[name] = value


def _template(
    clause: tree.Clause,
    named: frozenset[str],
    codelists: Mapping[str, CodeList],
    words: Mapping[str, Words],
    vocabulary: Vocabulary,
    mistakes: list[Diagnostic],
) -> Template | None:
    head = head_of(clause)
    if head.name is None:
        mistakes.append(Diagnostic("S105", Severity.ERROR, {}, clause.span))
        return None
    scopes = ScopeTree(tuple(_scope(child) for child in clause.all("scope")))
    names = (head_of(line).name for line in _walk(clause) if line.keyword == "items")
    items = {name.value for name in names if name is not None}
    context = FormContext(scopes, codelists, named | items, vocabulary, mistakes)
    header = _header_sentence(clause, context)
    unit = _said(clause, "unit") or "万元"
    if unit not in UNITS:
        mistakes.append(
            Diagnostic("S107", Severity.ERROR, {"name": unit}, clause.span, None, tuple(UNITS))
        )
        unit = "万元"
    years = clause.first("years")
    first, last = _years(head_of(years)) if years is not None else (None, None)
    decimals = clause.first("decimals")
    least = words_of(head_of(decimals).option("least")) if decimals is not None else ()
    if len(least) > 1 and least[1] not in UNITS:
        mistakes.append(
            Diagnostic("S107", Severity.ERROR, {"name": least[1]}, clause.span, None, tuple(UNITS))
        )
    tables: dict[str, Table] = {}
    for child in clause.all("table"):
        table = build_table(child, context, _header_sentence(child, context) or header)
        if table is not None:
            _add(tables, table.id, table, child, mistakes)
    return Template(
        head.name.value,
        head.texts[0].value if head.texts else head.name.value,
        _kind(clause),
        tuple(tables.values()),
        tuple(_section(child, context) for child in clause.all("section")),
        scopes,
        _said(clause, "region"),
        first,
        last,
        unit,
        _whole(least),
        least[1] if len(least) > 1 else unit,
        clause.first("truncates") is not None,
        _BLANKS.get(_said(clause, "blank"), Blank.ZERO),
        _BLANKS.get(_said(clause, "absent_row"), Blank.ZERO),
        build_statements(clause, TextContext(context, words)),
        vocabulary,
    )


def _walk(clause: tree.Clause) -> list[tree.Clause]:
    return [item for child in clause.children for item in (child, *_walk(child))]


def _kind(clause: tree.Clause) -> str:
    return _said(clause, "kind") or "budget"


def _years(head: tree.Declaration) -> tuple[int | None, int | None]:
    """年度 2021 起 止 2025: the bare year begins, 止 ends."""
    bare = next((option for option in head.options if not option.keyword), None)
    first = _whole(words_of(bare)) or _whole(words_of(head.option("since")))
    return first or None, _whole(words_of(head.option("until"))) or None


def _whole(words: Sequence[str]) -> int:
    return int(words[0]) if words and words[0].isdigit() and len(words[0]) < 6 else 0


def _scope(clause: tree.Clause) -> Scope:
    name = head_of(clause).name
    return Scope(name.value if name else "", tuple(_scope(child) for child in clause.all("scope")))


def _header_sentence(clause: tree.Clause, context: FormContext) -> Sentence | None:
    line = clause.first("header")
    texts = head_of(line).texts if line is not None else ()
    if not texts:
        return None
    return Sentence(
        "表头", tuple(build_wording(text, context.named, context.mistakes) for text in texts)
    )


def _section(clause: tree.Clause, context: FormContext) -> Section:
    head = head_of(clause)
    headings = [part for text in head.texts for part in alternatives(text)]
    name = head.name.value if head.name else ""
    if not headings and name:
        headings = [tree.String(name, span=clause.span)]
    return Section(
        name,
        tuple(build_wording(text, context.named, context.mistakes) for text in headings),
        head.option("required") is not None,
        head.option("repeatable") is not None,
        (),
        tuple(_section(child, context) for child in clause.all("section")),
    )
