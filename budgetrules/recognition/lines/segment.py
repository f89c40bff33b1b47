"""Cut a row's text into its printed cells, by the kinds of the columns.

Cells are parted by single spaces and a blank cell is nothing between two of them, so `a  b` is a,
blank, b. A code or an amount is one token, a text may be several (its indentation is empty tokens
in front).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

import attrs

from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.recognition.words import label_ornament
from budgetrules.schema.forms import Column, ColumnKind, Table, TableList
from budgetrules.schema.vocabulary import Vocabulary

DASHES = {"-", "—", "–", "－", "——", "--", "─", "/"}
# What a line that ends a cell ends with.
CELL_ENDS = (" ", "\u3000")
_CODE = re.compile(r"[0-9０-９]{1,7}")
# 05 is a part of a code, never an amount.
_CODE_PART = re.compile(r"[0０][0-9０-９]")


_KINDS = {ColumnKind.CODE: "code", ColumnKind.AMOUNT: "amount"}
_CODE_DIGITS = 3

# A token of a row and where it begins.
Token = tuple[str, int]
Tokens = Sequence[Token]


@attrs.frozen
class Field:
    """A printed cell to be filled, of a list and a column.

    Its kind is code, text, amount, or coded: a code and a name in one cell.
    """

    list_id: str
    column: Column
    kind: str


@attrs.frozen(slots=True)
class TextSpan:
    """Where a printed cell stands in the row's text."""

    start: int
    end: int

    def moved_left(self, by: int) -> TextSpan:
        """Return the same span after some characters in front are gone."""
        start = max(0, self.start - by)
        end = max(0, self.end - by)
        return TextSpan(start, end)


@attrs.frozen
class Layout:
    """The printed cells of a table's rows from left to right, and the labels of its rows.

    `amounts_behind` is how many cells at the end hold amounts, `least_tokens` how many tokens a row
    has in which no text holds a space. `is_single` says that codes, texts and amounts follow each
    other once, as in a single list.
    """

    fields: tuple[Field, ...]
    labels: frozenset[str]
    amounts_behind: int
    vocabulary: Vocabulary
    least_tokens: int = attrs.field(init=False)
    is_single: bool = attrs.field(init=False)

    @least_tokens.default
    def _count_least_tokens(self) -> int:
        return sum(map(_width, self.fields))

    @is_single.default
    def _find_whether_single(self) -> bool:
        if not self.amounts_behind:
            return False
        front = self.fields[: -self.amounts_behind]
        return all(field.kind in ("code", "text") for field in front)


def _width(field: Field) -> int:
    """Count the tokens of a cell in which no text holds a space."""
    if field.kind == "coded":
        return 2
    return 1


@functools.lru_cache(maxsize=256)
def layout(table: Table) -> Layout:
    """Lay out the printed cells of a table: lists side by side, one after the other."""
    fields: list[Field] = []
    labels: set[str] = set()
    for item in table.lists:
        fields.extend(_fields(item))
        labels.update(fold(word) for word in item.total_labels)
        for row in item.rows:
            labels.update(bare_label(label, table.vocabulary) for label in row.labels)
    amounts_behind = 0
    for field in reversed(fields):
        if field.kind != "amount":
            break
        amounts_behind += 1
    return Layout(
        fields=tuple(fields),
        labels=frozenset(labels),
        amounts_behind=amounts_behind,
        vocabulary=table.vocabulary,
    )


def field_of(item: TableList, column: Column) -> Field:
    """Make the field of a column by itself: a code, an amount or a text."""
    kind = _KINDS.get(column.kind, "text")
    return Field(item.id, column, kind)


def _fields(item: TableList) -> list[Field]:
    """List the printed cells of a list; a code without parts shares the cell of the name."""
    fields: list[Field] = []
    # A line of text has no heads over its cells: a column that some leave out can't be told from
    # a blank one.
    columns = [column for column in item.columns if not column.optional]
    code: Column | None = None
    for column in columns:
        if code is not None and column.kind is ColumnKind.NAME:
            fields[-1] = Field(
                list_id=item.id,
                column=column,
                kind="coded",
            )
            code = None
            continue
        fields.append(field_of(item, column))
        is_whole_code = column.kind is ColumnKind.CODE and column.part is None
        code = column if is_whole_code else None
    return fields


