"""Packs → plan: parse all files, order packs by what they build on, check every rule against the
templates it is for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from budgetrules.core.diagnostics import Diagnostic, RuleFileError, Severity
from budgetrules.core.spans import Span
from budgetrules.language.check.rules import build_rule, documents_named, unknown_law
from budgetrules.language.forms.declarations import build_declarations
from budgetrules.language.text import tree
from budgetrules.language.text.parser import parse_text
from budgetrules.packs.files import PackFolder
from budgetrules.program.plan import Plan, RuleSource, TemplateRules
from budgetrules.schema.forms import Template
from budgetrules.schema.packs import Declarations, PackHeader, PackInfo
from budgetrules.schema.rules import Rule
from budgetrules.schema.sources import FORM_BASIS


@attrs.define
class _Pack:
    folder: PackFolder
    files: tuple[tree.File, ...]
    header: PackHeader
    given: bool
    declarations: Declarations = attrs.field(factory=lambda: Declarations(PackHeader("")))
    rules: tuple[tree.Clause, ...] = ()

    @property
    def name(self) -> str:
        return self.header.name or self.folder.root.name


def compile_packs(
    shipped: Sequence[PackFolder],
    given: Sequence[PackFolder],
    vocabulary: Mapping[str, tuple[str, ...]],
) -> Plan:
    """The plan of all packs. Raises RuleFileError with every mistake of every file.

    `vocabulary` holds where no pack declares one.
    """
    mistakes: list[Diagnostic] = []
    packs = _ordered(
        [_parse(folder, folder in given, mistakes) for folder in (*shipped, *given)], mistakes
    )
    base = Declarations(PackHeader(""), vocabulary=dict(vocabulary))
    for pack in packs:
        pack.declarations, pack.rules, found = build_declarations(
            pack.files, pack.folder.root, base
        )
        mistakes.extend(found)
        base = _merge(base, pack.declarations)
    mistakes.extend(_duplicates(packs))
    unread = [item for item in mistakes if item.code.startswith("L")]
    templates = _check_rules(packs, base, mistakes)
    mistakes = [
        item
        for item in mistakes
        if item.code != "S230" or not _has_unread(item.span, unread, packs)
    ]
    errors = tuple(item for item in mistakes if item.severity is Severity.ERROR)
    if errors:
        raise RuleFileError(
            tuple(
                sorted(
                    mistakes, key=lambda item: (item.span.file, item.span.line, item.span.column)
                )
            )
        )
    infos = tuple(PackInfo(pack.name, pack.header.version, _hash(pack.folder)) for pack in packs)
    return Plan(infos, base, templates, tuple(_sources(packs)))


def _parse(folder: PackFolder, given: bool, mistakes: list[Diagnostic]) -> _Pack:
    files = []
    for path in folder.rules:
        try:
            text = folder.contents[path].decode("utf-8-sig")
        except UnicodeDecodeError:
            mistakes.append(Diagnostic("S240", Severity.ERROR, {"file": str(path)}))
            continue
        parsed, found = parse_text(text, str(path))
        files.append(parsed)
        mistakes.extend(found)
    declared, _, _ = build_declarations([_headers(file) for file in files], folder.root, None)
    return _Pack(folder, tuple(files), declared.header, given)


def _headers(file: tree.File) -> tree.File:
    """Only the clauses that say who a pack is."""
    return attrs.evolve(
        file, clauses=tuple(clause for clause in file.clauses if clause.keyword == "pack")
    )


def _ordered(packs: list[_Pack], mistakes: list[Diagnostic]) -> list[_Pack]:
    """Packs after those they build on; a user's pack comes after all shipped ones."""
    names = {pack.name: pack for pack in packs}
    done: list[_Pack] = []
    open_: list[str] = []

    def place(pack: _Pack) -> None:
        if pack in done:
            return
        if pack.name in open_:
            mistakes.append(Diagnostic("S241", Severity.ERROR, {"name": pack.name}))
            return
        open_.append(pack.name)
        for name in pack.header.builds_on:
            if name in names:
                place(names[name])
            else:
                mistakes.append(
                    Diagnostic("S242", Severity.ERROR, {"name": name, "pack": pack.name})
                )
        open_.pop()
        done.append(pack)

    for pack in packs:
        place(pack)
    return done


def _merge(base: Declarations, more: Declarations) -> Declarations:
    fields = [field.name for field in attrs.fields(Declarations) if field.name != "header"]
    return Declarations(
        base.header, **{name: {**getattr(base, name), **getattr(more, name)} for name in fields}
    )


def _duplicates(packs: Sequence[_Pack]) -> list[Diagnostic]:
    seen: dict[str, tree.Clause] = {}
    found = []
    for pack in packs:
        for clause in pack.rules:
            name = _rule_id(clause)
            if name in seen:
                found.append(
                    Diagnostic(
                        "S243",
                        Severity.ERROR,
                        {"name": name, "line": str(seen[name].span.line)},
                        clause.span,
                    )
                )
            seen.setdefault(name, clause)
    return found


