"""Rule clauses → checked rules for one template; all mistakes collected."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity, error_at
from budgetrules.language.check.examples import build_example
from budgetrules.language.check.expressions import condition, resolve
from budgetrules.language.check.names import Names, Scope, Unresolved, mistake
from budgetrules.language.check.quantifiers import quantify
from budgetrules.language.text import tree
from budgetrules.language.text.printer import expression_text
from budgetrules.schema.expressions import Expression
from budgetrules.schema.forms import Template
from budgetrules.schema.packs import Declarations
from budgetrules.schema.rules import Block, Check, Example, Once, Quantifier, Rule


@attrs.define
class _OpenBlock:
    """A block of checks under one quantifier, while its lines are read."""

    quantifier: Quantifier
    scope: Scope
    checks: list[Check] = attrs.field(factory=list)
    guards: tuple[Expression, ...] = ()


@attrs.define
class _Body:
    """The lines of a rule as they are read from the top.

    `blocks` are all blocks so far, `current` those that the last 对于 opened; `broken` says that
    it could not be read, so that what stands under it is no check of the whole document.
    `any_broken` says that of any 对于; `unbound` holds the names of 令 that could not be read.
    """

    names: Names
    mistakes: list[Diagnostic] = attrs.field(factory=list)
    blocks: list[_OpenBlock] = attrs.field(factory=list)
    current: list[_OpenBlock] = attrs.field(factory=list)
    broken: bool = False
    any_broken: bool = False
    unbound: set[str] = attrs.field(factory=set)

    def open(self, quantifier: Quantifier, scope: Scope) -> None:
        """Open a block beside the current ones."""
        block = _OpenBlock(quantifier, scope)
        self.blocks.append(block)
        self.current.append(block)

    def open_once(self) -> None:
        """Open the block of lines without 对于, which are read once a document."""
        if not self.current and not self.broken:
            self.open(Once(), Scope(self.names))

    @contextlib.contextmanager
    def collecting(self) -> Iterator[None]:
        """Collect the mistake that ends what is done inside."""
        try:
            yield
        except Unresolved as error:
            if not self._follows(error.diagnostic):
                self.mistakes.append(error.diagnostic)

    def _follows(self, mistake: Diagnostic) -> bool:
        """Whether a name is unknown only because the line that gives it could not be read."""
        return mistake.code == "S202" and mistake.details.get("name") in self.unbound


def build_rule(
    clause: tree.Clause,
    declarations: Declarations,
    template: Template,
    pack: str,
    documents: Mapping[str, Template] | None = None,
) -> tuple[Rule | None, tuple[Diagnostic, ...]]:
    """Check a rule against a template: the rule, or else all mistakes in it. Codes are S2xx.

    `documents` gives the templates of the other documents that the rule names.
    """
    names = Names(declarations, template, documents or {})
    body = _Body(names)
    for child in clause.children:
        handler = _CLAUSES.get(child.keyword)
        if handler is not None:
            with body.collecting():
                handler(body, child)
    head = clause.declared
    if head.name is None:
        return None, tuple(body.mistakes)
    severity, severity_if = _severity(clause, body)
    applies = _applies(clause, body)
    examples = tuple(_examples(clause, body))
    blocks = tuple(_filled_blocks(body))
    if not blocks and not body.mistakes:
        nothing_checked = error_at(clause.span, "S230", rule=head.id())
        body.mistakes.append(nothing_checked)
    if body.mistakes:
        return None, tuple(body.mistakes)
    forms_of_documents = [(name, form.id) for name, form in names.documents.items()]
    rule = Rule(
        id=head.id(),
        title=head.title(),
        severity=severity,
        blocks=blocks,
        basis=_words(clause, "basis"),
        relations=_words(clause, "relation"),
        tags=_words(clause, "tag"),
        severity_if=severity_if,
        applies=applies,
        examples=examples,
        pack=pack,
        span=clause.span,
        documents=tuple(forms_of_documents),
    )
    return rule, ()


def _filled_blocks(body: _Body) -> Iterator[Block]:
    """Yield the blocks that hold a check."""
    for block in body.blocks:
        if block.checks:
            yield Block(block.quantifier, tuple(block.checks))


def documents_named(clause: tree.Clause, declared: Iterable[str]) -> tuple[str, ...]:
    """Return the other documents that a rule names, in the order declared."""
    documents = tuple(declared)
    if not documents:
        return ()
    written = (clause.head, clause.children)
    first_words: set[str] = set()
    for path in _paths(written):
        first, *behind = path.steps
        # 上年 alone may be a slot; a document is always followed by a list of it.
        if behind:
            first_words.add(first.name.value)
    named = [name for name in documents if name in first_words]
    return tuple(named)


def _paths(node: object) -> Iterator[tree.Path]:
    """Yield every path anywhere in a part of the tree."""
    cls = type(node)
    if isinstance(node, tree.Path):
        yield node
    if isinstance(node, tuple):
        for item in node:
            yield from _paths(item)
    elif attrs.has(cls):
        for field in attrs.fields(cls):
            value = getattr(node, field.name)
            yield from _paths(value)


def _expression(clause: tree.Clause) -> tree.Expression:
    assert isinstance(clause.head, tree.Expression)
    return clause.head


# ---- the lines of a rule


def _for(body: _Body, clause: tree.Clause) -> None:
    assert isinstance(clause.head, tree.ForHead)
    body.current = []
    body.broken = True
    was_broken = body.any_broken
    body.any_broken = True
    for source in clause.head.sources:
        quantifier, scope = quantify(source, body.names)
        body.open(quantifier, scope)
    if clause.head.sources:
        body.broken = False
        body.any_broken = was_broken


def _if(body: _Body, clause: tree.Clause) -> None:
    body.open_once()
    written = _expression(clause)
    for block in body.current:
        guard = condition(written, block.scope)
        block.guards = (guard,)


def _let(body: _Body, clause: tree.Clause) -> None:
    assert isinstance(clause.head, tree.LetHead)
    body.open_once()
    name = clause.head.name.value
    body.unbound.add(name)
    for block in body.current:
        kind, value = resolve(clause.head.value, block.scope)
        block.scope = block.scope.bind(name, kind, value)
    body.unbound.discard(name)


def _check(body: _Body, clause: tree.Clause) -> None:
    body.open_once()
    written = _expression(clause)
    for block in body.current:
        check = Check(
            condition=condition(written, block.scope),
            guards=block.guards,
            text=expression_text(written),
            span=clause.span,
        )
        block.checks.append(check)


def _message(body: _Body, clause: tree.Clause) -> None:
    assert isinstance(clause.head, tree.String)
    message = clause.head.value
    checked = [block for block in body.current if block.checks]
    if not checked and not body.broken:
        raise mistake("S236", clause.span)
    for block in checked:
        last = block.checks.pop()
        worded = attrs.evolve(last, message=message)
        block.checks.append(worded)


_CLAUSES: dict[str, Callable[[_Body, tree.Clause], None]] = {
    "for": _for,
    "if": _if,
    "let": _let,
    "check": _check,
    "message": _message,
}


def _severity(
    clause: tree.Clause,
    body: _Body,
) -> tuple[Severity, tuple[Expression, Severity] | None]:
    """Return the severity of a rule, and the condition without which it is another one."""
    line = clause.first("severity")
    head = line.head if line is not None else None
    if not isinstance(head, tree.SeverityHead):
        return Severity.ERROR, None
    severity = Severity(head.severity)
    if head.condition is None or head.otherwise is None or body.any_broken:
        return severity, None
    scope = Scope(body.names)
    if body.blocks:
        scope = body.blocks[0].scope
    with body.collecting():
        weighed = condition(head.condition, scope)
        otherwise = Severity(head.otherwise)
        return severity, (weighed, otherwise)
    return severity, None


def _applies(clause: tree.Clause, body: _Body) -> Expression | None:
    """Return the condition of 适用, asked once a document."""
    line = clause.first("applies")
    if line is None:
        return None
    scope = Scope(body.names)
    with body.collecting():
        return condition(_expression(line), scope)
    return None


def _words(clause: tree.Clause, keyword: str) -> tuple[str, ...]:
    """Return the names listed behind a keyword: 依据 L4b, 关系 A12, A13."""
    words: list[str] = []
    for child in clause.all(keyword):
        words.extend(child.declared.every_word())
    return tuple(words)


def _examples(clause: tree.Clause, body: _Body) -> Iterator[Example]:
    """Yield the examples that are of this template."""
    quantifiers = [block.quantifier for block in body.blocks]
    for child in clause.all("example"):
        with body.collecting():
            example = build_example(child, body.names, quantifiers)
            if example is not None:
                yield example


def unknown_law(clause: tree.Clause, laws: Sequence[str]) -> list[Diagnostic]:
    """Return a mistake for each law that a rule cites and no pack declares."""
    cited = clause.first("basis")
    span = cited.span if cited is not None else clause.span
    mistakes = []
    for name in _words(clause, "basis"):
        if name not in laws:
            unknown = mistake("S231", span, laws, name, name=name)
            mistakes.append(unknown.diagnostic)
    return mistakes
