"""模板 and the other declarations → schema values; every mistake collected with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.script import NUMERALS
from budgetrules.core.units import UNITS, WAN
from budgetrules.language.forms import sources
from budgetrules.language.forms.kinds import Kinds, kinds_of, tables_written, unknown_kind
from budgetrules.language.forms.sources import Data
from budgetrules.language.forms.statements import build_statements
from budgetrules.language.forms.tables import FormContext, build_table
from budgetrules.language.forms.wording_syntax import all_alternatives
from budgetrules.language.text import tree
from budgetrules.schema.claims import claim_statements
from budgetrules.schema.cues import CueWords
from budgetrules.schema.forms import HEADER, Blank, Section, Sentence, Statement, Table, Template
from budgetrules.schema.packs import Declarations, PackHeader
from budgetrules.schema.scopes import Scope, ScopeTree
from budgetrules.schema.vocabulary import Vocabulary

_Value = TypeVar("_Value")
_BLANKS = {
    "zero": Blank.ZERO,
    "rounds_to_zero": Blank.ROUNDS_TO_ZERO,
    "missing": Blank.MISSING,
}
# The number in front of a heading, in either width: 一、 （一） (一).
_NUMBER_OF_HEADING = re.compile(rf"[{NUMERALS}]+、|[(（][{NUMERALS}]+[)）]")
_DEFAULT_UNIT = WAN.symbol
# Years and counts have fewer digits than this many.
_TOO_LONG = 6


def build_declarations(
    files: Sequence[tree.File],
    folder: Path | None,
    base: Declarations | None,
    kinds: Kinds | None = None,
) -> tuple[Declarations, tuple[tree.Clause, ...], tuple[Diagnostic, ...]]:
    """Build what rule files declare on top of `base` and the `kinds` of tables of packs below.

    Gives the declarations, the rule clauses in their order, and the mistakes. Codes are S1xx. Data
    files are looked for beside the rule files, and nowhere outside `folder`.
    """
    data = Data(folder, [])
    declared = Declarations(_header(files))
    everything = base if base is not None else Declarations(PackHeader(""))
    clauses = list(_clauses_of(files))
    cues = CueWords()
    for clause in clauses:
        if clause.keyword == "cue":
            cues = cues.with_more(sources.cues(clause, data))
        elif clause.keyword not in ("rule", "template", "pack", "table_kind"):
            _declare(clause, declared, data, everything)
    declared = attrs.evolve(declared, cues=cues)
    context = _context(declared, everything, data.mistakes)
    for clause in clauses:
        if clause.keyword == "template":
            template = _template(clause, context, {**(kinds or {}), **kinds_of(files)})
            _add(declared.templates, clause, template, data.mistakes)
    rules = [clause for clause in clauses if clause.keyword == "rule"]
    return declared, tuple(rules), tuple(data.mistakes)


def _clauses_of(files: Sequence[tree.File]) -> Iterator[tree.Clause]:
    for file in files:
        yield from file.clauses


def _context(
    declared: Declarations,
    base: Declarations,
    mistakes: list[Diagnostic],
) -> FormContext:
    """Return what templates may name: everything declared here or in the packs below this one."""
    codelists = {**base.codelists, **declared.codelists}
    words = {**base.words, **declared.words}
    vocabulary = {**base.vocabulary, **declared.vocabulary}
    return FormContext(
        scopes=ScopeTree(),
        codelists=codelists,
        words=words,
        named=frozenset((*codelists, *words)),
        vocabulary=Vocabulary(**vocabulary),
        cues=base.cues.with_more(declared.cues),
        mistakes=mistakes,
    )


def _header(files: Sequence[tree.File]) -> PackHeader:
    """Return what the first 规则包 says of the pack; nothing where there is none."""
    packs = [item for item in _clauses_of(files) if item.keyword == "pack"]
    if not packs:
        return PackHeader("")
    pack = packs[0]
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
    """Return what a line below a clause says, as one text; nothing if it is not there."""
    line = clause.first(keyword)
    if line is None:
        return ""
    words = [text.value for text in line.declared.texts]
    words.extend(line.declared.every_word())
    return " ".join(words)


def _declare(
    clause: tree.Clause,
    declared: Declarations,
    data: Data,
    base: Declarations,
) -> None:
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
        codelist = sources.codelist(clause, data)
        _add(declared.codelists, clause, codelist, data.mistakes)
    elif keyword == "lookup":
        lookup = sources.lookup(clause, data)
        _add(declared.lookups, clause, lookup, data.mistakes)
    elif keyword == "words":
        words = sources.words(clause)
        _add(declared.words, clause, words, data.mistakes)
    elif keyword == "document":
        document = sources.document(clause)
        _add(declared.documents, clause, document, data.mistakes)


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


def _template(clause: tree.Clause, context: FormContext, kinds: Kinds) -> Template | None:
    head = clause.declared
    if head.name is None:
        context.fail("S105", clause)
        return None
    axes = [_scope(child) for child in clause.all("scope")]
    scopes = ScopeTree(tuple(axes))
    named = context.named.union(_item_names(clause))
    context = attrs.evolve(context, scopes=scopes, named=named)
    written_unit = _line_of(clause, "unit") or _DEFAULT_UNIT
    unit = _unit(written_unit, clause, context)
    least_decimals, least_unit = _least(clause, unit, context)
    first_year, last_year = _years(clause)
    tables = _tables(clause, context, kinds)
    sections = [_section(child, context) for child in clause.all("section")]
    return Template(
        id=head.id(),
        title=head.title(),
        kind=_kind_of(clause),
        tables=tables,
        sections=tuple(sections),
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
        statements=_statements(clause, context),
        by_kinds=clause.first("by_kinds") is not None,
        exempt=tuple(_exempt(clause)),
        vocabulary=context.vocabulary,
        cues=context.cues,
    )


def _statements(clause: tree.Clause, context: FormContext) -> tuple[Statement, ...]:
    """Return the statements of a form, and what claims are read as where cues are declared."""
    statements = build_statements(clause, context)
    if context.cues.cues:
        return (*statements, *claim_statements())
    return statements


def _item_names(clause: tree.Clause) -> Iterator[str]:
    """Yield the names of 分项 anywhere under a clause: slots may be of their kind."""
    for child in clause.children:
        if child.keyword == "items" and child.declared.name is not None:
            yield child.declared.id()
        yield from _item_names(child)


def _kind_of(clause: tree.Clause) -> str:
    """Return what kind of document a form is: a budget, where it does not say; one that nobody
    described is of any kind.
    """
    is_described = clause.first("by_kinds") is None
    return _line_of(clause, "kind") or ("budget" if is_described else "")


def _exempt(clause: tree.Clause) -> Iterator[str]:
    """Yield the ids of the rules that are not asked of a form."""
    for child in clause.all("exempt"):
        yield from child.declared.every_word()


def _tables(
    clause: tree.Clause,
    context: FormContext,
    kinds: Kinds,
) -> tuple[Table, ...]:
    """Return the tables of a form; one without a 表头 of its own has that of the form."""
    header_of_form = _header_sentence(clause, context)
    tables: dict[str, Table] = {}
    for child in clause.all("table"):
        name = unknown_kind(child, kinds)
        if name:
            context.fail("S130", child, name, kinds)
    for child in tables_written(clause, kinds):
        header = _header_sentence(child, context) or header_of_form
        table = build_table(child, context, header)
        _add(tables, child, table, context.mistakes)
    return tuple(tables.values())


def _unit(
    name: str,
    clause: tree.Clause,
    context: FormContext,
) -> str:
    if name in UNITS:
        return name
    mistake = error_at(clause.span, "S107", allowed=UNITS, name=name)
    context.mistakes.append(mistake)
    return _DEFAULT_UNIT


def _least(
    clause: tree.Clause,
    unit: str,
    context: FormContext,
) -> tuple[int, str]:
    """小数 至少 2 万元: the fewest printed decimals, and the unit that they are of."""
    line = clause.first("decimals")
    if line is None:
        return 0, unit
    words = line.declared.words("least")
    if len(words) > 1:
        unit = _unit(words[1], clause, context)
    return _whole(words) or 0, unit


def _years(clause: tree.Clause) -> tuple[int | None, int | None]:
    """年度 2021 起 止 2025: the bare year begins, 止 ends."""
    line = clause.first("years")
    if line is None:
        return None, None
    head = line.declared
    first = _whole(head.words("")) or _whole(head.words("since"))
    last = _whole(head.words("until"))
    return first, last


def _whole(words: Sequence[str]) -> int | None:
    """Return the whole number that the first word is; None for zero and for what is none."""
    if not words:
        return None
    word = words[0]
    if not word.isdigit() or len(word) >= _TOO_LONG:
        return None
    return int(word) or None


def _blank(clause: tree.Clause, keyword: str) -> Blank:
    word = _line_of(clause, keyword)
    return _BLANKS.get(word, Blank.ZERO)


def _scope(clause: tree.Clause) -> Scope:
    parts = [_scope(child) for child in clause.all("scope")]
    return Scope(clause.declared.id(), tuple(parts))


def _header_sentence(clause: tree.Clause, context: FormContext) -> Sentence | None:
    line = clause.first("header")
    if line is None or not line.declared.texts:
        return None
    wordings = context.wordings(line.declared.texts)
    return Sentence(HEADER, wordings)


def _without_number(heading: tree.String, context: FormContext) -> tree.String:
    """Return a heading without the number in front: documents number their sections themselves.

    The number of a part (第一部分) belongs to its heading.
    """
    text = heading.value.lstrip()
    number = _NUMBER_OF_HEADING.match(text)
    if number is None:
        return heading
    words = text[number.end() :].lstrip()
    if not words:
        mistake = error_at(heading.span, "S124", name=heading.value)
        context.mistakes.append(mistake)
        return heading
    # The place of what is wrong in it stays right.
    start = heading.span.column + len(heading.value) - len(words)
    span = attrs.evolve(heading.span, column=start)
    return tree.String(words, span=span)


def _section(clause: tree.Clause, context: FormContext) -> Section:
    head = clause.declared
    headings = all_alternatives(head.texts)
    if not headings and head.name is not None:
        own_name = tree.String(head.id(), span=clause.span)
        headings = [own_name]
    headings = [_without_number(text, context) for text in headings]
    wordings = context.wordings(headings)
    inner = [_section(child, context) for child in clause.all("section")]
    return Section(
        id=head.id(),
        headings=wordings,
        required=head.has("required"),
        repeatable=head.has("repeatable"),
        sections=tuple(inner),
    )
