"""The cases of the suite: rule files in which the expected outcomes stand under each example, behind `=>`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from budgetrules import RuleSet, load_rules
from budgetrules.evaluation.other_documents import rows_of
from budgetrules.evaluation.view import DocumentView
from budgetrules.recognition.builders.samples import of_document, sample_disclosure
from budgetrules.schema.forms import Template
from budgetrules.schema.rules import Example, Rule

FOLDER = Path(__file__).parent / "cases"
MARK = "=>"
# Examples end where something else begins.
_HEADS = ("规则 ", "例 ")


@attrs.frozen(kw_only=True)
class Case:
    """A rule, a document, and what evaluators must say of it, a line an outcome."""

    name: str
    rule: Rule
    example: Example
    template: Template
    rules: RuleSet
    file: Path
    expected: tuple[str, ...]

    def view(self) -> DocumentView:
        """The document as rules see it, with the other documents that the example shows."""
        forms = {
            name: self.rules.templates[form]
            for name, form in self.rule.documents
            if any(list_id.startswith(f"{name}.") for list_id, _ in self.example.tables)
        }
        others = {
            name: rows_of(name, sample_disclosure(of_document(self.example, name, forms), form))
            for name, form in forms.items()
        }
        return DocumentView(
            sample_disclosure(of_document(self.example, "", forms), self.template),
            self.template,
            self.rules.plan.declarations,
            dict(self.example.values),
            others,
            forms=forms,
        )


def without_outcomes(text: str) -> str:
    """A case file as the rule file it is, each line where it was."""
    lines = text.split("\n")
    return "\n".join("" if line.strip().startswith(MARK) else line for line in lines)


def outcomes_below(text: str, line: int) -> tuple[str, ...]:
    """The outcomes that stand under the example in this line (from 1)."""
    outcomes = []
    for words in map(str.strip, text.split("\n")[line:]):
        if words.startswith(_HEADS):
            break
        if words.startswith(MARK):
            outcomes.append(words.removeprefix(MARK).strip())
    return tuple(outcomes)


def load(folder: Path) -> list[Case]:
    """Every example of every case file; `folder` is where the rule files without outcomes are written."""
    for file in FOLDER.iterdir():
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(without_outcomes(text), encoding="utf-8")
    rules = load_rules([folder], default=False)
    return list(_cases(rules))


def _cases(rules: RuleSet) -> Iterator[Case]:
    for template, chosen in rules.by_template.items():
        for rule in chosen:
            for number, example in enumerate(rule.examples, 1):
                file = FOLDER / Path(example.span.file).name
                text = file.read_text(encoding="utf-8")
                yield Case(
                    name=f"{rule.id}-{number}",
                    rule=rule,
                    example=example,
                    template=rules.templates[template],
                    rules=rules,
                    file=file,
                    expected=outcomes_below(text, example.span.line),
                )
