"""What the fixtures give: rules, documents, results, and an assertion that prints findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import attrs
import pytest

from budgetrules.engine import CheckOptions, RuleSet, read
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.model.disclosure import Disclosure
from budgetrules.plugin.outcomes import report_words
from budgetrules.plugin.state import State, state_of

Document = str | Path | Disclosure


class Read(Protocol):
    """A function that reads a file; a path relative to the test's folder is found too."""

    def __call__(self, path: str | Path) -> Disclosure:
        """Return the one disclosure in a file.

        Raises OSError, ValueError for a file of several.
        """


class Check(Protocol):
    """A function that checks a file or a disclosure.

    `options` are fields of CheckOptions by name, in place of the session's.
    """

    def __call__(self, document: Document, **options: Any) -> DocumentResult:
        """Return what all rules say, with waivers and baseline applied."""


class AssertComplies(Protocol):
    """A function that fails the test with what is found at or above the fail level.

    It takes what `Check` takes, or a result that there is already.
    """

    def __call__(self, document: Document | DocumentResult, **options: Any) -> DocumentResult:
        """Return the result, if nothing is found."""


def rules_of(config: pytest.Config) -> RuleSet:
    """Return the rules of the session."""
    return _ready(config).rules


def _ready(config: pytest.Config) -> State:
    """Return the state of the session, its rules loaded.

    Mistakes in settings or rules fail the test without a traceback.
    """
    try:
        state = state_of(config)
        _ = state.rules, state.accepted
    except pytest.UsageError as error:
        pytest.fail(str(error), pytrace=False)
    return state


def reader_of(request: pytest.FixtureRequest) -> Read:
    """Return the function behind `budget_document`."""
    state = _ready(request.config)

    def read_one(path: str | Path) -> Disclosure:
        documents = state.documents(_located(path, request))
        number = len(documents)
        if number != 1:
            raise ValueError(f"{path} holds {number} documents")
        return documents[0]

    return read_one


def checker_of(request: pytest.FixtureRequest) -> Check:
    """Return the function behind `budget_check`."""
    state = _ready(request.config)

    def check(document: Document, **options: Any) -> DocumentResult:
        chosen = check_options(state, options)
        if isinstance(document, Disclosure):
            return state.judge(document, chosen)
        path = _located(document, request)
        if not options:
            (result,) = state.results(path)
            return result
        asked_for = read(path, rules=state.rules, template=chosen.template, year=chosen.year)
        return state.judge(asked_for, chosen)

    return check


def asserter_of(request: pytest.FixtureRequest) -> AssertComplies:
    """Return the function behind `assert_complies`."""
    state = _ready(request.config)
    check = checker_of(request)

    def assert_complies(document: Document | DocumentResult, **options: Any) -> DocumentResult:
        if isinstance(document, DocumentResult):
            result = document
        else:
            result = check(document, **options)
        words = report_words([result], state)
        if words is not None:
            pytest.fail(words, pytrace=False)
        return result

    return assert_complies


def check_options(state: State, given: Mapping[str, Any]) -> CheckOptions:
    """Return the options of the session, those given by name in their place.

    One word stands for a list of one. What is undecided is always shown: its reasons are told.
    """
    fields = dict(given)
    for name in ("select", "ignore"):
        if name in fields:
            fields[name] = _as_words(fields[name])
    if "show" in fields:
        fields["show"] = frozenset(("unknown", *_as_words(fields["show"])))
    return attrs.evolve(state.options, **fields)


def _as_words(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _located(path: str | Path, request: pytest.FixtureRequest) -> Path:
    """Return the file as seen from the working folder, or else from the folder of the test."""
    from_here = Path(path)
    if from_here.exists():
        return from_here
    beside = Path(request.path).parent / from_here
    return beside if beside.exists() else from_here
