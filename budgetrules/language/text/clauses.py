"""What each clause may hold: the shape of its head, where it may stand, its options.

Errors, formatter and manual follow it.
"""

from __future__ import annotations

import attrs

TOP = ""


@attrs.frozen
class Spec:
    """A clause: `head` is its shape, `parents` where it may stand, `named` whether a name comes
    first, `options` its keywords.

    `bare` says that words or numbers without a keyword may stand in the head, `separator` what
    parts them in a list, `words` which kinds of keywords bare words may be (value: 通过, 预算;
    type: 日期). `once`: a second one under the same parent would not be read.
    """

    head: str
    parents: tuple[str, ...]
    named: bool = False
    options: tuple[str, ...] = ()
    bare: bool = False
    separator: str = ","
    words: tuple[str, ...] = ()
    once: bool = False


_FORM = ("template",)
_TABLE = ("table", "list")

CLAUSES: dict[str, Spec] = {
    "pack": Spec("words", (TOP,), named=True, options=("version",)),
    "region": Spec("words", ("pack", "template"), bare=True, once=True),
    "builds_on": Spec("words", ("pack",), bare=True),
    "licence": Spec("words", ("pack",), bare=True, once=True),
    "law": Spec("words", (TOP,), named=True, options=("article", "seen", "unverified", "from")),
    "vocabulary": Spec("words", (TOP,), options=("from",)),
    "codelist": Spec(
        "words",
        (TOP,),
        named=True,
        options=("from", "key_column", "parent_column", "name_column", "trust_column", "external"),
    ),
    "lookup": Spec("words", (TOP,), named=True, options=("from", "columns_of")),
    "parameter": Spec(
        "words", (TOP,), named=True, options=("external", "since"), bare=True, words=("type",)
    ),
    "document": Spec(
        "words",
        (TOP,),
        named=True,
        options=("year_offset", "external"),
        bare=True,
        words=("value",),
    ),
    "words": Spec("words", (TOP,), named=True, options=("positive", "negative", "zero_words")),
    "template": Spec("words", (TOP,), named=True),
    "kind": Spec("words", _FORM, bare=True, words=("value",), once=True),
    "years": Spec("words", _FORM, options=("since", "until"), bare=True, once=True),
    "unit": Spec("words", _FORM, bare=True, once=True),
    "decimals": Spec("words", _FORM, options=("least",), once=True),
    "blank": Spec("words", _FORM, bare=True, words=("value",), once=True),
    "absent_row": Spec("words", _FORM, bare=True, words=("value",), once=True),
    "truncates": Spec("words", _FORM, once=True),
    "scope": Spec("words", ("template", "scope"), named=True),
    "table": Spec(
        "words",
        _FORM,
        named=True,
        options=("required", "may_be_empty", "alias", "unit_of", "side_by_side"),
    ),
    "header": Spec("words", ("template", "table"), once=True),
    "list": Spec("words", ("table",), named=True),
    "key": Spec("words", _TABLE, named=True, options=("code_of", "name_column")),
    "levels": Spec("words", _TABLE, bare=True, separator=">", once=True),
    "total": Spec("words", _TABLE),
    "column": Spec(
        "words",
        ("column", *_TABLE),
        named=True,
        options=("in_scope", "unit_of", "alias", "may_lack", "derived"),
        bare=True,
    ),
    "row": Spec("words", ("row", *_TABLE), named=True, options=("from", "in_scope", "alias")),
    "partial": Spec(
        "words", ("row", "column"), named=True, options=("in_scope", "alias", "may_lack")
    ),
    "section": Spec(
        "words", ("template", "section"), named=True, options=("required", "repeatable")
    ),
    "sentence": Spec(
        "words",
        ("template", "section", "table", "sentence"),
        named=True,
        options=("key_column", "required", "fill", "behind", "uncounted"),
    ),
    "items": Spec("words", ("sentence",), named=True, options=("key_column", "separator")),
    "wording": Spec("words", ("sentence", "items")),
    "rule": Spec("words", (TOP,), named=True),
    "severity": Spec("severity", ("rule",), once=True),
    "basis": Spec("words", ("rule",), bare=True, once=True),
    "relation": Spec("words", ("rule",), bare=True),
    "tag": Spec("words", ("rule",), bare=True),
    "applies": Spec("condition", ("rule",), once=True),
    "for": Spec("for", ("rule",)),
    "if": Spec("condition", ("rule",)),
    "let": Spec("let", ("rule", "sentence", "items", "example")),
    "check": Spec("condition", ("rule",)),
    "message": Spec("text", ("rule",)),
    "example": Spec("words", ("rule",), bare=True, words=("value",)),
    "text": Spec("words", ("example",), named=True),
    "line": Spec("line", ("example",)),
}


def allowed_under(parent: str) -> tuple[str, ...]:
    """The clauses that may stand under another one (or at the top)."""
    return tuple(
        name for name, spec in CLAUSES.items() if parent in spec.parents and name != "line"
    )
