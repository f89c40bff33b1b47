"""The heads of clauses, parsed with lark: LALR with a contextual lexer, one parser for all shapes,
built at first use.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable

import lark

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.operators import OPERATORS
from budgetrules.core.spans import Span
from budgetrules.core.units import UNITS
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import Keyword, of_kind, spelled
from budgetrules.language.text.transform import Assembly, Transformer
from budgetrules.resources import resource_folder

_STARTS = ["condition", "for_head", "let_head", "severity_head", "declaration"]
# Longer ones first: the lexer takes the first that fits. "=" stands in other places too.
_SIGNS = [name for name, operator in OPERATORS.items() if not operator.is_word and name != "="]
_SIGNS.sort(key=len, reverse=True)
_TERMINALS = r"""
QUANTIFIER.5: /({quantifiers})(?!\w)/
{words}
NAME: /【[^】]*】|[^\W\d]\w*/
WORD: /【[^】]*】|[^\s",「“>=]+/
STRING: /"[^"]*"|「[^」]*」|“[^”]*”/
AMOUNT.3: /\d+(\.\d+)?({money})(?!\w)/
NUMBER.2: /\d+(\.\d+)?(?!\w)/
SIGN.3: /{signs}/
EQUALS.3: "="
PLUS_MINUS.3: /[+\-]/
TIMES.3: /[×*]/
PERCENT.3: "%"
COMMA.3: ","
ABOVE.3: ">"
%ignore /[ \t]+/
"""


@functools.cache
def _parser() -> lark.Lark:
    folder = resource_folder("grammar")
    names = ("expressions", "clauses", "words")
    rules = [(folder / f"{name}.lark").read_text(encoding="utf-8") for name in names]
    grammar = "\n".join(rules) + _terminals()
    return lark.Lark(
        grammar,
        parser="lalr",
        lexer="contextual",
        start=_STARTS,
        propagate_positions=True,
        maybe_placeholders=True,
    )


def _terminals() -> str:
    """The terminals of the grammar with the words of the language and the units of money."""
    money = [name for name, unit in UNITS.items() if unit.dimension == "money"]
    parts = {
        "{quantifiers}": _any_of(spelled("quantifier")),
        "{words}": "\n".join(_terminal(keyword) for keyword in of_kind("word").values()),
        "{money}": _any_of(money),
        "{signs}": _any_of(_SIGNS),
    }
    text = _TERMINALS
    for gap, filling in parts.items():
        text = text.replace(gap, filling)
    return text


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def _terminal(keyword: Keyword) -> str:
    words = _any_of((keyword.zh, keyword.en))
    return f"{keyword.id.upper()}.4: /({words})(?!\\w)/"


def parse_head(
    start: str, text: str, file: str, line: int, column: int
) -> tree.Head | Assembly | Diagnostic:
    """Parse the rest of a line that begins at `column`.

    A diagnostic says what was not expected and what was.
    """
    where = Span(file, line, column, column + max(1, len(text)))
    try:
        parsed = _parser().parse(text, start=start)
        head: tree.Head | Assembly = Transformer(file, line, column).transform(parsed)
    except lark.exceptions.UnexpectedToken as error:
        return _unexpected(error, text, where)
    except lark.exceptions.UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        return error_at(_within(where, at, 1), "L104", found=text[at : at + 1])
    except lark.exceptions.VisitError as error:
        if not isinstance(error.orig_exc, RecursionError):
            raise
        return error_at(where, "L113")
    except lark.exceptions.LarkError:
        return error_at(where, "L103", found=text)
    except RecursionError:
        return error_at(where, "L113")
    return head


def _within(where: Span, at: int, length: int) -> Span:
    """A part of a place: so many characters from its `at`th on."""
    start = where.column + at
    return Span(where.file, where.line, start, start + max(1, length))


def _unexpected(error: lark.exceptions.UnexpectedToken, text: str, where: Span) -> Diagnostic:
    token = error.token
    wanted = _words_for(error.accepts or error.expected)
    if token.type == "$END":
        return error_at(_within(where, len(text), 1), "L105", allowed=wanted)
    printed = str(token)
    place = _within(where, token.start_pos or 0, len(printed))
    nearest = closest(printed, wanted) if wanted else None
    return error_at(place, "L103", nearest, wanted, found=printed)


_SHOWN = {
    "NAME": "名称",
    "STRING": "“文字”",
    "NUMBER": "数",
    "EQUALS": "=",
    "SIGN": " ".join(_SIGNS),
    "PLUS_MINUS": "+ -",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": ",",
    "DOT": ".",
}


def _words_for(terminals: Container[str]) -> tuple[str, ...]:
    """Terminals as people write them, keywords first."""
    words = {keyword.id.upper(): keyword.zh for keyword in of_kind("word").values()}
    shown = {**words, **_SHOWN}
    return tuple(word for terminal, word in shown.items() if terminal in terminals)
