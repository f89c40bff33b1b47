"""Infer every table of a document, as if no form were known."""

from __future__ import annotations

import attrs

from budgetrules.model.disclosure import InferredTable
from budgetrules.readers.raw import RawDocument, RawLine
from budgetrules.recognition.grids.draft import Draft
from budgetrules.recognition.grids.flatten import is_blank, is_table
from budgetrules.recognition.grids.passes import ONCE, TITLES, run
from budgetrules.recognition.inference.tables import infer_tables
from budgetrules.schema.forms import Template


@attrs.frozen(eq=False)
class InferredDocument:
    """The tables of a document, what stands over them (folded), and the lines outside them."""

    tables: tuple[InferredTable, ...]
    captions: tuple[str, ...]
    lines: tuple[RawLine, ...]


def infer_document(raw: RawDocument) -> InferredDocument:
    """Infer the tables of a document from themselves alone."""
    nothing_known = Template(id="", title="", kind="", tables=())
    numbered = run(Draft(raw=raw), ONCE)
    draft = run(attrs.evolve(numbered, template=nothing_known), TITLES)
    parts = [part for part in draft.parts if not is_blank(part) and is_table(part)]
    captions: list[str] = []
    for part in parts:
        captions.extend(line.text for line in part.above)
    return InferredDocument(tuple(infer_tables(parts, draft)), tuple(captions), draft.lines)
