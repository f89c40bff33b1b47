"""Pieces of a head → its value: which words are options, which are values; which paths are places, which are keys."""

from __future__ import annotations

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.clauses import CLAUSES, Spec
from budgetrules.language.text.keywords import of_kind, spelled
from budgetrules.language.text.transform import Assembly, Piece

Value = tree.Name | tree.String | tuple[tree.Name | tree.String, ...]


def assemble_words(keyword: str, assembly: Assembly, where: Span) -> tree.Head | Diagnostic:
    """A declaring head: name, texts, and options with their values."""
    spec = CLAUSES[keyword]
    pieces = list(assembly.pieces)
    if spec.head == "text":
        if len(pieces) == 1 and pieces[0].kind == "text":
            return tree.String(pieces[0].value.value, span=pieces[0].span)
        return Diagnostic(
            "L103",
            Severity.ERROR,
            {"found": str(pieces[0].value) if pieces else ""},
            where,
            None,
            ("“文字”",),
        )
    name = None
    if spec.named and pieces and pieces[0].kind == "word" and not _is_source(pieces[0], spec):
        name = _name(pieces.pop(0))
    texts: list[tree.String] = []
    options: list[tree.Option] = []
    while pieces:
        piece = pieces.pop(0)
        option = _option(piece, spec)
        if option is None and piece.kind == "text" and not options:
            texts.append(piece.value)
            continue
        if option is None and not spec.bare:
            return _not_here(piece, spec)
        if option is None:
            pieces.insert(0, piece)
        values = _values(pieces, spec)
        if isinstance(values, Diagnostic):
            return values
        options.append(tree.Option(option or "", values, span=piece.span))
    return tree.Declaration(name, tuple(texts), tuple(options), span=where)


def _is_source(piece: Piece, spec: Spec) -> bool:
    """法源 自 "laws.tsv" and 代码表 … : a first word that is the option `from` is no name."""
    return "from" in spec.options and piece.value in (
        of_kind("option")["from"].zh,
        of_kind("option")["from"].en,
    )


def _option(piece: Piece, spec: Spec) -> str | None:
    if piece.kind != "word":
        return None
    known = of_kind("option")
    return next(
        (name for name in spec.options if piece.value in (known[name].zh, known[name].en)), None
    )


def _values(pieces: list[Piece], spec: Spec) -> tuple[Value, ...] | Diagnostic:
    """The values up to the next option; those parted by commas (or the clause's separator) are one list."""
    values: list[Value] = []
    joined: list[tree.Name | tree.String] = []
    after_sign = False
    while pieces and _option(pieces[0], spec) is None:
        piece = pieces.pop(0)
        if piece.kind == "sign":
            if piece.value == "=":
                continue
            if piece.value != spec.separator or after_sign or not values:
                return Diagnostic("L103", Severity.ERROR, {"found": piece.value}, piece.span)
            last = values.pop()
            joined = [*last] if isinstance(last, tuple) else [last]
            after_sign = True
            continue
        value = piece.value if piece.kind == "text" else _bare(piece, spec)
        values.append((*joined, value) if after_sign else value)
        after_sign = False
    if after_sign:
        span = pieces[0].span if pieces else (joined[-1].span if joined else Span("", 0, 0, 0))
        return Diagnostic("L105", Severity.ERROR, {}, span)
    return tuple(values)


def _name(piece: Piece) -> tree.Name:
    text: str = piece.value
    return tree.Name(
        text[1:-1].strip() if text.startswith("【") and text.endswith("】") else text,
        span=piece.span,
    )


def _bare(piece: Piece, spec: Spec) -> tree.Name:
    """A word without a keyword: a keyword itself where the clause wants one, else a name."""
    for kind in spec.words:
        meant = spelled(kind).get(piece.value)
        if meant is not None:
            return tree.Name(meant, True, span=piece.span)
    return _name(piece)


def _not_here(piece: Piece, spec: Spec) -> Diagnostic:
    found = piece.value.value if piece.kind == "text" else str(piece.value)
    allowed = tuple(of_kind("option")[name].zh for name in spec.options)
    return Diagnostic(
        "L114",
        Severity.ERROR,
        {"found": found},
        piece.span,
        closest(found, allowed) if allowed else None,
        allowed,
    )


