"""不含: which words and classes of text a section must not hold."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.language.check.names import Scope, mistake
from budgetrules.language.check.types import SectionType
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spellings
from budgetrules.schema import expressions as x

# Classes of text that take numbers, and how many; the others take none.
_NUMBERS = {"doubled": 2, "years_beyond": 2}


def without(node: tree.Operation, scope: Scope) -> x.Expression:
    """The condition of 不含 …. Raises Unresolved."""
    section = next((value for kind, value in scope.records if isinstance(kind, SectionType)), None)
    if section is None:
        raise mistake("S226", node.span)
    words: list[str] = []
    classes: list[tuple[str, tuple[int, ...]]] = []
    exceptions: list[str] = []
    for item in node.operands:
        if isinstance(item, tree.Operation):
            item, exception = item.operands
            if not isinstance(exception, tree.String):
                raise mistake("S227", node.span, _every_class(), name="")
            exceptions.append(exception.value)
        if isinstance(item, tree.String):
            words.append(item.value)
        else:
            classes.append(_class(item))
    return x.Without(section, tuple(words), tuple(classes), tuple(exceptions))


def _class(item: tree.Expression) -> tuple[str, tuple[int, ...]]:
    """The id of a class of text and its numbers. Raises Unresolved for what is none."""
    is_word = isinstance(item, tree.Path) and len(item.steps) == 1
    step = item.steps[0] if isinstance(item, tree.Path) and is_word else None
    if step is None or step.name.value not in of_kind("text_class"):
        printed = step.name.value if step is not None else ""
        raise mistake("S227", item.span, _every_class(), printed, name=printed)
    name = step.name.value
    numbers = tuple(_whole_numbers(step.arguments or ()))
    wanted = _NUMBERS.get(name, 0)
    if len(numbers) != wanted:
        printed = of_kind("text_class")[name].zh
        raise mistake("S227", item.span, _every_class(), printed, name=printed)
    return name, numbers


def _whole_numbers(arguments: tuple[tree.Argument, ...]) -> Iterator[int]:
    for argument in arguments:
        value = argument.value
        if isinstance(value, tree.Number) and value.text.isdigit():
            yield int(value.text)


def _every_class() -> tuple[str, ...]:
    return spellings(of_kind("text_class"), "text_class")
