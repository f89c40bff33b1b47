"""What a session has loaded: rules, waivers and the results of documents, each once a process."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from budgetrules.core.diagnostics import RuleFileError
from budgetrules.core.extensions import ExtensionError
from budgetrules.engine import CheckOptions, RuleSet, check_disclosure, load_rules, read_all
from budgetrules.findings.baseline import Baseline, load_baseline
from budgetrules.findings.verdicts import DocumentResult, Report, RuleInfo
from budgetrules.findings.waiver_file import load_waivers
from budgetrules.findings.waivers import Waiver, Waivers
from budgetrules.messages.catalogue import describe
from budgetrules.messages.errors import SettingsError
from budgetrules.model.disclosure import Disclosure
from budgetrules.plugin.settings import Settings, settings_of

_MOST_MODELS = 32
_KEY = pytest.StashKey["State"]()


class State:
    """Everything of a session that takes time to get."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.today = datetime.date.today()
        self._rules: RuleSet | None = None
        self._broken: str | None = None
        self._accepted: tuple[tuple[Waivers, ...], Baseline | None] | None = None
        self._others: tuple[Disclosure, ...] | None = None
        self._waivers: dict[tuple[str, str], list[Waiver]] = {}
        self._infos: dict[str, RuleInfo] | None = None
        self._documents: dict[str, tuple[Disclosure, ...]] = {}
        self._results: dict[str, tuple[DocumentResult, ...]] = {}

    @property
    def rules(self) -> RuleSet:
        """The rules that the settings name. Raises pytest.UsageError with every mistake in them."""
        if self._broken is not None:
            raise pytest.UsageError(self._broken.splitlines()[0])
        if self._rules is None:
            try:
                self._rules = load_rules(self.settings.rules, default=self.settings.default_rules)
            except RuleFileError as error:
                self._broken = told(error, self.settings.lang)
            except ExtensionError as error:
                self._broken = str(error)
            except OSError as error:
                self._broken = f"{error.filename}: {error.strerror}"
            if self._broken is not None:
                raise pytest.UsageError(self._broken)
        assert self._rules is not None
        return self._rules

    @property
    def options(self) -> CheckOptions:
        """The options of the engine.

        Undecided checks become findings, so that their reasons can be told.
        """
        settings = self.settings
        return CheckOptions(
            template=settings.templates[0] if len(settings.templates) == 1 else None,
            year=settings.year,
            select=settings.select,
            ignore=settings.ignore,
            show=frozenset({"unknown"}),
            values=settings.values,
            lang=settings.lang,
        )

    @property
    def accepted(self) -> tuple[tuple[Waivers, ...], Baseline | None]:
        """The waivers and the baseline. Raises pytest.UsageError for what is wrong in them."""
        if self._accepted is None:
            settings = self.settings
            try:
                waivers = tuple(load_waivers(path) for path in settings.waivers)
                baseline = (
                    load_baseline(settings.baseline) if settings.baseline is not None else None
                )
            except (SettingsError, OSError) as error:
                raise pytest.UsageError(str(error)) from error
            self._accepted = waivers, baseline
        return self._accepted

    @property
    def others(self) -> tuple[Disclosure, ...]:
        """The documents to compare with. Raises OSError."""
        if self._others is None:
            others: list[Disclosure] = []
            for path in self.settings.others:
                others.extend(read_all(path, rules=self.rules))
            self._others = tuple(others)
        return self._others

    def documents(self, path: Path) -> tuple[Disclosure, ...]:
        """What is in a file; the last models read are kept. Raises OSError."""
        key = os.path.realpath(path)
        if key not in self._documents:
            options = self.options
            found = tuple(
                read_all(
                    shown(path), rules=self.rules, template=options.template, year=options.year
                )
            )
            # Results stay for the whole session; models are large, and only the fixtures ask for
            # them again.
            while len(self._documents) >= _MOST_MODELS:
                del self._documents[next(iter(self._documents))]
            self._documents[key] = found
        return self._documents[key]

    def results(self, path: Path) -> tuple[DocumentResult, ...]:
        """What all rules say about the documents of a file, with waivers and baseline applied.

        Raises OSError.
        """
        key = os.path.realpath(path)
        if key not in self._results:
            self._results[key] = tuple(self.judge(document) for document in self.documents(path))
        return self._results[key]

    def judge(self, document: Disclosure, options: CheckOptions | None = None) -> DocumentResult:
        """What all rules say about a disclosure in memory."""
        return self.apply(
            check_disclosure(document, options or self.options, self.rules, self.others)
        )

    def apply(self, result: DocumentResult) -> DocumentResult:
        """A result with what waivers and baseline accept marked."""
        waivers, baseline = self.accepted
        for held in waivers:
            result = held.waive(result, self.today)
        if baseline is not None:
            (result,) = baseline.apply(Report([result])).documents
        return result

    def waivers_of(self, result: DocumentResult, rule: str) -> list[Waiver]:
        """The waivers for a rule on a document, in force or not."""
        key = (result.path, result.sha256)
        if key not in self._waivers:
            entries: list[Waiver] = []
            for waivers in self.accepted[0]:
                entries.extend(waivers.of(result))
            self._waivers[key] = entries
        return [entry for entry in self._waivers[key] if entry.rule == rule]

    def info(self, rule: str) -> RuleInfo:
        """Title and severity of a rule."""
        if self._infos is None:
            self._infos = self.rules.rules
        return self._infos[rule]


def state_of(config: pytest.Config) -> State:
    """The state of a session, made when it is first asked for."""
    if _KEY not in config.stash:
        config.stash[_KEY] = State(settings_of(config))
    return config.stash[_KEY]


def told(error: RuleFileError, lang: str) -> str:
    """All mistakes of rule files, a line each."""
    lines = []
    for item in error.diagnostics:
        span = item.span
        lines.append(
            f"{span.file}:{span.line}:{span.column + 1} [{item.code}] {describe(item, lang)}"
        )
    return "\n".join(lines)


def shown(path: Path) -> str:
    """A path as people write it: from the working folder where the file is below it."""
    found = os.path.relpath(path)
    return str(path) if found.startswith(os.pardir) else found
