"""How long and how much memory the command takes, as multiples of bare Python in the same run; exits 1 beyond the goals.

    python bench/cold.py [DOCUMENT] [--runs N] [--json FILE]

Goals: `check` cold with the pack cache warm under 0.5 s, without it under 2 s, under 100 MB; 200 copies in one run
under 40 ms a document; `import budgetrules` under 100 ms. Every command is timed in turn with bare Python, so that a busy
machine slows both; medians are compared.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
COPIES = 200


def timed(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a command."""
    code = (
        "import resource,subprocess,sys,time\n"
        "t=time.perf_counter()\n"
        "r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL)\n"
        "print(time.perf_counter()-t,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024,r.returncode)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], env=env, capture_output=True, text=True, check=True
    )
    seconds, megabytes, status = done.stdout.split()
    if int(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command)} exited {status}")
    return float(seconds), float(megabytes)


def main() -> int:
    """Measure and print one line a command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "document", nargs="?", default=str(TOP / "examples" / "xinjiang-2024-clean.txt")
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json")
    arguments = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="budgetrules-bench-"))
    try:
        return _measure(arguments, work)
    finally:
        shutil.rmtree(work)


def _measure(arguments: argparse.Namespace, work: Path) -> int:
    env = {**os.environ, "BUDGETRULES_CACHE": str(work / "cache"), "PYTHONPATH": str(TOP)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    python = [sys.executable]
    check = [*python, "-m", "budgetrules", "check", arguments.document]
    many = work / "many"
    many.mkdir()
    for number in range(COPIES):
        shutil.copy(arguments.document, many / f"{number:03}.txt")
    timed(check, env)
    plans = {
        "bare python": ([*python, "-c", "pass"], {}),
        "import": ([*python, "-c", "import budgetrules"], {}),
        "check, packs cached": (check, {}),
        "check, no cache": (check, {"BUDGETRULES_CACHE": str(work / "none")}),
    }
    seconds: dict[str, list[float]] = {name: [] for name in plans}
    memory: dict[str, float] = {}
    for _ in range(arguments.runs):
        for name, (command, more) in plans.items():
            shutil.rmtree(work / "none", ignore_errors=True)
            took, used = timed(command, {**env, **more})
            seconds[name].append(took)
            memory[name] = max(memory.get(name, 0), used)
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    start = time.perf_counter()
    timed([*python, "-m", "budgetrules", "check", str(many)], env)
    each = (time.perf_counter() - start - medians["check, packs cached"]) / (COPIES - 1)
    bare = medians["bare python"]
    rows = [(name, took, took / bare, memory[name]) for name, took in medians.items()]
    for name, took, ratio, used in rows:
        print(f"{name:22} {took * 1000:8.1f} ms  {ratio:6.1f} x bare python  {used:6.1f} MB")
    print(f"{'each of 200 copies':22} {each * 1000:8.1f} ms  {each / bare:6.1f} x bare python")
    goals = {
        "import under 100 ms": medians["import"] - bare < 0.1,
        "check with cached packs under 0.5 s": medians["check, packs cached"] < 0.5,
        "check without cache under 2 s": medians["check, no cache"] < 2,
        "under 100 MB": max(memory.values()) < 100,
        "under 40 ms a document": each < 0.04,
    }
    for goal, met in goals.items():
        print(f"{'met   ' if met else 'MISSED'}  {goal}")
    if arguments.json:
        versions = {
            name: importlib.metadata.version(name)
            for name in ("attrs", "lark", "tabulate", "wcwidth")
        }
        about = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "cores": os.cpu_count(),
            **versions,
        }
        figures = {
            name: {
                "seconds": round(took, 4),
                "times_bare_python": round(ratio, 1),
                "mb": round(used, 1),
            }
            for name, took, ratio, used in rows
        }
        figures["each of 200 copies"] = {
            "seconds": round(each, 4),
            "times_bare_python": round(each / bare, 1),
        }
        Path(arguments.json).write_text(
            json.dumps({"about": about, "figures": figures}, indent=2) + "\n", encoding="utf-8"
        )
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
