"""Communities: quality on a file of triples, growth on planted ones, and what one more document costs.

export OMP_NUM_THREADS=1
python tests/benchmarks/bench_communities.py TRIPLES [--entities 5000 16437] [--embedder all-MiniLM-L6-v2]
python tests/benchmarks/bench_communities.py --grow 10000,30000,100000,300000
python tests/benchmarks/bench_communities.py --update 100000

The first prints what each method makes of the triples, the curve the weight draws between meaning and structure, and
what a slider over the weights waits for; the second CPU seconds and ARI of planted communities (by both senses, by
structure alone, by meaning alone), with the exponent by which time grows; the third CPU seconds of an update. One JSON
document each.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sklearn.metrics import adjusted_rand_score

from kgworkbench.community.affinity import perceive
from kgworkbench.community.bench import bench_communities, read_links
from kgworkbench.community.carry import changed_communities
from kgworkbench.community.check import check_partition
from kgworkbench.community.detect import detect
from kgworkbench.community.fused import sense
from kgworkbench.community.quality import measure
from kgworkbench.community.tree import grow_tree
from kgworkbench.community.update import needs_regrow, update_tree
from kgworkbench.embedders.cached import CachedEmbedder
from kgworkbench.embedders.choose import embedder_for
from kgworkbench.model.graph import Entity, Graph, Relation
from kgworkbench.ports import Embedder, Vectors
from kgworkbench.settings import CommunitySettings

sys.path.insert(0, str(Path(__file__).parents[1] / "community"))

from planted import plant

WEIGHTS = (0.0, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("triples", nargs="?", type=Path)
    parser.add_argument("--entities", nargs="*", type=int, default=[5000, 16437])
    parser.add_argument("--embedder", default="all-MiniLM-L6-v2")
    parser.add_argument("--grow", type=_sizes, help="numbers of entities, by commas")
    parser.add_argument("--update", type=_sizes, help="numbers of entities, by commas")
    options = parser.parse_args()
    found: dict[str, Any] = {}
    if options.triples:
        embedder = CachedEmbedder(embedder_for(options.embedder))
        found["triples"] = [bench_communities(options.triples, count, embedder) for count in options.entities]
        found["curve"] = [curve(options.triples, count, embedder) for count in options.entities]
    if options.grow:
        found["growth"] = growth(options.grow)
    if options.update:
        found["update"] = [update(entities) for entities in options.update]
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def curve(triples: Path, entities: int, embedder: Embedder) -> dict[str, Any]:
    """Modularity, cosine and communities at each weight, with the CPU seconds of a slider that has its senses ready."""
    links = read_links(triples, entities)
    names = sorted({end for link in links for end in link})
    place = {name: number for number, name in enumerate(names)}
    perception = perceive([place[head] for head, _ in links], [place[tail] for _, tail in links], embedder.embed(names))
    started = time.process_time()
    senses = sense(perception)
    ready = time.process_time() - started
    points = []
    for weight in WEIGHTS:
        started = time.process_time()
        labels = detect(perception, CommunitySettings(weight=weight), senses)[0]
        seconds = time.process_time() - started
        quality = measure(perception, labels)
        points.append(
            {
                "weight": weight,
                "modularity": round(quality.modularity, 4),
                "cosine": round(quality.cosine, 4),
                "communities": quality.communities,
                "cpu_seconds": round(seconds, 3),
            }
        )
    return {"entities": len(names), "senses_cpu_seconds": round(ready, 3), "points": points}


def growth(sizes: list[int]) -> dict[str, Any]:
    """CPU seconds and ARI at each number of entities, and the exponent between the first and the last."""
    rows = []
    for entities in sizes:
        planted = plant(entities, 30, noise=1.6, mixing=0.4, seed=1)
        perception = planted.perception
        row: dict[str, Any] = {"entities": entities}
        for name, weight in (("both", 0.5), ("structure_alone", 1.0), ("meaning_alone", 0.0)):
            started = time.process_time()
            levels = detect(perception, CommunitySettings(weight=weight))
            seconds = time.process_time() - started
            found = [round(float(adjusted_rand_score(planted.truth, labels)), 3) for labels in levels]
            # Alone, a sense is given the best of its levels; both together stand by the finest.
            row[name] = {"ari": found[0] if name == "both" else max(found), "cpu_seconds": round(seconds, 2)}
        rows.append(row)
    first, last = rows[0], rows[-1]
    ratio = last["both"]["cpu_seconds"] / first["both"]["cpu_seconds"]
    exponent = math.log(ratio) / math.log(last["entities"] / first["entities"]) if len(rows) > 1 else None
    return {"rows": rows, "exponent": exponent and round(exponent, 3)}


class Planted:
    """Embeds the names of planted entities, which are their numbers, by their planted vectors."""

    name = "planted"

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._vectors[[int(text.split()[-1]) for text in texts]]


def update(entities: int, document: int = 12) -> dict[str, Any]:
    """CPU seconds of growing a tree of planted entities and of updating it by a document of ``document`` entities."""
    planted = plant(entities, 30, noise=1.6, mixing=0.4, seed=1)
    embedder = Planted(planted.vectors)
    ids = [f"e{number:07}" for number in range(entities)]
    ends = sorted(set(zip(planted.heads.tolist(), planted.tails.tolist(), strict=True)))
    everyone = tuple(Entity(key, f"name {number}", "Thing") for number, key in enumerate(ids))
    links = tuple(Relation(f"{head}-{tail}", ids[head], "to", ids[tail]) for head, tail in ends if head != tail)
    fresh = set(ids[:: max(entities // document, 1)][:document])
    before = Graph(
        tuple(entity for entity in everyone if entity.id not in fresh),
        tuple(link for link in links if link.head not in fresh and link.tail not in fresh),
    )
    after = Graph(everyone, links)
    started = time.process_time()
    tree = grow_tree(before, embedder)
    grown = time.process_time()
    due = needs_regrow(tree, after)
    updated = update_tree(tree, before, after, embedder)
    added = time.process_time()
    back = update_tree(updated, after, before, embedder)
    removed = time.process_time()
    truth = {key: int(group) for key, group in zip(ids, planted.truth, strict=True)}
    home = {member: community for community in updated.at(0) for member in community.members}
    right = sum(2 * sum(truth[m] == truth[key] for m in home[key].members) > len(home[key].members) for key in fresh)
    return {
        "entities": entities,
        "fresh": len(fresh),
        "placed_with_their_own": right,
        "changed_communities": len(changed_communities(tree, updated)),
        "communities": len(tree.communities),
        "regrow_due": due,
        "wrong": [*check_partition(updated, after), *check_partition(back, before)],
        "cpu_seconds": {
            "grow": round(grown - started, 2),
            "add": round(added - grown, 2),
            "remove": round(removed - added, 2),
        },
    }


if __name__ == "__main__":
    sys.exit(main())
