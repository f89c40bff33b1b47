"""The vocabulary of a country's disclosures.

Words that the engine looks for and that no form prescribes. What is script (numerals, enumerators,
dates) stands in `core.script`, units in `core.units`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import attrs

from budgetrules.resources import resource_folder

_FILE = "vocabulary.tsv"


# Compared by identity: what is worked out from a vocabulary is kept under it.
@attrs.frozen(eq=False, kw_only=True)
class Vocabulary:
    """Words by what they are for, each in the order in which they are tried.

    A pack gives them in a table with the columns `id` and `words` (parted by |); `id` is the name
    of a field below. Words of a pack take the place of those of the packs it builds on. Words are
    compared as `core.names.fold` leaves them.
    """

    # ---- departments and totals

    # What stands behind the name of a department and does not make it another one.
    entity_suffixes: tuple[str, ...] = ()
    # What a department calls itself, which is no name of it.
    own_names: tuple[str, ...] = ()
    # What the name of a department ends in.
    entity_endings: tuple[str, ...] = ()
    # What a form calls the level of departments and their units.
    unit_levels: tuple[str, ...] = ()
    # How a total row is called where the form does not say, and a row that adds up a part.
    totals: tuple[str, ...] = ()
    subtotals: tuple[str, ...] = ()

    # ---- titles of tables and what stands over a table

    # What the title of a table ends in, and what a number behind makes the number of one (表3).
    table: tuple[str, ...] = ()
    # What a title begins with for whoever publishes the table, alike for departments and units.
    title_entities: tuple[str, ...] = ()
    table_numbers: tuple[str, ...] = ()
    # What may stand before the number of a table: an annex, a mark; or two to six of the
    # characters of `form_marks` (财预01表).
    annexes: tuple[str, ...] = ()
    number_prefixes: tuple[str, ...] = ()
    form_marks: tuple[str, ...] = ()
    # What stands where the number of a table does, without one.
    unnumbered: tuple[str, ...] = ()
    # What says that a table goes on, in front of the word for a table.
    continued: tuple[str, ...] = ()
    # What a line over a table begins with before its colon: whose it is, who made it, its unit.
    caption_labels: tuple[str, ...] = ()
    unit_labels: tuple[str, ...] = ()
    amount_unit_labels: tuple[str, ...] = ()
    # What currency may be named in front of a unit of money.
    currencies: tuple[str, ...] = ()

    # ---- columns and rows

    # What the header of a column ends in: of codes, of names, of what only numbers or remarks.
    code_columns: tuple[str, ...] = ()
    name_columns: tuple[str, ...] = ()
    aside_columns: tuple[str, ...] = ()
    # What stands in the row that numbers the columns; in a dump its characters one by one.
    number_columns: tuple[str, ...] = ()
    column_numbers: tuple[str, ...] = ()
    # Units besides money and % that stand in brackets in a header.
    column_units: tuple[str, ...] = ()
    # What stands before a label and is no part of it.
    label_prefixes: tuple[str, ...] = ()
    # What a row that begins anew behind a page break begins with, besides numbers and totals.
    row_beginnings: tuple[str, ...] = ()

    # ---- notes and narrative

    # What a note below a table begins with, and the same with the punctuation behind it.
    note_labels: tuple[str, ...] = ()
    note_beginnings: tuple[str, ...] = ()
    # What the words before a statement end in where it begins inside a clause.
    clause_openings: tuple[str, ...] = ()
    # What stands behind a figure in the narrative.
    text_units: tuple[str, ...] = ()
    # What heads the page that says where everything stands.
    contents: tuple[str, ...] = ()
    # What heads a column of indicators' targets, which are no published figures.
    target_columns: tuple[str, ...] = ()
    # What a text without tables speaks of if it is one of a budget.
    budget_words: tuple[str, ...] = ()
    # What stands before the telephone number of an office.
    telephone_labels: tuple[str, ...] = ()


VOCABULARY_IDS = tuple(field.name for field in attrs.fields(Vocabulary))


def parted_words(text: str) -> tuple[str, ...]:
    """Return the words of a cell of a vocabulary's table, which | parts."""
    return tuple(word for word in text.split("|") if word)


@functools.cache
def shipped_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words that come with the engine by what they are for, for packs that bring
    none.
    """
    words: dict[str, tuple[str, ...]] = {}
    for path in sorted(resource_folder("rules").rglob(_FILE)):
        _, *lines = path.read_text(encoding="utf-8").splitlines()
        for line in lines:
            name, cell, *_ = line.split("\t")
            words[name] = parted_words(cell)
    return words


@functools.cache
def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the engine."""
    return Vocabulary(**shipped_words())
