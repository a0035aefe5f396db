"""Strict entity and relation F1 of the local engine on data with gold, beside the plain baseline.

python tests/benchmarks/bench_extraction.py [--data FOLDER] [--json] [--types]

FOLDER holds conll04, crossre_politics and duie, each with a gold.jsonl; their schemas stand in ``schemas/`` beside
this file. The sample corpora are measured too. "first" moves every span to the first place of its words: duie
annotates one span per name, and only the pairs that stand in a relation, so its entity precision means little.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from kgworkbench.engines.local.engine import LocalEngine
from kgworkbench.evaluate.extraction import Claims, GoldItem, extract_gold, on_first_spans, read_gold, score_extraction
from kgworkbench.evaluate.extraction_baseline import plain_claims
from kgworkbench.model.schema import Schema
from kgworkbench.model.tasks import ExtractTask
from kgworkbench.model.text import Chunk
from kgworkbench.schema.load import load_schema

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "sample_corpora"
DATA = HERE.parents[2] / "shared" / "data"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--types", action="store_true", help="show F1 by type")
    options = parser.parse_args()
    results = {}
    for name, gold, schema in sources(options.data):
        if not gold.exists() or not schema.exists():
            sys.stderr.write(f"{name}: skipped, {gold if not gold.exists() else schema} is not there\n")
            continue
        results[name] = measure(read_gold(gold), load_schema(schema))
    if options.json:
        sys.stdout.write(json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    else:
        show(results, types=options.types)
    return 0


def sources(data: Path) -> list[tuple[str, Path, Path]]:
    """Name, gold file and schema file of each measurement."""
    shared = [
        (name, data / name / "gold.jsonl", HERE / "schemas" / f"{name}.yaml")
        for name in ("conll04", "crossre_politics", "duie")
    ]
    own = [(folder.name, folder / "gold.jsonl", folder / "schema.yaml") for folder in sorted(SAMPLES.glob("*/"))]
    return [*shared, *own]


def measure(gold: tuple[GoldItem, ...], schema: Schema) -> dict[str, Any]:
    """Scores of the engine on all texts and on every second one, of the baseline, and milliseconds of a text."""
    engine = LocalEngine()
    engine.reply(ExtractTask(Chunk("warm", "warm", "", 0, 4, "你好。 "[:4]), schema))
    started = time.process_time()
    claims = extract_gold(gold, schema, engine)
    spent = time.process_time() - started
    plain = tuple(plain_claims(item.text, schema) for item in gold)
    return {
        "engine": score_extraction(gold, claims),
        "odd": score_extraction(gold[1::2], claims[1::2]),
        "first": score_extraction(gold, _first(gold, claims)),
        "baseline": score_extraction(gold, plain),
        "ms_per_text": round(1000 * spent / max(1, len(gold)), 2),
    }


def _first(gold: tuple[GoldItem, ...], claims: tuple[Claims, ...]) -> tuple[Claims, ...]:
    return tuple(on_first_spans(claim, item.text) for item, claim in zip(gold, claims, strict=True))


def show(results: dict[str, Any], *, types: bool) -> None:
    """A table of F1, and the types below it on request."""
    sys.stdout.write(f"{'data':<20}{'':<10}{'entity':>8}{'spans':>8}{'relation':>10}{'ms':>8}\n")
    for name, result in results.items():
        for row in ("engine", "odd", "first", "baseline"):
            if row == "first" and name != "duie":
                continue
            scores = result[row]
            ms = f"{result['ms_per_text']:.1f}" if row == "engine" else ""
            figures = f"{scores['entity']['f1']:8.1f}{scores['span']['f1']:8.1f}{scores['relation']['f1']:10.1f}"
            sys.stdout.write(f"{name if row == 'engine' else '':<20}{row:<10}{figures}{ms:>8}\n")
        for kind in ("entity", "relation") if types else ():
            for of, rates in result["engine"]["by_type"][kind].items():
                sys.stdout.write(f"    {kind} {of:<24}{rates['f1']:6.1f}  ({rates['right']}/{rates['gold']})\n")


if __name__ == "__main__":
    sys.exit(main())
