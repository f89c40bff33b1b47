"""The one place that joins the steps: read → recognise → evaluate → report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from budgetrules.core.diagnostics import Diagnostic, Severity
from budgetrules.core.names import closest
from budgetrules.messages.errors import ValuesError
from budgetrules.model.disclosure import Disclosure, Problem
from budgetrules.packs.files import given_pack, named_contents, shipped_folders
from budgetrules.program import cache
from budgetrules.program.plan import Plan, RuleSource
from budgetrules.readers.formats import read_path
from budgetrules.recognition.recognise import build_disclosure
from budgetrules.resources import resource_folder
from budgetrules.schema.packs import PackInfo
from budgetrules.schema.rules import Rule
from budgetrules.schema.sources import Law, basis_laws
from budgetrules.schema.vocabulary import Vocabulary, shipped_words
from budgetrules.storage.markers import may_be_written

if TYPE_CHECKING:
    from budgetrules.evaluation.protocol import Evaluator
    from budgetrules.findings.verdicts import DocumentResult, Report, RuleInfo
    from budgetrules.recognition.builders.values import Rows
    from budgetrules.schema.forms import Template


@attrs.frozen
class CheckOptions:
    """What a check is asked to do.

    `rules` are paths of rule files or folders beside the shipped packs; without `default_forms`
    these know kinds of tables and what holds everywhere, no form; `select` and `ignore` hold
    rule ids, prefixes and `tag:NAME`; `show` names verdicts besides fail that become findings
    (rounding, unknown); `values` sets parameters; `others` are paths of documents to compare with:
    last year's, the budget of a final account.

    `lang` is accepted as before and changes nothing: a report has no language of its own.
    `render(report, lang="en")` shows it in either; `str(finding.message)` is the Chinese sentence
    and `finding.message.text("en")` the English one.
    """

    rules: tuple[str, ...] = ()
    default_rules: bool = True
    default_forms: bool = True
    template: str | None = None
    year: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    show: frozenset[str] = frozenset()
    values: Mapping[str, str] = attrs.field(factory=dict)
    lang: str = "zh"
    others: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class RulePage:
    """Everything there is to say about one rule."""

    id: str
    title: str
    severity: str
    basis: tuple[Law, ...]
    formula: tuple[str, ...]
    source: str
    file: str
    line: int
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    pack: str
    templates: tuple[str, ...]


class RuleSet:
    """Loaded packs, ready to run over any number of documents.

    They are run by the plain evaluator, or by the one given.
    """

    def __init__(self, plan: Plan, evaluator: Evaluator | None = None) -> None:
        self.plan = plan
        self._given_evaluator = evaluator
        self._evaluator = evaluator
        self.packs: tuple[PackInfo, ...] = plan.packs
        self.templates: dict[str, Template] = plan.declarations.templates
        self.by_template: dict[str, tuple[Rule, ...]] = {
            item.template: item.rules for item in plan.templates
        }
        self.vocabulary = Vocabulary(**plan.declarations.vocabulary)
        self._chosen: dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[Rule, ...]] = {}
        self._sources: dict[str, RuleSource] = {source.rule: source for source in plan.sources}
        self._rules: dict[str, Rule] = {}
        self._forms: dict[str, str] = {}
        for name, rules in self.by_template.items():
            for rule in rules:
                self._rules.setdefault(rule.id, rule)
                self._forms.setdefault(rule.id, self.templates[name].title)

    def __reduce__(self) -> tuple[type[RuleSet], tuple[Plan, Evaluator | None]]:
        """Send another process the plan; functions made of it stay here."""
        return RuleSet, (self.plan, self._given_evaluator)

    @property
    def evaluator(self) -> Evaluator:
        """What runs the rules; it keeps what it makes of them for the next document."""
        if self._evaluator is None:
            # Imported here, as below: whoever only reads judges nothing.
            from budgetrules.evaluation.plain.evaluator import PlainEvaluator

            self._evaluator = PlainEvaluator()
        return self._evaluator

    @property
    def rules(self) -> dict[str, RuleInfo]:
        """What reports print about each rule, by id."""
        from budgetrules.findings.verdicts import RuleInfo

        return {
            rule.id: RuleInfo(rule.id, rule.title, rule.severity, self._laws(rule), _formulas(rule))
            for rule in self._rules.values()
        }

    def rule(self, rule_id: str) -> RulePage:
        """Return the page of a rule. Raises KeyError for an unknown id."""
        rule, source = self._rules[rule_id], self._sources[rule_id]
        return RulePage(
            id=rule.id,
            title=rule.title,
            severity=rule.severity.value,
            basis=self._laws(rule),
            formula=_formulas(rule),
            source=source.text,
            file=source.file,
            line=source.line,
            relations=rule.relations,
            tags=rule.tags,
            pack=rule.pack,
            templates=self._templates_of(rule_id),
        )

    def _templates_of(self, rule_id: str) -> tuple[str, ...]:
        """Return the templates that a rule is for, by id."""
        names: list[str] = []
        for name, rules in self.by_template.items():
            ids = {rule.id for rule in rules}
            if rule_id in ids:
                names.append(name)
        return tuple(names)

    def chosen(
        self, template: str, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
    ) -> tuple[Rule, ...]:
        """Return the rules for a template, chosen by id, prefix or tag."""
        key = (template, select, ignore)
        if key not in self._chosen:
            rules = self.by_template.get(template, ())
            self._chosen[key] = tuple(rule for rule in rules if _is_chosen(rule, select, ignore))
        return self._chosen[key]

    def _laws(self, rule: Rule) -> tuple[Law, ...]:
        return basis_laws(rule.basis, self.plan.declarations.laws, self._forms[rule.id])


def _formulas(rule: Rule) -> tuple[str, ...]:
    """Return the checks of a rule as printed, each once, in order."""
    formulas: dict[str, None] = {}
    for block in rule.blocks:
        for check in block.checks:
            formulas[check.text] = None
    return tuple(formulas)


def _is_chosen(rule: Rule, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    is_selected = not select or _is_named(rule, select)
    return is_selected and not _is_named(rule, ignore)


def _is_named(rule: Rule, words: tuple[str, ...]) -> bool:
    """Return whether one of the words is a tag of the rule, or its id or a prefix of that."""
    for word in words:
        if word.startswith("tag:"):
            if word.removeprefix("tag:") in rule.tags:
                return True
        elif rule.id.startswith(word):
            return True
    return False


def _rules_of(options: CheckOptions) -> RuleSet:
    return load_rules(
        options.rules,
        default=options.default_rules,
        forms=options.default_forms,
    )


def load_rules(
    paths: Sequence[str | Path] = (),
    *,
    default: bool = True,
    forms: bool = True,
) -> RuleSet:
    """Load the shipped packs (unless `default` is false) and those at `paths`.

    Without `forms` the shipped packs are those that hold for every form.

    These are files, folders, or names of installed packs. Raises RuleFileError with every mistake
    of every file, OSError for a path that can't be read, and ExtensionError for an installed pack
    that can't be used.
    """
    shipped = shipped_folders(resource_folder("rules"), forms=forms) if default else []
    given = [given_pack(str(path)) for path in paths]
    vocabulary = shipped_words()
    foundation = ("vocabulary", repr(vocabulary).encode())
    contents = [foundation, *named_contents(shipped), ("--", b""), *named_contents(given)]
    key = cache.content_key(contents)
    plan = cache.load(key)
    if plan is None:
        # Imported here: parsing costs ten times what a cached plan does.
        from budgetrules.packs.loading import compile_packs

        plan = compile_packs(shipped, given, vocabulary)
        cache.store(key, plan)
    return RuleSet(plan)


def read(
    path: str | Path,
    *,
    rules: RuleSet | None = None,
    template: str | None = None,
    year: int | None = None,
) -> Disclosure:
    """Read one document into the model.

    Raises OSError if the file can't be opened; whatever else is wrong is a problem in it. Raises
    ValueError for a file in which `read --format` wrote several documents: those are for
    `read_all`.
    """
    documents = read_all(path, rules=rules, template=template, year=year)
    if len(documents) != 1:
        raise ValueError(f"{path} holds {len(documents)} documents; read_all gives them all")
    return documents[0]


def read_all(
    path: str | Path,
    *,
    rules: RuleSet | None = None,
    template: str | None = None,
    year: int | None = None,
) -> list[Disclosure]:
    """Return the documents of a file: one, or as many as `read --format` wrote into it.

    Raises OSError as `read` does.
    """
    rules = rules or load_rules()
    if may_be_written(Path(path)):
        # Imported here: few documents are models that were written before.
        from budgetrules.storage.written import read_written

        written = read_written(path, rules.templates, template, year)
        if written is not None:
            return written
    forms = tuple(rules.templates.values())
    disclosure = build_disclosure(
        read_path(path, rules.vocabulary),
        forms,
        template_id=template,
        year=year,
        known_names=_official_names(rules),
    )
    return [disclosure]


def from_values(
    template: str,
    tables: Mapping[str, Rows],
    *,
    rules: RuleSet | None = None,
    entity: str = "",
    fiscal_year: int | None = None,
    units: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    narrative: str = "",
    path: str = "values",
) -> Disclosure:
    """Return a disclosure from a program's own values, to be checked like one that was read.

    `tables` holds rows by list id (表3, 表1.收入); a row maps columns, by their id or printed head, to
    texts and numbers: str, int, Decimal, or None for a blank cell; a code is given whole under the
    name of its key. `units` names the money unit of a table where it is not the form's, `notes`
    holds what stands below a table, `narrative` the text with its headings, a paragraph a line.
    `path` is the name in reports. Raises ValuesError with every mistake in what was given.
    """
    from budgetrules.recognition.builders.values import disclosure_of

    rules = rules or load_rules()
    form = rules.templates.get(template)
    if form is None:
        raise ValuesError((_unknown_template(template, tuple(rules.templates)),))
    given: dict[str, Any] = {"units": units, "notes": notes, "narrative": narrative, "path": path}
    return disclosure_of(form, tables, entity=entity, fiscal_year=fiscal_year, **given)


def _unknown_template(name: str, templates: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(
        "N197",
        Severity.ERROR,
        {"name": name},
        suggestion=closest(name, templates),
        allowed=templates,
    )


def _official_names(rules: RuleSet) -> Mapping[str, str]:
    """Return the official name of every code of every code list."""
    names: dict[str, str] = {}
    for codelist in rules.plan.declarations.codelists.values():
        for code, entry in codelist.entries.items():
            if entry.names:
                names[code] = entry.names[0]
    return names


def check_iter(
    paths: Iterable[str | Path | Disclosure],
    options: CheckOptions | None = None,
    rules: RuleSet | None = None,
    others: Sequence[Disclosure] | None = None,
) -> Iterator[DocumentResult]:
    """Check documents one by one, in the order given: files, or disclosures that are in memory.

    `others` are those to compare with where they were read before; else the files of the options
    are read.
    """
    options = options or CheckOptions()
    rules = rules or _rules_of(options)
    if others is None:
        others = _read_others(options.others, rules)
    for path in paths:
        if isinstance(path, Disclosure):
            yield check_disclosure(path, options, rules, others)
            continue
        for disclosure in read_all(path, rules=rules, template=options.template, year=options.year):
            yield check_disclosure(disclosure, options, rules, others)


def _read_others(paths: Iterable[str], rules: RuleSet) -> list[Disclosure]:
    documents: list[Disclosure] = []
    for path in paths:
        documents.extend(read_all(path, rules=rules))
    return documents


def check_disclosure(
    disclosure: Disclosure, options: CheckOptions, rules: RuleSet, others: Sequence[Disclosure] = ()
) -> DocumentResult:
    """Check a disclosure that is in memory; `others` are those to compare it with."""
    from budgetrules.evaluation.inferred import for_inferred, with_inferred
    from budgetrules.evaluation.other_documents import assign, readings
    from budgetrules.judging import judge_document, unrecognised, view_of

    template, declarations = disclosure.template, rules.plan.declarations
    if template is None:
        return unrecognised(disclosure)
    chosen = rules.chosen(template.id, options.select, options.ignore)
    given = assign(disclosure, others, declarations.documents)
    chosen = for_inferred(chosen, disclosure)
    disclosure = with_inferred(disclosure, template)
    template = disclosure.template or template
    view = view_of(disclosure, template, declarations, values=options.values, others=given)
    result = judge_document(
        view, readings(chosen, given), show=options.show, evaluator=rules.evaluator
    )
    problems = (*result.problems, *_parts_played(given, others))
    return attrs.evolve(result, problems=problems)


def _parts_played(
    given: Mapping[str, Disclosure], others: Sequence[Disclosure]
) -> Iterator[Problem]:
    """Tell which document was taken for what, and which could not be used."""
    for name, other in given.items():
        details = {"name": name, "path": other.path}
        yield Problem(Diagnostic("N155", Severity.NOTE, details))
    for other in others:
        is_used = any(other is used for used in given.values())
        if not is_used:
            yield _unused(other)


def _unused(document: Disclosure) -> Problem:
    """Tell of a document to compare with that no rule asks for."""
    details = {
        "path": document.path,
        "form": document.template.title if document.template is not None else "?",
        "year": str(document.fiscal_year or "?"),
        "entity": document.entity or "?",
    }
    return Problem(Diagnostic("N156", Severity.WARNING, details))


def check(
    paths: Iterable[str | Path | Disclosure],
    options: CheckOptions | None = None,
    rules: RuleSet | None = None,
) -> Report:
    """Check documents and report.

    Raises RuleFileError for broken rules, OSError for a file that can't be opened.
    """
    from budgetrules.findings.verdicts import Report

    options = options or CheckOptions()
    rules = rules or _rules_of(options)
    return Report(list(check_iter(paths, options, rules)), rules.packs, rules.rules)
