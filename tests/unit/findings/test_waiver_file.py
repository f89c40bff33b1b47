"""Files of waivers: what is written is read back, and every mistake is reported at once."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetrules.findings.waiver_file import append_waiver, load_waivers
from budgetrules.findings.waivers import PLACE_KEYS, Waiver
from budgetrules.messages.errors import SettingsError

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
PLACES = st.dictionaries(st.sampled_from(PLACE_KEYS), WORDS).filter(
    lambda place: not place or not {"table", "section"}.isdisjoint(place)
)
WAIVERS = st.builds(
    Waiver,
    rule=WORDS,
    document=WORDS,
    place=PLACES,
    reason=WORDS,
    approved_by=WORDS,
    until=st.dates(min_value=datetime.date(1000, 1, 1)),
    fingerprint=st.just("") | WORDS,
)
ENTRY = """[[waiver]]
rule = "T-A16"
document = "*.txt"
place = { table = "表3" }
reason = "待更正"
approved_by = "某科"
until = 2025-12-31
"""


@given(st.lists(WAIVERS, min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_waivers_that_are_written_are_read_back_with_their_lines(waivers: list[Waiver]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "waivers.toml"
        lines = [append_waiver(file, waiver) for waiver in waivers]
        entries = load_waivers(file).entries
    numbered = zip(waivers, lines, strict=True)
    assert list(entries) == [attrs.evolve(waiver, line=line) for waiver, line in numbered]


def test_what_a_file_holds_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(f"# 说明\n{ENTRY}", encoding="utf-8")
    (entry,) = load_waivers(file).entries
    append_waiver(file, entry)
    assert file.read_text(encoding="utf-8").startswith(f"# 说明\n{ENTRY}\n[[waiver]]\n")


def mistakes(tmp_path: Path, content: str) -> list[tuple[str, str]]:
    file = tmp_path / "waivers.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_waivers(file)
    return [(mistake.code, mistake.details["name"]) for mistake in caught.value.diagnostics]


def without(key: str) -> str:
    return "".join(line for line in ENTRY.splitlines(True) if not line.startswith(key))


@pytest.mark.parametrize("key", ["rule", "document", "place", "reason", "approved_by", "until"])
def test_a_key_that_is_missing_is_named(tmp_path: Path, key: str) -> None:
    assert mistakes(tmp_path, without(key)) == [("C161", key)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rule", "3"),
        ("reason", '" "'),
        ("until", '"soon"'),
        ("place", '"表3"'),
        ("place", "{}"),
        ("place", "{ table = 3 }"),
        ("place", '{ row = "合计" }'),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, key: str, value: str) -> None:
    assert mistakes(tmp_path, f"{without(key)}{key} = {value}\n") == [("C162", key)]


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    content = f"reson = 1\n{without('rule')}reson = 2\n{without('until')}"
    expected = [("C163", "reson"), ("C160", "reson"), ("C161", "rule"), ("C161", "until")]
    assert mistakes(tmp_path, content) == expected


def test_entries_under_a_single_bracket_are_a_mistake(tmp_path: Path) -> None:
    assert mistakes(tmp_path, ENTRY.replace("[[waiver]]", "[waiver]")) == [("C163", "waiver")]


@pytest.mark.parametrize("until", ["2025-12-31", '"2025-12-31"', "2025-12-31T10:00:00"])
def test_a_date_is_read_as_date_text_or_time(tmp_path: Path, until: str) -> None:
    file = tmp_path / "waivers.toml"
    file.write_text(f"{without('until')}until = {until}\n", encoding="utf-8")
    assert load_waivers(file).entries[0].until == datetime.date(2025, 12, 31)
