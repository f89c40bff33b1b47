"""What a code list says of the rows of a list: which rows above and below are not printed."""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.causes.places import Locator
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row
from budgetrules.schema.sources import CodeEntry, CodeList

# Characters by which a code is longer than the one above it.
STEP = 2


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
    if codelist is None or row.code is None:
        return set()
    entry = codelist.entries.get(row.code)
    if entry is None:
        return set()
    return set(map(fold, entry.names))


def printed_codes(list_id: str, locator: Locator) -> set[str]:
    """Return the codes of the rows that a list prints."""
    codes: set[str] = set()
    for row in locator.rows_of_list(list_id):
        if row.code is not None:
            codes.add(row.code)
    return codes


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
        codes += _codes_below(above, name, codelist)
    codes = [code for code in codes if code not in printed]
    return codes[0] if len(codes) == 1 else None


def lacks_beside(name: str, row: Row, locator: Locator) -> bool:
    """Return whether a list lacks the row of this (folded) name directly above or below a row."""
    codelist = codelist_of_table(row.list_id, locator)
    if codelist is None or row.code is None:
        return False
    codes = set(_codes_below(row.code, name, codelist))
    code_above = row.code[:-STEP]
    above = codelist.entries.get(code_above)
    if above is not None and is_name_of(above, name):
        codes.add(above.code)
    if not codes:
        return False
    printed = printed_codes(row.list_id, locator)
    return not codes <= printed


def is_name_of(entry: CodeEntry, name: str) -> bool:
    """Return whether a (folded) name is one of a code's."""
    return name in map(fold, entry.names)


def _codes_below(code: str, name: str, codelist: CodeList) -> Sequence[str]:
    """Return the codes of a name directly below a code."""
    length = len(code) + STEP
    key = (code, length, name)
    return codelist.namesakes.get(key, ())
