"""Codes that are mere running numbers: 01, 02, 03 … whatever the names are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from budgetrules.causes.case import Case
from budgetrules.causes.cause import Cause
from budgetrules.causes.code_tree import STEP, codelist_of
from budgetrules.causes.places import Locator, is_absent
from budgetrules.causes.roots import Advice, FailedCheck, Root
from budgetrules.core.names import fold
from budgetrules.messages.message import Message, listed
from budgetrules.model.disclosure import Row
from budgetrules.schema.sources import CodeList

# So many wrong codes that count are no slips.
_LEAST = 3


def explain(case: Case) -> Iterator[Root]:
    """Yield a root for each list in which the codes below some row only count."""
    lists: dict[str, None] = {}
    for item in case.failed:
        if item.mismatch is not None and item.row is not None:
            lists[item.row.list_id] = None
    for list_id in lists:
        numbered = _numbered(list_id, case.locator)
        rows = {entry.row for entry in numbered}
        about = [item for item in case.failed if item.mismatch is not None and item.row in rows]
        if about:
            follows = _lost(list_id, numbered, case)
            yield _root(list_id, numbered, about, follows)


CAUSE = Cause("numbered", explain)


@attrs.frozen(eq=False)
class _Numbered:
    """A row whose code only counts, and the code of its name."""

    row: Row
    right: str


def _numbered(list_id: str, locator: Locator) -> list[_Numbered]:
    """Return the rows under wrong codes where all codes below one row only count."""
    codelist = codelist_of(list_id, locator)
    if codelist is None:
        return []
    below: dict[str, list[Row]] = {}
    for row in locator.rows_of_list(list_id):
        if row.code is not None:
            below.setdefault(row.code[:-STEP], []).append(row)
    numbered: list[_Numbered] = []
    in_series = 0
    for above, rows in below.items():
        if _only_count(rows):
            wrong = list(_wrong_ones(above, rows, codelist))
            numbered += wrong
            in_series += len(wrong) if len(rows) > 1 else 0
    printed = {entry.row.code for entry in numbered}
    right = {entry.right for entry in numbered}
    # Codes that are only exchanged are no numbers.
    return numbered if in_series >= _LEAST and printed != right else []


def _only_count(rows: Sequence[Row]) -> bool:
    """Return whether the last parts of codes are 01, 02, 03 … in the order of the rows."""
    for number, row in enumerate(rows, start=1):
        if row.code is None or row.code[-STEP:] != f"{number:0{STEP}}":
            return False
    return True


def _wrong_ones(above: str, rows: Sequence[Row], codelist: CodeList) -> Iterator[_Numbered]:
    """Yield the rows whose name has another code, and only one, below the same row."""
    for row in rows:
        code = row.code or ""
        key = (above, len(code), fold(row.name))
        codes = codelist.namesakes.get(key, ())
        if len(codes) != 1:
            continue
        right = codes[0]
        if right != code:
            yield _Numbered(row, right)


def _lost(list_id: str, numbered: Sequence[_Numbered], case: Case) -> Iterator[FailedCheck]:
    """Yield the failed checks that don't find these rows, or find them under codes of others."""
    codes: set[str | None] = set()
    for entry in numbered:
        codes.add(entry.right)
        codes.add(entry.row.code)
    for item in case.failed:
        concerned = case.locator.rows_concerned(item)
        lists = {row.list_id for row in concerned}
        if list_id not in lists or codes.isdisjoint(row.code for row in concerned):
            continue
        is_between_lists = len(lists) > 1
        if is_between_lists or any(map(is_absent, concerned)):
            yield item


def _root(
    list_id: str,
    numbered: Sequence[_Numbered],
    about: Sequence[FailedCheck],
    follows: Iterable[FailedCheck],
) -> Root:
    """Return the root of all checks that tell of these rows' codes, the first row's first."""
    places: Mapping[Row, int] = {entry.row: at for at, entry in enumerate(numbered)}
    rights = {entry.row: entry.right for entry in numbered}

    def voice(item: FailedCheck) -> tuple[int, int, tuple[int, int]]:
        place = 0
        if item.row is not None:
            place = places[item.row]
        return item.severity.rank, place, item.rank

    spokesman, *others = sorted(about, key=voice)
    others += [item for item in follows if item not in about]
    codes: list[Message] = []
    for entry in numbered:
        slots = {
            "code": entry.row.code or "",
            "name": entry.row.name.strip(),
            "right": entry.right,
        }
        codes.append(Message("F126", slots))
    assert spokesman.row is not None
    advice = Advice(
        value=rights[spokesman.row],
        mended=1 + len(others),
        rows=len(numbered),
        is_code=True,
    )
    return Root(
        spokesman=spokesman,
        follows=tuple(others),
        advice=advice,
        message_code="F125",
        details=(("table", list_id), ("codes", listed(codes))),
    )
