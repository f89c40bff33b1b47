"""Transform lark's parse tree into values of language/tree.py, with columns of the whole line."""

from __future__ import annotations

import re
from typing import Any

import attrs
import lark

from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spelled

# What lark hands a rule of the grammar: tokens, and what its inner rules came to.
Parts = list[Any]
# The rules of the grammar that join the parts of 对于.
_JOINTS = ("in", "with", "by", "matching", "comma")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def _operator_name(token: lark.Token) -> str:
    """Name an operator as the tree does: by the id of its keyword, or its sign."""
    keyword = token.type.lower()
    if keyword in of_kind("word"):
        return keyword
    return str(token)


def _is_token(part: Any) -> bool:
    return isinstance(part, lark.Token)


def _without_tokens(parts: Parts) -> Parts:
    """Leave out the keywords and signs."""
    return [part for part in parts if not _is_token(part)]


@attrs.frozen
class HeadToken:
    """A part of a head whose parts are put together later: a word, text, number, sign or path."""

    kind: str
    value: Any
    span: Span


@attrs.frozen
class Assembly:
    """The tokens of a declaring head or of 对于, in order, and the filter behind them."""

    tokens: tuple[HeadToken, ...]
    where: tree.Expression | None = None


@attrs.frozen
class _Index:
    """What stands in square brackets behind a name."""

    keys: tuple[tree.Expression, ...]


@attrs.frozen
class _Arguments:
    """What stands in round brackets behind a name."""

    values: tuple[tree.Argument, ...]


