"""Print a tree as text in one canonical form, in either spelling of the keywords."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from budgetrules.core.operators import OPERATORS
from budgetrules.language.text import tree
from budgetrules.language.text.clauses import CLAUSES, Spec
from budgetrules.language.text.keywords import of_kind, spell, spelled
from budgetrules.language.text.parser import Mistakes, parse_text

_INDENT = "  "
# Signs that end a bare word in a declaring head.
_SIGNS_OF_HEADS = frozenset(' \t",「“>=#【|')
_KEYWORD_KINDS = ("word", "quantifier", "builtin")
# Operators written as a keyword before what they are about.
_PREFIXES = ("has", "lacks", "not", "without")


def _signs() -> dict[str, str]:
    """Map the operators that are written as a sign, from their names in the tree."""
    signs = {"plus": "+", "minus": "-", "times": "×"}
    for name, operator in OPERATORS.items():
        if not operator.is_word:
            signs[name] = name
    return signs


_SIGNS = _signs()


def format_text(text: str, spelling: str = "zh") -> tuple[str | None, Mistakes]:
    """Bring a rule file into its canonical form; None with the mistakes if it holds any."""
    file, mistakes = parse_text(text, "")
    if mistakes:
        return None, mistakes
    return format_file(file, spelling), ()


def format_file(file: tree.File, spelling: str = "zh") -> str:
    """Print a whole file; blank lines stand around every top clause that has others under it."""
    printer = _Printer(spelling)
    lines: list[str] = []
    before: tree.Clause | None = None
    for clause in file.clauses:
        if before is not None and _are_parted(before, clause):
            lines.append("")
        lines.extend(printer.clause_lines(clause))
        before = clause
    if file.comments and lines:
        lines.append("")
    lines.extend(map(_comment, file.comments))
    lines.append("")
    return "\n".join(lines)


def _are_parted(before: tree.Clause, clause: tree.Clause) -> bool:
    """Whether a blank line stands between two clauses of the top."""
    return bool(before.children or clause.children or clause.comments)


def expression_text(node: tree.Expression, spelling: str = "zh") -> str:
    """Print an expression as it is written in a rule."""
    return _Printer(spelling).expression(node)


@attrs.frozen
class _Printer:
    """Prints clauses and expressions in one spelling of the keywords."""

    spelling: str

    def _word(self, name: str) -> str:
        return spell(name, "word", self.spelling)

    def clause_lines(self, clause: tree.Clause, depth: int = 0) -> Iterator[str]:
        """Print a clause and those under it: comments first, then its own line."""
        indent = _INDENT * depth
        for comment in clause.comments:
            yield indent + _comment(comment)
        line = indent + self._line(clause)
        if clause.trailing:
            line += "  " + _comment(clause.trailing)
        yield line
        for child in clause.children:
            yield from self.clause_lines(child, depth + 1)

    def _line(self, clause: tree.Clause) -> str:
        if isinstance(clause.head, tree.TableLine):
            return _table_line(clause.head)
        keyword = spell(clause.keyword, "line", self.spelling)
        if clause.head is None:
            return keyword
        head = self._head(clause.head, CLAUSES[clause.keyword])
        return f"{keyword} {head}" if head else keyword

    def _head(self, head: tree.Head, spec: Spec) -> str:
        if isinstance(head, tree.Declaration):
            return self._declaration(head, spec)
        if isinstance(head, tree.ForHead):
            sources = map(self._source, head.sources)
            return ", ".join(sources)
        if isinstance(head, tree.LetHead):
            name = _plain_name(head.name)
            value = self.expression(head.value)
            return f"{name} = {value}"
        if isinstance(head, tree.SeverityHead):
            return self._severity(head)
        assert not isinstance(head, tree.TableLine)
        return self.expression(head)

    def _severity(self, head: tree.SeverityHead) -> str:
        severity = spell(head.severity, "value", self.spelling)
        if head.condition is None or head.otherwise is None:
            return severity
        words = [
            severity,
            self._word("guard"),
            self.expression(head.condition),
            self._word("else"),
            spell(head.otherwise, "value", self.spelling),
        ]
        return " ".join(words)

    # ---- declaring heads

    def _declaration(self, head: tree.Declaration, spec: Spec) -> str:
        words: list[str] = []
        if head.name is not None:
            words.append(_declared_name(head.name))
        words.extend(map(_string, head.texts))
        for option in head.options:
            words.extend(self._option(option, spec))
        return " ".join(words)

    def _option(self, option: tree.Option, spec: Spec) -> Iterator[str]:
        """Print an option: its keyword, then its values; a list's items are parted by commas."""
        if option.keyword:
            yield spell(option.keyword, "option", self.spelling)
        joint = ", "
        if spec.separator != ",":
            joint = f" {spec.separator} "
        for value in option.values:
            items = value if isinstance(value, tuple) else (value,)
            texts = [self._item(item, spec) for item in items]
            yield joint.join(texts)

    def _item(self, item: tree.OptionItem, spec: Spec) -> str:
        if isinstance(item, tree.String):
            return _string(item)
        if not item.builtin:
            return _declared_name(item)
        for kind in spec.words:
            if item.value in of_kind(kind):
                return spell(item.value, kind, self.spelling)
        raise ValueError(f"{item.value} is no keyword here")

    # ---- 对于

    def _source(self, source: tree.Source) -> str:
        words = [spell(source.quantifier, "quantifier", self.spelling)]
        if source.variable is not None:
            words.append(_plain_name(source.variable))
        words.extend(self._behind("in", source.places))
        if source.other_variable is not None:
            words.append(self._word("with"))
            words.append(_plain_name(source.other_variable))
            words.extend(self._behind("in", source.other_places))
        if source.keys:
            keys = map(self._key, source.keys)
            words.append(self._word("by"))
            words.append(", ".join(keys))
        if source.where is not None:
            words.extend(self._behind("where", [source.where]))
        return " ".join(words)

    def _behind(self, name: str, nodes: Iterable[tree.Expression]) -> Iterator[str]:
        """Print a keyword and what stands behind it; nothing if that is nothing."""
        listed = self._list(nodes)
        if listed:
            yield self._word(name)
            yield listed

    def _key(self, key: tree.PairKey) -> str:
        left = self.expression(key.left)
        if key.right is None:
            return left
        matching = self._word("matching")
        right = self.expression(key.right)
        return f"{left} {matching} {right}"

    # ---- expressions

    def expression(self, node: tree.Expression) -> str:
        """Print an expression."""
        if isinstance(node, tree.Path):
            return self._path(node)
        if isinstance(node, tree.String):
            return _string(node)
        if isinstance(node, tree.Number):
            return node.text + ("%" if node.percent else node.unit)
        if isinstance(node, tree.Items):
            return f"({self._list(node.values)})"
        return self._operation(node)

    def _list(self, nodes: Iterable[tree.Expression]) -> str:
        texts = map(self.expression, nodes)
        return ", ".join(texts)

    def _path(self, path: tree.Path) -> str:
        steps = map(self._step, path.steps)
        return ".".join(steps)

    def _step(self, step: tree.Step) -> str:
        text = self._name(step.name)
        if step.dynamic:
            return f"[{text}]"
        if step.index:
            text += f"[{self._list(step.index)}]"
        if step.arguments is not None:
            arguments = map(self._argument, step.arguments)
            listed = ", ".join(arguments)
            text += f"({listed})"
        return text

    def _name(self, name: tree.Name) -> str:
        if not name.builtin:
            return _plain_name(name)
        for kind in ("builtin", "text_class"):
            if name.value in of_kind(kind):
                return spell(name.value, kind, self.spelling)
        raise ValueError(f"{name.value} is no keyword of an expression")

    def _argument(self, argument: tree.Argument) -> str:
        text = self.expression(argument.value)
        if argument.where is None:
            return text
        where = self._word("where")
        condition = self.expression(argument.where)
        return f"{text} {where} {condition}"

    def _operation(self, node: tree.Operation) -> str:
        operator = node.operator
        texts = [self.expression(operand) for operand in node.operands]
        if operator in _SIGNS:
            sign = _SIGNS[operator]
            return f" {sign} ".join(texts)
        if operator == "neg":
            return "-" + texts[0]
        if operator == "both":
            return " ".join(texts)
        word = self._word(operator)
        if operator == "exists":
            return word
        if operator == "prints_zero":
            return f"{texts[0]} {word}"
        if operator in _PREFIXES:
            listed = ", ".join(texts)
            return f"{word} {listed}"
        return f" {word} ".join(texts)