@functools.lru_cache(maxsize=4096)
def bare_label(text: str, vocabulary: Vocabulary) -> str:
    """Take numbering, words before a label (其中:) and white space off a label."""
    return label_ornament(vocabulary).sub("", fold(text))


def tokens(text: str) -> list[Token]:
    """Split a row to its tokens, each with its start; one trailing space ends the last cell."""
    body = text
    if text.endswith(CELL_ENDS):
        body = text[:-1]
    parts: list[Token] = []
    start = 0
    for part in body.split(" "):
        parts.append((part, start))
        start += len(part) + 1
    return parts


def words_of(text: str) -> list[str]:
    """Split a row to its tokens, without the empty ones."""
    return [token for token, _ in tokens(text) if token]


@functools.lru_cache(maxsize=65536)
def is_amount(token: str) -> bool:
    """Tell whether a token can stand in an amount column: blank, a number or a dash."""
    if not token or token in DASHES:
        return True
    if _CODE_PART.match(token):
        return False
    return parse_decimal(token) is not None


@functools.lru_cache(maxsize=65536)
def is_code(token: str) -> bool:
    """Tell whether a token can stand in a code column: blank, or up to seven digits."""
    return not token or _CODE.fullmatch(token) is not None


def is_surely_amount(token: str) -> bool:
    """Tell whether a token can only be an amount."""
    return is_amount(token) and not is_code(token)


_PARTED = re.compile(r"\d{3}(?:[-/·]\d{2}){1,3}|\d{3}(?:\.\d{2}){2,3}")
_PARTED_BY_DOT = re.compile(r"\d{3}\.\d{2}")
_NOT_DIGITS = re.compile(r"\D")


@functools.lru_cache(maxsize=65536)
def plain_code(text: str, *, surely: bool = False) -> str:
    """Take the signs out that some print between the parts of a code: 201-03-01 → 2010301.

    Any other text stays as it is. `surely`: it stands where codes do, so that 201.03 is a code too
    and no amount.
    """
    folded = fold(text)
    is_parted = _PARTED.fullmatch(folded) is not None
    if surely and not is_parted:
        is_parted = _PARTED_BY_DOT.fullmatch(folded) is not None
    if not is_parted:
        return text
    return _NOT_DIGITS.sub("", folded)


def segment(
    text: str, plan: Layout, official_names: Mapping[str, str], *, padded: bool = False
) -> list[TextSpan] | None:
    """Cut a complete row into its printed cells; None if it isn't complete.

    `official_names` holds the name of each code. `padded`: cells missing on the right are blank.
    """
    parts = tokens(text)
    if padded:
        blank: Token = ("", len(text))
        parts.extend([blank] * _lacking(parts, plan))
    if len(parts) < len(plan.fields):
        return None
    if plan.is_single:
        return _in_order(parts, plan, official_names)
    return _one_token_a_cell(parts, plan) or _cheapest_cut(parts, plan)


def _in_order(
    parts: Tokens, plan: Layout, official_names: Mapping[str, str]
) -> list[TextSpan] | None:
    """Cut codes, then texts, then amounts: only the border between two texts is not counted off."""
    behind = plan.amounts_behind
    amounts = parts[-behind:]
    fits = len(parts) == len(plan.fields)
    if not _can_be_amounts(amounts, fits=fits):
        return None
    front = plan.fields[:-behind]
    code_count = 0
    for field in front:
        if field.kind != "code":
            break
        code_count += 1
    codes = parts[:code_count]
    if not all(is_code(token) for token, _ in codes):
        return None
    rest = parts[code_count:-behind]
    code = "".join(token for token, _ in codes)
    official_name = official_names.get(_half_width(code), "")
    texts = _text_spans(rest, len(front) - code_count, official_name)
    if texts is None:
        return None
    return [*map(_token_span, codes), *texts, *map(_token_span, amounts)]


def _text_spans(rest: Tokens, count: int, official_name: str) -> list[TextSpan] | None:
    """Cut tokens to none, one or two texts; None if there are more, or they end in a number."""
    if count == 0:
        return []
    last, _ = rest[-1]
    if len(rest) > count and parse_decimal(last) is not None:
        return None
    if count == 1:
        return [_span(rest)]
    if count == 2:
        border = _border(rest, official_name)
        return [_span(rest[:border]), _span(rest[border:])]
    return None


def _half_width(codes: str) -> str:
    if codes.isascii():
        return codes
    return fold(codes)


