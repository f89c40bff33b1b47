"""Lark's parse tree → values of language/tree.py, with columns of the whole line."""

from __future__ import annotations

from typing import Any

import attrs
import lark

from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import of_kind, spelled


def _relation(token: lark.Token) -> str:
    """The name of an operator: the id of its keyword, or its sign."""
    keyword = token.type.lower()
    return keyword if keyword in of_kind("word") else str(token)


def _is_mark(part: Any) -> bool:
    """Whether a part is a keyword or sign, or an alternative that isn't there."""
    return part is None or (isinstance(part, lark.Token) and part.type != "STRING")


@attrs.frozen
class Piece:
    """A part of a head whose parts are put together later: a word, a text, a number, a sign, or a path."""

    kind: str
    value: Any
    span: Span


@attrs.frozen
class Assembly:
    """The pieces of a declaring head or of 对于, in order, and the filter behind them."""

    pieces: tuple[Piece, ...]
    where: tree.Expression | None = None


class Transformer(lark.Transformer[lark.Token, Any]):
    """Bottom-up over the parse tree of one head; `column` is where the head begins in its line."""

    def __init__(self, file: str, line: int, column: int) -> None:
        super().__init__(visit_tokens=False)
        self._file = file
        self._line = line
        self._column = column

    def _token_span(self, token: lark.Token) -> Span:
        start = self._column + (token.start_pos or 0)
        return Span(self._file, self._line, start, start + len(token))

    def _join(self, *parts: Any) -> Span:
        spans = [part.span for part in parts if part is not None]
        return Span(
            self._file,
            self._line,
            min(span.column for span in spans),
            max(span.end for span in spans),
        )

    def _name(self, token: lark.Token) -> tree.Name:
        text = str(token)
        if text.startswith("【"):
            return tree.Name(text[1:-1].strip(), span=self._token_span(token))
        builtin = spelled("builtin").get(text)
        return tree.Name(builtin or text, builtin is not None, span=self._token_span(token))

    def _string(self, token: lark.Token) -> tree.String:
        return tree.String(str(token)[1:-1], span=self._token_span(token))

    # ---- expressions

    def condition(self, parts: list[Any]) -> Any:
        return parts[0]

    def iff(self, parts: list[Any]) -> tree.Operation:
        return tree.Operation("iff", (parts[0], parts[2]), span=self._join(parts[0], parts[2]))

    def disjunction(self, parts: list[Any]) -> tree.Operation:
        operands = tuple(part for part in parts if not isinstance(part, lark.Token))
        return tree.Operation("or", operands, span=self._join(*operands))

    def conjunction(self, parts: list[Any]) -> tree.Operation:
        operands = tuple(part for part in parts if not isinstance(part, lark.Token))
        return tree.Operation("and", operands, span=self._join(*operands))

    def _prefixed(self, operator: str, parts: list[Any]) -> tree.Operation:
        start = self._token_span(parts[0])
        return tree.Operation(
            operator,
            (parts[1],),
            span=Span(self._file, self._line, start.column, parts[1].span.end),
        )

    def has(self, parts: list[Any]) -> tree.Operation:
        return self._prefixed("has", parts)

    def lacks(self, parts: list[Any]) -> tree.Operation:
        return self._prefixed("lacks", parts)

    def exists(self, parts: list[Any]) -> tree.Operation:
        return tree.Operation("exists", (), span=self._token_span(parts[0]))

    def without(self, parts: list[Any]) -> tree.Operation:
        held = tuple(part for part in parts if not isinstance(part, lark.Token))
        start = self._token_span(parts[0])
        return tree.Operation(
            "without", held, span=Span(self._file, self._line, start.column, held[-1].span.end)
        )

    def excluded(self, parts: list[Any]) -> Any:
        kept = [self._excluded_item(part) for part in parts if not _is_mark(part)]
        if len(kept) == 1:
            return kept[0]
        return tree.Operation("except", tuple(kept), span=self._join(*kept))

    def _excluded_item(self, part: Any) -> Any:
        """A text, or a path whose first name may be a class of text."""
        if isinstance(part, lark.Token):
            return self._string(part)
        first = part.steps[0]
        text_class = spelled("text_class").get(first.name.value)
        if text_class is None:
            return part
        name = attrs.evolve(first.name, value=text_class, builtin=True)
        return attrs.evolve(part, steps=(attrs.evolve(first, name=name), *part.steps[1:]))

    def compare(self, parts: list[Any]) -> tree.Operation:
        left, token, right = parts
        return tree.Operation(_relation(token), (left, right), span=self._join(left, right))

    def zero(self, parts: list[Any]) -> tree.Operation:
        return tree.Operation("prints_zero", (parts[0],), span=parts[0].span)

    def sum(self, parts: list[Any]) -> tree.Operation:
        left, token, right = parts
        return tree.Operation(
            "plus" if token == "+" else "minus", (left, right), span=self._join(left, right)
        )

    def product(self, parts: list[Any]) -> tree.Operation:
        number = self.number(parts[:1])
        return tree.Operation("times", (number, parts[2]), span=self._join(number, parts[2]))

    def negative(self, parts: list[Any]) -> Any:
        return self._prefixed("neg", parts) if parts[0] == "-" else parts[1]

    def number(self, parts: list[Any]) -> tree.Number:
        return tree.Number(
            str(parts[0]), len(parts) > 1 and parts[1] is not None, span=self._token_span(parts[0])
        )

    def amount(self, parts: list[Any]) -> tree.Number:
        text = str(parts[0])
        number = text.rstrip("亿万千百元")
        return tree.Number(number, unit=text[len(number) :], span=self._token_span(parts[0]))

    def string(self, parts: list[Any]) -> tree.String:
        return self._string(parts[0])

    def items(self, parts: list[Any]) -> tree.Items:
        values = tuple(part.value for part in parts if isinstance(part, tree.Argument))
        return tree.Items(values, span=self._join(*values))

    def argument(self, parts: list[Any]) -> tree.Argument:
        where = parts[2] if len(parts) > 2 else None
        return tree.Argument(parts[0], where, span=self._join(parts[0], where))

    def scoped(self, parts: list[Any]) -> tree.Operation:
        operands = tuple(part for part in parts if not isinstance(part, lark.Token))
        operator = "except" if len(parts) == 3 else "both"
        return tree.Operation(operator, operands, span=self._join(*operands))

    def path(self, parts: list[Any]) -> tree.Path:
        return tree.Path(tuple(parts), span=self._join(*parts))

    def step(self, parts: list[Any]) -> tree.Step:
        name = self._name(parts[0])
        index = next(
            (part[1] for part in parts[1:] if isinstance(part, tuple) and part[0] == "index"), ()
        )
        arguments = next(
            (part[1] for part in parts[1:] if isinstance(part, tuple) and part[0] == "arguments"),
            None,
        )
        return tree.Step(name, index, arguments, span=name.span)

    def index(self, parts: list[Any]) -> tuple[str, tuple[Any, ...]]:
        return "index", tuple(part for part in parts if not isinstance(part, lark.Token))

    def arguments(self, parts: list[Any]) -> tuple[str, tuple[Any, ...]]:
        return "arguments", tuple(part for part in parts if not isinstance(part, lark.Token))

    def dynamic(self, parts: list[Any]) -> tree.Step:
        name = self._name(parts[0])
        return tree.Step(name, dynamic=True, span=name.span)

    # ---- heads

    def let_head(self, parts: list[Any]) -> tree.LetHead:
        name = tree.Name(str(parts[0]).strip("【】"), span=self._token_span(parts[0]))
        return tree.LetHead(name, parts[2], span=self._join(name, parts[2]))

    def severity_head(self, parts: list[Any]) -> Assembly:
        words = [
            Piece("word", str(part), self._token_span(part))
            for part in parts
            if isinstance(part, lark.Token) and part.type == "NAME"
        ]
        where = next(
            (part for part in parts if part is not None and not isinstance(part, lark.Token)), None
        )
        return Assembly(tuple(words), where)

    def for_head(self, parts: list[Any]) -> Assembly:
        pieces = tuple(
            part if isinstance(part, Piece) else Piece("path", part, part.span)
            for part in self._for_parts(parts)
        )
        return Assembly(
            pieces, parts[-1] if len(parts) > 1 and isinstance(parts[-2], lark.Token) else None
        )

    def _for_parts(self, parts: list[Any]) -> list[Any]:
        end = next(
            (at for at, part in enumerate(parts) if isinstance(part, lark.Token)), len(parts)
        )
        return [part for part in parts[:end] if part is not None]

    def _piece(self, parts: list[Any], kind: str) -> Piece:
        return Piece(kind, str(parts[0]), self._token_span(parts[0]))

    def quantifier(self, parts: list[Any]) -> Piece:
        return Piece("quantifier", spelled("quantifier")[str(parts[0])], self._token_span(parts[0]))

    def declaration(self, parts: list[Any]) -> Assembly:
        return Assembly(
            tuple(
                self._piece([part], "sign") if isinstance(part, lark.Token) else part
                for part in parts
            )
        )

    def word(self, parts: list[Any]) -> Piece:
        return self._piece(parts, "word")

    def text(self, parts: list[Any]) -> Piece:
        return Piece("text", self._string(parts[0]), self._token_span(parts[0]))

    def __default__(self, data: Any, children: list[Any], meta: Any) -> Any:
        name = str(data)
        if name in ("in", "with", "by", "matching", "comma"):
            return self._piece(children, name)
        if name == "not":
            return self._prefixed("not", children)
        return lark.Tree(data, children, meta)
