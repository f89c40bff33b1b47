"""A row's text → its printed cells, by the kinds of the columns.

Cells are parted by single spaces and a blank cell is nothing between two of them, so `a  b` is a, blank, b. A code or an
amount is one token, a text may be several (its indentation is empty tokens in front).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.schema.forms import Column, ColumnKind, Table, TableList

DASHES = {"-", "—", "–", "－", "——", "--", "─", "/"}
_CODE = re.compile(r"[0-9０-９]{1,7}")
# 05 is a part of a code, never an amount.
_CODE_PART = re.compile(r"[0０][0-9０-９]")


@attrs.frozen
class Field:
    """A printed cell to be filled: the list and column it belongs to. `coded` holds a code and a name in one cell."""

    list_id: str
    column: Column
    kind: str


@attrs.frozen(slots=True)
class Piece:
    """Where a printed cell stands in the row's text."""

    start: int
    end: int


@attrs.frozen
class Layout:
    """The printed cells of a table's rows from left to right, and what is known of its labels."""

    fields: tuple[Field, ...]
    labels: frozenset[str]
    amounts_behind: int

    @property
    def least_tokens(self) -> int:
        """How many tokens a row has if no text holds a space."""
        return sum(2 if field.kind == "coded" else 1 for field in self.fields)


@functools.lru_cache(maxsize=256)
def layout(table: Table) -> Layout:
    """The printed cells of a table: lists side by side one after the other; a code without parts shares the name's cell."""
    fields: list[Field] = []
    labels: set[str] = set()
    for item in table.lists:
        fields.extend(_fields(item))
        labels.update(bare_label(label) for row in item.rows for label in row.labels)
        labels.update(fold(word) for word in item.total_labels)
    behind = 0
    while behind < len(fields) and fields[-1 - behind].kind == "amount":
        behind += 1
    return Layout(tuple(fields), frozenset(labels), behind)


def _fields(item: TableList) -> list[Field]:
    found: list[Field] = []
    skip = False
    # A line of text has no heads over its cells: a column that some leave out can't be told from a blank one.
    columns = [column for column in item.columns if not column.optional]
    for at, column in enumerate(columns):
        if skip:
            skip = False
            continue
        if (
            column.kind is ColumnKind.CODE
            and column.part is None
            and at + 1 < len(columns)
            and columns[at + 1].kind is ColumnKind.NAME
        ):
            found.append(Field(item.id, columns[at + 1], "coded"))
            skip = True
            continue
        kind = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}.get(column.kind, "text")
        found.append(Field(item.id, column, kind))
    return found


_ORNAMENT = re.compile(
    r"^(?:其中:|减:|加:|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、](?!\d))+"
)


@functools.lru_cache(maxsize=4096)
def bare_label(text: str) -> str:
    """A label without numbering, 其中 and white space."""
    return _ORNAMENT.sub("", fold(text))


def tokens(text: str) -> list[tuple[str, int]]:
    """The tokens of a row and where each begins; one trailing space ends the last cell."""
    body = text[:-1] if text.endswith((" ", "\u3000")) else text
    found = []
    start = 0
    for part in body.split(" "):
        found.append((part, start))
        start += len(part) + 1
    return found


@functools.lru_cache(maxsize=65536)
def is_amount(token: str) -> bool:
    """Whether a token can stand in an amount column: blank, a number or a dash."""
    return (
        not token
        or token in DASHES
        or (parse_decimal(token) is not None and not _CODE_PART.match(token))
    )


@functools.lru_cache(maxsize=65536)
def is_code(token: str) -> bool:
    """Whether a token can stand in a code column."""
    return not token or _CODE.fullmatch(token) is not None


_PARTED = re.compile(r"\d{3}(?:[-/·]\d{2}){1,3}|\d{3}(?:\.\d{2}){2,3}")
_PARTED_BY_DOT = re.compile(r"\d{3}\.\d{2}")


@functools.lru_cache(maxsize=65536)
def plain_code(text: str, *, surely: bool = False) -> str:
    """A code without the signs that some print between its parts: 201-03-01 → 2010301; any other text as it is.

    `surely`: it stands where codes do, so that 201.03 is one too and no amount.
    """
    folded = fold(text)
    parted = _PARTED.fullmatch(folded) or (surely and _PARTED_BY_DOT.fullmatch(folded))
    return re.sub(r"\D", "", folded) if parted else text


