"""What each clause may hold: the shape of its head, where it may stand, its options.

Errors, formatter and manual follow it.
"""

from __future__ import annotations

import attrs

TOP = ""


@attrs.frozen(kw_only=True)
class Spec:
    """A clause: `parents` is where it may stand, `head` the shape of its head, `named` whether a
    name comes first, `options` its keywords.

    `bare` says that words or numbers without a keyword may stand in the head, `separator` what
    parts them in a list, `words` which kinds of keywords bare words may be (value: 通过, 预算;
    type: 日期). `once`: a second one under the same parent would not be read.
    """

    parents: tuple[str, ...]
    head: str = "words"
    named: bool = False
    options: tuple[str, ...] = ()
    bare: bool = False
    separator: str = ","
    words: tuple[str, ...] = ()
    once: bool = False


_FORM = ("template",)
_TABLE = ("table", "table_kind", "list")

CLAUSES: dict[str, Spec] = {
    "pack": Spec(
        parents=(TOP,),
        named=True,
        options=("version",),
    ),
    "region": Spec(
        parents=("pack", "template"),
        bare=True,
        once=True,
    ),
    "builds_on": Spec(parents=("pack",), bare=True),
    "licence": Spec(
        parents=("pack",),
        bare=True,
        once=True,
    ),
    "law": Spec(
        parents=(TOP,),
        named=True,
        options=("article", "seen", "unverified", "from"),
    ),
    "vocabulary": Spec(parents=(TOP,), options=("from",)),
    "codelist": Spec(
        parents=(TOP,),
        named=True,
        options=("from", "key_column", "parent_column", "name_column", "trust_column", "external"),
    ),
    "lookup": Spec(
        parents=(TOP,),
        named=True,
        options=("from", "columns_of"),
    ),
    "parameter": Spec(
        parents=(TOP,),
        named=True,
        options=("external", "since"),
        bare=True,
        words=("type",),
    ),
    "document": Spec(
        parents=(TOP,),
        named=True,
        options=("year_offset", "external"),
        bare=True,
        words=("value",),
    ),
    "cue": Spec(
        parents=(TOP,),
        bare=True,
        words=("cue_kind",),
    ),
    "words": Spec(
        parents=(TOP,),
        named=True,
        options=("positive", "negative", "zero_words"),
    ),
    "template": Spec(parents=(TOP,), named=True),
    "kind": Spec(
        parents=_FORM,
        bare=True,
        words=("value",),
        once=True,
    ),
    "years": Spec(
        parents=_FORM,
        options=("since", "until"),
        bare=True,
        once=True,
    ),
    "unit": Spec(
        parents=_FORM,
        bare=True,
        once=True,
    ),
    "decimals": Spec(
        parents=_FORM,
        options=("least",),
        once=True,
    ),
    "blank": Spec(
        parents=_FORM,
        bare=True,
        words=("value",),
        once=True,
    ),
    "absent_row": Spec(
        parents=_FORM,
        bare=True,
        words=("value",),
        once=True,
    ),
    "truncates": Spec(parents=_FORM, once=True),
    "scope": Spec(parents=("template", "scope"), named=True),
    "by_kinds": Spec(parents=_FORM, once=True),
    "exempt": Spec(parents=_FORM, bare=True),
    "table": Spec(
        parents=_FORM,
        named=True,
        options=(
            "of_kind",
            "required",
            "may_be_empty",
            "alias",
            "unit_of",
            "side_by_side",
            "repeatable",
        ),
    ),
    "layout": Spec(parents=("table", "table_kind"), named=True),
    "table_kind": Spec(
        parents=(TOP,),
        named=True,
        options=("may_be_empty", "alias", "unit_of", "side_by_side"),
    ),
    "title_has": Spec(parents=("table", "table_kind")),
    "title_lacks": Spec(parents=("table", "table_kind")),
    "header": Spec(parents=("template", "table", "table_kind"), once=True),
    "list": Spec(parents=("table", "table_kind", "layout"), named=True),
    "key": Spec(
        parents=("layout", *_TABLE),
        named=True,
        options=("code_of", "name_column"),
    ),
    "levels": Spec(
        parents=_TABLE,
        bare=True,
        separator=">",
        once=True,
    ),
    "total": Spec(parents=_TABLE),
    "column": Spec(
        parents=("column", "layout", *_TABLE),
        named=True,
        options=("in_scope", "unit_of", "alias", "may_lack", "derived"),
        bare=True,
    ),
    "row": Spec(
        parents=("row", *_TABLE),
        named=True,
        options=("from", "in_scope", "alias"),
    ),
    "partial": Spec(
        parents=("row", "column"),
        named=True,
        options=("in_scope", "alias", "may_lack"),
    ),
    "section": Spec(
        parents=("template", "section"),
        named=True,
        options=("required", "repeatable"),
    ),
    "sentence": Spec(
        parents=("template", "section", "table", "table_kind", "sentence"),
        named=True,
        options=("key_column", "required", "fill", "behind", "uncounted", "zero_if_unsaid"),
    ),
    "items": Spec(
        parents=("sentence",),
        named=True,
        options=("key_column", "separator"),
    ),
    "wording": Spec(parents=("sentence", "items")),
    "rule": Spec(parents=(TOP,), named=True),
    "severity": Spec(
        parents=("rule",),
        head="severity",
        once=True,
    ),
    "basis": Spec(
        parents=("rule",),
        bare=True,
        once=True,
    ),
    "relation": Spec(parents=("rule",), bare=True),
    "tag": Spec(parents=("rule",), bare=True),
    "applies": Spec(
        parents=("rule",),
        head="condition",
        once=True,
    ),
    "for": Spec(parents=("rule",), head="for"),
    "if": Spec(parents=("rule",), head="condition"),
    "let": Spec(parents=("rule", "sentence", "items", "example"), head="let"),
    "check": Spec(parents=("rule",), head="condition"),
    "message": Spec(parents=("rule",), head="text"),
    "example": Spec(
        parents=("rule",),
        bare=True,
        words=("value",),
    ),
    "text": Spec(parents=("example",), named=True),
    "line": Spec(parents=("example",), head="line"),
}


def allowed_under(parent: str) -> tuple[str, ...]:
    """List the clauses that may stand under another one (or at the top), by their keywords.

    A line of a table is none of them, having no keyword.
    """
    allowed = []
    for name, spec in CLAUSES.items():
        if parent in spec.parents and name != "line":
            allowed.append(name)
    return tuple(allowed)
