"""Read the lines below the rows of a table: sentences that the form has there, and any others."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budgetrules.core.names import fold
from budgetrules.model.disclosure import Claim, Place, Problem
from budgetrules.model.problems import warning
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.narrative.matcher import folded, match
from budgetrules.schema.forms import Sentence, Table

_MOST_LINES = 6
_LONGEST_QUOTE = 40


@attrs.frozen(eq=False)
class Notes:
    """What stands below a table: claims, and the places of lines that say nothing the form has."""

    claims: tuple[Claim, ...]
    unread: tuple[Place, ...]
    problems: tuple[Problem, ...]


def read_notes(table: Table, lines: Sequence[RawLine]) -> Notes:
    """Read sentences below the rows as claims; any other line there is reported, never dropped."""
    text = folded(lines)
    claims: list[Claim] = []
    covered: set[int] = set()
    for sentence in table.notes:
        claim = find_note(sentence, lines) or match(sentence, text)
        if claim is not None:
            claims.append(claim)
            covered |= lines_of(claim, lines)
    unread: list[Place] = []
    problems: list[Problem] = []
    for line in lines:
        words = line.text.strip()
        if words and line.number not in covered:
            place = _place(line, words)
            unread.append(place)
            problems.append(_unread_problem(table, words, place))
    return Notes(
        claims=tuple(claims),
        unread=tuple(unread),
        problems=tuple(problems),
    )


def _place(line: RawLine, words: str) -> Place:
    """Say where a whole line stands; no characters of it are told."""
    place = line.place(words, 0, len(line.text))
    return attrs.evolve(place, chars=None)


def _unread_problem(
    table: Table,
    words: str,
    place: Place,
) -> Problem:
    """Report a line below a table that is no sentence of the form."""
    return warning("N109", place, table=table.id, text=words[:_LONGEST_QUOTE])


def find_note(sentence: Sentence, lines: Sequence[RawLine]) -> Claim | None:
    """Return the statement that begins at a line, the last such one: above it may stand
    anything.
    """
    for at in reversed(range(len(lines))):
        few = lines[at : at + _MOST_LINES]
        text = folded(few)
        claim = match(sentence, text, start=True)
        if claim is not None:
            return claim
    return None


def lines_of(claim: Claim, lines: Sequence[RawLine]) -> set[int]:
    """Return the numbers of the lines a claim stands on: from its first for as many as its text
    needs.
    """
    first = claim.place.line or 0
    left = len(fold(claim.place.text))
    covered: set[int] = set()
    for line in lines:
        if line.number < first:
            continue
        if left <= 0:
            break
        covered.add(line.number)
        left -= len(fold(line.text))
    return covered
