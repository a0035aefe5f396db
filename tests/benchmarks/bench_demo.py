"""Seconds and memory of ``kgw demo --no-serve`` as a whole process, in a fresh folder.

python tests/benchmarks/bench_demo.py [--runs 3] [--corpus computing_history]
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def run(corpus: str) -> dict[str, float]:
    """Wall seconds, CPU seconds and peak megabytes of one run."""
    command = [sys.executable, "-m", "kgworkbench.cli", "demo", "--no-serve", "--corpus", corpus, "--json"]
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"kgw demo ended with {process.returncode}")
    return {"seconds": wall, "cpu_seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss / 1024}


def main() -> None:
    """Print the median of each figure as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--corpus", default="computing_history")
    given = parser.parse_args()
    run(given.corpus)
    runs = [run(given.corpus) for _ in range(given.runs)]
    print(json.dumps({name: round(statistics.median(each[name] for each in runs), 2) for name in runs[0]}, indent=2))


if __name__ == "__main__":
    main()
