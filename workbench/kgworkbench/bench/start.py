"""How long everything takes to start, and what it drags in: each in a process of its own, as a reader starts it."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kgworkbench.bench.peers import ABSENT, installed
from kgworkbench.errors import WorkbenchError

__all__ = ["HEAVY", "bench_start"]

HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "panel",
    "bokeh",
    "plotly",
    "pandas",
    "polars",
    "openai",
    "kuzu",
    "scipy",
    "numpy",
    "pydantic",
    "networkx",
    "sklearn",
)
"""Modules that cost a start: which of them were loaded is told."""

_SECONDS = 300


@dataclass(frozen=True, slots=True)
class _Start:
    what: str
    code: str
    needs: str = ""


_MAIN = """import sys
sys.argv = ["kgw", *{words}]
from kgworkbench.cli import main
try:
    main()
except SystemExit:
    pass"""
_STARTS = (
    _Start("python", "pass"),
    _Start("kgw --version", _MAIN.format(words=["--version"])),
    _Start("kgw --help", _MAIN.format(words=["--help"])),
    _Start("import kgworkbench", "import kgworkbench"),
    _Start("from kgworkbench import Workbench", "from kgworkbench import Workbench"),
    _Start("Workbench.open()", "from kgworkbench import Workbench\nWorkbench.open()"),
    _Start(
        "Workbench.open(), a build and an answer",
        "from kgworkbench import Workbench\nfrom kgworkbench.model.text import Document\n"
        "bench = Workbench.open()\n"
        "bench.build([Document('d', 'Pascal', 'Niklaus Wirth designed Pascal in Zurich in 1970.')]).result()\n"
        "bench.ask('Who designed Pascal?').result()",
    ),
    _Start("import kgwidgets", "import kgwidgets"),
    _Start("peer: import networkx", "import networkx", "networkx"),
    _Start("peer: import panel", "import panel", "panel"),
    _Start("peer: import llama_index.core", "import llama_index.core", "llama_index"),
    _Start("peer: import lightrag", "import lightrag", "lightrag"),
    _Start("peer: import graphrag", "import graphrag", "graphrag"),
)


def bench_start(runs: int = 3) -> dict[str, Any]:
    """The quickest of some runs of each start, as ``kgw bench start`` prints it.

    ``seconds`` is from starting the process to its end, ``cpu_seconds`` what it worked, ``megabytes`` its greatest
    memory, ``modules`` how many were loaded, ``heavy`` which of them are in ``HEAVY``.

    Raises:
        WorkbenchError: a process failed.
    """
    rows: list[dict[str, Any]] = []
    for each in _STARTS:
        if each.needs and not installed(each.needs):
            rows.append({"start": each.what, "note": ABSENT})
            continue
        found = [_run(each.code) for _ in range(max(runs, 1))]
        rows.append({"start": each.what, **min(found, key=lambda row: (row["cpu_seconds"], row["seconds"]))})
    return {"runs": runs, "python": sys.version.split()[0], "rows": rows}


def _run(code: str) -> dict[str, Any]:
    told = (
        "\nimport json, resource, sys\n"
        f"loaded = sorted(set({list(HEAVY)!r}) & set(sys.modules))\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"  # which on Linux counts the process this one was forked from
        "    peak = int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
        "except OSError:\n"
        "    pass\n"
        "print(json.dumps([len(sys.modules), loaded, peak]), file=sys.stderr)\n"
    )
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - this Python, our own words
        [sys.executable, "-c", code + told], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    lines: Sequence[str] = done.stderr.strip().splitlines()
    if done.returncode or not lines:
        raise WorkbenchError(f"{code.splitlines()[0]!r} could not be started ({lines[-1:]}): see that it is installed")
    modules, loaded, peak = json.loads(lines[-1])
    return {
        "seconds": round(seconds, 3),
        "cpu_seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 3),
        "megabytes": round(peak / 1024 if sys.platform != "darwin" else peak / 1024**2, 1),
        "modules": modules,
        "heavy": loaded,
    }
