"""Cut folded text into figures, cues, years, marks and the words between them."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable, Iterator

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import DATE, FISCAL_YEAR, MYRIADS
from budgetrules.core.units import UNITS
from budgetrules.core.units import YEAR as YEAR_UNIT
from budgetrules.schema.cues import Cue, CueKind, CueWords
from budgetrules.schema.vocabulary import Vocabulary

# A number, as the narrative prints it; a sign in front where nothing else stands that makes it a
# range or a version.
_ALONE = r"(?<!\d)(?<!\d[.,\u2063])(?<![/=<>≤≥])"
_SIGNED = r"(?:(?<![\dA-Za-z\-)])[-+△])?"
_NUMBER = rf"{_ALONE}{_SIGNED}{_ALONE}\d[\d,]*(?:\.\d+)?"
# Words behind a number may stand in brackets: 50万元(含)以上.
_BRACKETED = r"(?:\([^()]{1,4}\))?"
_MARKS = "[,;。:、()\u2063\x1f]"
# No name in brackets is longer, and no code.
_LONGEST_ASIDE = 40


class TokenKind(enum.Enum):
    """What a stretch of text is."""

    FIGURE = "figure"
    CUE = "cue"
    YEAR = "year"
    LIMIT = "limit"
    MARK = "mark"
    WORD = "word"


@attrs.frozen(slots=True)
class Token:
    """A stretch of folded text from `start` to `end`; a cue says which, a figure has a unit."""

    kind: TokenKind
    text: str
    start: int
    end: int
    cue: Cue | None = None
    unit: str = ""

    def is_cue(self, *kinds: CueKind) -> bool:
        """Tell whether it is a cue of one of these kinds."""
        return self.cue is not None and self.cue.kind in kinds

    def is_mark(self, marks: str) -> bool:
        """Tell whether it is one of these marks."""
        return self.kind is TokenKind.MARK and self.text in marks


@attrs.frozen(eq=False)
class Lexer:
    """The pattern of everything that is not mere words, and the cue of each word."""

    pattern: re.Pattern[str]
    cues: dict[str, Cue]

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
        """Yield the tokens of a part of a text, in order, without gaps."""
        if end is None:
            end = len(text)
        at = start
        for match in self.pattern.finditer(text, start, end):
            if match.start() > at:
                yield _word(text, at, match.start())
            yield self._token(match)
            at = match.end()
        if at < end:
            yield _word(text, at, end)

    def _token(self, match: re.Match[str]) -> Token:
        name = match.lastgroup or ""
        text = match.group()
        start, end = match.span()
        if name == "number":
            unit = match.group("unit")
            return Token(TokenKind.FIGURE, text, start, end, unit=unit)
        if name == "cue":
            cue = self.cues[text]
            if cue.kind is CueKind.PLAIN:
                return Token(TokenKind.WORD, text, start, end)
            return Token(TokenKind.CUE, text, start, end, cue=cue)
        kind = _KINDS[name]
        return Token(kind, text, start, end)


_KINDS = {
    "limit": TokenKind.LIMIT,
    "date": TokenKind.WORD,
    "aside": TokenKind.WORD,
    "year": TokenKind.YEAR,
    "mark": TokenKind.MARK,
}


def _word(text: str, start: int, end: int) -> Token:
    return Token(TokenKind.WORD, text[start:end], start, end)


@functools.lru_cache(maxsize=16)
def lexer(cues: CueWords, vocabulary: Vocabulary) -> Lexer:
    """Make the lexer for the cues and units of a country."""
    by_word: dict[str, Cue] = {}
    limits: list[str] = []
    for cue in cues.cues:
        for word in map(fold, cue.words):
            if cue.kind is CueKind.THRESHOLD:
                limits.append(word)
            elif word not in _MARKS:
                by_word.setdefault(word, cue)
    any_unit = _any_of((*vocabulary.text_units, *_units_of_figures()))
    # 万 stands for 万元 where nothing else is behind it.
    unit = rf"{any_unit}|[{MYRIADS}](?={_MARKS}|$|{_any_of(by_word)})"
    figure = rf"{_NUMBER}(?P<unit>{unit})"
    limit = rf"{_NUMBER}(?:{any_unit}){_BRACKETED}(?:{_any_of(limits)})"
    aside = rf"\([^()\d%]{{1,{_LONGEST_ASIDE}}}\)|\(\d{{2,7}}[^()\d%.,]?\)"
    alternatives = (
        f"(?P<limit>{limit})",
        f"(?P<number>{figure})",
        f"(?P<date>{DATE})",
        f"(?P<year>{FISCAL_YEAR})",
        f"(?P<cue>{_any_of(by_word)})",
        f"(?P<aside>{aside})",
        f"(?P<mark>{_MARKS})",
    )
    return Lexer(re.compile("|".join(alternatives)), by_word)


def _units_of_figures() -> Iterator[str]:
    """Yield the units of the rule language that stand behind figures; 年 stands behind years."""
    for symbol, unit in UNITS.items():
        if unit.dimension != YEAR_UNIT.dimension:
            yield symbol


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for one of some words, the longest first; of none for no words."""
    longest_first = sorted(set(map(fold, words)), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or "(?!)"
