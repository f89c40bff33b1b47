"""Make the generated pages of docs/reference anew: `./dev docs`; with --check only say which are stale (exit 1).

They come from the shipped rules, the keyword list, the vocabulary, the message catalogue and the list of relations, so they can't
grow old.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from budgetrules import load_rules
from budgetrules.language.text.keywords import keywords
from budgetrules.messages.catalogue import all_messages
from budgetrules.model.plain import RECORDS
from budgetrules.resources import resource_folder
from budgetrules.storage.formats import LOSSES

TOP = Path(__file__).resolve().parent.parent
REFERENCE = TOP / "docs" / "reference"
_MADE = "<!-- Made by docs/generate.py; change its sources, not this page. -->"
_MODELS = """\
`read PATH… --format json|csv|xlsx|parquet -o OUT` (in Python: `write`) writes what was understood of documents. `check`, `read`
and the library take it in place of them: the same figures, decimals, kinds of blank and places, so the same report."""
_CHANGED = """\
Places are those in the file that was read; its pages, fonts and bytes are not kept. Each document carries a hash of what was
written. If somebody changes a number in a sheet or a CSV, it is checked as changed, under the name of the changed file, and a
problem (N180) says so; rows and columns can't be added there.

The JSON follows `model.schema.json` in the package (`budgetrules/storage/`). Amounts are texts everywhere but in the sheets of
workbooks: those hold numbers with their decimals as format, or texts where a number has more than fifteen digits."""
_RECORDS = """\
CSV, workbooks and Parquet hold these records, a file or a hidden sheet a type. In CSV and workbooks the `value` of a cell stands
in the sheet of its list instead. Objects and arrays are JSON. Parquet: string → string, integer → int64, number → double,
boolean → bool; `cells` has `digits` and `decimals` (int64) besides, value = digits · 10^-decimals, null beyond 64 bits."""
_OWN_NAMES = """\
## Names that the engine gives

