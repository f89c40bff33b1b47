"""One document judged: findings, counts and coverage."""

from __future__ import annotations

from pathlib import Path

import attrs

from budgetrules.engine import CheckOptions, check_disclosure
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.judging import unrecognised
from tests.unit.causes.plants import PLANTS, WRONG_FIGURE
from tests.unit.causes.toy import SOUND, Paper, toy_document, toy_rules


def judged(paper: Paper, folder: Path, *show: str) -> DocumentResult:
    options = CheckOptions(show=frozenset(show))
    return check_disclosure(toy_document(paper, folder), options, toy_rules())


def test_a_sound_document_has_no_findings(tmp_path: Path) -> None:
    result = judged(SOUND, tmp_path)
    assert result.findings == ()
    assert result.counts.fail == 0


def test_the_result_says_what_was_read(tmp_path: Path) -> None:
    result = judged(SOUND, tmp_path)
    assert (result.template, result.template_title) == ("支出公示", "支出公示")
    assert (result.unit, result.format) == ("万元", "html")


def test_counts_of_rules_add_up_to_those_of_the_document(tmp_path: Path) -> None:
    result = judged(WRONG_FIGURE, tmp_path)
    assert result.counts.fail == 2
    for name in ("exact", "rounding", "fail", "unknown", "not_applicable"):
        parts = [getattr(counts, name) for counts in result.rules.values()]
        assert sum(parts) == getattr(result.counts, name)


def test_rules_that_apply_to_nothing_are_named(tmp_path: Path) -> None:
    assert judged(SOUND, tmp_path).not_exercised == ("C-08",)


def test_findings_come_in_the_order_of_the_document(tmp_path: Path) -> None:
    paper = WRONG_FIGURE.with_text("以上名词", "以上（）名词")
    paper = paper.with_row("项目", "印刷年报", ("印刷年报", "4.00"))
    findings = judged(paper, tmp_path).findings
    places = [found.subject.place.position for found in findings]
    assert len(places) == 3
    assert places == sorted(places)


def test_every_failed_check_is_in_one_finding(tmp_path: Path) -> None:
    for paper in PLANTS.values():
        result = judged(paper, tmp_path)
        told = sum(1 + len(found.consequences) for found in result.findings)
        assert told == result.counts.fail


def test_fingerprints_are_all_different(tmp_path: Path) -> None:
    for paper in PLANTS.values():
        findings = judged(paper, tmp_path).findings
        names = [found.fingerprint for found in findings]
        for found in findings:
            names += [below.fingerprint for below in found.consequences]
        assert len(names) == len(set(names))


def test_what_is_shown_besides_comes_only_when_asked_for(tmp_path: Path) -> None:
    rounded = SOUND.with_row("总表", "", ("", "总计", "110.01", "90.00"))
    assert [found.message.code for found in judged(rounded, tmp_path).findings] == ["F102"]
    shown = judged(rounded, tmp_path, "rounding").findings
    assert "F108" in [found.message.code for found in shown]


def test_every_figure_is_published_and_is_checked(tmp_path: Path) -> None:
    result = judged(SOUND, tmp_path)
    # 18 in each of two tables, 4 of the funds, 4 of projects, 6 in sentences.
    assert result.published == 50
    assert result.checked == 50
    assert result.unchecked == ()


def test_figures_that_no_check_ties_are_named(tmp_path: Path) -> None:
    options = CheckOptions(select=("C-01", "C-02", "C-09", "C-10"))
    result = check_disclosure(toy_document(SOUND, tmp_path), options, toy_rules())
    assert [(item.table, item.section, item.row, item.value) for item in result.unchecked] == [
        ("项目", None, "购置设备", "12.00"),
        ("项目", None, "印刷年报", "3.00"),
        ("项目说明", None, "购置设备", "12.00"),
        ("项目说明", None, "印刷年报", "3.00"),
        (None, "总额", "总额", "22.22"),
        (None, "类额", "办公支出", "60.00"),
        (None, "类额", "住房支出", "30.00"),
        (None, "类额", "其他支出", "20.00"),
    ]


def test_a_figure_in_no_known_sentence_is_published_and_not_checked(tmp_path: Path) -> None:
    before = judged(SOUND, tmp_path)
    after = judged(SOUND.with_text("以上名词", "另有7.00万元。以上名词"), tmp_path)
    assert after.published == before.published + 1
    assert after.checked == before.checked
    assert "7.00" in [item.value for item in after.unchecked]


def test_a_document_of_no_known_form_is_not_checked(tmp_path: Path) -> None:
    disclosure = attrs.evolve(toy_document(SOUND, tmp_path), template=None)
    result = unrecognised(disclosure)
    assert not result.readable
    assert (result.template, result.findings, result.published) == (None, (), 0)
