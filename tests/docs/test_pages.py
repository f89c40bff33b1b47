"""The docs name only what is there, and name all that is there: paths, pages, keywords, codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetrules.recognition.grids.passes import PASSES
from tests.architecture.test_imports import ALSO, MAY
from tests.conftest import TOP

DOCS = TOP / "docs"
REFERENCE = DOCS / "reference"
ARCHITECTURE = DOCS / "explanation" / "architecture.md"
PAGES = sorted(
    [TOP / "README.md", TOP / "CONTRIBUTING.md", TOP / "bench" / "README.md", *DOCS.rglob("*.md")]
)
# Where a path may begin: pages name a file by its whole path, from the package, or beside others.
ROOTS = (TOP, TOP / "budgetrules", REFERENCE)
# Files that a reader of the docs makes, or that are made for him.
MADE = {
    *(".dev/", "budgetrules.toml", "pytest.ini", "datapackage.json", "py.typed"),
    *("my.rules", "swapped.py", "budgetrules/causes/swapped.py"),
}
# A placeholder for a name of the reader's own.
PLACEHOLDER = "NAME"

_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ENDING = re.compile(r"\w\.(py|md|tsv|rules|lark|toml|json|ini|txt)$")
_MODULE = re.compile(r"budgetrules(\.[a-z][a-z_]*)+")


def code_in(text: str) -> list[str]:
    """The spans of code in a page, blocks apart."""
    return _CODE.findall(_BLOCK.sub("", text))


def paths_in(text: str) -> list[str]:
    """The paths that a page names: spans with a slash or the ending of a file."""
    paths: list[str] = []
    for span in code_in(text):
        is_path = re.fullmatch(r"[\w.*/-]+", span) and ("/" in span or _ENDING.search(span))
        if is_path and span not in MADE and PLACEHOLDER not in span:
            paths.append(span)
    return paths


def is_there(path: str) -> bool:
    """Whether a file or folder of this path is in the repository; * stands for any letters."""
    name = path.removeprefix("./").rstrip("/")
    if any(True for root in ROOTS for _ in root.glob(name)):
        return True
    is_bare = "/" not in name or name.count("/") == 1
    folders = ("budgetrules", "tests")
    return is_bare and any(True for folder in folders for _ in (TOP / folder).rglob(name))


def terms(path: Path, kinds: str) -> Iterator[dict[str, str]]:
    """The lines of a table of the language or of its messages whose code begins as given."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if line.get("code", kinds)[0] in kinds:
                yield line


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_every_path_that_a_page_names_exists(path: Path) -> None:
    named = paths_in(path.read_text(encoding="utf-8"))
    assert [name for name in named if not is_there(name)] == []


def test_a_path_that_does_not_exist_is_seen() -> None:
    text = "See `core/operators.py`, `core/operator.py` and `messages/*.tsv`, not `a / b`."
    named = paths_in(text)
    assert named == ["core/operators.py", "core/operator.py", "messages/*.tsv"]
    assert [name for name in named if not is_there(name)] == ["core/operator.py"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TOP)))
def test_every_module_that_a_page_names_exists(path: Path) -> None:
    spans = code_in(path.read_text(encoding="utf-8"))
    groups = {"budgetrules.readers", "budgetrules.packs", "budgetrules.formats"}
    modules = [span for span in spans if _MODULE.fullmatch(span) and span not in groups]
    gone = [name for name in modules if not is_there(f"{name.replace('.', '/')}*")]
    assert [name for name in gone if name != "budgetrules.toml"] == []


def test_every_keyword_is_described_in_the_manual() -> None:
    text = (REFERENCE / "language.md").read_text(encoding="utf-8")
    shown = " ".join([*_BLOCK.findall(text), *code_in(text)])
    keywords = terms(TOP / "grammar" / "keywords.tsv", "L")
    assert [word["zh"] for word in keywords if word["zh"] not in shown] == []


def test_every_keyword_and_code_that_a_rule_author_meets_is_looked_up_in_the_reference() -> None:
    keywords = (REFERENCE / "keywords.md").read_text(encoding="utf-8")
    codes = (REFERENCE / "messages.md").read_text(encoding="utf-8")
    words = list(terms(TOP / "grammar" / "keywords.tsv", "L"))
    lacking = [word["id"] for word in words if f"`{word['zh']}` | `{word['en']}`" not in keywords]
    for path in sorted((TOP / "budgetrules" / "messages").glob("*.tsv")):
        lacking += [line["code"] for line in terms(path, "LS") if line["code"] not in codes]
    assert lacking == []


def test_codes_that_the_manual_cites_exist() -> None:
    cited = set(re.findall(r"\b[LS]\d{3}\b", (REFERENCE / "language.md").read_text("utf-8")))
    known: set[str] = set()
    for path in sorted((TOP / "budgetrules" / "messages").glob("*.tsv")):
        known |= {line["code"] for line in terms(path, "LS")}
    assert sorted(cited - known) == []


def test_the_index_names_every_page() -> None:
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\(([^)#]+)\)", text)
    pages = [str(path.relative_to(DOCS)) for path in sorted(DOCS.rglob("*.md"))]
    assert [page for page in pages if page not in named and page != "README.md"] == []


def test_the_readme_leads_to_the_index() -> None:
    assert "(docs/README.md)" in (TOP / "README.md").read_text(encoding="utf-8")


def test_every_term_of_the_glossary_stands_in_both_languages() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (REFERENCE / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    chinese = re.compile("[\u4e00-\u9fff]")
    wrong = [
        row
        for row in rows
        if row[1:] != ["English", "What it is"]
        and row[0] != "---"
        and not (len(row) == 3 and chinese.search(row[0]) and " · " in row[2])
    ]
    assert wrong == []


def rows_of_architecture() -> dict[str, str]:
    """The parts of the package in the table of the architecture, with what each may import."""
    rows: dict[str, str] = {}
    for line in ARCHITECTURE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("| `") or len(cells) != 4:
            continue
        for name in _CODE.findall(cells[0]):
            rows[name.rstrip("/").removesuffix(".py")] = cells[3]
    return rows


def test_the_architecture_names_every_part_of_the_package() -> None:
    parts = {
        path.name.removesuffix(".py")
        for path in (TOP / "budgetrules").iterdir()
        if path.is_dir() or path.suffix == ".py"
    }
    assert sorted(rows_of_architecture()) == sorted(parts - {"__init__", "__main__", "__pycache__"})


def test_the_architecture_says_who_may_import_whom() -> None:
    rows = rows_of_architecture()
    for part, allowed in MAY.items():
        named = set(re.findall(r"[a-z_]+", rows[part])) - {"nothing", "of", "ours"}
        assert named == allowed | ALSO.get(part, set()), part


def test_the_architecture_names_the_passes_in_their_order() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    numbered = re.findall(r"^\d+\. `(\w+)`", text, re.MULTILINE)
    assert numbered == [step.__module__.rsplit(".", 1)[-1] for step in PASSES]


def test_the_picture_of_the_architecture_has_every_folder_of_the_way() -> None:
    (picture,) = re.findall(
        r"^```mermaid$.*?^```$", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    drawn = set(re.findall(r"\b([a-z]+)(?=/|\.py)", picture))
    folders = {
        path.name for path in (TOP / "budgetrules").iterdir() if (path / "__init__.py").exists()
    }
    assert sorted(folders - drawn) == sorted({"core", "messages"})
