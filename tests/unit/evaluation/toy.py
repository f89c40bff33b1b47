"""Small documents of the form of the conformance suite, as rules see them."""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from budgetrules import RuleSet, load_rules
from budgetrules.evaluation.other_documents import rows_of
from budgetrules.evaluation.view import DocumentView
from budgetrules.model.disclosure import Disclosure
from budgetrules.recognition.builders.samples import sample_disclosure
from budgetrules.schema.forms import Template
from budgetrules.schema.rules import Example
from tests.conformance.cases import FOLDER

# Lines of cells by list, the first line names the columns; cells are parted by white space.
Tables = Mapping[str, Sequence[str]]


@functools.cache
def rules() -> RuleSet:
    """The form without any rule."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("form.rules", "codes.tsv", "facts.tsv"):
            shutil.copy(FOLDER / name, Path(folder) / name)
        return load_rules([folder], default=False)


def template() -> Template:
    """The form."""
    return rules().templates["试验"]


def disclosure(tables: Tables | None = None, texts: Mapping[str, str] | None = None) -> Disclosure:
    """A document that holds these tables and sections."""
    lines = {
        list_id: tuple(tuple(line.split(" ")) for line in table)
        for list_id, table in (tables or {}).items()
    }
    example = Example(True, tuple(lines.items()), texts=tuple((texts or {}).items()))
    return sample_disclosure(example, template())


def view(
    tables: Tables | None = None,
    texts: Mapping[str, str] | None = None,
    *,
    values: Mapping[str, str] | None = None,
    last_year: Disclosure | None = None,
    document: Disclosure | None = None,
) -> DocumentView:
    """A document as rules see it; `last_year` is the one that they call 上年."""
    others = {"上年": rows_of("上年", last_year)} if last_year is not None else {}
    forms = {"上年": template()} if last_year is not None else {}
    return DocumentView(
        document or disclosure(tables, texts),
        template(),
        rules().plan.declarations,
        values or {},
        others,
        forms=forms,
    )


INCOME = {"表1.收入": ("项目 金额", "合计 3", "拨款 1", "其他 2")}
DETAIL = {"表2": ("科目 合计 基本 项目", "合计 5 3 2", "201 3 2 1", "20101 3 2 1", "221 2 1 1")}
