"""A waiver marks what it names and nothing more; one that is not needed or past its date is a finding."""

from __future__ import annotations

import datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetrules.core.diagnostics import Severity
from budgetrules.findings.notices import EXPIRED, UNUSED, with_notices
from budgetrules.findings.verdicts import Report, Subject
from budgetrules.findings.waiver_file import append_waiver, load_waivers
from budgetrules.findings.waivers import PLACE_KEYS, Waiver, Waivers, waive_all
from budgetrules.messages.errors import SettingsError
from tests.unit.reporting import samples

TODAY = datetime.date(2025, 6, 1)
LATER = datetime.date(2025, 12, 31)
PLACE = {"table": "表3", "row": "2010301", "column": "合计"}


def waiver(**changes: object) -> Waiver:
    values: dict[str, object] = {
        "rule": "T-A16",
        "document": "disclosures/*.txt",
        "place": PLACE,
        "reason": "待上级更正",
        "approved_by": "某科",
        "until": LATER,
    }
    return Waiver(**(values | changes))  # type: ignore[arg-type]


def waived(*entries: Waiver, today: datetime.date = TODAY) -> Report:
    waivers = Waivers("waivers.toml", entries)
    report, (uses,) = waive_all(samples.report(samples.document()), [waivers], today)
    return with_notices(report, waivers, uses, today)


def marked(report: Report) -> list[str]:
    """The findings and consequences that are marked as waived."""
    found, left = [], list(report.findings)
    while left:
        finding = left.pop(0)
        left = [*finding.consequences, *left]
        found += [finding.rule] if finding.waived is not None else []
    return found


def test_a_waiver_marks_its_finding_and_what_follows_from_it() -> None:
    report = waived(waiver())
    assert marked(report) == ["T-A16", "T-A07"]
    assert report.findings[0].waived is not None
    assert attrs.astuple(report.findings[0].waived) == ("待上级更正", "2025-12-31", "某科")
    assert len(report.documents) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": "T-A17"},
        {"document": "other/*.txt"},
        {"place": {**PLACE, "row": "2010302"}},
        {"place": {**PLACE, "column": "基本支出"}},
        {"place": {**PLACE, "stated": "1904.48"}},
        {"place": {"section": "第三部分"}},
        {"place": {}},
        {"fingerprint": "zz"},
        {"until": datetime.date(2025, 5, 31)},
    ],
)
def test_a_waiver_that_differs_in_anything_marks_nothing_and_is_told(
    changes: dict[str, object],
) -> None:
    report = waived(waiver(**changes))
    assert marked(report) == []
    (notice,) = report.documents[-1].findings
    assert (notice.rule, notice.severity) == (
        EXPIRED if "until" in changes else UNUSED,
        Severity.WARNING,
    )


def test_the_last_day_still_counts() -> None:
    assert marked(waived(waiver(until=TODAY))) == ["T-A16", "T-A07"]


def test_a_waiver_for_a_consequence_leaves_its_leader_open() -> None:
    assert marked(waived(waiver(rule="T-A07", place={"table": "表1", "row": "支出总计"}))) == [
        "T-A07"
    ]


def test_rows_are_known_by_code_or_name_whatever_their_width() -> None:
    assert marked(waived(waiver(place={"table": "表3", "row": "行政 运行"}))) == ["T-A16", "T-A07"]


def test_a_finding_without_table_needs_the_word_for_the_whole_document() -> None:
    document = samples.document(
        findings=(attrs.evolve(samples.finding(consequences=()), subject=Subject()),)
    )
    for place, expected in (({}, ["T-A16"]), (PLACE, [])):
        report, _ = waive_all(
            samples.report(document), [Waivers("waivers.toml", (waiver(place=place),))], TODAY
        )
        assert marked(report) == expected


def test_what_was_not_checked_makes_no_waiver_unused(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    waivers = Waivers(
        str(tmp_path / "waivers.toml"),
        (waiver(document="*.txt", rule="T-A01", place={"table": "表1"}),),
    )
    for names, notices in ((("a.txt",), 0), (("a.txt", "b.txt"), 1)):
        documents = [samples.document(path=str(tmp_path / name)) for name in names]
        report, (uses,) = waive_all(samples.report(*documents), [waivers], TODAY)
        assert len(with_notices(report, waivers, uses, TODAY).documents) == len(names) + notices


def test_a_hash_that_no_document_has_is_told_once_all_were_checked(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    waivers = Waivers(str(tmp_path / "waivers.toml"), (waiver(document="sha256:" + "ef" * 32),))
    for names, notices in ((("a.txt",), 0), (("a.txt", "b.txt"), 1)):
        documents = [samples.document(path=str(tmp_path / name)) for name in names]
        report, (uses,) = waive_all(samples.report(*documents), [waivers], TODAY)
        assert len(with_notices(report, waivers, uses, TODAY).documents) == len(names) + notices


def test_a_rule_that_is_not_there_is_told() -> None:
    (notice,) = waived(waiver(rule="T-Z99")).documents[-1].findings
    assert "T-Z99" in str(notice.message)


def test_the_file_tells_every_mistake_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "waivers.toml"
    path.write_text(
        "\n".join(
            (
                "# 例",
                "[[waiver]]",
                'rule = "T-A16"',
                'documnet = "*.txt"',
                "place = { tabel = '表3' }",
                "until = 'tomorrow'",
                "[[waiver]]",
                'rule = ""',
            )
        ),
        encoding="utf-8",
    )
    with pytest.raises(SettingsError) as caught:
        load_waivers(path)
    found = [
        (item.code, item.details["line"], item.details["name"], item.suggestion)
        for item in caught.value.diagnostics
    ]
    assert ("C160", "2", "documnet", "document") in found
    assert ("C160", "2", "place.tabel", "table") in found
    assert ("C162", "2", "until", None) in found
    assert {("C161", "2", name, None) for name in ("document", "reason", "approved_by")} <= set(
        found
    )
    assert ("C162", "7", "rule", None) in found


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("x = ", "C150"),
        ("[waivers]\n", "C163"),
        ("waiver = 3\n", "C163"),
        ("[waiver]\nrule = 'x'\n", "C163"),
    ],
)
def test_a_file_that_is_something_else_is_told(content: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "waivers.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_waivers(path)
    assert code in [item.code for item in caught.value.diagnostics]


def test_a_column_alone_is_no_place(tmp_path: Path) -> None:
    append_waiver(tmp_path / "waivers.toml", waiver(place={"column": "合计"}))
    with pytest.raises(SettingsError):
        load_waivers(tmp_path / "waivers.toml")


_TEXTS = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))
_PLACES = st.dictionaries(st.sampled_from(PLACE_KEYS), _TEXTS).map(
    lambda held: {"table": "表3", **held}
)


@given(
    st.lists(
        st.builds(
            waiver,
            rule=_TEXTS,
            reason=_TEXTS,
            approved_by=_TEXTS,
            place=st.one_of(st.just({}), _PLACES),
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_back_and_leaves_the_rest_alone(entries: list[Waiver]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "waivers.toml"
        path.write_text("# 说明，不动\n", encoding="utf-8")
        lines = [append_waiver(path, entry) for entry in entries]
        assert [attrs.evolve(entry, line=0) for entry in load_waivers(path).entries] == entries
        assert path.read_text(encoding="utf-8").startswith("# 说明，不动\n")
        assert [path.read_bytes().split(b"\n")[line - 1] for line in lines] == [
            b"[[waiver]]"
        ] * len(entries)
