"""The vocabulary of a country's disclosures.

Words that the engine looks for and that no form prescribes.
"""

from __future__ import annotations

import attrs


# Compared by identity: what is worked out from a vocabulary is kept under it.
@attrs.frozen(eq=False, kw_only=True)
class Vocabulary:
    """Words by what they are for, each in the order in which they are tried.

    A pack gives them in a table with the columns `id` and `words` (parted by |); `id` is the name
    of a field below. Words of a pack take the place of those of the packs it builds on. Words are
    compared as `core.names.fold` leaves them.
    """

    # What stands behind the name of a department and does not make it another one.
    entity_suffixes: tuple[str, ...] = ()
    # How a total row is called where the form does not say.
    totals: tuple[str, ...] = ()


VOCABULARY_IDS = tuple(field.name for field in attrs.fields(Vocabulary))


def parted_words(text: str) -> tuple[str, ...]:
    """The words of a cell of a vocabulary's table, which | parts."""
    return tuple(word for word in text.split("|") if word)
