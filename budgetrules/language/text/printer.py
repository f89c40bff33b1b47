"""Tree → text in one canonical form, in either spelling of the keywords."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.core.operators import OPERATORS
from budgetrules.language.text import tree
from budgetrules.language.text.clauses import CLAUSES
from budgetrules.language.text.keywords import of_kind, spell, spelled
from budgetrules.language.text.parser import parse_text

_INDENT = "  "
_SIGNS = {"plus": "+", "minus": "-", "times": "×"}


def format_text(text: str, spelling: str = "zh") -> tuple[str | None, tuple[Diagnostic, ...]]:
    """A rule file in canonical form; None with the mistakes if it holds any."""
    file, mistakes = parse_text(text, "")
    if mistakes:
        return None, mistakes
    return format_file(file, spelling), ()


def format_file(file: tree.File, spelling: str = "zh") -> str:
    """The whole file; blank lines stand around every top clause that has others under it."""
    lines: list[str] = []
    before: tree.Clause | None = None
    for clause in file.clauses:
        if before is not None and (clause.children or clause.comments or before.children):
            lines.append("")
        before = clause
        lines.extend(_clause(clause, spelling, 0))
    if file.comments and lines:
        lines.append("")
    lines.extend(_comment(comment) for comment in file.comments)
    return "\n".join(lines) + "\n" if lines else ""


def _clause(clause: tree.Clause, spelling: str, depth: int) -> list[str]:
    indent = _INDENT * depth
    lines = [indent + _comment(comment) for comment in clause.comments]
    if isinstance(clause.head, tree.TableLine):
        line = "|" + "".join(f" {cell} |" if cell else " |" for cell in clause.head.cells)
    else:
        head = _head(clause, spelling)
        line = spell(clause.keyword, "line", spelling) + (f" {head}" if head else "")
    lines.append(indent + line + (f"  {_comment(clause.trailing)}" if clause.trailing else ""))
    for child in clause.children:
        lines.extend(_clause(child, spelling, depth + 1))
    return lines


def _comment(text: str) -> str:
    return f"# {text}" if text else "#"


def _head(clause: tree.Clause, spelling: str) -> str:
    head = clause.head
    if head is None:
        return ""
    if isinstance(head, tree.Declaration):
        return _declaration(head, clause.keyword, spelling)
    if isinstance(head, tree.ForHead):
        return ", ".join(_source(source, spelling) for source in head.sources)
    if isinstance(head, tree.LetHead):
        return f"{_plain(head.name)} = {expression_text(head.value, spelling)}"
    if isinstance(head, tree.SeverityHead):
        text = spell(head.severity, "value", spelling)
        if head.condition is None or head.otherwise is None:
            return text
        condition = expression_text(head.condition, spelling)
        return f"{text} {_word('guard', spelling)} {condition} {_word('else', spelling)} {spell(head.otherwise, 'value', spelling)}"
    assert not isinstance(head, tree.TableLine)
    return expression_text(head, spelling)


def _declaration(head: tree.Declaration, keyword: str, spelling: str) -> str:
    spec = CLAUSES[keyword]
    parts = [_declared(head.name)] if head.name is not None else []
    parts.extend(_string(text) for text in head.texts)
    for option in head.options:
        if option.keyword:
            parts.append(spell(option.keyword, "option", spelling))
        joint = ", " if spec.separator == "," else f" {spec.separator} "
        for value in option.values:
            several = value if isinstance(value, tuple) else (value,)
            parts.append(joint.join(_value(part, spec.words, spelling) for part in several))
    return " ".join(parts)


def _value(
    value: tree.Name | tree.String | tree.Number, kinds: tuple[str, ...], spelling: str
) -> str:
    if isinstance(value, tree.String):
        return _string(value)
    if isinstance(value, tree.Name) and value.builtin:
        return next(
            spell(value.value, kind, spelling) for kind in kinds if value.value in of_kind(kind)
        )
    return value.text if isinstance(value, tree.Number) else _declared(value)


def _declared(name: tree.Name) -> str:
    """A name in a declaring head: bracketed only where a bare word could not hold it."""
    awkward = (
        not name.value
        or any(sign in name.value for sign in ' \t",「“>=#【|')
        or name.value != name.value.strip()
    )
    return f"【{name.value}】" if awkward else name.value


def _string(text: tree.String) -> str:
    if '"' not in text.value:
        return f'"{text.value}"'
    return f"「{text.value}」" if "」" not in text.value else f"“{text.value}”"


def _word(name: str, spelling: str) -> str:
    return spell(name, "word", spelling)


def _source(source: tree.Source, spelling: str) -> str:
    parts = [spell(source.quantifier, "quantifier", spelling)]
    if source.variable is not None:
        parts.append(_plain(source.variable))
    if source.places:
        named = ", ".join(expression_text(place, spelling) for place in source.places)
        parts.append(f"{_word('in', spelling)} {named}")
    if source.other_variable is not None:
        other = ", ".join(expression_text(place, spelling) for place in source.other_places)
        parts.append(
            f"{_word('with', spelling)} {_plain(source.other_variable)}"
            + (f" {_word('in', spelling)} {other}" if other else "")
        )
    if source.keys:
        parts.append(
            f"{_word('by', spelling)} " + ", ".join(_key(key, spelling) for key in source.keys)
        )
    if source.where is not None:
        parts.append(f"{_word('where', spelling)} {expression_text(source.where, spelling)}")
    return " ".join(parts)


def _key(key: tree.PairKey, spelling: str) -> str:
    text = expression_text(key.left, spelling)
    if key.right is not None:
        text += f" {_word('matching', spelling)} {expression_text(key.right, spelling)}"
    return text


_KEYWORD_KINDS = ("word", "quantifier", "builtin")


def _plain(name: tree.Name) -> str:
    """A name inside an expression; one that is spelled like a keyword, or holds signs, stands in brackets."""
    if name.builtin:
        raise ValueError(f"{name.value} is a keyword")
    bare = name.value.replace("_", "a").isalnum() and not name.value[:1].isdigit()
    reserved = any(name.value in spelled(kind) for kind in _KEYWORD_KINDS)
    return name.value if bare and not reserved else f"【{name.value}】"


def _name(name: tree.Name, spelling: str) -> str:
    if not name.builtin:
        return _plain(name)
    kind = "builtin" if name.value in of_kind("builtin") else "text_class"
    return spell(name.value, kind, spelling)


def expression_text(node: tree.Expression, spelling: str = "zh") -> str:
    """An expression as it is written."""
    if isinstance(node, tree.Number):
        return node.text + ("%" if node.percent else node.unit)
    if isinstance(node, tree.String):
        return _string(node)
    if isinstance(node, tree.Items):
        return "(" + ", ".join(expression_text(value, spelling) for value in node.values) + ")"
    if isinstance(node, tree.Path):
        return "".join(_step(step, spelling, first=at == 0) for at, step in enumerate(node.steps))
    return _operation(node, spelling)


def _step(step: tree.Step, spelling: str, *, first: bool) -> str:
    dot = "" if first else "."
    if step.dynamic:
        return f"{dot}[{_name(step.name, spelling)}]"
    text = dot + _name(step.name, spelling)
    if step.index:
        text += "[" + ", ".join(expression_text(item, spelling) for item in step.index) + "]"
    if step.arguments is not None:
        text += "(" + ", ".join(_argument(argument, spelling) for argument in step.arguments) + ")"
    return text


def _argument(argument: tree.Argument, spelling: str) -> str:
    text = expression_text(argument.value, spelling)
    return (
        text
        if argument.where is None
        else f"{text} {_word('where', spelling)} {expression_text(argument.where, spelling)}"
    )


def _operation(node: tree.Operation, spelling: str) -> str:
    operator, operands = node.operator, node.operands
    texts = [expression_text(operand, spelling) for operand in operands]
    if operator in _SIGNS:
        return f"{texts[0]} {_SIGNS[operator]} {texts[1]}"
    if operator == "neg":
        return f"-{texts[0]}"
    if operator == "both":
        return " ".join(texts)
    if operator in ("and", "or", "iff"):
        return f" {_word(operator, spelling)} ".join(texts)
    if operator in ("has", "lacks", "not"):
        return f"{_word(operator, spelling)} {texts[0]}"
    if operator == "exists":
        return _word(operator, spelling)
    if operator == "without":
        return f"{_word(operator, spelling)} " + ", ".join(texts)
    if operator == "prints_zero":
        return f"{texts[0]} {_word(operator, spelling)}"
    relation = OPERATORS.get(operator)
    is_sign = relation is not None and not relation.is_word
    sign = operator if is_sign else _word(operator, spelling)
    return f" {sign} ".join(texts)
