"""The heads of clauses, parsed with lark: LALR with a contextual lexer, one parser for all shapes, built at first use."""

from __future__ import annotations

import functools
import re

import lark

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.core.operators import OPERATORS
from budgetrules.core.spans import Span
from budgetrules.core.units import UNITS
from budgetrules.language.text import tree
from budgetrules.language.text.keywords import keywords, spelled
from budgetrules.language.text.transform import Assembly, Transformer
from budgetrules.resources import resource_folder

_STARTS = ["condition", "for_head", "let_head", "severity_head", "declaration"]
# Longer ones first: the lexer takes the first that fits. "=" stands in other places too.
_SIGNS = sorted(
    (name for name, operator in OPERATORS.items() if not operator.is_word and name != "="),
    key=len,
    reverse=True,
)
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
    rules = "\n".join(
        (folder / f"{name}.lark").read_text(encoding="utf-8")
        for name in ("expressions", "clauses", "words")
    )
    quantifiers = "|".join(re.escape(word) for word in spelled("quantifier"))
    words = "\n".join(
        f"{keyword.id.upper()}.4: /({re.escape(keyword.zh)}|{re.escape(keyword.en)})(?!\\w)/"
        for keyword in keywords()
        if keyword.kind == "word"
    )
    money = "|".join(re.escape(name) for name, unit in UNITS.items() if unit.dimension == "money")
    terminals = (
        _TERMINALS.replace("{quantifiers}", quantifiers)
        .replace("{words}", words)
        .replace("{money}", money)
        .replace("{signs}", "|".join(map(re.escape, _SIGNS)))
    )
    return lark.Lark(
        rules + terminals,
        parser="lalr",
        lexer="contextual",
        start=_STARTS,
        propagate_positions=True,
        maybe_placeholders=True,
    )


def parse_head(
    start: str, text: str, file: str, line: int, column: int
) -> tree.Head | Assembly | Diagnostic:
    """Parse the rest of a line that begins at `column`; a diagnostic says what was not expected and what was."""
    where = Span(file, line, column, column + max(1, len(text)))
    try:
        parsed = _parser().parse(text, start=start)
    except lark.exceptions.UnexpectedToken as error:
        return _unexpected(error, text, file, line, column)
    except lark.exceptions.UnexpectedCharacters as error:
        found_at = error.pos_in_stream or 0
        at = column + found_at
        return Diagnostic(
            "L104",
            Severity.ERROR,
            {"found": text[found_at : found_at + 1]},
            Span(file, line, at, at + 1),
        )
    except lark.exceptions.LarkError:
        return Diagnostic("L103", Severity.ERROR, {"found": text}, where)
    try:
        found: tree.Head | Assembly = Transformer(file, line, column).transform(parsed)
    except lark.exceptions.VisitError as error:
        if isinstance(error.orig_exc, RecursionError):
            return Diagnostic("L113", Severity.ERROR, {}, where)
        raise
    except RecursionError:
        return Diagnostic("L113", Severity.ERROR, {}, where)
    return found


def _unexpected(
    error: lark.exceptions.UnexpectedToken, text: str, file: str, line: int, column: int
) -> Diagnostic:
    token = error.token
    wanted = _words_for(error.accepts or error.expected)
    if token.type == "$END":
        end = column + len(text)
        return Diagnostic("L105", Severity.ERROR, {}, Span(file, line, end, end + 1), None, wanted)
    at = column + (token.start_pos or 0)
    span = Span(file, line, at, at + max(1, len(str(token))))
    return Diagnostic(
        "L103",
        Severity.ERROR,
        {"found": str(token)},
        span,
        closest(str(token), wanted) if wanted else None,
        wanted,
    )


_SHOWN = {
    "NAME": "名称", "STRING": "“文字”", "NUMBER": "数", "EQUALS": "=", "SIGN": " ".join(_SIGNS), "PLUS_MINUS": "+ -",
    "LPAR": "(", "RPAR": ")", "LSQB": "[", "RSQB": "]", "COMMA": ",", "DOT": ".",
}  # fmt: skip


def _words_for(terminals: set[str] | frozenset[str]) -> tuple[str, ...]:
    """Terminals as people write them, keywords first."""
    words = {keyword.id.upper(): keyword.zh for keyword in keywords() if keyword.kind == "word"}
    named = [words[name] for name in words if name in terminals]
    return (*named, *(shown for name, shown in _SHOWN.items() if name in terminals))
