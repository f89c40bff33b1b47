"""Packs → plan: parse all files, order packs by what they build on, check every rule against the
templates it is for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, RuleFileError, Severity, error_at
from budgetrules.core.spans import NOWHERE, Span
from budgetrules.language.check.rules import build_rule, documents_named, unknown_law
from budgetrules.language.forms.declarations import build_declarations
from budgetrules.language.forms.kinds import Kinds, kinds_of
from budgetrules.language.text import tree
from budgetrules.language.text.parser import parse_text
from budgetrules.packs.files import PackFolder
from budgetrules.program.plan import Plan, RuleSource, TemplateRules
from budgetrules.schema.forms import Template
from budgetrules.schema.packs import Declarations, PackHeader, PackInfo
from budgetrules.schema.rules import Rule
from budgetrules.schema.sources import FORM_BASIS

# Forms of other documents by the names that a rule has for the documents.
_Documents = dict[str, Template]
# The hash of a pack is cut to this many digits.
_DIGITS = 16


def _nothing_declared() -> Declarations:
    return Declarations(PackHeader(""))


@attrs.frozen(kw_only=True)
class _Pack:
    """A pack as it is parsed, then with what it declares.

    `given`: by the user, not shipped.
    """

    folder: PackFolder
    files: tuple[tree.File, ...]
    header: PackHeader
    given: bool
    declarations: Declarations = attrs.field(factory=_nothing_declared)
    rules: tuple[tree.Clause, ...] = ()

    @property
    def name(self) -> str:
        return self.header.name or self.folder.root.name


def compile_packs(
    shipped: Sequence[PackFolder],
    given: Sequence[PackFolder],
    vocabulary: Mapping[str, tuple[str, ...]],
) -> Plan:
    """Return the plan of all packs. Raises RuleFileError with every mistake of every file.

    `vocabulary` holds where no pack declares one.
    """
    mistakes: list[Diagnostic] = []
    parsed = []
    for folder in (*shipped, *given):
        is_given = folder in given
        parsed.append(_parse(folder, is_given, mistakes))
    base = attrs.evolve(_nothing_declared(), vocabulary=dict(vocabulary))
    packs = []
    kinds: dict[str, tree.Clause] = {}
    for pack in _ordered(parsed, mistakes):
        declaring = _with_declarations(pack, base, kinds, mistakes)
        packs.append(declaring)
        kinds.update(kinds_of(pack.files))
        base = _merge(base, declaring.declarations)
    mistakes.extend(_duplicates(packs))
    unread_lines = [item.span for item in mistakes if item.code.startswith("L")]
    templates = _check_rules(packs, base, mistakes)
    _raise_all(item for item in mistakes if not _follows_from_unread(item, unread_lines, packs))
    return Plan(
        packs=tuple(_info(pack) for pack in packs),
        declarations=base,
        templates=templates,
        sources=tuple(_sources(packs)),
    )


def _raise_all(mistakes: Iterable[Diagnostic]) -> None:
    """Raise the mistakes in the order of their places, if one of them is an error."""
    in_order = sorted(mistakes, key=_place)
    if any(item.severity is Severity.ERROR for item in in_order):
        raise RuleFileError(tuple(in_order))


def _place(mistake: Diagnostic) -> tuple[str, int, int]:
    span = mistake.span
    return span.file, span.line, span.column


def _info(pack: _Pack) -> PackInfo:
    return PackInfo(pack.name, pack.header.version, _hash(pack.folder))


def _hash(folder: PackFolder) -> str:
    digest = hashlib.sha256()
    for path, content in sorted(folder.contents.items()):
        name = path.name.encode()
        digest.update(name + b"\0" + content)
    return digest.hexdigest()[:_DIGITS]


# ---- packs in their order


def _parse(
    folder: PackFolder,
    given: bool,
    mistakes: list[Diagnostic],
) -> _Pack:
    files = []
    for path in folder.rules:
        try:
            text = folder.contents[path].decode("utf-8-sig")
        except UnicodeDecodeError:
            undecodable = error_at(NOWHERE, "S240", file=str(path))
            mistakes.append(undecodable)
            continue
        file, new_mistakes = parse_text(text, str(path))
        files.append(file)
        mistakes.extend(new_mistakes)
    headers = [_header_of(file) for file in files]
    declared, _, _ = build_declarations(headers, folder.root, None)
    return _Pack(
        folder=folder,
        files=tuple(files),
        header=declared.header,
        given=given,
    )


def _with_declarations(
    pack: _Pack,
    base: Declarations,
    kinds: Kinds,
    mistakes: list[Diagnostic],
) -> _Pack:
    """Return a pack with what it declares on top of those below it."""
    declarations, rules, new_mistakes = build_declarations(
        pack.files,
        pack.folder.root,
        base,
        kinds,
    )
    mistakes.extend(new_mistakes)
    return attrs.evolve(
        pack,
        declarations=declarations,
        rules=rules,
    )


def _header_of(file: tree.File) -> tree.File:
    """Return only the clauses that say who a pack is."""
    clauses = [clause for clause in file.clauses if clause.keyword == "pack"]
    return attrs.evolve(file, clauses=tuple(clauses))


def _ordered(packs: Sequence[_Pack], mistakes: list[Diagnostic]) -> list[_Pack]:
    """Return packs after those they build on; a user's pack comes after all shipped ones."""
    by_name = {pack.name: pack for pack in packs}
    done: list[_Pack] = []
    below: list[str] = []

    def place(pack: _Pack) -> None:
        if pack in done:
            return
        if pack.name in below:
            in_a_ring = error_at(NOWHERE, "S241", name=pack.name)
            mistakes.append(in_a_ring)
            return
        below.append(pack.name)
        for name in pack.header.builds_on:
            if name in by_name:
                place(by_name[name])
            else:
                lacking = error_at(NOWHERE, "S242", name=name, pack=pack.name)
                mistakes.append(lacking)
        below.pop()
        done.append(pack)

    for pack in packs:
        place(pack)
    return done


