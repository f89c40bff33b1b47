"""How a rule on a document ends as a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetrules.plugin.outcomes import Kind, Outcome, outcome_of, report_words
from budgetrules.plugin.state import State
from tests.plugin.conftest import document
from tests.unit.plugin.toy import state_in, waivers_file, written

NOT_A_DISCLOSURE = "开会通知\n"


def ended(state: State, folder: Path, rule: str, text: str) -> Outcome:
    results = state.results(written(folder, text))
    return outcome_of(state, results, rule)


@pytest.mark.parametrize(
    ("rule", "text", "kind"),
    [
        ("TOY-1", document(), Kind.PASSED),
        ("TOY-1", document(total=90), Kind.FAILED),
        ("TOY-2", document(spent=99), Kind.WARNED),
        ("TOY-3", document(), Kind.UNKNOWN),
        ("TOY-4", document(), Kind.SKIPPED),
        ("TOY-5", document(), Kind.NOT_EXERCISED),
        ("TOY-1", NOT_A_DISCLOSURE, Kind.FAILED),
    ],
    ids=("sound", "error", "warning", "undecided", "skipped", "idle", "unread"),
)
def test_a_rule_ends_in_one_way(rule: str, text: str, kind: Kind, tmp_path: Path) -> None:
    assert ended(state_in(tmp_path), tmp_path, rule, text).kind is kind


def test_a_failed_test_prints_the_finding_and_names_it_for_junit(tmp_path: Path) -> None:
    outcome = ended(state_in(tmp_path), tmp_path, "TOY-1", document(total=90))
    properties = dict(outcome.properties)
    assert "代入      90 = 20 + 10" in outcome.words
    assert properties["budget_verdict"] == "failed"
    assert properties["budget_fail"] == "1"
    assert len(properties["budget_fingerprint"]) > 0


def test_a_document_that_could_not_be_read_was_not_checked(tmp_path: Path) -> None:
    outcome = ended(state_in(tmp_path), tmp_path, "TOY-1", NOT_A_DISCLOSURE)
    assert dict(outcome.properties)["budget_verdict"] == "not_checked"
    assert "budget_fail" not in dict(outcome.properties)


@pytest.mark.parametrize(("level", "kind"), [("warning", Kind.FAILED), ("never", Kind.WARNED)])
def test_the_fail_level_tells_warnings_from_failures(
    level: str, kind: Kind, tmp_path: Path
) -> None:
    state = state_in(tmp_path, fail_level=level)
    assert ended(state, tmp_path, "TOY-2", document(spent=99)).kind is kind


def test_a_waived_finding_is_expected(tmp_path: Path) -> None:
    state = state_in(tmp_path, waivers=(waivers_file(tmp_path, "TOY-1"),))
    outcome = ended(state, tmp_path, "TOY-1", document(total=90))
    assert outcome.kind is Kind.XFAILED
    assert "待更正" in outcome.words


def test_a_waiver_for_nothing_passes_where_it_should_fail(tmp_path: Path) -> None:
    state = state_in(tmp_path, waivers=(waivers_file(tmp_path, "TOY-1"),))
    assert ended(state, tmp_path, "TOY-1", document()).kind is Kind.XPASSED


def test_a_waiver_past_its_date_accepts_nothing_and_is_told(tmp_path: Path) -> None:
    state = state_in(tmp_path, waivers=(waivers_file(tmp_path, "TOY-1", "2020-01-01"),))
    outcome = ended(state, tmp_path, "TOY-1", document(total=90))
    assert outcome.kind is Kind.FAILED
    assert "2020-01-01" in outcome.words


def test_of_several_documents_the_gravest_counts(tmp_path: Path) -> None:
    state = state_in(tmp_path)
    (sound,) = state.results(written(tmp_path, document(), "甲.txt"))
    (wrong,) = state.results(written(tmp_path, document(total=90), "乙.txt"))
    assert outcome_of(state, [sound, wrong], "TOY-1").kind is Kind.FAILED
    assert outcome_of(state, [sound, sound], "TOY-1").kind is Kind.PASSED


@pytest.mark.parametrize(
    ("text", "unknown", "complies"),
    [
        (document(), "warning", True),
        (document(), "error", False),
        (document(spent=99), "warning", True),
        (document(total=90), "warning", False),
        (NOT_A_DISCLOSURE, "warning", False),
    ],
    ids=("sound", "undecided", "warning", "error", "unread"),
)
def test_a_document_complies_if_nothing_grave_is_found(
    text: str, unknown: str, complies: bool, tmp_path: Path
) -> None:
    state = state_in(tmp_path, unknown=unknown)
    words = report_words(state.results(written(tmp_path, text)), state)
    assert (words is None) is complies