def segment(
    text: str, plan: Layout, known: Mapping[str, str], *, padded: bool = False
) -> list[Piece] | None:
    """The printed cells of a row that is complete; None if it isn't one. `padded`: cells missing on the right are blank."""
    parts = tokens(text)
    if padded:
        parts.extend([("", len(text))] * _lacking(parts, plan))
    if len(parts) < len(plan.fields):
        return None
    return (
        _in_order(parts, plan, known)
        if _is_single(plan)
        else _plain(parts, plan) or _best(parts, plan)
    )


def _is_single(plan: Layout) -> bool:
    kinds = [field.kind for field in plan.fields]
    middle = kinds[: len(kinds) - plan.amounts_behind]
    return plan.amounts_behind > 0 and "amount" not in middle and "coded" not in middle


def _in_order(
    parts: list[tuple[str, int]], plan: Layout, known: Mapping[str, str]
) -> list[Piece] | None:
    """Codes first, then texts, then amounts: everything but the border between two texts is counted off."""
    behind = plan.amounts_behind
    amounts = parts[-behind:]
    if not _are_amounts([token for token, _ in amounts], len(parts) == len(plan.fields)):
        return None
    front = plan.fields[:-behind]
    rest = parts[:-behind]
    pieces: list[Piece] = []
    codes = ""
    at = 0
    while at < len(front) and front[at].kind == "code":
        token, start = rest[at]
        if not is_code(token):
            return None
        codes += token
        pieces.append(Piece(start, start + len(token)))
        at += 1
    texts = len(front) - at
    rest = rest[at:]
    if texts == 1:
        pieces.append(_span(rest))
    elif texts == 2:
        border = _border(rest, known.get(_half_width(codes), ""))
        pieces.extend([_span(rest[:border]), _span(rest[border:])])
    elif texts:
        return None
    if (
        any(parse_decimal(token) is not None for token, _ in rest[-1:])
        and texts
        and len(rest) > texts
    ):
        return None
    pieces.extend(Piece(start, start + len(token)) for token, start in amounts)
    return pieces


def _half_width(codes: str) -> str:
    return codes if codes.isascii() else fold(codes)


# A number that a converter or a typist spoiled: 1,O2O.5O, 12.3.4, 12。50, #REF!, ######.
_SPOILED = re.compile(r"(?=.*\d)[-+△\dOoIl|,，.。．·:;'\"`]{3,}|#[A-Z/0]+[!?]?|[#*]{2,}")


@functools.lru_cache(maxsize=4096)
def is_spoiled(token: str) -> bool:
    """Whether a token is no number but can only have been one."""
    return not is_amount(token) and _SPOILED.fullmatch(token) is not None


def _are_amounts(found: Sequence[str], fits: bool) -> bool:
    """Amounts, some of which may be spoiled if others are right or the row has one token for each of its cells (`fits`)."""
    wrong = [token for token in found if not is_amount(token)]
    if not wrong:
        return True
    right = sum(1 for token in found if token and is_amount(token))
    return all(is_spoiled(token) for token in wrong) and (fits or right > 0)


def _border(rest: list[tuple[str, int]], name: str) -> int:
    """Where the second of two texts begins: behind the code's known name, at a blank, else behind the first word."""
    first = next((at for at, (token, _) in enumerate(rest) if token), len(rest))
    text = ""
    for at in range(first, len(rest)):
        text += fold(rest[at][0])
        if name and text == fold(name):
            return at + 1
    blank = next((at for at in range(first + 1, len(rest)) if not rest[at][0]), None)
    if blank is not None:
        return blank
    return min(first + 1, len(rest) - 1) if first < len(rest) else len(rest) - 1


def _span(parts: list[tuple[str, int]]) -> Piece:
    held = [(token, start) for token, start in parts if token]
    if not held:
        start = parts[0][1] if parts else 0
        return Piece(start, start)
    return Piece(held[0][1], held[-1][1] + len(held[-1][0]))