# A number that a converter or a typist spoiled: 1,O2O.5O, 12.3.4, 12。50, #REF!, ######.
_SPOILED = re.compile(r"(?=.*\d)[-+△\dOoIl|,，.。．·:;'\"`]{3,}|#[A-Z/0]+[!?]?|[#*]{2,}")


@functools.lru_cache(maxsize=4096)
def is_spoiled(token: str) -> bool:
    """Tell whether a token is no number but can only have been one."""
    return not is_amount(token) and _SPOILED.fullmatch(token) is not None


def _can_be_amounts(parts: Tokens, *, fits: bool) -> bool:
    """Tell whether tokens are amounts, some of them perhaps spoiled.

    Spoiled ones count if others are right, or the row has one token for each cell (`fits`).
    """
    wrong = [token for token, _ in parts if not is_amount(token)]
    if not wrong:
        return True
    is_any_right = any(token and is_amount(token) for token, _ in parts)
    if not fits and not is_any_right:
        return False
    return all(map(is_spoiled, wrong))


def _border(rest: Tokens, official_name: str) -> int:
    """Find where the second of two texts begins.

    It is behind the code's official name, at a blank, or else behind the first word.
    """
    words = [token for token, _ in rest]
    first = _next_word(words, 0)
    if official_name:
        folded_name = fold(official_name)
        text = ""
        for at in range(first, len(words)):
            text += fold(words[at])
            if text == folded_name:
                return at + 1
    blank = _next_blank(words, first + 1)
    if blank < len(words):
        return blank
    return min(first + 1, len(words) - 1)


def _next_word(words: Sequence[str], at: int) -> int:
    """Find the first token from `at` on that is not blank, or the end."""
    while at < len(words) and not words[at]:
        at += 1
    return at


def _next_blank(words: Sequence[str], at: int) -> int:
    """Find the first blank token from `at` on, or the end."""
    while at < len(words) and words[at]:
        at += 1
    return at


def _token_span(part: Token) -> TextSpan:
    token, start = part
    return TextSpan(start, start + len(token))


def _span(parts: Tokens) -> TextSpan:
    """Span from the first to the last token that is not blank."""
    filled = [part for part in parts if part[0]]
    if not filled:
        start = 0
        if parts:
            start = parts[0][1]
        return TextSpan(start, start)
    last, last_start = filled[-1]
    _, start = filled[0]
    return TextSpan(start, last_start + len(last))


def _lacking(parts: Tokens, plan: Layout) -> int:
    """Count the blank cells that an editor cut off on the right."""
    words = [token for token, _ in parts]
    if plan.is_single:
        behind = _amounts_behind_blank(words, plan)
        if behind is not None:
            return plan.amounts_behind - behind
    amounts = 0
    for word in reversed(words):
        if amounts == plan.amounts_behind or not is_amount(word):
            break
        amounts += 1
    return plan.amounts_behind - amounts


def _amounts_behind_blank(words: Sequence[str], plan: Layout) -> int | None:
    """Count the amounts behind a blank second text; None if that is not what the row shows.

    Of two texts the second is blank if nothing follows the first; then only amounts can follow.
    """
    text_count = sum(field.kind == "text" for field in plan.fields)
    if text_count != 2:
        return None
    code_count = len(plan.fields) - plan.amounts_behind - text_count
    first = _next_word(words, code_count)
    blank = _next_blank(words, first + 1)
    behind = words[blank + 1 :]
    if not behind or len(behind) > plan.amounts_behind:
        return None
    if not all(map(is_amount, behind)):
        return None
    if any(map(is_surely_amount, words[first:blank])):
        return None
    return len(behind)


def _one_token_a_cell(parts: Tokens, plan: Layout) -> list[TextSpan] | None:
    """Cut one token a cell, two where a code and a name share one: most rows are like that.

    It is what the cheapest cut would be, found at once.
    """
    if len(parts) != plan.least_tokens:
        return None
    spans: list[TextSpan] = []
    at = 0
    for field in plan.fields:
        width = _width(field)
        cell = parts[at : at + width]
        if not _surely_fits(cell, field.kind, plan):
            return None
        _, start = cell[0]
        last, last_start = cell[-1]
        spans.append(TextSpan(start, last_start + len(last)))
        at += width
    return spans