class Transformer(lark.Transformer[lark.Token, Any]):
    """Go bottom-up over the parse tree of one head, which stands at a place of its line.

    Each public method makes the value of the rule of the grammar that has its name.
    """

    def __init__(self, place: Span) -> None:
        super().__init__(visit_tokens=False)
        self._place = place

    def _span(self, start: int, end: int) -> Span:
        return Span(self._place.file, self._place.line, start, end)

    def _token_span(self, token: lark.Token) -> Span:
        position = token.start_pos or 0
        start = self._place.column + position
        return self._span(start, start + len(token))

    def _span_of(self, parts: Parts) -> Span:
        """Span some parts from the first to the last; absent ones don't count."""
        spans = [part.span for part in parts if part is not None]
        start = min(span.column for span in spans)
        end = max(span.end for span in spans)
        return self._span(start, end)

    def _name(self, token: lark.Token) -> tree.Name:
        text = str(token)
        span = self._token_span(token)
        if text.startswith("【"):
            inside = text[1:-1].strip()
            return tree.Name(inside, span=span)
        builtin = spelled("builtin").get(text)
        if builtin is None:
            return tree.Name(text, span=span)
        return tree.Name(builtin, True, span=span)

    def _string(self, token: lark.Token) -> tree.String:
        inside = str(token)[1:-1]
        span = self._token_span(token)
        return tree.String(inside, span=span)

    # ---- conditions

    def _operation(self, operator: str, parts: Parts) -> tree.Operation:
        """Make an operation that begins and ends with an operand."""
        operands = _without_tokens(parts)
        span = self._span_of(operands)
        return tree.Operation(operator, tuple(operands), span=span)

    def _prefixed(self, operator: str, parts: Parts) -> tree.Operation:
        """Make an operation that begins with its keyword or sign."""
        operands = _without_tokens(parts)
        start = self._token_span(parts[0])
        last = operands[-1]
        span = self._span(start.column, last.span.end)
        return tree.Operation(operator, tuple(operands), span=span)

    def condition(self, parts: Parts) -> Any:
        return parts[0]

    def iff(self, parts: Parts) -> tree.Operation:
        return self._operation("iff", parts)

    def disjunction(self, parts: Parts) -> tree.Operation:
        return self._operation("or", parts)

    def conjunction(self, parts: Parts) -> tree.Operation:
        return self._operation("and", parts)

    def has(self, parts: Parts) -> tree.Operation:
        return self._prefixed("has", parts)

    def lacks(self, parts: Parts) -> tree.Operation:
        return self._prefixed("lacks", parts)

    def exists(self, parts: Parts) -> tree.Operation:
        span = self._token_span(parts[0])
        return tree.Operation("exists", (), span=span)

    def without(self, parts: Parts) -> tree.Operation:
        return self._prefixed("without", parts)

    def excluded(self, parts: Parts) -> Any:
        """Take what must not be held, or an operation `except` of it and its exception."""
        items: Parts = []
        for part in parts:
            if isinstance(part, tree.Path):
                items.append(_with_text_class(part))
            elif part is not None and part.type == "STRING":
                items.append(self._string(part))
        if len(items) == 1:
            return items[0]
        return self._operation("except", items)

    def compare(self, parts: Parts) -> tree.Operation:
        _, token, _ = parts
        operator = _operator_name(token)
        return self._operation(operator, parts)

    def zero(self, parts: Parts) -> tree.Operation:
        return self._operation("prints_zero", parts)

    # ---- figures

    def sum(self, parts: Parts) -> tree.Operation:
        _, sign, _ = parts
        operator = "plus" if sign == "+" else "minus"
        return self._operation(operator, parts)

    def product(self, parts: Parts) -> tree.Operation:
        token, _, operand = parts
        factor = self.number([token])
        return self._operation("times", [factor, operand])

    def negative(self, parts: Parts) -> Any:
        sign, operand = parts
        if sign == "+":
            return operand
        return self._prefixed("neg", parts)

    def number(self, parts: Parts) -> tree.Number:
        token, *percent = parts
        span = self._token_span(token)
        return tree.Number(str(token), any(percent), span=span)

    def amount(self, parts: Parts) -> tree.Number:
        token = parts[0]
        span = self._token_span(token)
        digits = _DIGITS.match(token)
        assert digits is not None
        unit = token[digits.end() :]
        return tree.Number(digits.group(), unit=unit, span=span)

    # ---- texts, lists and paths

    def string(self, parts: Parts) -> tree.String:
        return self._string(parts[0])

    def items(self, parts: Parts) -> tree.Items:
        arguments = _without_tokens(parts)
        values = [argument.value for argument in arguments]
        span = self._span_of(values)
        return tree.Items(tuple(values), span=span)

    def argument(self, parts: Parts) -> tree.Argument:
        value = parts[0]
        where = parts[2] if len(parts) > 2 else None
        span = self._span_of([value, where])
        return tree.Argument(value, where, span=span)

    def scoped(self, parts: Parts) -> tree.Operation:
        """Join a path and the scope behind it, or what a keyword takes out of it."""
        has_keyword = any(map(_is_token, parts))
        operator = "except" if has_keyword else "both"
        return self._operation(operator, parts)

    def path(self, parts: Parts) -> tree.Path:
        span = self._span_of(parts)
        return tree.Path(tuple(parts), span=span)

    def step(self, parts: Parts) -> tree.Step:
        token, *all_brackets = parts
        name = self._name(token)
        index: tuple[tree.Expression, ...] = ()
        arguments: tuple[tree.Argument, ...] | None = None
        for brackets in all_brackets:
            if isinstance(brackets, _Index):
                index = brackets.keys
            else:
                arguments = brackets.values
        return tree.Step(name, index, arguments, span=name.span)

    def index(self, parts: Parts) -> _Index:
        keys = _without_tokens(parts)
        return _Index(tuple(keys))

    def arguments(self, parts: Parts) -> _Arguments:
        values = _without_tokens(parts)
        return _Arguments(tuple(values))

    def dynamic(self, parts: Parts) -> tree.Step:
        name = self._name(parts[0])
        return tree.Step(name, dynamic=True, span=name.span)

    # ---- heads

    def _token(self, token: lark.Token, kind: str) -> HeadToken:
        span = self._token_span(token)
        return HeadToken(kind, str(token), span)

    def let_head(self, parts: Parts) -> tree.LetHead:
        token, _, value = parts
        # Inner blanks at either end are no part of a name, as in references to it.
        text = str(token).strip("【】").strip()
        name = tree.Name(text, span=self._token_span(token))
        span = self._span_of([name, value])
        return tree.LetHead(name, value, span=span)

    def severity_head(self, parts: Parts) -> Assembly:
        """Take the words, and the condition between 若 and 否则 as the filter."""
        words = []
        condition = None
        for part in parts:
            if not _is_token(part):
                condition = part
            elif part.type == "NAME":
                words.append(self._token(part, "word"))
        return Assembly(tuple(words), condition)

    def for_head(self, parts: Parts) -> Assembly:
        """Take the parts of the sources, and the filter behind the keyword 其中."""
        tokens: list[HeadToken] = []
        for position, part in enumerate(parts):
            if _is_token(part):
                return Assembly(tuple(tokens), parts[position + 1])
            if part is not None:
                tokens.append(_as_head_token(part))
        return Assembly(tuple(tokens))

    def quantifier(self, parts: Parts) -> HeadToken:
        token = parts[0]
        word = spelled("quantifier")[str(token)]
        span = self._token_span(token)
        return HeadToken("quantifier", word, span)

    def declaration(self, parts: Parts) -> Assembly:
        tokens = []
        for part in parts:
            if _is_token(part):
                tokens.append(self._token(part, "sign"))
            else:
                tokens.append(part)
        return Assembly(tuple(tokens))

    def word(self, parts: Parts) -> HeadToken:
        return self._token(parts[0], "word")

    def text(self, parts: Parts) -> HeadToken:
        string = self._string(parts[0])
        return HeadToken("text", string, string.span)

    def __default__(self, data: Any, children: list[Any], meta: Any) -> Any:
        """Make the values of rules whose names are words of Python, and of the joints of 对于."""
        name = str(data)
        if name in _JOINTS:
            return self._token(children[0], name)
        if name == "not":
            return self._prefixed("not", children)
        return lark.Tree(data, children, meta)


def _as_head_token(part: Any) -> HeadToken:
    if isinstance(part, HeadToken):
        return part
    return HeadToken("path", part, part.span)


def _with_text_class(path: tree.Path) -> tree.Path:
    """Mark the first name of a path as a keyword if it is one for a class of text."""
    first, *later = path.steps
    text_class = spelled("text_class").get(first.name.value)
    if text_class is None:
        return path
    name = attrs.evolve(first.name, value=text_class, builtin=True)
    step = attrs.evolve(first, name=name)
    return attrs.evolve(path, steps=(step, *later))
