"""The hooks of a session that asked for us; in any other session none of them is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from budgetrules.findings.notices import with_notices
from budgetrules.findings.verdicts import Finding, Report
from budgetrules.findings.waivers import Use
from budgetrules.messages.catalogue import text
from budgetrules.plugin.collect import OUTCOME, BudgetItem, collector
from budgetrules.plugin.outcomes import Kind, Outcome
from budgetrules.plugin.state import State, state_of

_NAME = "budgetrules-active"
# How outcomes that pytest does not know are printed: letter and word.
_SIGNS = {
    Kind.UNKNOWN.value: ("u", "UNKNOWN"),
    Kind.NOT_EXERCISED.value: ("n", "NOT EXERCISED"),
}
# The fail levels at which what is wrong with a waiver fails a session.
_LEVELS_OF_NOTICES = ("warning", "note")


def switch_on(config: pytest.Config) -> None:
    """Add our hooks to a session, unless its settings name no disclosures.

    Raises pytest.UsageError.
    """
    state = state_of(config)
    plugins = config.pluginmanager
    if not state.settings.files or plugins.has_plugin(_NAME):
        return
    # What is wrong with waivers or a baseline stops the session, here and in every worker.
    _ = state.accepted
    plugins.register(_Hooks(state), _NAME)


@attrs.frozen
class _Notice:
    """What there is to say about a waiver, and the file that it stands in."""

    path: str
    finding: Finding

    def summary_line(self, lang: str) -> str:
        """Return the line of the summary."""
        finding = self.finding
        line = finding.subject.place.line or 0
        place = f"{self.path}:{line}"
        message = finding.message.text(lang)
        return f"{finding.rule}  {place} {message}"


# How pytest wants the wrapper of a hook that gives collectors typed.
_WrappedCollectors = Generator[None, list[pytest.Collector], list[pytest.Collector]]


class _Hooks:
    def __init__(self, state: State) -> None:
        self._state = state

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> _WrappedCollectors:
        """Collect a file of ours alone, and leave any other to the others.

        Pytest would take a text that is named for a doctest, and fail on its encoding.
        """
        others = yield
        own = collector(file_path, parent, self._state)
        return [own] if own is not None else others

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Put into the report what pytest has no word for; it travels with it from workers."""
        report = yield
        if not isinstance(item, BudgetItem):
            return report
        if call.when == "call" and OUTCOME in item.stash:
            outcome = item.stash[OUTCOME]
            if report.skipped:
                _report_skipped(report, item, outcome)
            elif report.passed and outcome.kind is Kind.XPASSED:
                _report_unused_waiver(report, item, outcome)
        return report

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a session that asks for warnings if a waiver is past its date or for nothing."""
        is_worker = hasattr(session.config, "workerinput")
        if is_worker or session.exitstatus != pytest.ExitCode.OK:
            return
        if self._state.settings.fail_level not in _LEVELS_OF_NOTICES:
            return
        if self._notices():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def _notices(self) -> list[_Notice]:
        """Return what there is to say about waivers whatever the tests found.

        That one is not used is told by its own test.
        """
        waiver_files = self._state.accepted.waivers
        if not waiver_files:
            return []
        rules = self._state.rules
        report = Report([], rules.packs, rules.rules)
        for waivers in waiver_files:
            numbers = range(len(waivers.entries))
            uses = {number: Use() for number in numbers}
            report = with_notices(report, waivers, uses, self._state.today)
        notices: list[_Notice] = []
        for document in report.documents:
            for finding in document.findings:
                notices.append(_Notice(document.path, finding))
        return notices

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(
        self,
        report: pytest.TestReport,
    ) -> tuple[str, str, str] | None:
        """Count undecided and not exercised as outcomes of their own."""
        name = getattr(report, "budget_outcome", None)
        if name is None or report.when != "call":
            return None
        letter, word = _SIGNS[name]
        return name, letter, word

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was undecided and what found nothing to check: nothing of it is a pass."""
        lang = self._state.lang
        lines: list[str] = []
        for kind in (Kind.UNKNOWN, Kind.NOT_EXERCISED):
            reports = terminalreporter.stats.get(kind.value, [])
            lines += _summary_lines(kind, reports, lang)
        for notice in self._notices():
            lines.append(notice.summary_line(lang))
        if not lines:
            return
        terminalreporter.section("budgetrules")
        for line in lines:
            terminalreporter.write_line(line)


def _report_skipped(report: pytest.TestReport, item: BudgetItem, outcome: Outcome) -> None:
    """Say where a skipped test is, and what it is that pytest calls skipped."""
    if isinstance(report.longrepr, tuple):
        _, _, reason = report.longrepr
        report.longrepr = (str(item.path), 0, reason)
    if outcome.kind.value in _SIGNS:
        # An attribute of our own: reports are sent from workers with all that they have.
        report.budget_outcome = outcome.kind.value  # type: ignore[attr-defined]


def _report_unused_waiver(report: pytest.TestReport, item: BudgetItem, outcome: Outcome) -> None:
    """Report a test that passes although it is waived, as pytest does where one should fail."""
    if item.config.getini("xfail_strict"):
        report.outcome = "failed"
        report.longrepr = f"[XPASS(strict)] {outcome.words}"
    else:
        report.wasxfail = outcome.words


def _summary_lines(
    kind: Kind,
    reports: Iterable[pytest.TestReport],
    lang: str,
) -> Iterator[str]:
    """Yield for each file the rules whose tests ended in a way."""
    rules_of: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        path, _, _ = report.nodeid.partition("::")
        properties = dict(report.user_properties)
        rule = properties.get("budget_rule", "")
        rules_of[path].append(str(rule))
    code = f"plugin.summary.{kind.name.lower()}"
    for path, rules in rules_of.items():
        yield text(
            code,
            lang,
            path=path,
            number=len(rules),
            rules=" ".join(rules),
        )
