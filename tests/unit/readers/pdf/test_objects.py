"""What is drawn on a page."""

from __future__ import annotations

import pytest

from budgetrules.readers.pdf.geometry import Frame
from budgetrules.readers.pdf.objects import Objects, covered_part, objects_of, rules_of
from tests.readers.pdf.writer import PdfPage, PdfWriter
from tests.unit.readers.pdf.opened import opened_page

FRAME = Frame(left=0, bottom=0, right=600, top=800)
VISIBLE = (0.0, 0.0, 600.0, 800.0)


def page_of(form: bool = False) -> tuple[PdfWriter, PdfPage]:
    """A file and its page."""
    writer = PdfWriter()
    return writer, writer.page(600, 800, form=form)


def objects(writer: PdfWriter, most: int = 100) -> Objects:
    """What is drawn on the first page of a file."""
    with opened_page(writer) as page:
        return objects_of(page, FRAME, most)


def test_a_stroke_is_a_thin_box() -> None:
    writer, page = page_of()
    page.line(10, 100, 200, 100)
    (box,) = objects(writer).boxes
    assert box == pytest.approx((10, 700, 200, 700), abs=1)


def test_a_stroked_rectangle_has_four_sides() -> None:
    writer, page = page_of()
    page.rectangle(10, 100, 200, 150)
    sides = {tuple(round(place) for place in box) for box in objects(writer).boxes}
    # The path comes back to where it began: that last side is a point.
    points = {(left, bottom, left, bottom) for left, bottom, _, _ in sides}
    assert sides - points == {
        (10, 650, 10, 700),
        (200, 650, 200, 700),
        (10, 650, 200, 650),
        (10, 700, 200, 700),
    }


def test_a_filled_rectangle_is_a_shade_without_sides() -> None:
    writer, page = page_of()
    page.rectangle(10, 100, 200, 150, "f")
    made = objects(writer)
    assert (made.boxes, made.drawn) == ([], 1)


def test_texts_are_counted() -> None:
    writer, page = page_of()
    page.text(10, 100, "合计")
    made = objects(writer)
    assert (made.texts, made.drawn, made.pictured) == (1, 0, 0)


def test_a_picture_covers_a_part_of_the_page() -> None:
    writer, page = page_of()
    page.image(0, 0, 300, 400)
    assert objects(writer).pictured == 25


def test_a_picture_as_thin_as_a_line_is_one() -> None:
    writer, page = page_of()
    page.image(10, 100, 200, 101)
    made = objects(writer)
    assert (len(made.boxes), made.pictured) == (1, 0)


def test_what_a_form_draws_stands_where_the_form_does() -> None:
    writer, page = page_of(form=True)
    page.line(10, 100, 200, 100)
    (box,) = objects(writer).boxes
    assert box == pytest.approx((10, 700, 200, 700), abs=1)


def test_a_moved_and_stretched_path_stands_where_it_is_shown() -> None:
    writer, page = page_of()
    page.raw(b"q 2 0 0 3 10 20 cm 0.1 w 0 0 m 40 0 l 40 30 l S Q\n")
    sides = {tuple(round(place) for place in box) for box in objects(writer).boxes}
    assert sides == {(10, 20, 90, 20), (90, 20, 90, 110)}


def test_no_more_objects_are_read_than_asked_for() -> None:
    writer, page = page_of()
    for top in range(100, 200, 10):
        page.line(10, top, 200, top)
    made = objects(writer, most=3)
    assert made.cut
    assert len(made.boxes) < 10


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (VISIBLE, 100),
        ((-600, 0, 300, 800), 50),
        ((0, 0, 600, 8), 1),
        ((700, 0, 900, 800), 0),
        ((0, 0, 600, 0), 0),
    ],
)
def test_only_what_is_visible_covers_the_page(
    box: tuple[float, float, float, float], expected: int
) -> None:
    assert covered_part(box, VISIBLE) == expected


def test_a_page_without_size_is_covered_by_nothing() -> None:
    assert covered_part((0, 0, 1, 1), (0, 0, 0, 0)) == 0


STAIRS = [(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (90.0, 90.0)]


def test_straight_sides_of_a_path_are_rules_and_slanted_ones_are_not() -> None:
    assert rules_of(STAIRS, has_sides=True) == [(0, 0, 50, 0), (50, 0, 50, 50)]


def test_a_path_without_sides_has_no_rules() -> None:
    assert rules_of(STAIRS, has_sides=False) == []


def test_a_thin_path_is_one_rule_however_it_is_drawn() -> None:
    thin = [(0.0, 0.0), (50.0, 1.0), (0.0, 2.0)]
    assert rules_of(thin, has_sides=False) == [(0, 0, 50, 2)]


def test_a_point_is_no_rule() -> None:
    assert rules_of([(1.0, 1.0)], has_sides=True) == []
