"""不含: which words and classes of text a section must not hold."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.core.spans import Span
from budgetrules.language.check.names import Scope, Unresolved, mistake
from budgetrules.language.check.types import SectionType
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spellings
from budgetrules.schema import expressions as x

# Classes of text that take numbers, and how many; the others take none.
_NUMBERS = {"doubled": 2, "years_beyond": 2}
# A class of text by its id, with its numbers.
_Class = tuple[str, tuple[int, ...]]


def without(node: tree.Operation, scope: Scope) -> x.Expression:
    """Return the condition of 不含 …. Raises Unresolved."""
    section = _innermost_section(scope)
    if section is None:
        raise mistake("S226", node.span)
    words: list[str] = []
    classes: list[_Class] = []
    exceptions: list[str] = []
    for item in node.operands:
        if isinstance(item, tree.Operation):
            item, exception = item.operands
            if not isinstance(exception, tree.String):
                raise _no_class(node.span)
            exceptions.append(exception.value)
        if isinstance(item, tree.String):
            words.append(item.value)
        else:
            classes.append(_class(item))
    return x.Without(
        section,
        words=tuple(words),
        classes=tuple(classes),
        exceptions=tuple(exceptions),
    )


def _innermost_section(scope: Scope) -> x.Expression | None:
    for kind, value in scope.records:
        if isinstance(kind, SectionType):
            return value
    return None


def _class(item: tree.Expression) -> _Class:
    """Return a class of text by its id, with its numbers. Raises Unresolved for what is none."""
    if not isinstance(item, tree.Path) or len(item.steps) != 1:
        raise _no_class(item.span)
    step = item.steps[0]
    name = step.name.value
    keyword = of_kind("text_class").get(name)
    if keyword is None:
        raise _no_class(item.span, name)
    numbers = tuple(_whole_numbers(step.arguments or ()))
    if len(numbers) != _NUMBERS.get(name, 0):
        raise _no_class(item.span, keyword.zh)
    return name, numbers


def _whole_numbers(arguments: tuple[tree.Argument, ...]) -> Iterator[int]:
    for argument in arguments:
        value = argument.value
        if isinstance(value, tree.Number) and value.text.isdigit():
            yield int(value.text)


def _no_class(span: Span, word: str = "") -> Unresolved:
    """Make the mistake of a word that is no class of text, or has not its numbers (S227)."""
    allowed = spellings(of_kind("text_class"), "text_class")
    return mistake("S227", span, allowed, word, name=word)
