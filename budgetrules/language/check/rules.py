"""Rule clauses → checked rules for one template; all mistakes collected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
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
class _Body:
    """The state while the clauses of a rule are read from the top: where checks go, and what
    governs them.
    """

    names: Names
    mistakes: list[Diagnostic] = attrs.field(factory=list)
    opened: list[tuple[Quantifier, Scope, list[Check]]] = attrs.field(factory=list)
    current: list[int] = attrs.field(factory=list)
    guards: dict[int, tuple[Expression, ...]] = attrs.field(factory=dict)
    broken: bool = False


def build_rule(
    clause: tree.Clause,
    declarations: Declarations,
    template: Template,
    pack: str,
    others: Mapping[str, Template] | None = None,
) -> tuple[Rule | None, tuple[Diagnostic, ...]]:
    """The rule checked against a template, or all mistakes in it. Codes are S2xx.

    `others` gives the templates of the other documents that the rule names.
    """
    names = Names(declarations, template, others or {})
    body = _Body(names)
    for child in clause.children:
        handler = _CLAUSES.get(child.keyword)
        if handler is not None:
            _try(body, handler, child)
    head = clause.head
    if not isinstance(head, tree.Declaration) or head.name is None:
        return None, tuple(body.mistakes)
    severity, severity_if = _severity(clause, body)
    applies = clause.first("applies")
    applies_if = (
        _caught(body, lambda: condition(_expression(applies), Scope(names)))
        if applies is not None
        else None
    )
    examples = tuple(_examples(clause, body))
    blocks = tuple(
        Block(quantifier, tuple(checks)) for quantifier, _, checks in body.opened if checks
    )
    if not blocks and not body.mistakes:
        body.mistakes.append(
            Diagnostic("S230", Severity.ERROR, {"rule": head.name.value}, clause.span)
        )
    if body.mistakes:
        return None, tuple(body.mistakes)
    title = head.texts[0].value if head.texts else head.name.value
    rule = Rule(
        head.name.value,
        title,
        severity,
        blocks,
        basis=_words(clause, "basis"),
        relations=_words(clause, "relation"),
        tags=_words(clause, "tag"),
        severity_if=severity_if,
        applies=applies_if,
        examples=examples,
        pack=pack,
        span=clause.span,
        documents=tuple((name, other.id) for name, other in names.others.items()),
    )
    return rule, ()


def documents_named(clause: tree.Clause, declared: Iterable[str]) -> tuple[str, ...]:
    """The other documents that a rule names, in the order declared."""
    known = tuple(declared)
    found: set[str] = set()

    def walk(node: object) -> None:
        # 上年 alone may be a slot; a document is always followed by a list of it.
        if (
            isinstance(node, tree.Path)
            and len(node.steps) > 1
            and node.steps[0].name.value in known
        ):
            found.add(node.steps[0].name.value)
        if isinstance(node, tuple):
            for item in node:
                walk(item)
        for name in getattr(node, "__attrs_attrs__", ()):
            walk(getattr(node, name.name))

    if known:
        walk((clause.head, clause.children))
    return tuple(name for name in known if name in found)


def _try(body: _Body, handler: object, clause: tree.Clause) -> None:
    try:
        handler(body, clause)  # type: ignore[operator]
    except Unresolved as error:
        body.mistakes.append(error.diagnostic)


def _caught(body: _Body, build: object) -> Expression | None:
    try:
        found: Expression = build()  # type: ignore[operator]
    except Unresolved as error:
        body.mistakes.append(error.diagnostic)
        return None
    return found


def _expression(clause: tree.Clause) -> tree.Expression:
    assert isinstance(
        clause.head, tree.Number | tree.String | tree.Path | tree.Items | tree.Operation
    )
    return clause.head


def _for(body: _Body, clause: tree.Clause) -> None:
    body.current = []
    body.broken = True
    assert isinstance(clause.head, tree.ForHead)
    for source in clause.head.sources:
        quantifier, scope = quantify(source, body.names)
        body.opened.append((quantifier, scope, []))
        body.current.append(len(body.opened) - 1)
    body.guards = {}
    body.broken = False


def _open_once(body: _Body) -> None:
    if not body.current and not body.broken:
        body.opened.append((Once(), Scope(body.names), []))
        body.current = [len(body.opened) - 1]


def _if(body: _Body, clause: tree.Clause) -> None:
    _open_once(body)
    for index in body.current:
        body.guards[index] = (condition(_expression(clause), body.opened[index][1]),)


def _let(body: _Body, clause: tree.Clause) -> None:
    _open_once(body)
    assert isinstance(clause.head, tree.LetHead)
    for index in body.current:
        quantifier, scope, checks = body.opened[index]
        kind, value = resolve(clause.head.value, scope)
        body.opened[index] = (quantifier, scope.bind(clause.head.name.value, kind, value), checks)


def _check(body: _Body, clause: tree.Clause) -> None:
    _open_once(body)
    for index in body.current:
        scope, checks = body.opened[index][1:]
        asked = condition(_expression(clause), scope)
        checks.append(
            Check(
                asked,
                body.guards.get(index, ()),
                expression_text(_expression(clause)),
                None,
                clause.span,
            )
        )


def _message(body: _Body, clause: tree.Clause) -> None:
    assert isinstance(clause.head, tree.String)
    if not body.broken and not any(body.opened[index][2] for index in body.current):
        raise mistake("S236", clause.span, {})
    for index in body.current:
        checks = body.opened[index][2]
        if checks:
            checks[-1] = attrs.evolve(checks[-1], message=clause.head.value)


_CLAUSES = {"for": _for, "if": _if, "let": _let, "check": _check, "message": _message}


def _severity(
    clause: tree.Clause, body: _Body
) -> tuple[Severity, tuple[Expression, Severity] | None]:
    found = clause.first("severity")
    if found is None or not isinstance(found.head, tree.SeverityHead):
        return Severity.ERROR, None
    head = found.head
    if head.condition is None or head.otherwise is None:
        return Severity(head.severity), None
    scope = body.opened[0][1] if body.opened else Scope(body.names)
    asked = head.condition
    weighed = _caught(body, lambda: condition(asked, scope))
    return Severity(head.severity), (
        weighed,
        Severity(head.otherwise),
    ) if weighed is not None else None


def _words(clause: tree.Clause, keyword: str) -> tuple[str, ...]:
    """The names listed behind a keyword: 依据 L4b, 关系 A12, A13."""
    words: list[str] = []
    for child in clause.all(keyword):
        words.extend(child.declared.every_word())
    return tuple(words)


def _examples(clause: tree.Clause, body: _Body) -> list[Example]:
    found = []
    for child in clause.all("example"):
        try:
            example = build_example(
                child, body.names, [quantifier for quantifier, _, _ in body.opened]
            )
            found.extend([example] if example is not None else [])
        except Unresolved as error:
            body.mistakes.append(error.diagnostic)
    return found


def unknown_law(clause: tree.Clause, laws: Sequence[str]) -> list[Diagnostic]:
    """A mistake for each law that a rule cites and no pack declares."""
    cited = clause.first("basis")
    where = cited.span if cited is not None else clause.span
    return [
        mistake("S231", where, {"name": name}, laws, name).diagnostic
        for name in _words(clause, "basis")
        if name not in laws
    ]
