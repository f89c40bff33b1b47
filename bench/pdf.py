"""How many pages a second are read from PDF files, as a multiple of pdfplumber in the same run; exits 1 below the goals.

    python bench/pdf.py [FILE…] [--runs N] [--json FILE]

Goals: `read FILE… --format json` reads at least 8 times as many pages a second as pdfplumber's
`extract_tables` and `extract_text` do on the same files, and memory does not grow with the number of
pages beyond the content that is kept. FILEs are by default those in a folder shared/disclosures
beside the checkout, if there is one. The runs of both take turns, so that a busy machine slows both;
medians are compared. Both start as programs of their own and pay for what they import.
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
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
GOAL = 8
GROWTH = 60

PEER = """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
"""
OURS = """
import sys
from budgetrules.readers.formats import read_path
for path in sys.argv[1:]:
    document = read_path(path)
    assert document.lines and not [problem for problem in document.problems if problem.diagnostic.severity.value == "error"]
"""
PAGES = (
    "import sys, pypdfium2; print(sum(len(pypdfium2.PdfDocument(path)) for path in sys.argv[1:]))"
)
# The peak of the process itself and of the one that reads for it.
TIMED = """
import resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, done.returncode)
"""


def timed(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak megabytes of a command."""
    done = subprocess.run(
        [sys.executable, "-c", TIMED, *command], env=env, capture_output=True, text=True, check=True
    )
    seconds, megabytes, status = done.stdout.split()
    # 2: a document of no known form was read all the same.
    if int(status) not in (0, 2):
        raise SystemExit(f"{' '.join(command)} exited {status}")
    return float(seconds), float(megabytes)


def long_file(path: Path, pages: int) -> None:
    """A file of so many pages, each with a ruled table."""
    sys.path.insert(0, str(TOP))
    from tests.readers.pdf.drawing import DrawnCell, DrawnTable, draw_table
    from tests.readers.pdf.writer import PdfWriter

    writer = PdfWriter(compress=True)
    for number in range(pages):
        cells = [
            DrawnCell(row, column, 1, 1, f"{number}.{row}{column}")
            for row in range(30)
            for column in range(6)
        ]
        page = writer.page()
        page.text(200, 50, f"第{number}张表", 12)
        draw_table(page, DrawnTable((80.0,) * 6, (20.0,) * 30, tuple(cells)), 40, 70)
    path.write_bytes(writer.bytes())


def main() -> int:
    """Measure and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "files",
        nargs="*",
        default=sorted(map(str, (TOP.parent / "shared" / "disclosures").glob("*.pdf"))),
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", default=str(TOP / "bench" / "results" / "pdf.json"))
    arguments = parser.parse_args()
    if not arguments.files:
        print("no folder shared/disclosures beside the checkout; name PDF files", file=sys.stderr)
        return 2
    work = Path(tempfile.mkdtemp(prefix="budgetrules-bench-"))
    try:
        return _measure(arguments, work)
    finally:
        shutil.rmtree(work)


def _measure(arguments: argparse.Namespace, work: Path) -> int:
    env = {**os.environ, "BUDGETRULES_CACHE": str(work / "cache"), "PYTHONPATH": str(TOP)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    python = [sys.executable]
    plans = {
        "pdfplumber": [*python, "-c", PEER, *arguments.files],
        "lines and grids": [*python, "-c", OURS, *arguments.files],
        "read --format json": [
            *python,
            "-m",
            "budgetrules",
            "read",
            *arguments.files,
            "--format",
            "json",
        ],
    }
    counted = subprocess.run(
        [*python, "-c", PAGES, *arguments.files],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    pages = int(counted.stdout)
    before = os.getloadavg()[0]
    timed(plans["read --format json"], env)
    seconds: dict[str, list[float]] = {name: [] for name in plans}
    memory: dict[str, float] = {}
    for _ in range(arguments.runs):
        for name, command in plans.items():
            took, used = timed(command, env)
            seconds[name].append(took)
            memory[name] = max(memory.get(name, 0), used)
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    peer = medians["pdfplumber"]
    # Turn by turn, which a change of load in between touches least.
    ratios = {
        name: sorted(
            one / other for one, other in zip(seconds["pdfplumber"], seconds[name], strict=True)
        )
        for name in plans
    }
    figures = {
        name: {
            "seconds": round(took, 3),
            "pages_a_second": round(pages / took, 1),
            "times_pdfplumber": round(peer / took, 1),
            "turn_by_turn": [round(ratio, 1) for ratio in ratios[name]],
            "mb": round(memory[name], 1),
        }
        for name, took in medians.items()
    }
    for name, row in figures.items():
        times = f"{row['times_pdfplumber']:5.1f} x pdfplumber ({ratios[name][0]:.1f}–{ratios[name][-1]:.1f})"
        print(f"{name:20} {row['pages_a_second']:8.1f} pages/s  {times}  {row['mb']:6.1f} MB")
    load = [round(value, 1) for value in (before, os.getloadavg()[0])]
    print(f"{'load':20} {load[0]} before, {load[1]} behind, on {os.cpu_count()} processors")
    growth = _growth(work, env)
    print(
        f"{'1,000 pages':20} {growth['seconds']:8.1f} s, {growth['mb']:.1f} MB more than 100 pages"
    )
    goals = {
        f"lines and grids {GOAL} times as fast": figures["lines and grids"]["times_pdfplumber"]
        >= GOAL,
        f"read --format json {GOAL} times as fast": figures["read --format json"][
            "times_pdfplumber"
        ]
        >= GOAL,
        f"less than {GROWTH} MB for 900 pages more": growth["mb"] < GROWTH,
    }
    for goal, met in goals.items():
        print(f"{'met   ' if met else 'MISSED'}  {goal}")
    if arguments.json:
        versions = {
            name: importlib.metadata.version(name)
            for name in ("pdfplumber", "pdfminer.six", "pypdfium2", "attrs")
        }
        about = {
            "python": platform.python_version(),
            "machine": platform.machine(),
            "cores": os.cpu_count(),
            "load": load,
            **versions,
        }
        result = {
            "about": about,
            "pages": pages,
            "runs": arguments.runs,
            "figures": figures,
            "thousand_pages": growth,
        }
        target = Path(arguments.json)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0 if all(goals.values()) else 1


# Reads page by page and keeps nothing, as the process that reads for others does.
ALONE = """
import sys
from budgetrules.readers.pdf.opening import events_of
for event in events_of(open(sys.argv[1], "rb").read()):
    pass
"""


def _growth(work: Path, env: dict[str, str]) -> dict[str, float]:
    """How long 1,000 pages take, and how much more memory than 100 do while pages are read."""
    few, many = work / "few.pdf", work / "many.pdf"
    long_file(few, 100)
    long_file(many, 1000)
    _, small = timed([sys.executable, "-c", ALONE, str(few)], env)
    seconds, large = timed([sys.executable, "-c", ALONE, str(many)], env)
    return {"seconds": round(seconds, 2), "mb": round(large - small, 1)}


if __name__ == "__main__":
    raise SystemExit(main())
