"""Lark's parse tree → values of language/tree.py, with columns of the whole line."""

from __future__ import annotations

import itertools
import re
from typing import Any

import attrs
import lark

from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spelled

# What lark hands a rule of the grammar: tokens, and what its inner rules came to.
Parts = list[Any]
# What joins the parts of 对于.
_JOINTS = ("in", "with", "by", "matching", "comma")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def _relation(token: lark.Token) -> str:
    """The name of an operator: the id of its keyword, or its sign."""
    keyword = token.type.lower()
    return keyword if keyword in of_kind("word") else str(token)


def _is_token(part: Any) -> bool:
    return isinstance(part, lark.Token)


def _is_mark(part: Any) -> bool:
    """Whether a part is a keyword or sign, or an alternative that isn't there."""
    return part is None or (_is_token(part) and part.type != "STRING")


def _values(parts: Parts) -> tuple[Any, ...]:
    """The parts that are no keywords or signs."""
    return tuple(part for part in parts if not _is_token(part))


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


class Transformer(lark.Transformer[lark.Token, Any]):
    """Go bottom-up over the parse tree of one head, which begins at `column` of its line."""

    def __init__(self, file: str, line: int, column: int) -> None:
        super().__init__(visit_tokens=False)
        self._file = file
        self._line = line
        self._column = column

    def _span(self, start: int, end: int) -> Span:
        return Span(self._file, self._line, start, end)

    def _token_span(self, token: lark.Token) -> Span:
        start = self._column + (token.start_pos or 0)
        return self._span(start, start + len(token))

    def _join(self, *parts: Any) -> Span:
        """The span from the first of some parts to the last; absent parts don't count."""
        spans = [part.span for part in parts if part is not None]
        start = min(span.column for span in spans)
        end = max(span.end for span in spans)
        return self._span(start, end)

    def _name(self, token: lark.Token) -> tree.Name:
        text = str(token)
        span = self._token_span(token)
        if text.startswith("【"):
            return tree.Name(text[1:-1].strip(), span=span)
        builtin = spelled("builtin").get(text)
        if builtin is None:
            return tree.Name(text, span=span)
        return tree.Name(builtin, True, span=span)

    def _string(self, token: lark.Token) -> tree.String:
        return tree.String(str(token)[1:-1], span=self._token_span(token))

    # ---- expressions

    def _operation(self, operator: str, *operands: Any) -> tree.Operation:
        return tree.Operation(operator, operands, span=self._join(*operands))

    def _prefixed(self, operator: str, parts: Parts) -> tree.Operation:
        token, operand = parts
        start = self._token_span(token).column
        span = self._span(start, operand.span.end)
        return tree.Operation(operator, (operand,), span=span)

    def condition(self, parts: Parts) -> Any:
        return parts[0]

    def iff(self, parts: Parts) -> tree.Operation:
        return self._operation("iff", *_values(parts))

    def disjunction(self, parts: Parts) -> tree.Operation:
        return self._operation("or", *_values(parts))

    def conjunction(self, parts: Parts) -> tree.Operation:
        return self._operation("and", *_values(parts))

    def has(self, parts: Parts) -> tree.Operation:
        return self._prefixed("has", parts)

    def lacks(self, parts: Parts) -> tree.Operation:
        return self._prefixed("lacks", parts)

    def exists(self, parts: Parts) -> tree.Operation:
        return tree.Operation("exists", (), span=self._token_span(parts[0]))

    def without(self, parts: Parts) -> tree.Operation:
        items = _values(parts)
        start = self._token_span(parts[0]).column
        return tree.Operation("without", items, span=self._span(start, items[-1].span.end))

    def excluded(self, parts: Parts) -> Any:
        kept = [self._excluded_item(part) for part in parts if not _is_mark(part)]
        return kept[0] if len(kept) == 1 else self._operation("except", *kept)

    def _excluded_item(self, part: Any) -> Any:
        """A text, or a path whose first name may be a class of text."""
        if _is_token(part):
            return self._string(part)
        first = part.steps[0]
        text_class = spelled("text_class").get(first.name.value)
        if text_class is None:
            return part
        name = attrs.evolve(first.name, value=text_class, builtin=True)
        step = attrs.evolve(first, name=name)
        return attrs.evolve(part, steps=(step, *part.steps[1:]))

    def compare(self, parts: Parts) -> tree.Operation:
        left, token, right = parts
        return self._operation(_relation(token), left, right)

    def zero(self, parts: Parts) -> tree.Operation:
        return self._operation("prints_zero", parts[0])

    def sum(self, parts: Parts) -> tree.Operation:
        left, token, right = parts
        operator = "plus" if token == "+" else "minus"
        return self._operation(operator, left, right)

    def product(self, parts: Parts) -> tree.Operation:
        factor = self.number(parts[:1])
        return self._operation("times", factor, parts[2])

    def negative(self, parts: Parts) -> Any:
        sign, operand = parts
        return self._prefixed("neg", parts) if sign == "-" else operand

    def number(self, parts: Parts) -> tree.Number:
        token = parts[0]
        is_share = len(parts) > 1 and parts[1] is not None
        return tree.Number(str(token), is_share, span=self._token_span(token))

    def amount(self, parts: Parts) -> tree.Number:
        token = parts[0]
        digits = _DIGITS.match(token)
        assert digits is not None
        unit = token[digits.end() :]
        return tree.Number(digits.group(), unit=unit, span=self._token_span(token))

    def string(self, parts: Parts) -> tree.String:
        return self._string(parts[0])

    def items(self, parts: Parts) -> tree.Items:
        arguments = (part for part in parts if isinstance(part, tree.Argument))
        values = tuple(argument.value for argument in arguments)
        return tree.Items(values, span=self._join(*values))

    def argument(self, parts: Parts) -> tree.Argument:
        value = parts[0]
        where = parts[2] if len(parts) > 2 else None
        return tree.Argument(value, where, span=self._join(value, where))

    def scoped(self, parts: Parts) -> tree.Operation:
        operator = "except" if len(parts) == 3 else "both"
        return self._operation(operator, *_values(parts))

    def path(self, parts: Parts) -> tree.Path:
        return tree.Path(tuple(parts), span=self._join(*parts))

    def step(self, parts: Parts) -> tree.Step:
        name = self._name(parts[0])
        brackets = dict(part for part in parts[1:] if part is not None)
        index = brackets.get("index", ())
        return tree.Step(name, index, brackets.get("arguments"), span=name.span)

    def index(self, parts: Parts) -> tuple[str, tuple[Any, ...]]:
        return "index", _values(parts)

    def arguments(self, parts: Parts) -> tuple[str, tuple[Any, ...]]:
        return "arguments", _values(parts)

    def dynamic(self, parts: Parts) -> tree.Step:
        name = self._name(parts[0])
        return tree.Step(name, dynamic=True, span=name.span)

    # ---- heads

    def _token(self, token: lark.Token, kind: str) -> HeadToken:
        return HeadToken(kind, str(token), self._token_span(token))

    def let_head(self, parts: Parts) -> tree.LetHead:
        token, _, value = parts
        text = str(token).strip("【】")
        name = tree.Name(text, span=self._token_span(token))
        return tree.LetHead(name, value, span=self._join(name, value))

    def severity_head(self, parts: Parts) -> Assembly:
        tokens = [part for part in parts if _is_token(part)]
        words = (self._token(token, "word") for token in tokens if token.type == "NAME")
        conditions = [part for part in _values(parts) if part is not None]
        return Assembly(tuple(words), next(iter(conditions), None))

    def for_head(self, parts: Parts) -> Assembly:
        """Sources, and behind the keyword 其中 the filter."""
        sources = list(itertools.takewhile(lambda part: not _is_token(part), parts))
        has_filter = len(sources) < len(parts) and parts[-1] is not None
        tokens = (_as_token(part) for part in sources if part is not None)
        return Assembly(tuple(tokens), parts[-1] if has_filter else None)

    def quantifier(self, parts: Parts) -> HeadToken:
        token = parts[0]
        word = spelled("quantifier")[str(token)]
        return HeadToken("quantifier", word, self._token_span(token))

    def declaration(self, parts: Parts) -> Assembly:
        tokens = (self._token(part, "sign") if _is_token(part) else part for part in parts)
        return Assembly(tuple(tokens))

    def word(self, parts: Parts) -> HeadToken:
        return self._token(parts[0], "word")

    def text(self, parts: Parts) -> HeadToken:
        string = self._string(parts[0])
        return HeadToken("text", string, string.span)

    def __default__(self, data: Any, children: list[Any], meta: Any) -> Any:
        name = str(data)
        if name in _JOINTS:
            return self._token(children[0], name)
        if name == "not":
            return self._prefixed("not", children)
        return lark.Tree(data, children, meta)


def _as_token(part: Any) -> HeadToken:
    return part if isinstance(part, HeadToken) else HeadToken("path", part, part.span)
