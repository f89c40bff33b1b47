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


def parse_text(text: str, file: str) -> tuple[tree.File, tuple[Diagnostic, ...]]:
    """Parse a rule file into its tree and every mistake in it. Never raises.

    Clauses with a mistake are left out of the tree.
    """
    lines, comments, mistakes = nest(text, file)
    parser = _Parser(file, mistakes)
    clauses = parser.clauses(lines, TOP)
    mistakes.sort(key=lambda item: (item.span.line, item.span.column))
    return tree.File(tuple(clauses), comments, file), tuple(mistakes)


@attrs.define
class _Parser:
    """The lines of one file → clauses; mistakes are collected on the way."""

    file: str
    mistakes: list[Diagnostic]

    def clauses(self, lines: Iterable[Line], parent: str) -> list[tree.Clause]:
        """The clauses of some lines under a parent; one that may stand once is kept once."""
        kept: list[tree.Clause] = []
        for line in lines:
            clause = self._clause(line, parent)
            if clause is None:
                continue
            first = next((other for other in kept if other.keyword == clause.keyword), None)
            if first is not None and CLAUSES[clause.keyword].once:
                self.mistakes.append(_second(clause, first))
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
        start = line.indent + len(word)
        rest = line.text[start:]
        start += len(rest) - len(rest.lstrip())
        before = len(self.mistakes)
        head = self._head(keyword, line, start)
        children = self.clauses(line.children, keyword)
        if len(self.mistakes) > before and head is None:
            return None
        return self._made(line, keyword, head, children)

    def _made(
        self, line: Line, keyword: str, head: tree.Head | None, children: list[tree.Clause]
    ) -> tree.Clause:
        span = self._span(line, line.indent, len(line.text))
        return tree.Clause(
            keyword=keyword,
            head=head,
            children=tuple(children),
            comments=line.comments,
            trailing=line.trailing,
            span=span,
        )

    def _span(self, line: Line, start: int, end: int) -> Span:
        return Span(self.file, line.number, start, end)

    def _keyword(self, line: Line, word: str, parent: str) -> str | None:
        """The keyword that a line begins with; None with a mistake if it can't stand here."""
        keyword = spelled("line").get(word)
        place = self._span(line, line.indent, line.indent + len(word))
        allowed = spellings(allowed_under(parent), "line")
        if keyword is None:
            meant = mistyped().get(word) or closest(word, allowed)
            meant = meant or closest(word, spelled("line"))
            self.mistakes.append(error_at(place, "L101", meant, allowed, found=word))
            return None
        if parent not in CLAUSES[keyword].parents:
            self.mistakes.append(error_at(place, "L102", allowed=allowed, found=word))
            return None
        return keyword

    def _head(self, keyword: str, line: Line, column: int) -> tree.Head | None:
        """The head of a clause; None with a mistake where it can't be read."""
        shape = CLAUSES[keyword].head
        text = line.text[column:]
        if not text and shape != "words":
            self.mistakes.append(error_at(self._span(line, column, column + 1), "L105"))
            return None
        parsed = parse_head(_SHAPES[shape], text, self.file, line.number, column)
        if isinstance(parsed, Assembly):
            where = self._span(line, column, column + max(1, len(text)))
            parsed = _ASSEMBLE[shape](keyword, parsed, where)
        if isinstance(parsed, Diagnostic):
            self.mistakes.append(parsed)
            return None
        return parsed

    def _table_line(self, line: Line, parent: str) -> tree.Clause | None:
        """A line `| a | b |` of an example."""
        end = len(line.text)
        if parent not in CLAUSES["line"].parents:
            allowed = spellings(allowed_under(parent), "line")
            whole = self._span(line, line.indent, end)
            self.mistakes.append(error_at(whole, "L102", allowed=allowed, found="|"))
            return None
        text = line.text[line.indent :].strip()
        if not text.endswith("|") or len(text) < 2:
            self.mistakes.append(error_at(self._span(line, end - 1, end), "L109"))
            return None
        for child in line.children:
            place = self._span(child, child.indent, len(child.text))
            self.mistakes.append(error_at(place, "L107"))
        cells = tuple(cell.strip() for cell in text[1:-1].split("|"))
        head = tree.TableLine(cells, span=self._span(line, line.indent, end))
        return self._made(line, "line", head, [])


def _first_word(line: Line) -> str:
    match = _FIRST_WORD.match(line.text, line.indent)
    return match.group() if match else line.text[line.indent]


def _second(clause: tree.Clause, first: tree.Clause) -> Diagnostic:
    """The mistake of a line that may stand once and stands there already."""
    word = of_kind("line")[clause.keyword].zh
    return error_at(clause.span, "L117", word=word, line=str(first.span.line))
