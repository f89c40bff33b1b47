"""不含: which words and classes of text a section must not hold."""

from __future__ import annotations

from budgetrules.language.check.names import Scope, mistake
from budgetrules.language.check.types import SectionType
from budgetrules.language.text import tree
from budgetrules.schema import expressions as x

# The classes of text, with how many numbers each takes.
TEXT_CLASSES = {
    "叠词": 2,
    "标点不成对": 0,
    "重复标点": 0,
    "空括号": 0,
    "文号括号": 0,
    "手机号": 0,
    "身份证号": 0,
    "联系电话": 0,
    "占位符": 0,
    "占位叉": 0,
    "占位线": 0,
    "省略号": 0,
    "句末标点": 0,
    "年份外": 2,
    "近似本单位": 0,
    "未读金额": 0,
}


def without(node: tree.Operation, scope: Scope) -> x.Expression:
    """The condition of 不含 …. Raises Unresolved."""
    section = next((value for kind, value in scope.records if isinstance(kind, SectionType)), None)
    if section is None:
        raise mistake("S226", node.span, {})
    words: list[str] = []
    classes: list[tuple[str, tuple[int, ...]]] = []
    exceptions: list[str] = []
    for item in node.operands:
        if isinstance(item, tree.Operation):
            item, exception = item.operands
            if not isinstance(exception, tree.String):
                raise mistake("S227", node.span, {"name": ""}, TEXT_CLASSES)
            exceptions.append(exception.value)
        if isinstance(item, tree.String):
            words.append(item.value)
        else:
            classes.append(_class(item))
    return x.Without(section, tuple(words), tuple(classes), tuple(exceptions))


def _class(item: tree.Expression) -> tuple[str, tuple[int, ...]]:
    step = item.steps[0] if isinstance(item, tree.Path) and len(item.steps) == 1 else None
    name = step.name.value if step is not None else ""
    arguments = [argument.value for argument in (step.arguments or ())] if step is not None else []
    numbers = tuple(
        int(value.text)
        for value in arguments
        if isinstance(value, tree.Number) and value.text.isdigit()
    )
    if name not in TEXT_CLASSES or len(numbers) != TEXT_CLASSES[name]:
        raise mistake("S227", item.span, {"name": name}, TEXT_CLASSES, name)
    return name, numbers