# ---- what is printed alike in both spellings


def _comment(text: str) -> str:
    return f"# {text}" if text else "#"


def _table_line(line: tree.TableLine) -> str:
    text = "|"
    for cell in line.cells:
        text += f" {cell} |" if cell else " |"
    return text


def _string(text: tree.String) -> str:
    """Quote a text with the first kind of quotes that does not stand in it."""
    value = text.value
    if '"' not in value:
        return f'"{value}"'
    if "」" not in value:
        return f"「{value}」"
    return f"“{value}”"


def _bracketed(text: str) -> str:
    return f"【{text}】"


def _declared_name(name: tree.Name) -> str:
    """Print a name in a declaring head, in brackets only where a bare word could not hold it."""
    text = name.value
    if not text or text != text.strip():
        return _bracketed(text)
    if not _SIGNS_OF_HEADS.isdisjoint(text):
        return _bracketed(text)
    return text


def _plain_name(name: tree.Name) -> str:
    """Print a name of an expression, in brackets if it is like a keyword or holds signs."""
    text = name.value
    if name.builtin:
        raise ValueError(f"{text} is a keyword")
    if not _is_bare_word(text):
        return _bracketed(text)
    if any(text in spelled(kind) for kind in _KEYWORD_KINDS):
        return _bracketed(text)
    return text


def _is_bare_word(text: str) -> bool:
    """Whether a text is letters, digits and low lines, the first of them no digit."""
    if text[:1].isdigit():
        return False
    return text.replace("_", "a").isalnum()
