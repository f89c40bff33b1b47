"""What a session has loaded: rules, waivers and the results of documents, each once a process."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import attrs
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
# What is in one file.
_Disclosures = tuple[Disclosure, ...]
_Results = tuple[DocumentResult, ...]
_KEY = pytest.StashKey["State"]()


@attrs.frozen
class Accepted:
    """The waivers of each file that the settings name, and the baseline."""

    waivers: tuple[Waivers, ...] = ()
    baseline: Baseline | None = None


class State:
    """Everything of a session that takes time to get."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.today = datetime.date.today()
        self._rules: RuleSet | None = None
        self._broken: str | None = None
        self._accepted: Accepted | None = None
        self._others: _Disclosures | None = None
        self._infos: dict[str, RuleInfo] | None = None
        # By path and hash of the document.
        self._waivers: dict[tuple[str, str], list[Waiver]] = {}
        # By real path.
        self._documents: dict[str, _Disclosures] = {}
        self._results: dict[str, _Results] = {}

    @property
    def lang(self) -> str:
        """The language of what is told."""
        return self.settings.lang

    @property
    def rules(self) -> RuleSet:
        """The rules that the settings name. Raises pytest.UsageError with every mistake in them."""
        if self._broken is not None:
            # The whole list was printed with the first test.
            first_mistake, *_ = self._broken.splitlines()
            raise pytest.UsageError(first_mistake)
        if self._rules is None:
            try:
                self._rules = self._load_rules()
            except pytest.UsageError as error:
                self._broken = str(error)
                raise
        return self._rules

    def _load_rules(self) -> RuleSet:
        """Load the rules; every mistake in them becomes a pytest.UsageError."""
        settings = self.settings
        try:
            return load_rules(
                settings.rules, default=settings.default_rules, forms=settings.default_forms
            )
        except RuleFileError as error:
            words = mistakes_text(error, settings.lang)
            raise pytest.UsageError(words) from error
        except ExtensionError as error:
            raise pytest.UsageError(str(error)) from error
        except OSError as error:
            words = f"{error.filename}: {error.strerror}"
            raise pytest.UsageError(words) from error

    @property
    def options(self) -> CheckOptions:
        """The options of the engine.

        Undecided checks become findings, so that their reasons can be told.
        """
        settings = self.settings
        template = None
        if len(settings.templates) == 1:
            (template,) = settings.templates
        return CheckOptions(
            template=template,
            year=settings.year,
            select=settings.select,
            ignore=settings.ignore,
            show=frozenset({"unknown"}),
            values=settings.values,
            lang=settings.lang,
        )

    @property
    def accepted(self) -> Accepted:
        """The waivers and the baseline. Raises pytest.UsageError for what is wrong in them."""
        if self._accepted is None:
            try:
                self._accepted = _load_accepted(self.settings)
            except (SettingsError, OSError) as error:
                raise pytest.UsageError(str(error)) from error
        return self._accepted

    @property
    def others(self) -> _Disclosures:
        """The documents to compare with. Raises OSError."""
        if self._others is None:
            others: list[Disclosure] = []
            for path in self.settings.others:
                others.extend(read_all(path, rules=self.rules))
            self._others = tuple(others)
        return self._others

    def documents(self, path: Path) -> _Disclosures:
        """Return what is in a file; the last models read are kept. Raises OSError."""
        key = os.path.realpath(path)
        if key in self._documents:
            return self._documents[key]
        options = self.options
        documents = tuple(
            read_all(
                short_path(path),
                rules=self.rules,
                template=options.template,
                year=options.year,
            )
        )
        # Results stay for the whole session; models are large, and only the fixtures ask for them
        # again.
        while len(self._documents) >= _MOST_MODELS:
            oldest = next(iter(self._documents))
            del self._documents[oldest]
        self._documents[key] = documents
        return documents

    def results(self, path: Path) -> _Results:
        """Return what all rules say about the documents of a file, waivers and baseline applied.

        Raises OSError.
        """
        key = os.path.realpath(path)
        if key not in self._results:
            documents = self.documents(path)
            self._results[key] = tuple(map(self.judge, documents))
        return self._results[key]

    def judge(self, document: Disclosure, options: CheckOptions | None = None) -> DocumentResult:
        """Check a disclosure in memory, and mark what waivers and baseline accept."""
        options = options or self.options
        result = check_disclosure(document, options, self.rules, self.others)
        return self._mark_accepted(result)

    def _mark_accepted(self, result: DocumentResult) -> DocumentResult:
        for waivers in self.accepted.waivers:
            result = waivers.waive(result, self.today)
        baseline = self.accepted.baseline
        if baseline is not None:
            marked = baseline.apply(Report([result]))
            (result,) = marked.documents
        return result

    def waivers_of(self, result: DocumentResult, rule: str) -> list[Waiver]:
        """Return the waivers for a rule on a document, in force or not."""
        key = (result.path, result.sha256)
        if key not in self._waivers:
            of_document: list[Waiver] = []
            for waivers in self.accepted.waivers:
                of_document.extend(waivers.of(result))
            self._waivers[key] = of_document
        entries = self._waivers[key]
        return [entry for entry in entries if entry.rule == rule]

    def info(self, rule: str) -> RuleInfo:
        """Return title and severity of a rule. Raises KeyError."""
        if self._infos is None:
            self._infos = self.rules.rules
        return self._infos[rule]


def _load_accepted(settings: Settings) -> Accepted:
    """Read the files of waivers and the baseline. Raises SettingsError, OSError."""
    waivers = tuple(map(load_waivers, settings.waivers))
    if settings.baseline is None:
        return Accepted(waivers)
    return Accepted(waivers, load_baseline(settings.baseline))


def state_of(config: pytest.Config) -> State:
    """Return the state of a session, made when it is first asked for."""
    if _KEY not in config.stash:
        settings = settings_of(config)
        config.stash[_KEY] = State(settings)
    return config.stash[_KEY]


def mistakes_text(error: RuleFileError, lang: str) -> str:
    """Return all mistakes of rule files, a line each."""
    lines: list[str] = []
    for mistake in error.diagnostics:
        span = mistake.span
        place = f"{span.file}:{span.line}:{span.column + 1}"
        words = describe(mistake, lang)
        lines.append(f"{place} [{mistake.code}] {words}")
    return "\n".join(lines)


def short_path(path: Path) -> str:
    """Return a path as people write it: from the working folder where the file is below it."""
    relative = os.path.relpath(path)
    if relative.startswith(os.pardir):
        return str(path)
    return relative