def _lacking(parts: list[tuple[str, int]], plan: Layout) -> int:
    """How many blank cells an editor cut off on the right."""
    texts = sum(field.kind == "text" for field in plan.fields)
    if texts == 2 and _is_single(plan):
        # Of two texts the second is blank if nothing follows the first; then only amounts can follow.
        codes = len(plan.fields) - plan.amounts_behind - texts
        words = [token for token, _ in parts]
        first = next((at for at in range(codes, len(words)) if words[at]), len(words))
        blank = next((at for at in range(first + 1, len(words)) if not words[at]), len(words))
        behind = words[blank + 1 :]
        before = any(is_amount(word) and not is_code(word) for word in words[first:blank])
        if (
            behind
            and not before
            and len(behind) <= plan.amounts_behind
            and all(is_amount(word) for word in behind)
        ):
            return plan.amounts_behind - len(behind)
    amounts = 0
    while (
        amounts < len(parts) and amounts < plan.amounts_behind and is_amount(parts[-1 - amounts][0])
    ):
        amounts += 1
    return plan.amounts_behind - amounts


def _plain(parts: list[tuple[str, int]], plan: Layout) -> list[Piece] | None:
    """One token a cell, two where a code and a name share one: most rows, and what `_best` would find for them."""
    if len(parts) != plan.least_tokens:
        return None
    pieces, at = [], 0
    for field in plan.fields:
        token, start = parts[at]
        end = start + len(token)
        if field.kind == "coded":
            name, begin = parts[at + 1]
            if not token or not name or not is_code(token) or is_amount(name):
                return None
            end = begin + len(name)
            at += 1
        elif field.kind == "amount":
            if not is_amount(token) or (len(token) == 3 and token.isdigit()):
                return None
        elif field.kind == "code" or (token and bare_label(token) not in plan.labels):
            return None
        pieces.append(Piece(start, end))
        at += 1
    return pieces


def _best(parts: list[tuple[str, int]], plan: Layout) -> list[Piece] | None:
    """Lists side by side: the cheapest way to give every token to a cell, by dynamic programming."""
    count, fields = len(parts), plan.fields
    if count > 60 + len(fields):
        return None
    best: dict[tuple[int, int], tuple[int, int]] = {(len(fields), count): (0, count)}
    for index in range(len(fields) - 1, -1, -1):
        for begin in range(count):
            found = _cheapest(parts, plan, fields[index].kind, index, begin, best)
            if found is not None:
                best[(index, begin)] = found
    if (0, 0) not in best or best[(0, 0)][0] >= _TOO_DEAR:
        return None
    pieces, begin = [], 0
    for index in range(len(fields)):
        end = best[(index, begin)][1]
        pieces.append(_span(parts[begin:end]))
        begin = end
    return pieces


_TOO_DEAR = 1000


def _cheapest(
    parts: list[tuple[str, int]],
    plan: Layout,
    kind: str,
    index: int,
    begin: int,
    best: dict[tuple[int, int], tuple[int, int]],
) -> tuple[int, int] | None:
    found: tuple[int, int] | None = None
    last = begin + 1 if kind in ("amount", "code") else len(parts)
    for end in range(begin + 1, last + 1):
        rest = best.get((index + 1, end))
        if rest is None:
            continue
        cost = _cost([token for token, _ in parts[begin:end]], kind, plan) + rest[0]
        if cost < _TOO_DEAR and (found is None or cost < found[0]):
            found = (cost, end)
    return found


def _cost(words: list[str], kind: str, plan: Layout) -> int:
    if kind == "amount":
        return (
            0
            if is_amount(words[0]) and not (words[0].isdigit() and len(words[0]) == 3)
            else 5
            if is_amount(words[0])
            else 50
            if is_spoiled(words[0])
            else _TOO_DEAR
        )
    if kind == "code":
        return 0 if is_code(words[0]) else _TOO_DEAR
    held = [word for word in words if word]
    if not held:
        return 2 * (len(words) - 1)
    known = bare_label("".join(held)) in plan.labels
    inner = len(words) - (next(at for at, word in enumerate(words) if word)) - len(held)
    if kind == "coded":
        rest = held[1:] if is_code(held[0]) else held
        if any(parse_decimal(word) is not None for word in rest):
            return 100
        return (1 if known or (is_code(held[0]) and rest) else 20) + 3 * inner + (0 if rest else 10)
    if any(parse_decimal(word) is not None for word in held):
        return 100
    return (0 if known else 10) + 3 * inner + len(held) - 1
