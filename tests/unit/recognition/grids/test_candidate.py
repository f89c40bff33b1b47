"""How well templates fit a document, and which are tried to the end."""

from __future__ import annotations

from fractions import Fraction

import attrs

from budgetrules.recognition.candidate import Fit
from budgetrules.recognition.grids.candidate import grid_candidates
from budgetrules.schema.forms import Template
from tests.recognition.grids.sketch import document
from tests.unit.recognition.toy import FORM, HEADS, PROJECT_LIST, PROJECT_ROWS, ROWS, TITLE


def fit_of(*parts: str, template: Template = FORM) -> Fit:
    """How well a template fits a document."""
    (candidate,) = grid_candidates(document(*parts), (template,))
    return candidate.fit


def codes_of(fit: Fit) -> list[str]:
    """The codes of what is wrong with the tables as such."""
    return [problem.diagnostic.code for problem in fit.problems]


def test_all_tables_under_their_titles_are_the_whole_form() -> None:
    fit = fit_of(TITLE, HEADS + ROWS, "项目支出明细表", PROJECT_ROWS)
    assert (fit.share, fit.known, fit.enough, codes_of(fit)) == (1, 2, True, [])


def test_a_near_title_weighs_three_quarters_and_columns_alone_one() -> None:
    near = fit_of("项目支岀明细表", PROJECT_ROWS)
    assert (near.share, codes_of(near)) == (Fraction(3, 8), ["N107"])
    by_columns = fit_of(PROJECT_ROWS)
    assert (by_columns.share, codes_of(by_columns)) == (Fraction(1, 8), ["N107"])


def test_a_title_over_other_columns_weighs_a_half() -> None:
    fit = fit_of("项目支出明细表", "| 资产 | 数量 |\n| 房屋 | 3.5 |")
    assert (fit.share, fit.known, codes_of(fit)) == (Fraction(2, 8), 1, ["N151"])


def test_a_table_printed_twice_is_told() -> None:
    title = "项目支出明细表"
    assert codes_of(fit_of(title, PROJECT_ROWS, title, PROJECT_ROWS)) == ["N112"]


def test_nothing_fits_a_document_without_its_tables() -> None:
    fit = fit_of("| 资产 | 数量 |\n| 房屋 | 3.5 |")
    assert (fit.share, fit.known, fit.enough) == (0, 0, False)


def test_a_form_with_hardly_any_of_its_titles_is_not_tried_where_another_has_many() -> None:
    names = [f"第{word}类项目明细表" for word in "甲乙丙丁"]
    tables = tuple(
        attrs.evolve(FORM.tables[1], id=f"表{at}", titles=(title,), lists=(PROJECT_LIST,))
        for at, title in enumerate(names)
    )
    many = Template("多表", "多表", "预算", tables)
    pages: list[str] = []
    for title in names:
        pages += [title, PROJECT_ROWS]
    fits = [candidate.fit for candidate in grid_candidates(document(*pages), (FORM, many))]
    assert [fit.known for fit in fits] == [0, 4]
    assert tuple(map(str, fits[0].reasons)) == ("题名相符的只有 0 张，没有再看",)


def test_a_candidate_reads_with_the_official_names_of_codes() -> None:
    (candidate,) = grid_candidates(document(TITLE, HEADS + ROWS), (FORM,))
    reading = candidate.read({})
    assert candidate.template is FORM
    assert [table.id for table in reading.tables] == ["表1"]
