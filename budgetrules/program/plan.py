"""The plan: what is declared, and the rules checked for each template."""

from __future__ import annotations

import attrs

from budgetrules.schema.packs import Declarations, PackInfo
from budgetrules.schema.rules import Rule


@attrs.frozen
class RuleSource:
    """Where a rule stands and how it is written."""

    rule: str
    pack: str
    file: str
    line: int
    text: str


@attrs.frozen
class TemplateRules:
    """The rules in force for one template, in the order of the packs."""

    template: str
    rules: tuple[Rule, ...]


@attrs.frozen
class Plan:
    """Everything that checking needs: packs, declarations, and rules by template."""

    packs: tuple[PackInfo, ...]
    declarations: Declarations
    templates: tuple[TemplateRules, ...]
    sources: tuple[RuleSource, ...]