def assemble_severity(keyword: str, assembly: Assembly, where: Span) -> tree.Head | Diagnostic:
    """级别: a weight, perhaps by a condition another one."""
    weights = ("error", "warning", "note")
    known = {word: name for word, name in spelled("value").items() if name in weights}
    found = []
    for piece in assembly.pieces:
        if piece.value not in known:
            allowed = tuple(of_kind("value")[name].zh for name in weights)
            return Diagnostic(
                "L115",
                Severity.ERROR,
                {"found": piece.value},
                piece.span,
                closest(piece.value, allowed),
                allowed,
            )
        found.append(known[piece.value])
    return tree.SeverityHead(
        found[0], assembly.where, found[1] if len(found) > 1 else None, span=where
    )


def assemble_for(keyword: str, assembly: Assembly, where: Span) -> tree.Head | Diagnostic:
    """对于: sources, each with its places, its other side, its keys; the filter belongs to the last one."""
    sources: list[tree.Source] = []
    pieces = list(assembly.pieces)
    while pieces:
        if pieces[0].kind == "comma" and sources:
            pieces.pop(0)
        source = _source(pieces, where)
        if isinstance(source, Diagnostic):
            return source
        sources.append(source)
    if not sources:
        return Diagnostic("L105", Severity.ERROR, {}, where)
    last = sources[-1]
    sources[-1] = tree.Source(
        last.quantifier,
        last.variable,
        last.places,
        last.other_variable,
        last.other_places,
        last.keys,
        assembly.where,
        span=last.span,
    )
    return tree.ForHead(tuple(sources), span=where)


def _source(pieces: list[Piece], where: Span) -> tree.Source | Diagnostic:
    if not pieces or pieces[0].kind != "quantifier":
        found = pieces[0] if pieces else None
        words = tuple(keyword.zh for keyword in of_kind("quantifier").values())
        span = found.span if found else where
        return Diagnostic("L116", Severity.ERROR, {"found": _shown(found)}, span, None, words)
    quantifier = pieces.pop(0)
    variable = _variable(pieces)
    places = _places(pieces)
    other: tree.Name | None = None
    other_places: tuple[tree.Path, ...] = ()
    if pieces and pieces[0].kind == "with":
        pieces.pop(0)
        other = _variable(pieces)
        other_places = _places(pieces)
    keys = _keys(pieces)
    if pieces and pieces[0].kind not in ("comma", "quantifier"):
        return Diagnostic("L103", Severity.ERROR, {"found": _shown(pieces[0])}, pieces[0].span)
    return tree.Source(
        quantifier.value, variable, places, other, other_places, keys, span=quantifier.span
    )


def _shown(piece: Piece | None) -> str:
    if piece is None:
        return ""
    return (
        ".".join(step.name.value for step in piece.value.steps)
        if piece.kind == "path"
        else str(piece.value)
    )


def _variable(pieces: list[Piece]) -> tree.Name | None:
    if pieces and pieces[0].kind == "path":
        path: tree.Path = pieces.pop(0).value
        return path.steps[0].name
    return None


def _places(pieces: list[Piece]) -> tuple[tree.Path, ...]:
    if not pieces or pieces[0].kind != "in":
        return ()
    pieces.pop(0)
    found = [pieces.pop(0).value] if pieces and pieces[0].kind == "path" else []
    return (*found, *_more(pieces))


def _more(pieces: list[Piece]) -> tuple[tree.Path, ...]:
    """Further paths behind commas; a comma before a quantifier begins another source."""
    found = []
    while len(pieces) > 1 and pieces[0].kind == "comma" and pieces[1].kind == "path":
        pieces.pop(0)
        found.append(pieces.pop(0).value)
    return tuple(found)


def _keys(pieces: list[Piece]) -> tuple[tree.PairKey, ...]:
    if not pieces or pieces[0].kind != "by":
        return ()
    pieces.pop(0)
    found: list[tree.PairKey] = []
    while pieces and pieces[0].kind == "path":
        left = pieces.pop(0)
        right: tree.Path | None = None
        if len(pieces) > 1 and pieces[0].kind == "matching" and pieces[1].kind == "path":
            pieces.pop(0)
            right = pieces.pop(0).value
        found.append(tree.PairKey(left.value, right, span=left.span))
        if len(pieces) > 1 and pieces[0].kind == "comma" and pieces[1].kind == "path":
            pieces.pop(0)
    return tuple(found)
