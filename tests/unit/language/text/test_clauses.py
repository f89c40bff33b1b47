"""The table of clauses agrees with the list of keywords and with itself."""

from __future__ import annotations

import pytest

from budgetrules.language.text.clauses import CLAUSES, TOP, allowed_under
from budgetrules.language.text.keywords import keywords, of_kind

KINDS = {keyword.kind for keyword in keywords()}


def test_every_clause_but_a_line_of_a_table_begins_with_a_keyword() -> None:
    assert set(CLAUSES) - {"line"} == set(of_kind("line"))


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_stands_under_clauses_and_has_options_that_are_keywords(name: str) -> None:
    spec = CLAUSES[name]
    assert set(spec.parents) <= {TOP, *CLAUSES}
    assert set(spec.options) <= set(of_kind("option"))
    assert set(spec.words) <= KINDS


def test_every_option_belongs_to_a_clause() -> None:
    used: set[str] = set()
    for spec in CLAUSES.values():
        used.update(spec.options)
    assert used == set(of_kind("option"))


def test_the_top_holds_packs_templates_and_rules_but_no_tables() -> None:
    top = set(allowed_under(TOP))
    assert top >= {"pack", "template", "rule"}
    assert "table" not in top


def test_a_line_of_a_table_is_not_offered_as_a_keyword() -> None:
    assert "example" in CLAUSES["line"].parents
    assert "line" not in allowed_under("example")


def test_only_words_without_a_keyword_have_a_separator_of_their_own() -> None:
    assert [name for name, spec in CLAUSES.items() if spec.separator != ","] == ["levels"]
    assert CLAUSES["levels"].bare
