"""Assemble the tokens of a head: which words are options, which are values, places or keys."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from budgetrules.core.diagnostics import Diagnostic, error_at
from budgetrules.core.names import closest
from budgetrules.core.spans import Span
from budgetrules.language.text import tree
from budgetrules.language.text.clauses import CLAUSES, Spec
from budgetrules.language.text.keywords import of_kind, spell, spelled, spellings
from budgetrules.language.text.transform import Assembly, HeadToken
from budgetrules.schema.names import own_name


class _Misplaced(Exception):
    """A token stands where it can't; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class _Tokens:
    """The tokens of a head that are not read yet."""

    def __init__(self, tokens: Iterable[HeadToken]) -> None:
        self._left = list(tokens)

    def __bool__(self) -> bool:
        return bool(self._left)

    def peek(self) -> HeadToken | None:
        """Look at the next token; None at the end."""
        if not self._left:
            return None
        return self._left[0]

    def are_next(self, *kinds: str) -> bool:
        """Whether tokens of these kinds come next, in order."""
        coming = self._left[: len(kinds)]
        return tuple(token.kind for token in coming) == kinds

    def take(self) -> HeadToken:
        """Take the next token, of whatever kind."""
        return self._left.pop(0)

    def take_if(self, kind: str) -> HeadToken | None:
        """Take the next token if it is of a kind."""
        if not self.are_next(kind):
            return None
        return self.take()


# ---- declaring heads


def assemble_words(
    keyword: str,
    assembly: Assembly,
    where: Span,
) -> tree.Head | Diagnostic:
    """Assemble a declaring head: name, texts, and options with their values."""
    spec = CLAUSES[keyword]
    tokens = _Tokens(assembly.tokens)
    if spec.head == "text":
        return _only_text(tokens, where)
    name = _leading_name(tokens, spec)
    texts = _leading_texts(tokens)
    try:
        options = _options(tokens, spec)
    except _Misplaced as error:
        return error.diagnostic
    return tree.Declaration(name, texts, options, span=where)


def _only_text(tokens: _Tokens, where: Span) -> tree.Head | Diagnostic:
    """Take the one text that is the whole head."""
    token = tokens.take()
    if token.kind == "text" and not tokens:
        text: tree.String = token.value
        return text
    surplus = tokens.peek() if token.kind == "text" else token
    printed = _printed(surplus) if surplus is not None else ""
    return error_at(where, "L103", allowed=(own_name("shown_text"),), found=printed)


def _leading_name(tokens: _Tokens, spec: Spec) -> tree.Name | None:
    """Take the name of what is declared; the option `from` is none (法源 自 "laws.tsv")."""
    if not spec.named or not tokens.are_next("word"):
        return None
    if _next_option(tokens, spec) == "from":
        return None
    return _name(tokens.take())


def _leading_texts(tokens: _Tokens) -> tuple[tree.String, ...]:
    texts: list[tree.String] = []
    while tokens.are_next("text"):
        token = tokens.take()
        texts.append(token.value)
    return tuple(texts)


def _options(tokens: _Tokens, spec: Spec) -> tuple[tree.Option, ...]:
    """Take the options in the order written; bare values are an option without a keyword."""
    options: list[tree.Option] = []
    while (first := tokens.peek()) is not None:
        keyword = _next_option(tokens, spec)
        if keyword is not None:
            tokens.take()
        elif not spec.bare:
            raise _Misplaced(_not_here(first, spec))
        values = _option_values(tokens, spec)
        option = tree.Option(keyword or "", values, span=first.span)
        options.append(option)
    return tuple(options)


def _next_option(tokens: _Tokens, spec: Spec) -> str | None:
    """Tell which option of this clause the next token is; None if it is none."""
    token = tokens.peek()
    if token is None or token.kind != "word":
        return None
    options = of_kind("option")
    for name in spec.options:
        option = options[name]
        if token.value in (option.zh, option.en):
            return name
    return None


