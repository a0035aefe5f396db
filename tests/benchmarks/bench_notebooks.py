"""Seconds and peak memory of each notebook, run from top to bottom in a kernel of its own, as on Binder.

python tests/benchmarks/bench_notebooks.py [--only 01 02 04 05] [--most 1500]

``megabytes`` is the peak of the kernel. With ``--most`` the command fails where a notebook takes more. ``heavy`` names
packages that a machine without them would miss: none is expected.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
HEAVY = ("torch", "transformers", "sentence_transformers")

MEASURE = f"""
import json, resource, sys, time
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({{"megabytes": used.ru_maxrss / 1024, "cpu_seconds": time.process_time(),
                  "heavy": [name for name in {HEAVY!r} if name in sys.modules]}}))
"""


def measured(path: Path) -> dict[str, Any]:
    """What one run of the notebook took."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(MEASURE))
    with tempfile.TemporaryDirectory() as place:
        started = time.perf_counter()
        NotebookClient(notebook, timeout=600, resources={"metadata": {"path": place}}).execute()
        wall = time.perf_counter() - started
    used = json.loads(notebook.cells[-1].outputs[0]["text"])
    return {"notebook": path.stem, "seconds": wall, **used}


def main() -> None:
    """Print one row a notebook as a JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="Numbers of notebooks; all of them without.")
    parser.add_argument("--most", type=float, default=0, help="Megabytes that none may take.")
    given = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    wanted = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if not given.only or path.name[:2] in given.only]
    rows = []
    for path in wanted:
        rows.append(measured(path))
        rounded = {name: round(value, 1) if isinstance(value, float) else value for name, value in rows[-1].items()}
        print(json.dumps(rounded), file=sys.stderr, flush=True)
    print(json.dumps(rows, indent=2))
    over = [row["notebook"] for row in rows if given.most and row["megabytes"] > given.most]
    if over or any(row["heavy"] for row in rows):
        raise SystemExit(f"more than {given.most} MB, or something heavy: {over or rows}")


if __name__ == "__main__":
    main()
