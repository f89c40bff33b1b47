"""What a code list says of the rows of a list: which codes are above and below, and not printed."""

from __future__ import annotations

from collections.abc import Iterator

from budgetrules.causes.places import Locator
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row
from budgetrules.schema.sources import CodeList

_STEP = 2


def codelist_of(list_id: str, locator: Locator) -> CodeList | None:
    """Return the code list of the key of a list, if the form gives one."""
    key = locator.doc.schema(list_id).code_key()
    if key is None or key.codelist is None:
        return None
    return locator.doc.declarations.codelists.get(key.codelist)


def codelist_of_table(list_id: str, locator: Locator) -> CodeList | None:
    """Return the code list of a table's rows; None for statements and lists without codes."""
    if list_id in locator.doc.disclosure.statements:
        return None
    return codelist_of(list_id, locator)


def names_of_code(row: Row, locator: Locator) -> set[str]:
    """Return the folded names that a row's code has."""
    codelist = codelist_of_table(row.list_id, locator)
    entry = codelist.entries.get(row.code or "") if codelist is not None else None
    return set(map(fold, entry.names)) if entry is not None else set()


def printed_codes(list_id: str, locator: Locator) -> set[str]:
    """Return the codes of the rows that a list prints."""
    return {row.code for row in locator.rows_of_list(list_id) if row.code is not None}


def lacking_code(list_id: str, name: str, locator: Locator) -> str | None:
    """Return the code of the one row of this name that a list lacks below a row that it prints.

    `name` is folded.
    """
    codelist = codelist_of_table(list_id, locator)
    if codelist is None:
        return None
    printed = printed_codes(list_id, locator)
    codes: list[str] = []
    for above in printed:
        codes.extend(code for code in _below(above, name, codelist) if code not in printed)
    return codes[0] if len(codes) == 1 else None


def lacks_beside(name: str, row: Row, locator: Locator) -> bool:
    """Return whether a list lacks the row of this (folded) name directly above or below a row."""
    codelist = codelist_of_table(row.list_id, locator)
    if codelist is None or row.code is None:
        return False
    codes = [*_below(row.code, name, codelist)]
    above = codelist.entries.get(row.code[:-_STEP])
    if above is not None and name in map(fold, above.names):
        codes.append(above.code)
    if not codes:
        return False
    printed = printed_codes(row.list_id, locator)
    return any(code not in printed for code in codes)


def _below(code: str, name: str, codelist: CodeList) -> Iterator[str]:
    """Yield the codes of a name directly below a code."""
    yield from codelist.namesakes.get((code, len(code) + _STEP, name), ())