What rules, sentences of rules (`提示 "…{差}…"`) and waivers call things that no author named; one spelling each."""
_UNITS = """\
Units and their powers of ten stand in `grammar/units.tsv`."""
_VOCABULARY = """\
Words that the engine looks for in documents and that no form prescribes; what a form prescribes stands in its template. A pack
that needs other words writes `用语 自 "vocabulary.tsv"` and puts that table beside it ([the language](language.md#data-beside-rules)).
Numerals, enumerators, dates and page numbers are script and not among them (`budgetrules/core/script.py`)."""
_WRITTEN = {
    "json": "one file; nested, with a schema",
    "csv": "a folder: a Frictionless data package with a table of numbers for each list, and a CSV for each type of record",
    "xlsx": "one file: a sheet of numbers for each list, and hidden sheets with records",
    "parquet": "a folder: a file for each type of record; corpus runs keep theirs in the same schema",
}
_KINDS = {
    "line": "Words that begin a line",
    "option": "Words after them",
    "value": "Values",
    "quantifier": "Quantifiers",
    "word": "Words inside formulas",
    "builtin": "Built-in names and functions",
    "type": "Types of slots",
    "slot": "Slots of wordings",
    "text_class": "Classes of text, behind 不含 · without",
    "cue_kind": "Kinds of cues, behind 线索 · cue",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table."""
    clean = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return [
        "| " + " | ".join(head) + " |",
        "|" + " --- |" * len(head),
        *("| " + " | ".join(row) + " |" for row in clean),
    ]


def relations() -> list[str]:
    """Relation → rules, or the reason why there is none."""
    rules = load_rules()
    by_relation: dict[str, list[str]] = {}
    for name in rules.rules:
        for relation in rules.rule(name).relations:
            by_relation.setdefault(relation, []).append(name)
    with (TOP / "rules" / "cn" / "common" / "relations.tsv").open(
        encoding="utf-8", newline=""
    ) as file:
        listed = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = []
    for entry in listed:
        held = by_relation.get(entry["id"], [])
        rows.append(
            (
                entry["id"],
                entry["title"],
                entry["relation"],
                ", ".join(held) or f"— {entry['unruled']}",
            )
        )
    ruled = sum(1 for row in rows if not row[3].startswith("—"))
    return [
        "# Relations and their rules",
        "",
        "Relations that must hold in a Chinese department's budget or final account, and the rules that check them.",
        f"{ruled} of {len(rows)} have a rule. X1 … X11 are Xinjiang's tables, N and S those of the national and Shanghai's",
        "budget forms, F those of final accounts, P the performance tables. A dash says why there is no rule yet.",
        "",
        *table(("relation", "名称", "formula", "rules"), rows),
    ]


def rule_list() -> list[str]:
    """Every rule with its severity and basis."""
    rules = load_rules()
    rows = []
    for name, info in rules.rules.items():
        basis = "；".join(
            f"{law.document} {law.article}{'' if law.verified else '（未核）'}".strip()
            for law in info.basis
        )
        rows.append(
            (
                f"`{name}`",
                info.title,
                info.severity.value,
                basis,
                " ".join(rules.rule(name).relations),
            )
        )
    return [
        "# Rules",
        "",
        "`budgetrules explain RULE` prints the text of a rule. （未核）marks a citation whose text was not seen.",
        "",
        *table(("rule", "内容", "severity", "依据", "relations"), rows),
    ]


def keyword_list() -> list[str]:
    """Keywords in both spellings."""
    lines = [
        "# Keywords",
        "",
        "Both spellings mean the same and may be mixed; `budgetrules fmt` turns one into the other.",
    ]
    for kind, title in _KINDS.items():
        rows = [
            (f"`{word.zh}`", f"`{word.en}`", word.doc_zh, word.doc_en)
            for word in keywords()
            if word.kind == kind
        ]
        if rows:
            lines += ["", f"## {title}", "", *table(("中文", "English", "意思", "meaning"), rows)]
    return [*lines, "", *_OWN_NAMES.splitlines(), "", *own_names(), "", *_UNITS.splitlines()]


def own_names() -> list[str]:
    """The names that the engine gives, but for those that only messages say."""
    rows: list[tuple[str, str, str]] = []
    for line in _cells(resource_folder("grammar") / "names.tsv"):
        if not line["id"].startswith(("kind_", "shown_")):
            rows.append((f"`{line['name']}`", line["doc_zh"], line["doc_en"]))
    return table(("名称", "意思", "meaning"), rows)


def vocabulary() -> list[str]:
    """The words of a country that the engine looks for, with the shipped ones."""
    rows: list[tuple[str, str, str, str]] = []
    for line in _cells(resource_folder("rules") / "cn" / "common" / "vocabulary.tsv"):
        in_chinese, in_english = line["note"].split(" · ")
        rows.append((f"`{line['id']}`", line["words"].replace("|", " "), in_chinese, in_english))
    return [
        "# Vocabulary",
        "",
        *_VOCABULARY.splitlines(),
        "",
        *table(("id", "shipped words", "意思", "meaning"), rows),
    ]


def _cells(path: Path) -> list[dict[str, str]]:
    """The lines of a table of the project, by the names in its head."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def messages() -> list[str]:
    """Codes of messages, with what to do."""
    rows = []
    for message in all_messages():
        if len(message.code) == 4 and message.code[1:].isdigit():
            remedy = "；".join(filter(None, (message.hint_zh, message.hint_en)))
            rows.append((message.code, message.zh, message.en, remedy))
    return [
        "# Messages",
        "",
        "L: how a rule file is written. S: what it means. N: reading a document. V: why a check could not be decided.",
        "F: findings. C: the command. `budgetrules explain CODE` prints one.",
        "",
        *table(("code", "中文", "English", "what to do"), sorted(rows)),
    ]


def model_files() -> list[str]:
    """Formats of `read`, what they lose, and the fields of their records."""
    rows = [
        (f"`{name}`", words, "; ".join(LOSSES[name]) or "nothing of the model")
        for name, words in _WRITTEN.items()
    ]
    formats = table(("format", "what is written", "what it loses"), rows)
    lines = [
        "# Files of models",
        "",
        *_MODELS.splitlines(),
        "",
        *formats,
        "",
        *_CHANGED.splitlines(),
    ]
    lines += ["", "## Records", "", *_RECORDS.splitlines()]
    for name, fields in RECORDS.items():
        lines += [
            "",
            f"### {name}",
            "",
            *table(
                ("field", "type", "meaning"), [(f"`{f.name}`", f.type, f.meaning) for f in fields]
            ),
        ]
    return lines


PAGES: dict[str, Callable[[], list[str]]] = {
    "relations.md": relations,
    "rules.md": rule_list,
    "keywords.md": keyword_list,
    "messages.md": messages,
    "vocabulary.md": vocabulary,
    "model-files.md": model_files,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are stale."""
    stale = []
    for name, make in PAGES.items():
        text = "\n".join([_MADE, "", *make()]) + "\n"
        path = REFERENCE / name
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/reference/{name} is stale; run ./dev docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
