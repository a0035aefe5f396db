"""Communities: quality on a file of triples, and growth on planted ones.

export OMP_NUM_THREADS=1
python tests/benchmarks/bench_communities.py TRIPLES [--entities 5000 16437] [--embedder all-MiniLM-L6-v2]
python tests/benchmarks/bench_communities.py --grow 10000 30000 100000 300000

The first prints what each method makes of the triples, and the curve the weight draws between meaning and structure;
the second seconds and ARI of planted communities, with the exponent by which time grows. One JSON document each.
"""

import argparse
import json
import math
import sys
import time
from pathlib import Path
from typing import Any

from sklearn.metrics import adjusted_rand_score

from kgworkbench.community.affinity import perceive
from kgworkbench.community.bench import bench_communities, read_links
from kgworkbench.community.detect import detect
from kgworkbench.community.quality import measure
from kgworkbench.embedders.cached import CachedEmbedder
from kgworkbench.embedders.choose import embedder_for
from kgworkbench.ports import Embedder
from kgworkbench.settings import CommunitySettings

sys.path.insert(0, str(Path(__file__).parents[1] / "community"))

from planted import plant

WEIGHTS = (0.0, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("triples", nargs="?", type=Path)
    parser.add_argument("--entities", nargs="*", type=int, default=[5000, 16437])
    parser.add_argument("--embedder", default="all-MiniLM-L6-v2")
    parser.add_argument("--grow", nargs="*", type=int)
    options = parser.parse_args()
    found: dict[str, Any] = {}
    if options.triples:
        embedder = CachedEmbedder(embedder_for(options.embedder))
        found["triples"] = [bench_communities(options.triples, count, embedder) for count in options.entities]
        found["curve"] = [curve(options.triples, count, embedder) for count in options.entities]
    if options.grow:
        found["growth"] = growth(options.grow)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


def curve(triples: Path, entities: int, embedder: Embedder) -> list[dict[str, float]]:
    """Modularity, cosine and communities at each weight."""
    links = read_links(triples, entities)
    names = sorted({end for link in links for end in link})
    place = {name: number for number, name in enumerate(names)}
    perception = perceive([place[head] for head, _ in links], [place[tail] for _, tail in links], embedder.embed(names))
    points = []
    for weight in WEIGHTS:
        quality = measure(perception, detect(perception, CommunitySettings(weight=weight))[0])
        points.append(
            {
                "weight": weight,
                "modularity": round(quality.modularity, 4),
                "cosine": round(quality.cosine, 4),
                "communities": quality.communities,
            }
        )
    return points


def growth(sizes: list[int]) -> dict[str, Any]:
    """Seconds and ARI at each number of entities, and the exponent between the first and the last."""
    rows = []
    for entities in sizes:
        planted = plant(entities, 30, noise=1.6, mixing=0.4, seed=1)
        perception = planted.perception
        started = time.process_time()
        levels = detect(perception, CommunitySettings())
        seconds = time.process_time() - started
        truth = adjusted_rand_score(planted.truth, levels[0])
        rows.append({"entities": entities, "cpu_seconds": round(seconds, 2), "ari": round(float(truth), 3)})
    first, last = rows[0], rows[-1]
    exponent = math.log(last["cpu_seconds"] / first["cpu_seconds"]) / math.log(last["entities"] / first["entities"])
    return {"rows": rows, "exponent": round(exponent, 3)}


if __name__ == "__main__":
    sys.exit(main())
