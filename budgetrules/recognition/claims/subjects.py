"""What the words in front of a figure name: a subject, a stage, a year."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.core.script import ENUMERATOR
from budgetrules.recognition.claims.tokens import Token, TokenKind
from budgetrules.schema.cues import Cue, CueKind, CueWords

_BRACKETED = re.compile(r"\([^()]*\)")
_BRACKET_IN_FRONT = re.compile(r"^\([^()]*\)")
_MARKS = re.compile(r"[\"'·]|^[、,:.]+|[、,:]+$")
_NUMBERED = re.compile(rf"^(?:\d{{1,3}}[.、]|{ENUMERATOR})")


@attrs.frozen
class Subject:
    """A subject as printed, `key` by which it is compared; what is said of stage and year."""

    text: str = ""
    key: str = ""
    stage: str = ""
    is_planned: bool = False
    year: str = ""
    is_last_year: bool = False

    def called(self, text: str, key: str) -> Subject:
        """Return the same stage and year of another subject."""
        return attrs.evolve(self, text=text, key=key)


@attrs.frozen(eq=False, kw_only=True)
class SubjectWords:
    """The words that are no part of a subject or don't tell it apart."""

    generic: tuple[str, ...]
    nouns: frozenset[str]
    conjunctions: re.Pattern[str]

    def subject(self, tokens: Sequence[Token]) -> Subject:
        """Return what words name: those behind the year, or else those in front of it."""
        stage, is_planned, year, is_last = "", False, "", False
        parts: list[list[Token]] = [[]]
        for token in tokens:
            is_year = token.kind is TokenKind.YEAR
            if is_year or token.is_cue(CueKind.LAST_YEAR):
                year = token.text[:4] if is_year else ""
                is_last = not is_year
                parts.append([])
                continue
            parts[-1].append(token)
            if token.is_cue(CueKind.PLANNED, CueKind.ACTUAL):
                stage = self.stage_of(token)
                is_planned = token.is_cue(CueKind.PLANNED)
        name = self._first_named(parts)
        return Subject(
            text=_plain("".join(token.text for token in name)),
            key=self._key_of(name),
            stage=stage,
            is_planned=is_planned,
            year=year,
            is_last_year=is_last,
        )

    def _first_named(self, parts: Sequence[Sequence[Token]]) -> Sequence[Token]:
        """Return the last of some parts that names something; else the last one."""
        trimmed = [_without_edges(part) for part in parts]
        named = [part for part in trimmed if self._key_of(part)]
        if named:
            return named[-1]
        return trimmed[-1]

    def _key_of(self, tokens: Sequence[Token]) -> str:
        """Return the key of a name; a stage is no part of it but for its noun: 支出决算."""
        texts: list[str] = []
        for token in tokens:
            text = token.text
            if token.is_cue(CueKind.TOTAL, CueKind.THIS_YEAR):
                continue
            if token.is_cue(CueKind.PLANNED, CueKind.ACTUAL):
                noun = self.key(text)
                text = noun if noun in self.nouns else ""
            texts.append(text)
        return self.key("".join(texts))

    def named(self, name: str) -> Subject:
        """Return the subject of a name."""
        return Subject(text=name, key=self.key(name))

    def key(self, text: str) -> str:
        """Return a name without what doesn't tell it apart from others."""
        plain = _BRACKETED.sub("", text)
        for word in self.generic:
            plain = plain.replace(word, "")
        return _plain(plain)

    def names(self, tokens: Sequence[Token]) -> list[str]:
        """Return the names that stand before 分别, each by itself."""
        parts: list[list[Token]] = [[]]
        for token in tokens:
            if token.kind is TokenKind.YEAR or token.is_cue(CueKind.LAST_YEAR):
                parts.append([])
            else:
                parts[-1].append(token)
        best: list[str] = []
        for part in parts:
            text = _plain("".join(token.text for token in _without_edges(part)))
            names = [name for name in self.conjunctions.split(text) if name]
            if len(names) > len(best):
                best = names
        return best

    def is_same(self, key: str, other: str) -> bool:
        """Tell whether a shorter name may stand for a longer one: 支出 for 财政拨款支出."""
        return key == other or key.endswith(other)

    def is_noun(self, key: str) -> bool:
        """Tell whether a name is but a general word: 支出."""
        return key in self.nouns

    def ends_as_whole(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words end as a whole does before its share."""
        for token in reversed(tokens):
            if token.is_cue(CueKind.OF):
                return True
            if not token.is_cue(CueKind.GENERIC, CueKind.FILLER):
                return False
        return False

    def stage_of(self, token: Token) -> str:
        """Return the stage a cue names: the first word of its kind."""
        assert token.cue is not None
        return token.cue.words[0]


_EDGES = (
    CueKind.FILLER,
    CueKind.EACH,
    CueKind.OF,
    CueKind.AND,
    CueKind.WITH,
    CueKind.PARTS,
    CueKind.ALL_PARTS,
    CueKind.AND_SO_ON,
    CueKind.FROM,
    CueKind.GOES_ON,
    CueKind.RESPECTIVELY,
)


def _without_edges(tokens: Sequence[Token]) -> Sequence[Token]:
    """Take fillers and marks away at both ends."""
    start, end = 0, len(tokens)
    while start < end and _is_edge(tokens[start]):
        start += 1
    while start < end and _is_edge(tokens[end - 1]):
        end -= 1
    return tokens[start:end]


def _is_edge(token: Token) -> bool:
    return token.kind in (TokenKind.MARK, TokenKind.FIGURE) or token.is_cue(*_EDGES)


def _plain(text: str) -> str:
    """Take quotation marks, a bracket or a number in front, and marks at the ends away."""
    plain = _MARKS.sub("", _BRACKET_IN_FRONT.sub("", text))
    return _MARKS.sub("", _NUMBERED.sub("", plain))


@functools.lru_cache(maxsize=64)
def subject_words(cues: CueWords) -> SubjectWords:
    """Return the words of a country's cues."""
    return SubjectWords(
        generic=tuple(_longest_first(_words(cues.cues, CueKind.GENERIC))),
        nouns=frozenset(_words(cues.cues, CueKind.NOUN)),
        conjunctions=re.compile(_any_of(_words(cues.cues, CueKind.AND))),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, _longest_first(words))) or "(?!)"


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _words(cues: Iterable[Cue], kind: CueKind) -> list[str]:
    words: list[str] = []
    for cue in cues:
        if cue.kind is kind:
            words.extend(map(fold, cue.words))
    return words
