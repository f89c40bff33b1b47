"""Places as columns of a record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetrules.model.disclosure import Place
from budgetrules.model.plain import PLACE_FIELDS, place_value
from budgetrules.storage.place_columns import from_columns, to_columns

_numbers = st.integers(0, 99)
_edges = st.floats(0, 1000)
_texts = st.none() | st.text(min_size=1, max_size=4)
_places = st.builds(
    Place,
    text=st.text(max_size=4),
    page=st.none() | _numbers,
    line=st.none() | _numbers,
    chars=st.none() | st.tuples(_numbers, _numbers),
    box=st.none() | st.tuples(_edges, _edges, _edges, _edges),
    sheet=_texts,
    cell=_texts,
    order=st.none() | st.tuples(_numbers, _numbers),
)


@given(_places)
def test_a_place_comes_back_from_its_columns(place: Place) -> None:
    value = place_value(place)
    columns = to_columns(value)
    assert set(columns) == set(PLACE_FIELDS)
    assert from_columns(columns) == value


def test_an_array_of_which_a_part_is_missing_is_not_known() -> None:
    place = from_columns({"char_start": 1, "x0": 1.0, "x1": 2.0, "y0": 1.0, "line": 4})
    assert (place["chars"], place["box"], place["line"]) == (None, None, 4)
