"""Tree → text in one canonical form, in either spelling of the keywords."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.core.diagnostics import Diagnostic
from budgetrules.core.operators import OPERATORS
from budgetrules.language.text import tree
from budgetrules.language.text.clauses import CLAUSES, Spec
from budgetrules.language.text.keywords import of_kind, spell, spelled
from budgetrules.language.text.parser import parse_text

_INDENT = "  "
_SIGNS = {"plus": "+", "minus": "-", "times": "×"}
# Signs that end a bare word in a declaring head.
_SIGNS_OF_HEADS = ' \t",「“>=#【|'
_KEYWORD_KINDS = ("word", "quantifier", "builtin")


def format_text(text: str, spelling: str = "zh") -> tuple[str | None, tuple[Diagnostic, ...]]:
    """A rule file in canonical form; None with the mistakes if it holds any."""
    file, mistakes = parse_text(text, "")
    if mistakes:
        return None, mistakes
    return format_file(file, spelling), ()


def format_file(file: tree.File, spelling: str = "zh") -> str:
    """Print a whole file; blank lines stand around every top clause that has others under it."""
    lines: list[str] = []
    before: tree.Clause | None = None
    for clause in file.clauses:
        is_block = bool(clause.children or clause.comments)
        if before is not None and (is_block or before.children):
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
    line = indent + _line(clause, spelling)
    if clause.trailing:
        line += f"  {_comment(clause.trailing)}"
    lines.append(line)
    for child in clause.children:
        lines.extend(_clause(child, spelling, depth + 1))
    return lines


def _comment(text: str) -> str:
    return f"# {text}" if text else "#"


def _line(clause: tree.Clause, spelling: str) -> str:
    if isinstance(clause.head, tree.TableLine):
        cells = (f" {cell} |" if cell else " |" for cell in clause.head.cells)
        return "|" + "".join(cells)
    keyword = spell(clause.keyword, "line", spelling)
    head = _head(clause, spelling)
    return f"{keyword} {head}" if head else keyword


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
        return _severity(head, spelling)
    assert not isinstance(head, tree.TableLine)
    return expression_text(head, spelling)


def _severity(head: tree.SeverityHead, spelling: str) -> str:
    severity = spell(head.severity, "value", spelling)
    if head.condition is None or head.otherwise is None:
        return severity
    condition = expression_text(head.condition, spelling)
    otherwise = spell(head.otherwise, "value", spelling)
    guard = _word("guard", spelling)
    return f"{severity} {guard} {condition} {_word('else', spelling)} {otherwise}"


def _declaration(head: tree.Declaration, keyword: str, spelling: str) -> str:
    spec = CLAUSES[keyword]
    words = [_declared(head.name)] if head.name is not None else []
    words.extend(_string(text) for text in head.texts)
    for option in head.options:
        words.extend(_option(option, spec, spelling))
    return " ".join(words)


def _option(option: tree.Option, spec: Spec, spelling: str) -> Iterator[str]:
    if option.keyword:
        yield spell(option.keyword, "option", spelling)
    joint = ", " if spec.separator == "," else f" {spec.separator} "
    for value in option.values:
        several = value if isinstance(value, tuple) else (value,)
        yield joint.join(_value(part, spec.words, spelling) for part in several)


def _value(
    value: tree.Name | tree.String | tree.Number, kinds: tuple[str, ...], spelling: str
) -> str:
    if isinstance(value, tree.String):
        return _string(value)
    if isinstance(value, tree.Number):
        return value.text
    if not value.builtin:
        return _declared(value)
    kind = next(kind for kind in kinds if value.value in of_kind(kind))
    return spell(value.value, kind, spelling)


def _declared(name: tree.Name) -> str:
    """A name in a declaring head: bracketed only where a bare word could not hold it."""
    text = name.value
    is_padded = text != text.strip()
    has_sign = any(sign in text for sign in _SIGNS_OF_HEADS)
    return f"【{text}】" if not text or is_padded or has_sign else text


def _string(text: tree.String) -> str:
    if '"' not in text.value:
        return f'"{text.value}"'
    return f"「{text.value}」" if "」" not in text.value else f"“{text.value}”"


def _word(name: str, spelling: str) -> str:
    return spell(name, "word", spelling)


# ---- 对于


def _source(source: tree.Source, spelling: str) -> str:
    words = [spell(source.quantifier, "quantifier", spelling)]
    if source.variable is not None:
        words.append(_plain(source.variable))
    words.extend(_places(source.places, spelling))
    if source.other_variable is not None:
        words += [_word("with", spelling), _plain(source.other_variable)]
        words.extend(_places(source.other_places, spelling))
    if source.keys:
        keys = (_key(key, spelling) for key in source.keys)
        words += [_word("by", spelling), ", ".join(keys)]
    if source.where is not None:
        words += [_word("where", spelling), expression_text(source.where, spelling)]
    return " ".join(words)


def _places(places: tuple[tree.Path, ...], spelling: str) -> Iterator[str]:
    if places:
        yield _word("in", spelling)
        yield ", ".join(expression_text(place, spelling) for place in places)


def _key(key: tree.PairKey, spelling: str) -> str:
    left = expression_text(key.left, spelling)
    if key.right is None:
        return left
    return f"{left} {_word('matching', spelling)} {expression_text(key.right, spelling)}"


# ---- expressions


def _plain(name: tree.Name) -> str:
    """A name inside an expression, in brackets if it is spelled like a keyword or holds signs."""
    if name.builtin:
        raise ValueError(f"{name.value} is a keyword")
    is_word = name.value.replace("_", "a").isalnum() and not name.value[:1].isdigit()
    is_keyword = any(name.value in spelled(kind) for kind in _KEYWORD_KINDS)
    return name.value if is_word and not is_keyword else f"【{name.value}】"


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
        return "(" + _listed(node.values, spelling) + ")"
    if isinstance(node, tree.Path):
        first, *later = node.steps
        dotted = (_dotted(step, spelling) for step in later)
        return _step(first, spelling) + "".join(dotted)
    return _operation(node, spelling)


def _listed(nodes: tuple[tree.Expression, ...], spelling: str) -> str:
    return ", ".join(expression_text(node, spelling) for node in nodes)


def _dotted(step: tree.Step, spelling: str) -> str:
    if step.dynamic:
        return f".[{_name(step.name, spelling)}]"
    return f".{_step(step, spelling)}"


def _step(step: tree.Step, spelling: str) -> str:
    text = _name(step.name, spelling)
    if step.index:
        text += f"[{_listed(step.index, spelling)}]"
    if step.arguments is not None:
        arguments = (_argument(argument, spelling) for argument in step.arguments)
        text += f"({', '.join(arguments)})"
    return text


def _argument(argument: tree.Argument, spelling: str) -> str:
    text = expression_text(argument.value, spelling)
    if argument.where is None:
        return text
    return f"{text} {_word('where', spelling)} {expression_text(argument.where, spelling)}"


def _operation(node: tree.Operation, spelling: str) -> str:
    operator = node.operator
    texts = [expression_text(operand, spelling) for operand in node.operands]
    if operator in _SIGNS:
        return f" {_SIGNS[operator]} ".join(texts)
    if operator == "neg":
        return f"-{texts[0]}"
    if operator == "both":
        return " ".join(texts)
    if operator in OPERATORS and not OPERATORS[operator].is_word:
        return f" {operator} ".join(texts)
    word = _word(operator, spelling)
    if operator == "exists":
        return word
    if operator in ("has", "lacks", "not", "without"):
        return f"{word} {', '.join(texts)}"
    if operator == "prints_zero":
        return f"{texts[0]} {word}"
    return f" {word} ".join(texts)