def _option_values(tokens: _Tokens, spec: Spec) -> tuple[tree.OptionValue, ...]:
    """Take the values up to the next option.

    Values parted by commas (or by the clause's own separator) are one list.
    """
    values: list[tree.OptionValue] = []
    while tokens and _next_option(tokens, spec) is None:
        token = tokens.take()
        if token.kind != "sign":
            values.append(_item(token, spec))
            continue
        # A = between a name and its value says nothing.
        if token.value == "=":
            continue
        if token.value != spec.separator or not values:
            raise _misplaced_sign(token)
        before = values.pop()
        items = before if isinstance(before, tuple) else (before,)
        following = _item_behind_separator(tokens, spec, items[-1])
        values.append((*items, following))
    return tuple(values)


def _item_behind_separator(
    tokens: _Tokens,
    spec: Spec,
    before: tree.OptionItem,
) -> tree.OptionItem:
    """Take the item of a list that must follow a separator."""
    while tokens.are_next("sign"):
        sign = tokens.take()
        if sign.value != "=":
            raise _misplaced_sign(sign)
    token = tokens.peek()
    if token is None:
        raise _Misplaced(error_at(before.span, "L105"))
    if _next_option(tokens, spec) is not None:
        raise _Misplaced(error_at(token.span, "L105"))
    return _item(tokens.take(), spec)


def _misplaced_sign(token: HeadToken) -> _Misplaced:
    diagnostic = error_at(token.span, "L103", found=token.value)
    return _Misplaced(diagnostic)


def _item(token: HeadToken, spec: Spec) -> tree.OptionItem:
    """Make a text, a keyword where the clause wants one, else a name."""
    if token.kind == "text":
        text: tree.String = token.value
        return text
    for kind in spec.words:
        meant = spelled(kind).get(token.value)
        if meant is not None:
            return tree.Name(meant, True, span=token.span)
    return _name(token)


def _name(token: HeadToken) -> tree.Name:
    text: str = token.value
    if text.startswith("【") and text.endswith("】"):
        text = text[1:-1].strip()
    return tree.Name(text, span=token.span)


def _not_here(token: HeadToken, spec: Spec) -> Diagnostic:
    """Say that a word is none of the clause's options."""
    allowed = spellings(spec.options, "option")
    nearest = closest(token.value, allowed)
    return error_at(token.span, "L114", nearest, allowed, found=token.value)


# ---- 级别

_SEVERITIES = ("error", "warning", "note")


def assemble_severity(
    keyword: str,
    assembly: Assembly,
    where: Span,
) -> tree.Head | Diagnostic:
    """Assemble 级别: a severity, perhaps by a condition another one."""
    severities: list[str] = []
    for token in assembly.tokens:
        severity = spelled("value").get(token.value)
        if severity not in _SEVERITIES:
            return _no_severity(token)
        severities.append(severity)
    first, *later = severities
    otherwise = later[0] if later else None
    return tree.SeverityHead(first, assembly.where, otherwise, span=where)


def _no_severity(token: HeadToken) -> Diagnostic:
    allowed = spellings(_SEVERITIES, "value")
    nearest = closest(token.value, allowed)
    return error_at(token.span, "L115", nearest, allowed, found=token.value)


# ---- 对于


def assemble_for(
    keyword: str,
    assembly: Assembly,
    where: Span,
) -> tree.Head | Diagnostic:
    """Assemble 对于: sources, each with places, other side and keys; the last has the filter."""
    sources: list[tree.Source] = []
    tokens = _Tokens(assembly.tokens)
    try:
        while tokens:
            if sources:
                tokens.take_if("comma")
            source = _source(tokens, where)
            sources.append(source)
    except _Misplaced as error:
        return error.diagnostic
    if not sources:
        return error_at(where, "L105")
    *earlier, last = sources
    last = attrs.evolve(last, where=assembly.where)
    return tree.ForHead((*earlier, last), span=where)


