"""No file holds up the others: each is answered in bounded time and memory, with what is wrong and what to do."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from budgetrules.messages import catalogue
from budgetrules.readers.formats import begin_reading, read_path
from budgetrules.readers.pdf import isolation
from budgetrules.readers.pdf.isolation import isolated_events
from budgetrules.readers.pdf.reader import read_pdf
from tests.readers.pdf.hostile import HOSTILE, ODD, SLOW, good
from tests.readers.pdf.writer import PdfWriter

LONGEST = 60


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in HOSTILE],
)
def test_a_hostile_file_is_answered_with_a_problem(name: str) -> None:
    make, codes = HOSTILE[name]
    data = make()
    start = time.monotonic()
    document = read_pdf(data, f"{name}.pdf")
    assert time.monotonic() - start < LONGEST
    found = {problem.diagnostic.code for problem in document.problems}
    assert found
    assert found <= codes
    for problem in document.problems:
        for lang in catalogue.LANGUAGES:
            sentence = catalogue.text(problem.diagnostic.code, lang, **problem.diagnostic.details)
            assert "{" not in sentence
            assert catalogue.hint(problem.diagnostic.code, lang, **problem.diagnostic.details)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_read(name: str) -> None:
    start = time.monotonic()
    document = read_pdf(ODD[name](), f"{name}.pdf")
    assert time.monotonic() - start < LONGEST
    assert not [
        problem
        for problem in document.problems
        if problem.diagnostic.code in ("N134", "N135", "N140", "N141")
    ]


def test_what_an_empty_password_opens_is_read() -> None:
    document = read_pdf(ODD["locked without a password"](), "x.pdf")
    assert [line.text.strip() for line in document.lines] == ["total 1,904.49"]


@pytest.mark.slow
def test_a_bomb_takes_memory_from_nobody_else() -> None:
    data = HOSTILE["paths bomb"][0]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_pdf(data, "bomb.pdf")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


@pytest.mark.slow
def test_the_file_behind_a_hostile_one_is_read() -> None:
    for name in ("forms in forms", "many characters", "junk"):
        read_pdf(HOSTILE[name][0](), "hostile.pdf")
        assert [line.text for line in read_pdf(good(), "good.pdf").lines] == ["收入总计 "]


@pytest.mark.slow
def test_a_page_that_takes_too_long_ends_the_file_and_keeps_what_was_read() -> None:
    writer = PdfWriter()
    writer.page().text(60, 100, "第一页")
    slow = writer.page()
    slow.raw(b"q " + b"0 0 m 9 9 l S " * 3_000_000)
    events = list(isolated_events(writer.bytes(), longest_page=1, longest_file=2))
    assert events[0] == ("pages", 2)
    assert [line.text for line in events[1].lines] == ["第一页"]  # type: ignore[union-attr]
    assert events[2:] in ([("slow", 2)], [("broken", 2)])


def test_one_process_reads_many_files() -> None:
    read_pdf(good(), "first.pdf")
    workers = list(isolation._idle)
    assert workers
    for _ in range(3):
        read_pdf(good(), "next.pdf")
    assert {id(worker) for worker in isolation._idle} == {id(worker) for worker in workers}


@pytest.mark.slow
def test_files_that_were_begun_say_the_same(tmp_path: Path) -> None:
    contents = {
        "good": good(),
        "junk": HOSTILE["junk"][0](),
        "forms": HOSTILE["forms in forms"][0](),
        "again": good(),
        "empty": b"",
    }
    expected = {name: read_pdf(data, "a.pdf") for name, data in contents.items()}
    paths = {name: tmp_path / f"{name}.pdf" for name in contents}
    for name, path in paths.items():
        path.write_bytes(contents[name])
    for ahead in (1, 2, 3):
        left = list(paths.values())
        for name, path in paths.items():
            for following in left[:ahead]:
                begin_reading(following, alone=False)
            left.remove(path)
            found = read_path(path)
            assert (found.lines, found.grids) == (expected[name].lines, expected[name].grids), (
                name,
                ahead,
            )
            assert [item.diagnostic.code for item in found.problems] == [
                item.diagnostic.code for item in expected[name].problems
            ]
        assert len(isolation._begun) <= isolation.MOST_BEGUN


def test_what_was_begun_and_changed_since_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "changed.pdf"
    path.write_bytes(HOSTILE["junk"][0]())
    begin_reading(path, alone=True)
    path.write_bytes(good())
    assert [line.text for line in read_path(path).lines] == ["收入总计 "]
    path.unlink()
    begin_reading(path, alone=True)
    assert not isolation._begun.get(good())


def test_a_process_that_ends_meanwhile_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "good.pdf"
    path.write_bytes(good())
    begin_reading(path, alone=True)
    for worker in isolation._begun[good()]:
        worker.close()
    assert [line.text for line in read_path(path).lines] == ["收入总计 "]


def test_without_a_process_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(count: int) -> None:
        raise OSError("no processes here")

    monkeypatch.setattr(isolation, "_taken", none)
    assert [line.text for line in read_pdf(good(), "good.pdf").lines] == ["收入总计 "]


def test_a_process_that_cannot_start_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    isolation._close_all()
    monkeypatch.setattr(isolation, "_START", "raise SystemExit(3)")
    assert [line.text for line in read_pdf(good(), "good.pdf").lines] == ["收入总计 "]
    assert not isolation._idle


def test_a_scanned_page_is_a_problem_with_its_page() -> None:
    writer = PdfWriter()
    writer.page().text(60, 100, "第一部分")
    for _ in range(3):
        writer.page().image(20, 20, 570, 800)
    writer.page()
    numbered = writer.page()
    numbered.image(20, 20, 570, 800)
    numbered.text(290, 820, "- 6 -")
    document = read_pdf(writer.bytes(), "scan.pdf")
    told = [
        (problem.diagnostic.code, problem.place.page, problem.diagnostic.details["pages"])
        for problem in document.problems
    ]
    assert told == [("N131", 2, "2–4"), ("N131", 6, "6")]


def test_text_drawn_as_shapes_is_a_problem() -> None:
    writer = PdfWriter()
    page = writer.page()
    for at in range(200):
        page.raw(f"{60 + at} 700 m {62 + at} 710 {64 + at} 690 {66 + at} 700 c f\n".encode())
    assert [problem.diagnostic.code for problem in read_pdf(writer.bytes(), "x.pdf").problems] == [
        "N131"
    ]


def test_a_large_picture_beside_text_is_told_and_a_background_is_not() -> None:
    single, every = PdfWriter(), PdfWriter()
    page = single.page()
    page.text(60, 100, "部门收支总表见下图")
    page.image(60, 200, 500, 700)
    for number in range(6):
        page = every.page()
        page.image(0, 0, 595, 842)
        page.text(60, 100, f"第{number}页的文字")
    assert [problem.diagnostic.code for problem in read_pdf(single.bytes(), "x.pdf").problems] == [
        "N132"
    ]
    assert read_pdf(every.bytes(), "x.pdf").problems == ()


def test_glyphs_without_a_character_are_counted_and_never_guessed() -> None:
    writer = PdfWriter()
    page = writer.page()
    page.text(60, 100, "收入", font="unmapped")
    page.text(60, 120, "收入", font="song")
    document = read_pdf(writer.bytes(), "x.pdf")
    assert [line.text.strip() for line in document.lines] == ["\ufffd\ufffd", "收入"]
    assert [
        (problem.diagnostic.code, problem.diagnostic.details["count"])
        for problem in document.problems
    ] == [("N133", "2")]


@pytest.mark.slow
def test_a_thousand_pages_take_no_more_memory_than_their_content() -> None:
    def peak(pages: int) -> tuple[float, float]:
        writer = PdfWriter(compress=True)
        for number in range(pages):
            page = writer.page()
            for line in range(30):
                page.text(
                    60,
                    60 + 20 * line,
                    f"第{number}页第{line}行：一般公共预算财政拨款支出 1,904.49 万元",
                )
        isolation._close_all()
        start = time.monotonic()
        events = isolated_events(writer.bytes())
        for _ in range(pages):
            next(events)
        took = time.monotonic() - start
        pid = events.gi_frame.f_locals["workers"][0].process.pid
        status = Path(f"/proc/{pid}/status")
        if not status.is_file():
            pytest.skip("the memory of another process can't be seen here")
        found = next(
            int(line.split()[1]) / 1024
            for line in status.read_text().splitlines()
            if line.startswith("VmHWM")
        )
        list(events)
        return found, took

    few, _ = peak(100)
    many, took = peak(1000)
    assert took < LONGEST
    # The file itself is ten times as long, and pdfium keeps what it has parsed of it.
    assert many - few < 60, (few, many)


def test_the_beginning_tells_what_a_file_is_behind_another_ending(tmp_path: Path) -> None:
    path = tmp_path / "download.txt"
    path.write_bytes(good())
    document = read_path(path)
    assert (document.format, [line.text for line in document.lines]) == ("pdf", ["收入总计 "])


def test_without_the_extra_the_problem_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    path = tmp_path / "x.pdf"
    path.write_bytes(good())
    (problem,) = read_path(path).problems
    assert problem.diagnostic.code == "N130"
    assert "pip install 'budgetrules[pdf]'" in catalogue.hint(
        "N130", "en", **problem.diagnostic.details
    )