def _merge(base: Declarations, more: Declarations) -> Declarations:
    """Return both; where they name the same, the pack that builds on the other holds."""
    merged = {}
    for field in attrs.fields(Declarations):
        if field.name not in ("header", "cues"):
            lower = getattr(base, field.name)
            upper = getattr(more, field.name)
            merged[field.name] = {**lower, **upper}
    cues = base.cues.with_more(more.cues)
    return Declarations(base.header, cues=cues, **merged)


# ---- rules


def _rule_id(clause: tree.Clause) -> str:
    return clause.declared.id()


def _duplicates(packs: Sequence[_Pack]) -> Iterator[Diagnostic]:
    """Yield a mistake for each rule whose name another one has."""
    first_lines: dict[str, int] = {}
    for pack in packs:
        for clause in pack.rules:
            name = _rule_id(clause)
            if name in first_lines:
                line = str(first_lines[name])
                yield error_at(clause.span, "S243", name=name, line=line)
            else:
                first_lines[name] = clause.span.line


def _follows_from_unread(
    mistake: Diagnostic,
    unread: Sequence[Span],
    packs: Sequence[_Pack],
) -> bool:
    """Return whether a rule only lacks a check because a line of it could not be read."""
    if mistake.code != "S230":
        return False
    rule = mistake.span
    end = _next_rule(rule, packs)
    for span in unread:
        if span.file != rule.file or span.line < rule.line:
            continue
        if end is None or span.line < end:
            return True
    return False


def _next_rule(rule: Span, packs: Sequence[_Pack]) -> int | None:
    """Return the line where the rule below begins; None for the last one of a file."""
    lines: list[int] = []
    for pack in packs:
        for clause in pack.rules:
            span = clause.span
            if span.file == rule.file and span.line > rule.line:
                lines.append(span.line)
    return min(lines, default=None)


def _check_rules(
    packs: Sequence[_Pack],
    declarations: Declarations,
    mistakes: list[Diagnostic],
) -> tuple[TemplateRules, ...]:
    """Return the rules in force for each template.

    A rule is in force for the templates in whose names it can be read; one that fits none is a
    mistake.
    """
    in_force: dict[str, list[Rule]] = {}
    for name in declarations.templates:
        in_force[name] = []
    laws = [*declarations.laws, FORM_BASIS]
    for pack in packs:
        templates = sorted(_templates_for(pack, packs, declarations), key=_is_undescribed)
        meant = _meant(pack, packs)
        for clause in pack.rules:
            mistakes.extend(unknown_law(clause, laws))
            failures: list[tuple[Diagnostic, ...]] = []
            own_failures: list[tuple[Diagnostic, ...]] = []
            is_read = False
            for template, documents in _readings(clause, declarations, templates):
                if _rule_id(clause) in template.exempt:
                    continue
                rule, why_not = build_rule(
                    clause,
                    declarations,
                    template,
                    pack.name,
                    documents,
                )
                if rule is None:
                    failures.append(why_not)
                    if template.id in meant:
                        own_failures.append(why_not)
                else:
                    is_read = True
                    in_force[template.id].append(rule)
            if failures and not is_read:
                nearest = min(own_failures or failures, key=_strangeness)
                mistakes.extend(nearest)
    by_template = [TemplateRules(name, tuple(rules)) for name, rules in in_force.items()]
    return tuple(by_template)


