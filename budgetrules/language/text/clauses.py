"""What each clause may hold: the shape of its head, where it may stand, its options. Errors, formatter and manual follow it."""

from __future__ import annotations

import attrs

TOP = ""


@attrs.frozen
class Spec:
    """A clause: `head` is its shape, `parents` where it may stand, `named` whether a name comes first, `options` its keywords.

    `bare` says that words or numbers without a keyword may stand in the head (名称之外), `separator` what parts them in a list,
    `words` which kinds of keywords bare words may be (value: 通过, 预算; type: 日期).
    """

    head: str
    parents: tuple[str, ...]
    named: bool = False
    options: tuple[str, ...] = ()
    bare: bool = False
    separator: str = ","
    words: tuple[str, ...] = ()


_FORM = ("template",)
_TABLE = ("table", "list", "details")
_TEXT = ("section", "paragraph", "field", "column", "table", "template", "sentence", "details")

CLAUSES: dict[str, Spec] = {
    "pack": Spec("words", (TOP,), named=True, options=("version",)),
    "region": Spec("words", ("pack", "template"), bare=True),
    "builds_on": Spec("words", ("pack",), bare=True),
    "licence": Spec("words", ("pack",), bare=True),
    "law": Spec("words", (TOP,), named=True, options=("article", "seen", "unverified", "from")),
    "vocabulary": Spec("words", (TOP,), options=("from",)),
    "codelist": Spec(
        "words",
        (TOP,),
        named=True,
        options=("from", "key_column", "parent_column", "name_column", "trust_column", "external"),
        bare=True,
    ),
    "lookup": Spec("words", (TOP,), named=True, options=("from", "columns_of")),
    "parameter": Spec(
        "words", (TOP,), named=True, options=("external", "since"), bare=True, words=("type",)
    ),
    "mapping": Spec("words", (TOP,), named=True, options=("external", "from", "columns_of")),
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
    "kind": Spec("words", _FORM, bare=True, words=("value",)),
    "years": Spec("words", _FORM, options=("since", "until"), bare=True),
    "unit": Spec("words", _FORM, bare=True),
    "decimals": Spec("words", _FORM, options=("least",)),
    "blank": Spec("words", _FORM, bare=True, words=("value",)),
    "absent_row": Spec("words", _FORM, bare=True, words=("value",)),
    "truncates": Spec("words", _FORM),
    "scope": Spec("words", ("template", "scope"), named=True),
    "table": Spec(
        "words",
        ("template", "section"),
        named=True,
        options=(
            "required",
            "may_be_empty",
            "repeatable",
            "key_column",
            "alias",
            "unit_of",
            "side_by_side",
        ),
    ),
    "header": Spec("words", ("template", "table")),
    "list": Spec("words", ("table",), named=True),
    "key": Spec("words", _TABLE, named=True, options=("code_of", "name_column"), bare=True),
    "levels": Spec("words", _TABLE, bare=True, separator=">"),
    "total": Spec("words", _TABLE),
    "column": Spec(
        "words",
        ("column", *_TABLE),
        named=True,
        options=("in_scope", "fill", "unit_of", "alias", "may_lack", "derived"),
        bare=True,
    ),
    "row": Spec("words", ("row", *_TABLE), named=True, options=("from", "in_scope", "alias")),
    "partial": Spec(
        "words", ("row", "column"), named=True, options=("in_scope", "alias", "may_lack")
    ),
    "section": Spec(
        "words", ("template", "section"), named=True, options=("required", "repeatable")
    ),
    "paragraph": Spec("words", ("section",), named=True, bare=True),
    "field": Spec("words", ("table",), named=True, bare=True),
    "details": Spec("words", ("table",), named=True),
    "sentence": Spec(
        "words",
        _TEXT,
        named=True,
        options=("key_column", "within_text", "required", "fill", "behind", "uncounted"),
        bare=True,
    ),
    "items": Spec(
        "words", ("sentence",), named=True, options=("key_column", "separator"), bare=True
    ),
    "wording": Spec("words", ("sentence", "items")),
    "rule": Spec("words", (TOP,), named=True),
    "severity": Spec("severity", ("rule",)),
    "basis": Spec("words", ("rule",), bare=True),
    "relation": Spec("words", ("rule",), bare=True),
    "tag": Spec("words", ("rule",), bare=True),
    "applies": Spec("condition", ("rule",)),
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