def _surely_fits(cell: Tokens, kind: str, plan: Layout) -> bool:
    """Tell whether tokens can be nothing but a cell of a kind."""
    token, _ = cell[0]
    if kind == "coded":
        name, _ = cell[1]
        if not token or not name:
            return False
        return is_code(token) and not is_amount(name)
    if kind == "amount":
        return is_amount(token) and not _is_like_code(token)
    if kind != "text":
        return False
    return not token or bare_label(token, plan.vocabulary) in plan.labels


def _is_like_code(token: str) -> bool:
    """Tell whether an amount may as well be the code of a class: 201."""
    return len(token) == _CODE_DIGITS and token.isdigit()


_TOO_DEAR = 1000
# What it costs to read a cell as one of its kind, against what it shows.
_AMOUNT_LIKE_CODE = 5
_SPOILED_AMOUNT = 50
_NUMBER_IN_TEXT = 100
_UNKNOWN_TEXT, _UNKNOWN_CODED = 10, 20
_BLANK_INSIDE = 3
_CODE_WITHOUT_NAME = 10
_FURTHER_BLANK = 2

# The cost of the cells from (field, token) on, and where the first of them ends.
_Cell = tuple[int, int]
_Costs = dict[tuple[int, int], _Cell]


def _cheapest_cut(parts: Tokens, plan: Layout) -> list[TextSpan] | None:
    """Give every token to a cell as cheaply as can be, by dynamic programming from the right."""
    count = len(parts)
    fields = plan.fields
    if count > 60 + len(fields):
        return None
    words = [token for token, _ in parts]
    costs: _Costs = {(len(fields), count): (0, count)}
    for index in reversed(range(len(fields))):
        for begin in range(count):
            cell = _cheapest_cell(words, plan, index, begin, costs)
            if cell is not None:
                costs[index, begin] = cell
    if (0, 0) not in costs:
        return None
    spans: list[TextSpan] = []
    begin = 0
    for index in range(len(fields)):
        _, end = costs[index, begin]
        spans.append(_span(parts[begin:end]))
        begin = end
    return spans


def _cheapest_cell(
    words: list[str], plan: Layout, index: int, begin: int, costs: _Costs
) -> _Cell | None:
    """Choose the end of a cell that begins at a token: its cost with all behind it, and the end."""
    kind = plan.fields[index].kind
    cheapest: _Cell | None = None
    last = len(words)
    if kind in ("amount", "code"):
        last = begin + 1
    for end in range(begin + 1, last + 1):
        rest = costs.get((index + 1, end))
        if rest is None:
            continue
        cost_behind, _ = rest
        cost = cost_behind + _cost(words[begin:end], kind, plan)
        if cost < _TOO_DEAR and (cheapest is None or cost < cheapest[0]):
            cheapest = (cost, end)
    return cheapest


def _cost(words: list[str], kind: str, plan: Layout) -> int:
    """Weigh tokens as a cell of a kind."""
    if kind == "amount":
        return _amount_cost(words[0])
    if kind == "code":
        if is_code(words[0]):
            return 0
        return _TOO_DEAR
    filled = [word for word in words if word]
    if not filled:
        return _FURTHER_BLANK * (len(words) - 1)
    inner_blanks = len(words) - _next_word(words, 0) - len(filled)
    label = bare_label("".join(filled), plan.vocabulary)
    is_label = label in plan.labels
    name = filled
    has_code = kind == "coded" and is_code(filled[0])
    if has_code:
        name = filled[1:]
    if _has_number(name):
        return _NUMBER_IN_TEXT
    cost = _BLANK_INSIDE * inner_blanks
    if kind == "coded":
        return cost + _coded_cost(name, is_known=is_label, has_code=has_code)
    if not is_label:
        cost += _UNKNOWN_TEXT
    further_words = len(filled) - 1
    return cost + further_words


def _amount_cost(word: str) -> int:
    if is_amount(word):
        if _is_like_code(word):
            return _AMOUNT_LIKE_CODE
        return 0
    if is_spoiled(word):
        return _SPOILED_AMOUNT
    return _TOO_DEAR


def _coded_cost(name: Sequence[str], *, is_known: bool, has_code: bool) -> int:
    """Weigh the words of a name that shares its cell with a code."""
    if not name and not is_known:
        return _CODE_WITHOUT_NAME + _UNKNOWN_CODED
    if not name:
        return _CODE_WITHOUT_NAME + 1
    if is_known or has_code:
        return 1
    return _UNKNOWN_CODED


def _has_number(words: Sequence[str]) -> bool:
    return any(parse_decimal(word) is not None for word in words)
