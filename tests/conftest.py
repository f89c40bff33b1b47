"""What all tests share: the shipped rules, real documents where they are there, a cache of their own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from budgetrules import CheckOptions, RuleSet, load_rules
from budgetrules.engine import check_disclosure, read
from budgetrules.findings.verdicts import DocumentResult

TOP = Path(__file__).resolve().parent.parent
SHARED = TOP.parent / "shared"
EXAMPLES = TOP / "examples"

_QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
settings.register_profile(
    "default", max_examples=40, deadline=None, derandomize=True, suppress_health_check=_QUIET
)
# Nothing is shrunk: what fails is told at once.
settings.register_profile(
    "plain", parent=settings.get_profile("default"), phases=(Phase.explicit, Phase.generate)
)
settings.register_profile("quick", parent=settings.get_profile("default"), max_examples=5)
settings.register_profile("deep", max_examples=1000, deadline=None, suppress_health_check=_QUIET)
# `./dev test --quick` plants few errors and tries few examples; BUDGETRULES_ALL plants every error.
QUICK = "BUDGETRULES_QUICK" in os.environ
PLANTS_ALL = "BUDGETRULES_ALL" in os.environ
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick" if QUICK else "default"))


def every(step: int) -> int:
    """Each how manyth error is planted where each `step`th is in a whole run."""
    if PLANTS_ALL:
        return 1
    return 20 * step if QUICK else step


def at_most(number: int) -> int:
    """How many errors are planted, or examples tried, where a whole run has so many."""
    return max(1, number // 12) if QUICK else number


def thinned(values: Iterable[object], step: int) -> list[object]:
    """All values (a tuple: one value a parameter), of which a quick run takes each `step`th."""
    parameters: list[object] = []
    for at, value in enumerate(values):
        parts = value if isinstance(value, tuple) else (value,)
        marks = [pytest.mark.slow] if at % step else []
        parameters.append(pytest.param(*parts, marks=marks))
    return parameters


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled packs go to a folder of this run."""
    before = os.environ.get("BUDGETRULES_CACHE")
    os.environ["BUDGETRULES_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["BUDGETRULES_CACHE"]
    else:
        os.environ["BUDGETRULES_CACHE"] = before


@pytest.fixture(scope="session")
def rules(own_cache: None) -> RuleSet:
    """The shipped packs."""
    return load_rules()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; tests that need it are skipped where it isn't."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


def check_text(text: str, rules: RuleSet, folder: Path, **options: object) -> DocumentResult:
    """Check a text as if it were a file."""
    path = folder / "disclosure.txt"
    path.write_text(text, encoding="utf-8")
    chosen = CheckOptions(**options)  # type: ignore[arg-type]
    return check_disclosure(
        read(path, rules=rules, template=chosen.template, year=chosen.year), chosen, rules
    )