def _has_unread(rule: Span, unread: Sequence[Diagnostic], packs: Sequence[_Pack]) -> bool:
    """Whether a line of the rule could not be read: that it has no check then says nothing."""
    starts: list[int] = []
    for pack in packs:
        spans = (clause.span for clause in pack.rules)
        starts.extend(span.line for span in spans if span.file == rule.file)
    end = min((line for line in starts if line > rule.line), default=None)
    return any(
        item.span.file == rule.file
        and item.span.line >= rule.line
        and (end is None or item.span.line < end)
        for item in unread
    )


def _rule_id(clause: tree.Clause) -> str:
    head = clause.head
    return head.name.value if isinstance(head, tree.Declaration) and head.name is not None else ""


def _check_rules(
    packs: Sequence[_Pack], declarations: Declarations, mistakes: list[Diagnostic]
) -> tuple[TemplateRules, ...]:
    """Each rule is in force for the templates in whose names it can be read; one that fits none is
    a mistake.
    """
    by_template: dict[str, list[Rule]] = {name: [] for name in declarations.templates}
    laws = [*declarations.laws, FORM_BASIS]
    for pack in packs:
        fitting = _templates_for(pack, packs)
        for clause in pack.rules:
            mistakes.extend(unknown_law(clause, laws))
            failures: list[tuple[Diagnostic, ...]] = []
            tried = 0
            for name in fitting:
                for others in _readings(clause, declarations, declarations.templates[name]):
                    tried += 1
                    rule, found = build_rule(
                        clause, declarations, declarations.templates[name], pack.name, others
                    )
                    if rule is not None:
                        by_template[name].append(rule)
                    else:
                        failures.append(found)
            if failures and len(failures) == tried:
                nearest = min(failures, key=_strangeness)
                mistakes.extend(nearest)
    return tuple(TemplateRules(name, tuple(rules)) for name, rules in by_template.items())


def _strangeness(found: tuple[Diagnostic, ...]) -> tuple[int, int, int]:
    """How little a rule fits a form: by its mistakes, by those that nothing in the form is like, by
    how early they come.
    """
    first = found[0].span if found else None
    return (
        len(found),
        sum(item.suggestion is None for item in found),
        -first.column if first is not None else 0,
    )


def _readings(
    clause: tree.Clause, declarations: Declarations, template: Template
) -> list[dict[str, Template]]:
    """In which forms the other documents that a rule names may be: one reading of the rule for
    each.
    """
    found: list[dict[str, Template]] = [{}]
    for name in documents_named(clause, declarations.documents):
        kind = declarations.documents[name].kind
        forms = (
            [other for other in declarations.templates.values() if other.kind == kind]
            if kind
            else [template]
        )
        readings: list[dict[str, Template]] = []
        for reading in found:
            readings.extend({**reading, name: form} for form in forms)
        found = readings
    return found


def _templates_for(pack: _Pack, packs: Sequence[_Pack]) -> list[str]:
    """The templates a pack's rules may be for: its own and those of packs that build on it; a
    user's bare pack takes all.
    """
    templates = dict.fromkeys(pack.declarations.templates)
    takes_all = pack.given and not templates
    for other in packs:
        if takes_all or pack.name in _foundations(other, packs):
            templates.update(dict.fromkeys(other.declarations.templates))
    return list(templates)


def _foundations(pack: _Pack, packs: Sequence[_Pack]) -> set[str]:
    names = {item.name: item for item in packs}
    found: set[str] = set()
    open_ = list(pack.header.builds_on)
    while open_:
        name = open_.pop()
        if name not in found and name in names:
            found.add(name)
            open_.extend(names[name].header.builds_on)
    return found


def _hash(folder: PackFolder) -> str:
    digest = hashlib.sha256()
    for path, content in sorted(folder.contents.items()):
        digest.update(path.name.encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def _sources(packs: Sequence[_Pack]) -> list[RuleSource]:
    found = []
    for pack in packs:
        lines = {
            str(path): folder_text.decode("utf-8-sig").splitlines()
            for path, folder_text in pack.folder.contents.items()
            if path.suffix == ".rules"
        }
        for clause in pack.rules:
            written = _block(lines.get(clause.span.file, []), clause.span.line - 1)
            found.append(
                RuleSource(
                    _rule_id(clause),
                    pack.name,
                    _short(Path(clause.span.file), pack),
                    clause.span.line,
                    written,
                )
            )
    return found


def _short(path: Path, pack: _Pack) -> str:
    return (
        path.name
        if pack.given
        else f"{pack.folder.root.parent.name}/{pack.folder.root.name}/{path.name}"
    )


def _block(lines: list[str], start: int) -> str:
    """The line of a rule and the lines indented under it."""
    if not 0 <= start < len(lines):
        return ""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1] in " \t"):
        end += 1
    return "\n".join(lines[start:end]).rstrip()
