"""Names that the engine gives itself, from grammar/names.tsv."""

from __future__ import annotations

import re

import pytest

from budgetrules.resources import resource_folder
from budgetrules.schema.names import own_name
from tests.conftest import TOP

LINES = (resource_folder("grammar") / "names.tsv").read_text(encoding="utf-8").splitlines()


def test_a_name_is_found_by_its_id() -> None:
    assert own_name("form_basis") == "表式"
    with pytest.raises(KeyError):
        own_name("no such name")


@pytest.mark.parametrize("line", LINES[1:])
def test_every_name_says_in_both_languages_what_it_is_for(line: str) -> None:
    cells = line.split("\t")
    assert len(cells) == len(LINES[0].split("\t"))
    assert all(cells)


def test_every_name_is_asked_for_by_the_code() -> None:
    ids = {line.split("\t")[0] for line in LINES[1:]}
    asked: set[str] = set()
    for path in (TOP / "budgetrules").rglob("*.py"):
        asked.update(re.findall(r'own_name\("(\w+)"\)', path.read_text(encoding="utf-8")))
    unasked = {name for name in ids - asked if not name.startswith("slot_")}
    assert (asked - ids, unasked) == (set(), set())