def _is_undescribed(template: Template) -> bool:
    """Put a form that is read by kinds last: mistakes are told as the described ones see them."""
    return template.by_kinds


def _meant(pack: _Pack, packs: Sequence[_Pack]) -> set[str]:
    """Return the forms that a pack's rules are most likely written for.

    Its own, and those given in the same run: what shipped forms are like says little of them.
    """
    meant = set(pack.declarations.templates)
    for other in packs:
        if pack.given and other.given:
            meant.update(other.declarations.templates)
    return meant


def _strangeness(mistakes: tuple[Diagnostic, ...]) -> tuple[int, int, int]:
    """Weigh how little a rule fits a form.

    By its mistakes, by those that nothing in the form is like, by how early they come.
    """
    if not mistakes:
        return 0, 0, 0
    unlike = 0
    for item in mistakes:
        if item.suggestion is None:
            unlike += 1
    first_column = mistakes[0].span.column
    return len(mistakes), unlike, -first_column


def _readings(
    clause: tree.Clause,
    declarations: Declarations,
    templates: Iterable[Template],
) -> Iterator[tuple[Template, _Documents]]:
    """Yield each template with each choice of forms for the other documents that a rule names."""
    named = documents_named(clause, declarations.documents)
    for template in templates:
        choices: list[_Documents] = [{}]
        for document in named:
            forms = _forms_of(document, declarations, template)
            choices = list(_with_document(choices, document, forms))
        for documents in choices:
            yield template, documents


def _with_document(
    choices: Iterable[_Documents],
    document: str,
    forms: Sequence[Template],
) -> Iterator[_Documents]:
    """Yield each choice with each of the forms that one more document may have."""
    for chosen in choices:
        for form in forms:
            yield {**chosen, document: form}


def _forms_of(
    document: str,
    declarations: Declarations,
    template: Template,
) -> list[Template]:
    """Return the forms that another document may have: of its kind, else the rule's own form."""
    kind = declarations.documents[document].kind
    if not kind:
        return [template]
    return [form for form in declarations.templates.values() if form.kind == kind]


def _templates_for(
    pack: _Pack,
    packs: Sequence[_Pack],
    declarations: Declarations,
) -> list[Template]:
    """Return the templates that a pack's rules may be for.

    Its own and those of packs that build on it; a user's bare pack takes all.
    """
    own = pack.declarations.templates
    takes_all = pack.given and not own
    names = dict.fromkeys(own)
    for other in packs:
        if takes_all or _builds_on(other, pack, packs):
            names.update(dict.fromkeys(other.declarations.templates))
    return [declarations.templates[name] for name in names]


def _builds_on(
    upper: _Pack,
    lower: _Pack,
    packs: Sequence[_Pack],
) -> bool:
    """Return whether a pack builds on another one, directly or not."""
    by_name = {pack.name: pack for pack in packs}
    seen: set[str] = set()
    open_ = list(upper.header.builds_on)
    while open_:
        name = open_.pop()
        if name in by_name and name not in seen:
            seen.add(name)
            foundation = by_name[name]
            open_.extend(foundation.header.builds_on)
    return lower.name in seen


# ---- where rules stand


def _sources(packs: Sequence[_Pack]) -> Iterator[RuleSource]:
    for pack in packs:
        lines_of = {file.name: _lines(pack.folder, file) for file in pack.files}
        for clause in pack.rules:
            span = clause.span
            lines = lines_of.get(span.file, [])
            yield RuleSource(
                rule=_rule_id(clause),
                pack=pack.name,
                file=_short(Path(span.file), pack),
                line=span.line,
                text=_block(lines, span.line - 1),
            )


def _lines(folder: PackFolder, file: tree.File) -> list[str]:
    content = folder.contents[Path(file.name)]
    return content.decode("utf-8-sig").splitlines()


def _short(path: Path, pack: _Pack) -> str:
    """Return the name of a file as reports print it: with its folders if it is shipped."""
    if pack.given:
        return path.name
    root = pack.folder.root
    return f"{root.parent.name}/{root.name}/{path.name}"


def _block(lines: Sequence[str], start: int) -> str:
    """Return the line of a rule and the lines indented under it."""
    if not 0 <= start < len(lines):
        return ""
    end = start + 1
    while end < len(lines) and _is_below(lines[end]):
        end += 1
    return "\n".join(lines[start:end]).rstrip()


def _is_below(line: str) -> bool:
    return not line.strip() or line.startswith((" ", "\t"))
