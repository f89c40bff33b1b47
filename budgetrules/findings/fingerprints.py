"""Fingerprints: a finding keeps its name when a document is exported again to another format."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

import attrs

from budgetrules.core.figures import parse_decimal
from budgetrules.core.names import fold
from budgetrules.core.units import UNITS
from budgetrules.findings.verdicts import Finding


def with_fingerprints(
    findings: Iterable[Finding], template: str | None, entity: str, fiscal_year: int | None
) -> tuple[Finding, ...]:
    """Return the findings in their order, each and what follows from it with its fingerprint.

    Equal ones get an ordinal.
    """
    seen: Counter[str] = Counter()
    document = (template or "", fold(entity), str(fiscal_year or ""))

    def named(finding: Finding) -> Finding:
        name = _fingerprint(finding, document)
        seen[name] += 1
        ordinal = seen[name]
        if ordinal > 1:
            name = f"{name}-{ordinal}"
        return attrs.evolve(finding, fingerprint=name)

    def below(finding: Finding) -> Finding:
        consequences = tuple(below(named(item)) for item in finding.consequences)
        return attrs.evolve(finding, consequences=consequences)

    # All leading findings first: what follows from one must not change the name of another.
    leading = [named(finding) for finding in findings]
    return tuple(below(finding) for finding in leading)


def _fingerprint(finding: Finding, document: tuple[str, str, str]) -> str:
    subject = finding.subject
    evidence = finding.evidence
    parts = (
        *document,
        finding.rule,
        subject.table or "",
        # Where a table stands in the narrative differs from one format to another.
        "" if subject.table else subject.section or "",
        subject.row_code or fold(subject.row or ""),
        subject.column or "",
        evidence.formula,
        _canonical(evidence.stated, evidence.unit),
    )
    content = "\x1f".join(parts).encode()
    digest = hashlib.sha256(content).hexdigest()
    return digest[:16]


def _canonical(stated: str | None, unit: str) -> str:
    """Return a stated value in the base unit of its dimension, without trailing zeros.

    A text is folded.
    """
    if stated is None:
        return ""
    parsed = parse_decimal(stated)
    if parsed is None or unit not in UNITS:
        return fold(stated)
    digits, decimals = parsed
    scale = decimals - UNITS[unit].exponent
    while digits and digits % 10 == 0:
        digits //= 10
        scale -= 1
    if not digits:
        return "0"
    return f"{digits}e{-scale}"
