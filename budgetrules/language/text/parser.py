"""Text of rules → tree: lines are nested, each line's head is parsed on its own, so one run finds
every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.assemble import assemble_for, assemble_severity, assemble_words
from budgetrules.language.text.clauses import CLAUSES, TOP, allowed_under
from budgetrules.language.text.heads import parse_head
from budgetrules.language.text.keywords import mistyped, of_kind, spelled, spellings
from budgetrules.language.text.lines import Line, nest
from budgetrules.language.text.transform import Assembly

_FIRST_WORD = re.compile(r"[^\s\"“「,()=]+")
_SHAPES = {
    "words": "declaration",
    "text": "declaration",
    "condition": "condition",
    "for": "for_head",
    "let": "let_head",
    "severity": "severity_head",
}
_ASSEMBLE = {
    "words": assemble_words,
    "text": assemble_words,
    "for": assemble_for,
    "severity": assemble_severity,
}


Mistakes = tuple[Diagnostic, ...]


def parse_text(text: str, file: str) -> tuple[tree.File, Mistakes]:
    """Parse a rule file into its tree and every mistake in it. Never raises.

    Clauses with a mistake are left out of the tree; of 对于 an empty one stays.
    """
    nested = nest(text, file)
    parser = _Parser(file)
    clauses = parser.clauses(nested.top, TOP)
    mistakes = [*nested.mistakes, *parser.mistakes]
    mistakes.sort(key=_place_in_file)
    parsed = tree.File(tuple(clauses), nested.comments, file)
    return parsed, tuple(mistakes)


def _place_in_file(mistake: Diagnostic) -> tuple[int, int]:
    return mistake.span.line, mistake.span.column


@attrs.define
class _Parser:
    """The lines of one file → clauses; mistakes are collected on the way."""

    file: str
    mistakes: list[Diagnostic] = attrs.field(factory=list)

    def _fail(
        self,
        place: Span,
        code: str,
        nearest: str | None = None,
        allowed: Iterable[str] = (),
        **details: str,
    ) -> None:
        mistake = error_at(place, code, nearest, allowed, **details)
        self.mistakes.append(mistake)

    def _span(self, line: Line, start: int, end: int) -> Span:
        return Span(self.file, line.number, start, end)

    def _whole(self, line: Line) -> Span:
        """Span a line without its indentation."""
        return self._span(line, line.indent, len(line.text))

    def clauses(self, lines: Iterable[Line], parent: str) -> list[tree.Clause]:
        """Parse lines under a parent; a clause that may stand once is kept once."""
        kept: list[tree.Clause] = []
        line_of_first: dict[str, int] = {}
        for line in lines:
            clause = self._clause(line, parent)
            if clause is None:
                continue
            keyword = clause.keyword
            first_line = line_of_first.setdefault(keyword, line.number)
            if CLAUSES[keyword].once and first_line != line.number:
                word = of_kind("line")[keyword].zh
                self._fail(clause.span, "L117", word=word, line=str(first_line))
                continue
            kept.append(clause)
        return kept

    def _clause(self, line: Line, parent: str) -> tree.Clause | None:
        if not line.text:
            return None
        if line.text[line.indent] == "|":
            return self._table_line(line, parent)
        word = _first_word(line)
        keyword = self._keyword(line, word, parent)
        if keyword is None:
            return None
        behind_word = line.indent + len(word)
        rest = line.text[behind_word:].lstrip()
        start = len(line.text) - len(rest)
        head = self._head(keyword, line, start)
        # Mistakes of the lines under it are looked for even if the line itself is broken.
        children = self.clauses(line.children, keyword)
        if head is None and keyword == "for":
            # It stays without sources: what stands under it is no check of the whole document.
            head = tree.ForHead((), span=self._whole(line))
        if head is None:
            return None
        return self._make_clause(line, keyword, head, children)

    def _make_clause(
        self,
        line: Line,
        keyword: str,
        head: tree.Head,
        children: Iterable[tree.Clause],
    ) -> tree.Clause:
        return tree.Clause(
            keyword=keyword,
            head=head,
            children=tuple(children),
            comments=line.comments,
            trailing=line.trailing,
            span=self._whole(line),
        )

    def _keyword(self, line: Line, word: str, parent: str) -> str | None:
        """Read the keyword of a line; None with a mistake if none can stand here."""
        keyword = spelled("line").get(word)
        if keyword is not None and parent in CLAUSES[keyword].parents:
            return keyword
        place = self._span(line, line.indent, line.indent + len(word))
        allowed = spellings(allowed_under(parent), "line")
        if keyword is not None:
            self._fail(place, "L102", allowed=allowed, found=word)
            return None
        nearest = _nearest_keyword(word, allowed)
        self._fail(place, "L101", nearest, allowed, found=word)
        return None

    def _head(self, keyword: str, line: Line, column: int) -> tree.Head | None:
        """Parse the head of a clause; None with a mistake where it can't be read."""
        shape = CLAUSES[keyword].head
        text = line.text[column:]
        place = self._span(line, column, column + max(1, len(text)))
        if not text and shape != "words":
            self._fail(place, "L105")
            return None
        parsed = parse_head(_SHAPES[shape], text, place)
        if isinstance(parsed, Assembly):
            assemble = _ASSEMBLE[shape]
            parsed = assemble(keyword, parsed, place)
        if isinstance(parsed, Diagnostic):
            self.mistakes.append(parsed)
            return None
        return parsed

    def _table_line(self, line: Line, parent: str) -> tree.Clause | None:
        """Parse a line `| a | b |` of an example."""
        whole = self._whole(line)
        if parent not in CLAUSES["line"].parents:
            allowed = spellings(allowed_under(parent), "line")
            self._fail(whole, "L102", allowed=allowed, found="|")
            return None
        text = line.text[line.indent :]
        if not text.endswith("|") or len(text) < 2:
            last_character = attrs.evolve(whole, column=whole.end - 1)
            self._fail(last_character, "L109")
            return None
        for child in line.children:
            place = self._whole(child)
            self._fail(place, "L107")
        cells = text[1:-1].split("|")
        stripped = map(str.strip, cells)
        head = tree.TableLine(tuple(stripped), span=whole)
        return self._make_clause(line, "line", head, ())


def _first_word(line: Line) -> str:
    match = _FIRST_WORD.match(line.text, line.indent)
    if match is None:
        return line.text[line.indent]
    return match.group()


def _nearest_keyword(word: str, allowed: Iterable[str]) -> str | None:
    """Find the keyword that a word is mistyped for: one allowed here rather than any other."""
    meant = mistyped().get(word)
    if meant is not None:
        return meant
    return closest(word, allowed) or closest(word, spelled("line"))
