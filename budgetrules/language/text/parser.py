"""Text of rules → tree: lines are nested, each line's head is parsed on its own, so one run finds every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.assemble import assemble_for, assemble_severity, assemble_words
from budgetrules.language.text.clauses import CLAUSES, TOP, allowed_under
from budgetrules.language.text.heads import parse_head
from budgetrules.language.text.keywords import of_kind, spelled, spellings
from budgetrules.language.text.lines import Line, nest
from budgetrules.language.text.transform import Assembly

_FIRST_WORD = re.compile(r"[^\s\"“「,()=]+")
# Characters of one sound or one shape that input methods mix up.
_ALIKE = {
    "检察": "检查",
    "捡查": "检查",
    "规测": "规则",
    "归则": "规则",
    "提式": "提示",
    "级另": "级别",
    "依剧": "依据",
    "对干": "对于",
    "末板": "模板",
    "莫板": "模板",
}


def parse_text(text: str, file: str) -> tuple[tree.File, tuple[Diagnostic, ...]]:
    """The tree of a rule file and every mistake in it; clauses with a mistake are left out of the tree. Never raises."""
    lines, comments, mistakes = nest(text, file)
    clauses = _clauses(lines, TOP, file, mistakes)
    mistakes.sort(key=lambda item: (item.span.line, item.span.column))
    return tree.File(tuple(clauses), comments, file), tuple(mistakes)


def _clauses(
    lines: Iterable[Line], parent: str, file: str, mistakes: list[Diagnostic]
) -> list[tree.Clause]:
    found: list[tree.Clause] = []
    for line in lines:
        clause = _clause(line, parent, file, mistakes)
        if clause is None:
            continue
        first = next((other for other in found if other.keyword == clause.keyword), None)
        if first is not None and CLAUSES[clause.keyword].once:
            mistakes.append(_second(clause, first))
            continue
        found.append(clause)
    return found


def _second(clause: tree.Clause, first: tree.Clause) -> Diagnostic:
    """The mistake of a line that may stand once and stands there already."""
    details = {"word": of_kind("line")[clause.keyword].zh, "line": str(first.span.line)}
    return Diagnostic("L117", Severity.ERROR, details, clause.span)


def _clause(line: Line, parent: str, file: str, mistakes: list[Diagnostic]) -> tree.Clause | None:
    if not line.text:
        return None
    span = Span(file, line.number, line.indent, len(line.text))
    if line.text[line.indent] == "|":
        return _table_line(line, parent, span, mistakes)
    match = _FIRST_WORD.match(line.text, line.indent)
    word = match.group() if match else line.text[line.indent]
    keyword = spelled("line").get(word)
    place = Span(file, line.number, line.indent, line.indent + len(word))
    allowed = spellings(allowed_under(parent), "line")
    if keyword is None:
        meant = _ALIKE.get(word) or closest(word, allowed) or closest(word, spelled("line"))
        mistakes.append(Diagnostic("L101", Severity.ERROR, {"found": word}, place, meant, allowed))
        return None
    spec = CLAUSES[keyword]
    if parent not in spec.parents:
        mistakes.append(Diagnostic("L102", Severity.ERROR, {"found": word}, place, None, allowed))
        return None
    start = line.indent + len(word)
    rest = line.text[start:]
    start += len(rest) - len(rest.lstrip())
    before = len(mistakes)
    head = _head(keyword, line.text[start:], file, line.number, start, mistakes)
    children = _clauses(line.children, keyword, file, mistakes)
    if len(mistakes) > before and head is None:
        return None
    return tree.Clause(keyword, head, tuple(children), line.comments, line.trailing, span=span)


_SHAPES = {
    "words": "declaration",
    "text": "declaration",
    "condition": "condition",
    "for": "for_head",
    "let": "let_head",
    "severity": "severity_head",
}


def _head(
    keyword: str, text: str, file: str, number: int, column: int, mistakes: list[Diagnostic]
) -> tree.Head | None:
    shape = CLAUSES[keyword].head
    if not text and shape != "words":
        mistakes.append(
            Diagnostic("L105", Severity.ERROR, {}, Span(file, number, column, column + 1))
        )
        return None
    parsed = parse_head(_SHAPES[shape], text, file, number, column)
    if isinstance(parsed, Diagnostic):
        mistakes.append(parsed)
        return None
    if isinstance(parsed, Assembly):
        where = Span(file, number, column, column + max(1, len(text)))
        found = _ASSEMBLE[shape](keyword, parsed, where)
        if isinstance(found, Diagnostic):
            mistakes.append(found)
            return None
        return found
    return parsed


_ASSEMBLE = {
    "words": assemble_words,
    "text": assemble_words,
    "for": assemble_for,
    "severity": assemble_severity,
}


def _table_line(
    line: Line, parent: str, span: Span, mistakes: list[Diagnostic]
) -> tree.Clause | None:
    if parent not in CLAUSES["line"].parents:
        allowed = spellings(allowed_under(parent), "line")
        mistakes.append(Diagnostic("L102", Severity.ERROR, {"found": "|"}, span, None, allowed))
        return None
    cells = line.text[line.indent :].strip()
    if not cells.endswith("|") or len(cells) < 2:
        end = len(line.text)
        mistakes.append(
            Diagnostic("L109", Severity.ERROR, {}, Span(span.file, span.line, end - 1, end))
        )
        return None
    for child in line.children:
        place = Span(span.file, child.number, child.indent, len(child.text))
        mistakes.append(Diagnostic("L107", Severity.ERROR, {}, place))
    head = tree.TableLine(tuple(cell.strip() for cell in cells[1:-1].split("|")), span=span)
    return tree.Clause("line", head, (), line.comments, line.trailing, span=span)
