"""A small graph for the dashboard's tests: built once from a few short texts, over memory."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kgworkbench.app.desk import Desk
from kgworkbench.app.worker import Job
from kgworkbench.model.text import Document
from kgworkbench.samples import sample
from kgworkbench.workbench import Workbench

TEXTS = {
    "ada.md": ("Ada Lovelace", "Ada Lovelace was born in London. She worked with Charles Babbage in London."),
    "babbage.md": ("Charles Babbage", "Charles Babbage designed the Analytical Engine. He was born in London in 1791."),
    "wirth.md": ("Niklaus Wirth", "Niklaus Wirth designed Pascal at ETH Zurich. He won the Turing Award in 1984."),
    "hoare.md": ("Tony Hoare", "Tony Hoare won the Turing Award in 1980. He worked at Elliott Brothers in London."),
}


@pytest.fixture
def documents() -> tuple[Document, ...]:
    """Four short documents."""
    return tuple(Document(key, title, text) for key, (title, text) in TEXTS.items())


@pytest.fixture
def empty_bench() -> Workbench:
    """A workbench over memory with the sample's schema and nothing in it."""
    return Workbench.open(schema=sample("computing_history").schema, embedder="lexical")


@pytest.fixture
def bench(empty_bench: Workbench, documents: tuple[Document, ...]) -> Workbench:
    """The same with the documents built into it."""
    empty_bench.build(documents).result()
    return empty_bench


@pytest.fixture
def desk(bench: Workbench) -> Desk:
    """A desk with that workbench on it."""
    return Desk(bench)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The documents as files."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, (title, text) in TEXTS.items():
        (folder / name).write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    return folder


@pytest.fixture
def ended() -> Callable[[Job], Job]:
    """Waits for a job and returns it."""

    def wait(job: Job) -> Job:
        assert job.wait(60), f"{job.kind} still runs"
        return job

    return wait
