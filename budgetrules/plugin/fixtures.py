"""What the fixtures give: rules, documents, results, and an assertion that prints findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import attrs
import pytest

from budgetrules.engine import RuleSet
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.model.disclosure import Disclosure
from budgetrules.plugin.outcomes import report_words
from budgetrules.plugin.state import State, state_of


class Read(Protocol):
    """Reads a file; what is written relative to the test's folder is found too."""

    def __call__(self, path: str | Path) -> Disclosure:
        """The one disclosure in a file. Raises OSError, ValueError for a file of several."""


class Check(Protocol):
    """Checks a file or a disclosure; `options` are fields of CheckOptions by name, in place of the
    session's.
    """

    def __call__(self, document: str | Path | Disclosure, **options: Any) -> DocumentResult:
        """What all rules say, with waivers and baseline applied."""


class AssertComplies(Protocol):
    """Fails the test with the findings of a document (or of a result that there is already) at or
    above the fail level.
    """

    def __call__(
        self, document: str | Path | Disclosure | DocumentResult, **options: Any
    ) -> DocumentResult:
        """The result, if nothing is found."""


def rules_of(config: pytest.Config) -> RuleSet:
    """The rules of the session."""
    return _ready(config).rules


def _ready(config: pytest.Config) -> State:
    """The state of the session, its rules loaded; mistakes in settings or rules fail the test
    without a traceback.
    """
    try:
        state = state_of(config)
        _ = state.rules, state.accepted
    except pytest.UsageError as error:
        pytest.fail(str(error), pytrace=False)
    return state


def reader_of(request: pytest.FixtureRequest) -> Read:
    """The function behind `budget_document`."""
    state = _ready(request.config)

    def read(path: str | Path) -> Disclosure:
        found = state.documents(_located(path, request))
        if len(found) != 1:
            raise ValueError(f"{path} holds {len(found)} documents")
        return found[0]

    return read


def checker_of(request: pytest.FixtureRequest) -> Check:
    """The function behind `budget_check`."""
    state = _ready(request.config)

    def check(document: str | Path | Disclosure, **options: Any) -> DocumentResult:
        if not isinstance(document, Disclosure):
            path = _located(document, request)
            if not options:
                (result,) = state.results(path)
                return result
            document = _read_as_asked(state, path, options)
        return state.judge(document, _options(state, options))

    return check


def asserter_of(request: pytest.FixtureRequest) -> AssertComplies:
    """The function behind `assert_complies`."""
    state, check = _ready(request.config), checker_of(request)

    def assert_complies(
        document: str | Path | Disclosure | DocumentResult, **options: Any
    ) -> DocumentResult:
        result = document if isinstance(document, DocumentResult) else check(document, **options)
        words = report_words([result], state)
        if words is not None:
            pytest.fail(words, pytrace=False)
        return result

    return assert_complies


def _options(state: State, given: dict[str, Any]) -> Any:
    held = dict(given)
    for name in ("select", "ignore"):
        if name in held:
            held[name] = (held[name],) if isinstance(held[name], str) else tuple(held[name])
    if isinstance(held.get("show"), Iterable):
        held["show"] = frozenset(
            {"unknown", *((held["show"],) if isinstance(held["show"], str) else held["show"])}
        )
    return attrs.evolve(state.options, **held)


def _read_as_asked(state: State, path: Path, options: dict[str, Any]) -> Disclosure:
    from budgetrules.engine import read

    chosen = _options(state, options)
    return read(path, rules=state.rules, template=chosen.template, year=chosen.year)


def _located(path: str | Path, request: pytest.FixtureRequest) -> Path:
    """The file as seen from the working folder, or else from the folder of the test."""
    found = Path(path)
    beside = Path(request.path).parent / found
    return beside if not found.exists() and beside.exists() else found
