"""Tokens of a head → its value: which words are options, which are values, places or keys."""

from __future__ import annotations

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.clauses import CLAUSES, Spec
from budgetrules.language.text.keywords import of_kind, spelled
from budgetrules.language.text.transform import Assembly, HeadToken

Part = tree.Name | tree.String
Value = Part | tuple[Part, ...]
Tokens = list[HeadToken]


class _Misplaced(Exception):
    """A token stands where it can't; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


# ---- declaring heads


def assemble_words(keyword: str, assembly: Assembly, where: Span) -> tree.Head | Diagnostic:
    """Assemble a declaring head: name, texts, and options with their values."""
    spec = CLAUSES[keyword]
    tokens = list(assembly.tokens)
    if spec.head == "text":
        return _only_text(tokens, where)
    name = None
    if spec.named and tokens and tokens[0].kind == "word" and not _is_from(tokens[0], spec):
        name = _name(tokens.pop(0))
    texts = _leading_texts(tokens)
    try:
        options = _options(tokens, spec)
    except _Misplaced as error:
        return error.diagnostic
    return tree.Declaration(name, tuple(texts), tuple(options), span=where)


def _only_text(tokens: Tokens, where: Span) -> tree.Head | Diagnostic:
    if len(tokens) == 1 and tokens[0].kind == "text":
        text: tree.String = tokens[0].value
        return tree.String(text.value, span=tokens[0].span)
    printed = str(tokens[0].value) if tokens else ""
    return error_at(where, "L103", allowed=("“文字”",), found=printed)


def _is_from(token: HeadToken, spec: Spec) -> bool:
    """Whether a first word is the option `from` (法源 自 "laws.tsv"), which makes it no name."""
    source = of_kind("option")["from"]
    return "from" in spec.options and token.value in (source.zh, source.en)


def _leading_texts(tokens: Tokens) -> list[tree.String]:
    texts: list[tree.String] = []
    while tokens and tokens[0].kind == "text":
        texts.append(tokens.pop(0).value)
    return texts


def _options(tokens: Tokens, spec: Spec) -> list[tree.Option]:
    """The options of a head in the order written; bare values are an option without keyword."""
    options: list[tree.Option] = []
    while tokens:
        first = tokens[0]
        option = _option(first, spec)
        if option is not None:
            tokens.pop(0)
        elif not spec.bare:
            raise _Misplaced(_not_here(first, spec))
        values = _option_values(tokens, spec)
        options.append(tree.Option(option or "", values, span=first.span))
    return options


def _option(token: HeadToken, spec: Spec) -> str | None:
    """The option that a word is in this clause."""
    if token.kind != "word":
        return None
    options = of_kind("option")
    for name in spec.options:
        if token.value in (options[name].zh, options[name].en):
            return name
    return None


def _option_values(tokens: Tokens, spec: Spec) -> tuple[Value, ...]:
    """Take the values up to the next option.

    Values parted by commas (or by the clause's own separator) are one list.
    """
    values: list[Value] = []
    joined: list[Part] = []
    after_mark = False
    while tokens and _option(tokens[0], spec) is None:
        token = tokens.pop(0)
        if token.kind != "sign":
            value = token.value if token.kind == "text" else _bare(token, spec)
            values.append((*joined, value) if after_mark else value)
            after_mark = False
        elif token.value != "=":
            if token.value != spec.separator or after_mark or not values:
                raise _Misplaced(error_at(token.span, "L103", found=token.value))
            joined = _opened(values.pop())
            after_mark = True
    if after_mark:
        span = tokens[0].span if tokens else joined[-1].span
        raise _Misplaced(error_at(span, "L105"))
    return tuple(values)


def _opened(value: Value) -> list[Part]:
    return [*value] if isinstance(value, tuple) else [value]


def _name(token: HeadToken) -> tree.Name:
    text: str = token.value
    if text.startswith("【") and text.endswith("】"):
        text = text[1:-1].strip()
    return tree.Name(text, span=token.span)


def _bare(token: HeadToken, spec: Spec) -> tree.Name:
    """A word without a keyword: a keyword itself where the clause wants one, else a name."""
    for kind in spec.words:
        meant = spelled(kind).get(token.value)
        if meant is not None:
            return tree.Name(meant, True, span=token.span)
    return _name(token)


def _not_here(token: HeadToken, spec: Spec) -> Diagnostic:
    printed = token.value.value if token.kind == "text" else str(token.value)
    allowed = tuple(of_kind("option")[name].zh for name in spec.options)
    nearest = closest(printed, allowed) if allowed else None
    return error_at(token.span, "L114", nearest, allowed, found=printed)


# ---- 级别

_SEVERITIES = ("error", "warning", "note")


def assemble_severity(keyword: str, assembly: Assembly, where: Span) -> tree.Head | Diagnostic:
    """Assemble 级别: a severity, perhaps by a condition another one."""
    severities = []
    for token in assembly.tokens:
        severity = spelled("value").get(token.value)
        if severity not in _SEVERITIES:
            return _no_severity(token)
        severities.append(severity)
    otherwise = severities[1] if len(severities) > 1 else None
    return tree.SeverityHead(severities[0], assembly.where, otherwise, span=where)


def _no_severity(token: HeadToken) -> Diagnostic:
    allowed = tuple(of_kind("value")[name].zh for name in _SEVERITIES)
    nearest = closest(token.value, allowed)
    return error_at(token.span, "L115", nearest, allowed, found=token.value)


# ---- 对于


def assemble_for(keyword: str, assembly: Assembly, where: Span) -> tree.Head | Diagnostic:
    """Assemble 对于: sources, each with places, other side and keys; the last has the filter."""
    sources: list[tree.Source] = []
    tokens = list(assembly.tokens)
    try:
        while tokens:
            if sources:
                _take(tokens, "comma")
            sources.append(_source(tokens, where))
    except _Misplaced as error:
        return error.diagnostic
    if not sources:
        return error_at(where, "L105")
    sources[-1] = attrs.evolve(sources[-1], where=assembly.where)
    return tree.ForHead(tuple(sources), span=where)


def _take(tokens: Tokens, kind: str) -> HeadToken | None:
    """Take the next token if it is of a kind."""
    return tokens.pop(0) if tokens and tokens[0].kind == kind else None


def _source(tokens: Tokens, where: Span) -> tree.Source:
    quantifier = _take(tokens, "quantifier")
    if quantifier is None:
        raise _Misplaced(_no_quantifier(tokens[0] if tokens else None, where))
    variable = _variable(tokens)
    places = _places(tokens)
    other: tree.Name | None = None
    other_places: tuple[tree.Path, ...] = ()
    if _take(tokens, "with"):
        other = _variable(tokens)
        other_places = _places(tokens)
    keys = _keys(tokens)
    if tokens and tokens[0].kind not in ("comma", "quantifier"):
        raise _Misplaced(error_at(tokens[0].span, "L103", found=_printed(tokens[0])))
    return tree.Source(
        quantifier=quantifier.value,
        variable=variable,
        places=places,
        other_variable=other,
        other_places=other_places,
        keys=keys,
        span=quantifier.span,
    )


def _no_quantifier(token: HeadToken | None, where: Span) -> Diagnostic:
    words = [keyword.zh for keyword in of_kind("quantifier").values()]
    span = token.span if token is not None else where
    printed = _printed(token) if token is not None else ""
    return error_at(span, "L116", allowed=words, found=printed)


def _printed(token: HeadToken) -> str:
    if token.kind != "path":
        return str(token.value)
    return ".".join(step.name.value for step in token.value.steps)


def _variable(tokens: Tokens) -> tree.Name | None:
    token = _take(tokens, "path")
    if token is None:
        return None
    path: tree.Path = token.value
    return path.steps[0].name


def _places(tokens: Tokens) -> tuple[tree.Path, ...]:
    """The places behind 属于, parted by commas; a comma before a quantifier begins another source."""
    if not _take(tokens, "in"):
        return ()
    places: list[tree.Path] = []
    first = _take(tokens, "path")
    if first is not None:
        places.append(first.value)
    while _path_follows(tokens, "comma"):
        tokens.pop(0)
        places.append(tokens.pop(0).value)
    return tuple(places)


def _path_follows(tokens: Tokens, joint: str) -> bool:
    """Whether a joint and then a path come next."""
    return len(tokens) > 1 and tokens[0].kind == joint and tokens[1].kind == "path"


def _keys(tokens: Tokens) -> tuple[tree.PairKey, ...]:
    if not _take(tokens, "by"):
        return ()
    keys: list[tree.PairKey] = []
    left = _take(tokens, "path")
    while left is not None:
        right: tree.Path | None = None
        if _path_follows(tokens, "matching"):
            tokens.pop(0)
            right = tokens.pop(0).value
        keys.append(tree.PairKey(left.value, right, span=left.span))
        if _path_follows(tokens, "comma"):
            tokens.pop(0)
        left = _take(tokens, "path")
    return tuple(keys)
