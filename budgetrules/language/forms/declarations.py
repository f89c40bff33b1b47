"""模板 and the other declarations → schema values; every mistake collected with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.units import UNITS, WAN
from budgetrules.language.forms import sources
from budgetrules.language.forms.sources import Data
from budgetrules.language.forms.statements import build_statements
from budgetrules.language.forms.tables import FormContext, build_table
from budgetrules.language.forms.wording_syntax import all_alternatives, build_wording
from budgetrules.language.text import tree
from budgetrules.schema.forms import HEADER, Blank, Section, Sentence, Table, Template
from budgetrules.schema.packs import Declarations, PackHeader
from budgetrules.schema.scopes import Scope, ScopeTree
from budgetrules.schema.vocabulary import Vocabulary

_Value = TypeVar("_Value")
_BLANKS = {"zero": Blank.ZERO, "rounds_to_zero": Blank.ROUNDS_TO_ZERO, "missing": Blank.MISSING}
_DEFAULT_UNIT = WAN.symbol


def build_declarations(
    files: Sequence[tree.File], folder: Path | None, base: Declarations | None
) -> tuple[Declarations, tuple[tree.Clause, ...], tuple[Diagnostic, ...]]:
    """Build what rule files declare on top of `base`.

    Gives the declarations, the rule clauses in their order, and the mistakes. Codes are S1xx. Data
    files are looked for beside the rule files, and nowhere outside `folder`.
    """
    data = Data(folder, [])
    declared = Declarations(_header(files))
    everything = base if base is not None else Declarations(PackHeader(""))
    clauses = list(_clauses_of(files))
    for clause in clauses:
        if clause.keyword not in ("rule", "template", "pack"):
            _declare(clause, declared, data, everything)
    context = _context(declared, everything, data.mistakes)
    for clause in clauses:
        if clause.keyword == "template":
            template = _template(clause, context)
            _add(declared.templates, clause, template, data.mistakes)
    rules = tuple(clause for clause in clauses if clause.keyword == "rule")
    return declared, rules, tuple(data.mistakes)


def _clauses_of(files: Sequence[tree.File]) -> Iterator[tree.Clause]:
    for file in files:
        yield from file.clauses


def _context(declared: Declarations, base: Declarations, mistakes: list[Diagnostic]) -> FormContext:
    """What templates may name: everything declared here or in the packs that this one builds on."""
    codelists = {**base.codelists, **declared.codelists}
    words = {**base.words, **declared.words}
    return FormContext(
        scopes=ScopeTree(),
        codelists=codelists,
        words=words,
        named=frozenset((*codelists, *words)),
        vocabulary=Vocabulary(**{**base.vocabulary, **declared.vocabulary}),
        mistakes=mistakes,
    )


def _header(files: Sequence[tree.File]) -> PackHeader:
    pack = next((item for item in _clauses_of(files) if item.keyword == "pack"), None)
    if pack is None:
        return PackHeader("")
    head = pack.declared
    foundations: list[str] = []
    for child in pack.all("builds_on"):
        foundations.extend(child.declared.every_word())
    return PackHeader(
        name=head.id(),
        title=head.texts[0].value if head.texts else "",
        version=" ".join(head.words("version")),
        region=_line_of(pack, "region"),
        licence=_line_of(pack, "licence"),
        builds_on=tuple(foundations),
    )


def _line_of(clause: tree.Clause, keyword: str) -> str:
    """What a line below a clause says, as one text; nothing if it is not there."""
    child = clause.first(keyword)
    if child is None:
        return ""
    texts = [text.value for text in child.declared.texts]
    return " ".join((*texts, *child.declared.every_word()))


def _declare(clause: tree.Clause, declared: Declarations, data: Data, base: Declarations) -> None:
    """Add one declaration other than a template."""
    keyword = clause.keyword
    name = clause.declared.id()
    if keyword == "law":
        for law in sources.laws(clause, data):
            _add(declared.laws, clause, law, data.mistakes)
    elif keyword == "vocabulary":
        declared.vocabulary.update(sources.vocabulary(clause, data))
    elif not name:
        data.mistakes.append(error_at(clause.span, "S105"))
    elif keyword == "parameter":
        before = declared.parameters.get(name) or base.parameters.get(name)
        declared.parameters[name] = sources.parameter(clause, before)
    elif keyword == "codelist":
        _add(declared.codelists, clause, sources.codelist(clause, data), data.mistakes)
    elif keyword == "lookup":
        _add(declared.lookups, clause, sources.lookup(clause, data), data.mistakes)
    elif keyword == "words":
        _add(declared.words, clause, sources.words(clause), data.mistakes)
    elif keyword == "document":
        _add(declared.documents, clause, sources.document(clause), data.mistakes)


def _add(
    values: dict[str, _Value],
    clause: tree.Clause,
    value: _Value | None,
    mistakes: list[Diagnostic],
) -> None:
    """Add a value under its id; a second one of that id is a mistake."""
    name: str = getattr(value, "id", "")
    if name in values:
        mistakes.append(error_at(clause.span, "S106", name=name))
    elif value is not None:
        values[name] = value


# ---- 模板


def _template(clause: tree.Clause, context: FormContext) -> Template | None:
    head = clause.declared
    if head.name is None:
        context.fail("S105", clause)
        return None
    scopes = ScopeTree(tuple(_scope(child) for child in clause.all("scope")))
    names = context.named | set(_item_names(clause))
    context = attrs.evolve(context, scopes=scopes, named=names)
    unit = _unit(_line_of(clause, "unit") or _DEFAULT_UNIT, clause, context)
    least_decimals, least_unit = _least(clause, unit, context)
    first_year, last_year = _years(clause)
    tables = _tables(clause, context)
    sections = tuple(_section(child, context) for child in clause.all("section"))
    return Template(
        id=head.id(),
        title=head.title(),
        kind=_line_of(clause, "kind") or "budget",
        tables=tables,
        sections=sections,
        scopes=scopes,
        region=_line_of(clause, "region"),
        first_year=first_year,
        last_year=last_year,
        unit=unit,
        least_decimals=least_decimals,
        least_unit=least_unit,
        truncates=clause.first("truncates") is not None,
        blank=_blank(clause, "blank"),
        absent_row=_blank(clause, "absent_row"),
        statements=build_statements(clause, context),
        vocabulary=context.vocabulary,
    )


def _item_names(clause: tree.Clause) -> Iterator[str]:
    """The names of 分项 anywhere under a clause: slots may be of their kind."""
    for child in clause.children:
        if child.keyword == "items" and child.declared.name is not None:
            yield child.declared.id()
        yield from _item_names(child)


def _tables(clause: tree.Clause, context: FormContext) -> tuple[Table, ...]:
    header = _header_sentence(clause, context)
    tables: dict[str, Table] = {}
    for child in clause.all("table"):
        own_header = _header_sentence(child, context)
        table = build_table(child, context, own_header or header)
        _add(tables, child, table, context.mistakes)
    return tuple(tables.values())


def _unit(name: str, clause: tree.Clause, context: FormContext) -> str:
    if name in UNITS:
        return name
    mistake = error_at(clause.span, "S107", allowed=UNITS, name=name)
    context.mistakes.append(mistake)
    return _DEFAULT_UNIT


def _least(clause: tree.Clause, unit: str, context: FormContext) -> tuple[int, str]:
    """小数 至少 2 万元: the fewest printed decimals, and the unit that they are of."""
    line = clause.first("decimals")
    words = line.declared.words("least") if line is not None else ()
    if len(words) > 1:
        unit = _unit(words[1], clause, context)
    return _whole(words), unit


def _years(clause: tree.Clause) -> tuple[int | None, int | None]:
    """年度 2021 起 止 2025: the bare year begins, 止 ends."""
    line = clause.first("years")
    if line is None:
        return None, None
    head = line.declared
    first = _whole(head.words("")) or _whole(head.words("since"))
    return first or None, _whole(head.words("until")) or None


def _whole(words: Sequence[str]) -> int:
    is_year_or_less = bool(words) and words[0].isdigit() and len(words[0]) < 6
    return int(words[0]) if is_year_or_less else 0


def _blank(clause: tree.Clause, keyword: str) -> Blank:
    return _BLANKS.get(_line_of(clause, keyword), Blank.ZERO)


def _scope(clause: tree.Clause) -> Scope:
    parts = tuple(_scope(child) for child in clause.all("scope"))
    return Scope(clause.declared.id(), parts)


def _header_sentence(clause: tree.Clause, context: FormContext) -> Sentence | None:
    line = clause.first("header")
    if line is None or not line.declared.texts:
        return None
    return Sentence(HEADER, context.wordings(line.declared.texts))


def _section(clause: tree.Clause, context: FormContext) -> Section:
    head = clause.declared
    headings = all_alternatives(head.texts)
    if not headings and head.name is not None:
        headings = [tree.String(head.id(), span=clause.span)]
    wordings = [build_wording(text, context.named, context.mistakes) for text in headings]
    inner = tuple(_section(child, context) for child in clause.all("section"))
    return Section(
        id=head.id(),
        headings=tuple(wordings),
        required=head.has("required"),
        repeatable=head.has("repeatable"),
        sections=inner,
    )
