"""How much the installed plugin costs a session that does not use it, and how fast it collects; exits 1 beyond the goals.

    python bench/plugin.py [--pairs N] [--json FILE]

Goals: a session with the plugin installed but unused starts no slower than 10 ms over one without; 5,000 items are
collected in under 2 s. Each pair is one session with the plugin and one without, in turn, in the same environment: the
plugin is named with -p, which loads it as its entry point would, and nothing else differs. The median of the differences
within pairs counts. Seconds are those of the processor: on a busy machine the clock tells how long others took.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
ITEMS = 5000
_PLUGIN = ("-p", "budgetrules.pytest_plugin")


def seconds(words: list[str], folder: Path) -> float:
    """How long a session takes the processor, from the start of Python to its end."""
    env = {**os.environ, "PYTHONPATH": str(TOP), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise SystemExit(done.stdout + done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def unused(folder: Path, pairs: int) -> list[float]:
    """What the plugin adds to a session with one test, pair by pair."""
    folder.mkdir()
    (folder / "test_one.py").write_text("def test_one():\n    assert True\n", encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    words = ["-q", "-p", "no:cacheprovider"]
    for more in ((), _PLUGIN):
        seconds([*words, *more], folder)
    found = []
    for number in range(pairs):
        # Now one goes first, now the other.
        order = ((), _PLUGIN) if number % 2 else (_PLUGIN, ())
        took = {more: seconds([*words, *more], folder) for more in order}
        found.append(took[_PLUGIN] - took[()])
    return found


def collecting(folder: Path, runs: int) -> tuple[int, float]:
    """How many items are collected of copies of the example, and in how many seconds, less those of an empty session."""
    from budgetrules import load_rules

    documents = -(-ITEMS // len(load_rules().rules))
    (folder / "data").mkdir(parents=True)
    for number in range(documents):
        shutil.copy(
            TOP / "examples" / "xinjiang-2024-clean.txt", folder / "data" / f"{number:03}.txt"
        )
    (folder / "pytest.ini").write_text("[pytest]\nbudget_files = data/*.txt\n", encoding="utf-8")
    words = ["--collect-only", "-q", "-q", "-p", "no:cacheprovider", *_PLUGIN]
    seconds(words, folder)
    return documents * len(load_rules().rules), statistics.median(
        seconds(words, folder) for _ in range(runs)
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=25)
    parser.add_argument("--json")
    arguments = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="budgetrules-bench-"))
    try:
        added = unused(work / "unused", arguments.pairs)
        items, took = collecting(work / "collecting", 5)
    finally:
        shutil.rmtree(work)
    median, quartiles = statistics.median(added), statistics.quantiles(added, n=4)
    low, high = quartiles[0], quartiles[2]
    print(
        f"installed but unused: {median * 1000:+.1f} ms (quartiles {low * 1000:+.1f} to {high * 1000:+.1f}, {len(added)} pairs)"
    )
    print(f"{items} items collected, whole session: {took:.2f} s")
    goals = {
        "no slower than 10 ms": median < 0.01,
        f"{ITEMS} items in under 2 s": items >= ITEMS and took < 2,
    }
    for goal, met in goals.items():
        print(f"{'met   ' if met else 'MISSED'}  {goal}")
    if arguments.json:
        about = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "cores": os.cpu_count(),
        }
        about |= {
            name: importlib.metadata.version(name) for name in ("pytest", "pluggy", "attrs", "lark")
        }
        figures = {
            "unused_added_ms": {
                "median": round(median * 1000, 2),
                "quartiles": [round(low * 1000, 2), round(high * 1000, 2)],
            },
            "collect": {"items": items, "seconds": round(took, 2)},
        }
        Path(arguments.json).write_text(
            json.dumps({"about": about, "figures": figures}, indent=2) + "\n", encoding="utf-8"
        )
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
