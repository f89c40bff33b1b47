"""Read a sentence alone, and write what was read as the gold table writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import attrs

from budgetrules import RuleSet, load_rules
from budgetrules.core.names import fold
from budgetrules.findings.verdicts import DocumentResult
from budgetrules.judging import judge_document, view_of
from budgetrules.readers.raw import RawLine
from budgetrules.recognition.builders.samples import sample_disclosure
from budgetrules.recognition.claims import relations
from budgetrules.recognition.claims.changes import ChangeRelation, changes
from budgetrules.recognition.claims.frames import Mention, Section
from budgetrules.recognition.claims.read import ClaimContext, complete_sets, read_section
from budgetrules.recognition.narrative.matcher import folded
from budgetrules.recognition.narrative.statements import SectionText
from budgetrules.schema.rules import Example
from budgetrules.schema.vocabulary import Vocabulary

# A form whose examples the rules on claims are run by; it prescribes nothing of the sentences.
FORM, PLACE = "上海部门预算", "名词解释"
# Where both stand for what an amount is measured by the table says now one, now the other.
_ALIKE = {"预算": "金额", "基数": "金额", "整体": "金额", "个数": "金额"}


@attrs.frozen
class Read:
    """What was read of a sentence behind its context: the figures, and what relates them."""

    text: str
    section: Section
    start: int

    def printed(self, mention: Mention) -> str:
        """The figure as printed, without separators and plus signs."""
        return plain(self.text[mention.start : mention.end])

    def figures(self) -> list[tuple[str, str]]:
        """Each figure of the sentence with its measure."""
        found = []
        for mention in self.section.mentions:
            if mention.start >= self.start:
                sign = "-" if mention.sign < 0 else ""
                found.append((self.printed(mention), sign + alike(mention.measure.label)))
        return found

    def relations(self) -> set[str]:
        """The relations, each written as the table does; readings of one are parted by /."""
        lines = [" / ".join(map(self._change, group)) for group in changes(self.section)]
        for shares in relations.shares(self.section):
            lines.append(" / ".join(map(self._share, shares)))
        for done in relations.completions(self.section):
            lines.append(" / ".join(map(self._completion, done)))
        sets = complete_sets(context())
        lines.extend(map(self._total, relations.totals(self.section, sets)))
        return set(filter(None, lines))

    def _signed(self, mention: Mention) -> str:
        return ("-" if mention.sign < 0 else "") + self.printed(mention)

    def _change(self, relation: ChangeRelation) -> str:
        parts = list(self._parts(relation))
        # Two amounts said to be one are no change of the table.
        if relation.change is None and relation.rate is None:
            return ""
        return f"变动({','.join(parts)})"

    def _parts(self, relation: ChangeRelation) -> Iterator[str]:
        if relation.now is not None:
            yield f"金额={self.printed(relation.now)}"
        if relation.base is not None:
            yield f"基数={self.printed(relation.base)}"
        if relation.change is not None:
            yield f"变动={self._signed(relation.change)}"
        if relation.rate is not None:
            yield f"变动率={self._signed(relation.rate)}"

    def _share(self, item: relations.ShareRelation) -> str:
        part, whole, share = map(self.printed, (item.part, item.whole, item.share))
        return f"占比(金额={part},整体={whole},占比={share})"

    def _completion(self, item: relations.CompletionRelation) -> str:
        amount, budget, rate = map(self.printed, (item.amount, item.budget, item.rate))
        return f"完成(金额={amount},预算={budget},完成率={rate})"

    def _total(self, item: relations.TotalRelation) -> str:
        items = "+".join(map(self.printed, item.items))
        return f"构成(金额={self.printed(item.head)};项={items})"


def plain(text: str) -> str:
    """Text as it is compared: folded, without separators of digits, plus signs and （套）."""
    folded_text = fold(text.replace("（套）", "")).replace("构成?", "构成")
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))|(?<=[=(;+ ])\+|^\+", "", folded_text)


def alike(measure: str) -> str:
    """The measure, one word for those that the table does not tell apart."""
    return _ALIKE.get(measure, measure)


@cache
def rules() -> RuleSet:
    """The shipped rules."""
    return load_rules()


@cache
def context() -> ClaimContext:
    """The cues and units of the shipped rules."""
    declared = rules().plan.declarations
    return ClaimContext(cues=declared.cues, vocabulary=Vocabulary(**declared.vocabulary))


def read(sentence: str, before: str = "") -> Read:
    """Read a sentence, perhaps behind a heading or another sentence."""
    lines = [RawLine(f"{before} ", 1)] if before else []
    lines.append(RawLine(sentence, len(lines) + 1))
    text = folded(lines)
    section = read_section(SectionText(None, text), context())
    return Read(text=text.text, section=section, start=text.starts[-1])


def told(sentence: str, before: str = "") -> list[str]:
    """The rules on claims that find a sentence wrong, in a form that knows nothing of it."""
    return [finding.rule for finding in judged(sentence, before).findings]


def judged(sentence: str, before: str = "") -> DocumentResult:
    """What the rules on claims make of a sentence."""
    form = rules().templates[FORM]
    on_claims = [rule for rule in rules().by_template[FORM] if rule.id in claim_rules()]
    full_stop = "" if not before or before.endswith(("。", "：")) else "。"
    words = f"{PLACE}。{before}{full_stop}{sentence}"
    disclosure = sample_disclosure(Example(passes=True, texts=((PLACE, words),)), form)
    view = view_of(disclosure, form, rules().plan.declarations, values={}, others={})
    return judge_document(view, on_claims)


@cache
def claim_rules() -> frozenset[str]:
    """The rules whose checks are of claims, by the name of their file."""
    sources = rules().plan.sources
    ids = {source.rule for source in sources if source.file.endswith("claims.rules")}
    assert ids
    return frozenset(ids)
