"""What rules can name at one place, and the mistakes made with names."""

from __future__ import annotations

import pytest

from budgetrules.core.spans import Span
from budgetrules.core.units import UNITS
from budgetrules.language.check.names import Scope, mistake, printed, unknown
from budgetrules.language.check.types import RowType, TextType
from budgetrules.language.text.tree import Name
from budgetrules.schema import expressions as x
from tests.unit.language.small_form import names

ROW = RowType(("表2",))


def test_lists_of_other_documents_are_named_behind_the_document() -> None:
    own = [list_id for list_id in names().lists if not list_id.startswith("上年.")]
    others = [list_id for list_id in names().lists if list_id.startswith("上年.")]
    assert own == ["表1.收入", "表1.支出", "表2", "总额", "指标"]
    assert others == [f"上年.{list_id}" for list_id in own]


def test_a_list_has_its_columns_and_keys_as_parts() -> None:
    assert names().parts("表1.收入") == ("项目", "金额", "项目")
    assert list(names().columns("表1.收入")) == ["项目", "金额"]


def test_tables_are_named_by_their_ids() -> None:
    table = names().table("表2")
    assert table is not None
    assert table.id == "表2"
    assert names().table("表9") is None
    assert names().table_ids() == ("表1", "表2")


def test_amounts_are_in_the_unit_of_the_form() -> None:
    assert names().unit() == UNITS["元"]


def test_binding_a_name_leaves_the_scope_as_it_was() -> None:
    outer = Scope(names())
    inner = outer.bind("甲", TextType(), x.Text("a"))
    assert inner.variables == {"甲": (TextType(), x.Text("a"))}
    assert outer.variables == {}


def test_the_last_binding_of_a_name_holds() -> None:
    scope = Scope(names()).bind("甲", TextType(), x.Text("a")).bind("甲", ROW, x.Text("b"))
    assert scope.variables == {"甲": (ROW, x.Text("b"))}


def test_hidden_variables_are_gone_and_the_others_stay() -> None:
    scope = Scope(names()).bind("甲", TextType(), x.Text("a")).bind("乙", TextType(), x.Text("b"))
    assert list(scope.without(["甲", "丙"]).variables) == ["乙"]


def test_the_innermost_record_comes_first() -> None:
    outer = (ROW, x.Bound("row"))
    inner = (ROW, x.Bound("member"))
    assert Scope(names()).within(*outer).within(*inner).records == (inner, outer)


@pytest.mark.parametrize(
    ("name", "word"), [(Name("甲"), "甲"), (Name("this_cell", builtin=True), "本格")]
)
def test_words_of_the_language_are_printed_in_chinese(name: Name, word: str) -> None:
    assert printed(name) == word


def test_a_mistake_suggests_the_allowed_word_that_is_nearest() -> None:
    place = Span("a.rules", 3, 4, 6)
    diagnostic = unknown(place, ["金额", "名称", "金额"], "金颌").diagnostic
    assert (diagnostic.code, diagnostic.span) == ("S202", place)
    assert diagnostic.details == {"name": "金颌"}
    assert diagnostic.suggestion == "金额"
    assert diagnostic.allowed == ("金额", "名称")


def test_a_mistake_without_a_wrong_word_suggests_none() -> None:
    diagnostic = mistake("S205", Span("a.rules", 3, 4, 6)).diagnostic
    assert (diagnostic.suggestion, diagnostic.allowed) == (None, ())