def _source(tokens: _Tokens, where: Span) -> tree.Source:
    quantifier = tokens.take_if("quantifier")
    if quantifier is None:
        raise _no_quantifier(tokens.peek(), where)
    variable = _variable(tokens)
    places = _places(tokens)
    other_variable: tree.Name | None = None
    other_places: tuple[tree.Path, ...] = ()
    if tokens.take_if("with"):
        other_variable = _variable(tokens)
        other_places = _places(tokens)
    keys = _keys(tokens)
    _check_end_of_source(tokens)
    return tree.Source(
        quantifier=quantifier.value,
        variable=variable,
        places=places,
        other_variable=other_variable,
        other_places=other_places,
        keys=keys,
        span=quantifier.span,
    )


def _check_end_of_source(tokens: _Tokens) -> None:
    """Demand that another source follows, or nothing."""
    token = tokens.peek()
    if token is None or token.kind in ("comma", "quantifier"):
        return
    printed = _printed(token)
    raise _Misplaced(error_at(token.span, "L103", found=printed))


def _no_quantifier(token: HeadToken | None, where: Span) -> _Misplaced:
    """Say that something else, or nothing, stands where a source should begin."""
    printed = ""
    if token is not None:
        where = token.span
        printed = _printed(token)
    quantifiers = of_kind("quantifier")
    allowed = spellings(quantifiers, "quantifier")
    diagnostic = error_at(where, "L116", allowed=allowed, found=printed)
    return _Misplaced(diagnostic)


def _printed(token: HeadToken) -> str:
    if token.kind == "text":
        text: tree.String = token.value
        return text.value
    if token.kind != "path":
        return str(token.value)
    path: tree.Path = token.value
    names = (step.name.value for step in path.steps)
    return ".".join(names)


def _variable(tokens: _Tokens) -> tree.Name | None:
    token = tokens.take_if("path")
    if token is None:
        return None
    path: tree.Path = token.value
    name = path.steps[0].name
    if name.builtin:
        printed = spell(name.value, "builtin", "zh")
        raise _Misplaced(error_at(name.span, "L118", found=printed))
    return name


def _places(tokens: _Tokens) -> tuple[tree.Path, ...]:
    """Take the places behind 属于, parted by commas.

    A comma before a quantifier begins another source.
    """
    before = tokens.take_if("in")
    if before is None:
        return ()
    places: list[tree.Path] = []
    token: HeadToken | None = _demanded_path(tokens, before)
    while token is not None:
        places.append(token.value)
        token = _path_behind(tokens, "comma")
    return tuple(places)


def _demanded_path(tokens: _Tokens, before: HeadToken) -> HeadToken:
    """Take the path that must stand behind a word of 对于."""
    path = tokens.take_if("path")
    if path is not None:
        return path
    surplus = tokens.peek()
    if surplus is None:
        raise _Misplaced(error_at(before.span, "L105"))
    printed = _printed(surplus)
    raise _Misplaced(error_at(surplus.span, "L103", found=printed))


def _path_behind(tokens: _Tokens, joint: str) -> HeadToken | None:
    """Take a joint and the path behind it, if both come next."""
    if not tokens.are_next(joint, "path"):
        return None
    tokens.take()
    return tokens.take()


def _keys(tokens: _Tokens) -> tuple[tree.PairKey, ...]:
    """Take the keys behind 按, each perhaps with 对应 and its name on the other side."""
    before = tokens.take_if("by")
    if before is None:
        return ()
    keys: list[tree.PairKey] = []
    left: HeadToken | None = _demanded_path(tokens, before)
    while left is not None:
        matching = _path_behind(tokens, "matching")
        right = None if matching is None else matching.value
        key = tree.PairKey(left.value, right, span=left.span)
        keys.append(key)
        left = _path_behind(tokens, "comma") or tokens.take_if("path")
    return tuple(keys)
