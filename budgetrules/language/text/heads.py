"""Parse the heads of clauses with lark: LALR with a contextual lexer.

One parser for all shapes of heads is built at first use.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable

import attrs
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
from budgetrules.schema.names import own_name

_STARTS = ["condition", "for_head", "let_head", "severity_head", "declaration"]


def _signs() -> list[str]:
    """List the signs of operators, but for "=", which stands in other places too."""
    signs = []
    for name, operator in OPERATORS.items():
        if not operator.is_word and name != "=":
            signs.append(name)
    # Longer ones first: the lexer takes the first that fits.
    return sorted(signs, key=len, reverse=True)


_SIGNS = _signs()
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
    return lark.Lark(
        _grammar(),
        parser="lalr",
        lexer="contextual",
        start=_STARTS,
        propagate_positions=True,
        maybe_placeholders=True,
    )


def _grammar() -> str:
    """Put the grammar of all heads together: the files of grammar/, and the terminals."""
    parts = []
    folder = resource_folder("grammar")
    for name in ("expressions", "clauses", "words"):
        path = folder / f"{name}.lark"
        parts.append(path.read_text(encoding="utf-8"))
    parts.append(_terminals())
    return "\n".join(parts)


def _terminals() -> str:
    """Fill the words of the language and the units of money into the terminals."""
    words = map(_terminal, of_kind("word").values())
    fillings = {
        "{quantifiers}": _any_of(spelled("quantifier")),
        "{words}": "\n".join(words),
        "{money}": _any_of(_units_of_money()),
        "{signs}": _any_of(_SIGNS),
    }
    text = _TERMINALS
    for gap, filling in fillings.items():
        text = text.replace(gap, filling)
    return text


def _units_of_money() -> list[str]:
    names = []
    for name, unit in UNITS.items():
        if unit.dimension == "money":
            names.append(name)
    return names


def _any_of(words: Iterable[str]) -> str:
    """Write a regular expression that matches one of some words."""
    return "|".join(map(re.escape, words))


def _terminal(keyword: Keyword) -> str:
    """Write the line of the grammar for a word of the language, in both spellings."""
    name = _terminal_name(keyword)
    words = _any_of((keyword.zh, keyword.en))
    return f"{name}.4: /({words})(?!\\w)/"


def _terminal_name(keyword: Keyword) -> str:
    return keyword.id.upper()


def parse_head(start: str, text: str, where: Span) -> tree.Head | Assembly | Diagnostic:
    """Parse the rest of a line, which stands at `where`, by the rule `start` of the grammar.

    A diagnostic says what was not expected and what was.
    """
    try:
        parsed = _parser().parse(text, start=start)
        transformed: tree.Head | Assembly = Transformer(where).transform(parsed)
    except lark.exceptions.UnexpectedToken as error:
        return _unexpected_token(error, text, where)
    except lark.exceptions.UnexpectedCharacters as error:
        position = error.pos_in_stream or 0
        character = text[position : position + 1]
        return error_at(_within(where, position, 1), "L104", found=character)
    except lark.exceptions.VisitError as error:
        if not isinstance(error.orig_exc, RecursionError):
            raise
        return error_at(where, "L113")
    except lark.exceptions.LarkError:
        return error_at(where, "L103", found=text)
    except RecursionError:
        return error_at(where, "L113")
    return transformed


def _within(where: Span, position: int, length: int) -> Span:
    """Narrow a place to so many characters from a position in it on."""
    start = where.column + position
    end = start + max(1, length)
    return attrs.evolve(where, column=start, end=end)


def _unexpected_token(
    error: lark.exceptions.UnexpectedToken,
    text: str,
    where: Span,
) -> Diagnostic:
    token = error.token
    wanted = _words_for(error.accepts or error.expected)
    if token.type == "$END":
        behind = _within(where, len(text), 1)
        return error_at(behind, "L105", allowed=wanted)
    printed = str(token)
    place = _within(where, token.start_pos or 0, len(printed))
    nearest = closest(printed, wanted)
    return error_at(place, "L103", nearest, wanted, found=printed)


_SHOWN = {
    "NAME": own_name("shown_name"),
    "STRING": own_name("shown_text"),
    "NUMBER": own_name("shown_number"),
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
    shown: dict[str, str] = {}
    for keyword in of_kind("word").values():
        shown[_terminal_name(keyword)] = keyword.zh
    shown.update(_SHOWN)
    words = []
    for terminal, word in shown.items():
        if terminal in terminals:
            words.append(word)
    return tuple(words)
