"""A baseline tells what is new: by fingerprint, which another format or folder does not change."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from budgetrules import CheckOptions, RuleSet
from budgetrules.engine import check, check_disclosure, read
from budgetrules.findings.baseline import Baseline, load_baseline
from budgetrules.findings.verdicts import Finding
from budgetrules.messages.errors import SettingsError
from budgetrules.storage.encode import model_value
from budgetrules.storage.formats import WRITERS, writer
from tests.conftest import EXAMPLES
from tests.unit.reporting import samples

ERRORS = EXAMPLES / "xinjiang-2024-errors.txt"


def prints(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    return [
        name
        for finding in findings
        for name in (finding.fingerprint, *prints(finding.consequences))
    ]


def test_all_is_known_once_it_is_written_and_what_comes_later_is_not(tmp_path: Path) -> None:
    report = samples.report(samples.document())
    Baseline(str(tmp_path / "b.json")).renewed(report).save()
    known = load_baseline(tmp_path / "b.json")
    assert all(finding.waived is not None for finding in known.apply(report).findings)
    more = attrs.evolve(
        samples.finding(),
        fingerprint="new",
        consequences=(attrs.evolve(samples.finding(), fingerprint="b2"),),
    )
    later = known.apply(samples.report(samples.document(findings=(more,)))).findings[0]
    assert later.waived is None
    assert later.consequences[0].waived is not None


def test_what_newly_follows_from_a_known_finding_is_not_known(tmp_path: Path) -> None:
    report = samples.report(samples.document())
    known = Baseline(str(tmp_path / "b.json")).renewed(report)
    leader = samples.finding()
    more = attrs.evolve(
        leader, consequences=(*leader.consequences, attrs.evolve(leader, fingerprint="new"))
    )
    (found,) = known.apply(samples.report(samples.document(findings=(more,)))).findings
    assert [item.waived is None for item in (found, *found.consequences)] == [False, False, True]


def test_documents_that_were_not_checked_keep_what_is_known(tmp_path: Path) -> None:
    start = Baseline(str(tmp_path / "b.json"))
    both = start.renewed(
        samples.report(samples.document(path="a.txt"), samples.document(path="b.txt"))
    )
    one = both.renewed(samples.report(samples.document(path="a.txt", findings=())))
    assert {Path(entry.document).name for entry in one.entries} == {"b.txt"}
    unread = attrs.evolve(samples.unreadable(), path="b.txt")
    assert one.renewed(samples.report(unread)).entries == one.entries


def test_what_is_gone_is_known_as_gone_only_where_it_was_looked_for(tmp_path: Path) -> None:
    known = Baseline(str(tmp_path / "b.json")).renewed(
        samples.report(samples.document(path="a.txt"))
    )
    assert len(known.gone(samples.report(samples.document(path="a.txt", findings=())))) == 3
    assert known.gone(samples.report(samples.document(path="other.txt", findings=()))) == []


def test_the_same_findings_give_the_same_bytes_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = set()
    for folder in ("one", "two"):
        (tmp_path / folder / "data").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / folder / "data" if folder == "two" else tmp_path / folder)
        path = "a.txt" if folder == "two" else "data/a.txt"
        target = tmp_path / folder / "b.json"
        Baseline(str(target)).renewed(samples.report(samples.document(path=path))).save()
        contents.add(target.read_bytes())
    assert len(contents) == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"schema_version": "2", "findings": []}',
        '{"schema_version": "1", "findings": [{}]}',
    ],
)
def test_a_file_that_is_no_baseline_is_told(content: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_baseline(tmp_path / "b.json")


@pytest.mark.slow
def test_every_finding_and_consequence_has_a_name_of_its_own(rules: RuleSet) -> None:
    found = prints(check([ERRORS], rules=rules).findings)
    assert len(found) == len(set(found)) > 20
    assert all(found)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(WRITERS))
def test_fingerprints_survive_another_format(name: str, rules: RuleSet, tmp_path: Path) -> None:
    target = tmp_path / f"model.{name}"
    writer(name)(model_value([read(ERRORS, rules=rules)], "zh"), target)
    assert prints(check([target], rules=rules).findings) == prints(
        check([ERRORS], rules=rules).findings
    )


def test_fingerprints_survive_another_encoding_place_and_language(
    rules: RuleSet, tmp_path: Path
) -> None:
    text = ERRORS.read_text(encoding="utf-8")
    other = tmp_path / "别处.txt"
    other.write_bytes(("\n" * 5 + text).encode("gb18030"))
    english = check_disclosure(read(other, rules=rules), CheckOptions(lang="en"), rules)
    assert sorted(prints(english.findings)) == sorted(prints(check([ERRORS], rules=rules).findings))


def test_fingerprints_of_a_real_document_survive_pdf_and_workbook(
    rules: RuleSet, shared: Path
) -> None:
    options = CheckOptions(show=frozenset({"rounding"}))
    folder = shared / "disclosures"
    found = {}
    for ending in ("txt", "pdf", "xlsx"):
        result = check_disclosure(
            read(folder / f"kashgar-2024-budget.{ending}", rules=rules), options, rules
        )
        in_tables = [item for item in result.findings if item.subject.table]
        # One slip all over a document is one finding, at its first place.
        found[ending] = {item.fingerprint for item in in_tables if item.rule != "CN-D38n"}
    assert found["txt"] == found["pdf"]
    # The workbook holds tables only: what ties them to the narrative can't be told from it.
    assert found["xlsx"] < found["txt"]
    assert found["xlsx"]


def test_the_file_can_be_read_by_people(tmp_path: Path) -> None:
    target = tmp_path / "b.json"
    Baseline(str(target)).renewed(samples.report(samples.document())).save()
    entry = json.loads(target.read_text(encoding="utf-8"))["findings"][1]
    assert (entry["rule"], entry["place"], entry["stated"]) == (
        "T-A16",
        "表3 › 2010301 › 合计",
        "1904.49",
    )
