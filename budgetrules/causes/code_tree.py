"""What a code list says of the rows of a list: which codes belong directly above and below a row, and which are not printed."""

from __future__ import annotations

from collections.abc import Mapping

from budgetrules.causes.places import Locator
from budgetrules.core.names import fold
from budgetrules.model.disclosure import Row
from budgetrules.schema.sources import CodeEntry

_STEP = 2


def entries_of(list_id: str, locator: Locator) -> Mapping[str, CodeEntry]:
    """The code list of a table's rows; nothing for what the narrative says and for lists without codes."""
    if list_id in locator.doc.disclosure.statements:
        return {}
    key = locator.doc.schema(list_id).code_key()
    held = locator.doc.declarations.codelists.get(key.codelist or "") if key is not None else None
    return held.entries if held is not None else {}


def printed_codes(list_id: str, locator: Locator) -> set[str]:
    """The codes of the rows that a list prints."""
    data = locator.doc.disclosure.list_data(list_id)
    return {row.code for row in data.rows if row.code is not None} if data is not None else set()


def lacking_code(list_id: str, name: str, locator: Locator) -> str | None:
    """The code of the one row of this name that the list lacks beside rows that it prints."""
    entries, printed = entries_of(list_id, locator), printed_codes(list_id, locator)
    found = [
        code
        for code in entries
        if code[:-_STEP] in printed and code not in printed and _is_called(entries[code], name)
    ]
    return found[0] if len(found) == 1 else None


def lacks_beside(name: str, row: Row, locator: Locator) -> bool:
    """Whether a list lacks the row of this name directly above or below a row."""
    entries = entries_of(row.list_id, locator) if row.code is not None else {}
    printed = printed_codes(row.list_id, locator) if entries else set()
    near = (code for code in entries if code not in printed and code[:-_STEP] == row.code)
    above = entries.get((row.code or "")[:-_STEP])
    return any(_is_called(entries[code], name) for code in near) or (
        above is not None and above.code not in printed and _is_called(above, name)
    )


def _is_called(entry: CodeEntry, name: str) -> bool:
    return name in map(fold, entry.names)
