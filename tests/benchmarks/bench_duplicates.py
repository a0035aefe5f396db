"""Duplicates found in graphs with planted ones: precision, recall by kind of noise, and how time grows.

export OMP_NUM_THREADS=1
python tests/benchmarks/bench_duplicates.py [--entities 20000 200000] [--vectors]

Things have names of random syllables in either language; a tenth of them stand in the graph a second time, under a name
spoilt in one of the ways people and extractors spoil names, with some of their links. Prints one JSON document.
"""

import argparse
import json
import math
import sys
import time
from collections import Counter
from typing import Any, NamedTuple

import numpy as np

from kgworkbench.model.graph import Entity, Graph, Provenance, Relation
from kgworkbench.model.ids import content_id
from kgworkbench.ports import Vectors
from kgworkbench.resolve.match import duplicates

ONSETS = "b br c ch d dr f g gr h j k kl l m n p pr r s sh st t tr v w z".split()
VOWELS = "a e i o u ai ea ia io oa".split()
CODAS = ["", "", "l", "m", "n", "nd", "r", "rs", "s", "t"]
HAN = "安白柏长成川春大丹德东方芳飞峰高光国海河宏华江金京军康乐林龙梅明南宁平青清泉山石书水松天万文武西新星兴秀阳永玉"
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
KINDS = ("Institute", "University", "Company", "Museum", "Society", "Council", "Railway", "Press")
KINDS_HAN = ("大学", "学院", "公司", "研究所", "博物馆", "出版社", "铁路局", "委员会")


class Planted(NamedTuple):
    """A graph, the pairs of ids that are one thing by how the second name was made, and a row of meaning for each."""

    graph: Graph
    truth: dict[frozenset[str], str]
    vectors: Vectors


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", nargs="*", type=int, default=[20_000, 200_000])
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rows = [measured(count, options.vectors, options.seed) for count in options.entities]
    found: dict[str, Any] = {"rows": rows}
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        ratio = last["cpu_seconds"] / first["cpu_seconds"]
        found["exponent"] = round(math.log(ratio) / math.log(last["entities"] / first["entities"]), 3)
    sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    return 0


def measured(count: int, with_vectors: bool, seed: int) -> dict[str, Any]:
    """CPU seconds, precision and recall of one planted graph."""
    planted = plant(count, seed)
    started = time.process_time()
    found = duplicates(planted.graph, planted.vectors if with_vectors else None, limit=count)
    seconds = time.process_time() - started
    right = [frozenset((pair.one, pair.other)) in planted.truth for pair in found]
    reached = {frozenset((pair.one, pair.other)) for pair in found}
    sure = {frozenset((pair.one, pair.other)) for pair in found if pair.score >= 0.6}
    kinds = Counter(planted.truth.values())
    return {
        "entities": len(planted.graph.entities),
        "relations": len(planted.graph.relations),
        "cpu_seconds": round(seconds, 2),
        "offers": len(found),
        "precision": round(sum(right) / max(1, len(right)), 3),
        "precision_first_200": round(sum(right[:200]) / max(1, len(right[:200])), 3),
        "precision_from_0.6": round(len(sure & planted.truth.keys()) / max(1, len(sure)), 3),
        "recall": round(len(reached & planted.truth.keys()) / len(planted.truth), 3),
        "recall_from_0.6": round(len(sure & planted.truth.keys()) / len(planted.truth), 3),
        "recall_by_kind": {
            kind: round(sum(planted.truth[pair] == kind for pair in reached & planted.truth.keys()) / total, 3)
            for kind, total in sorted(kinds.items())
        },
    }


def plant(count: int, seed: int, share: float = 0.1, dimension: int = 64) -> Planted:
    """About ``count`` entities, of which ``share`` stand for things that are already there."""
    source = np.random.default_rng(seed)
    things = int(count * (1 - share))
    surnames = [_word(source, 2).capitalize() for _ in range(max(200, things // 8))]
    given = [_word(source, 2).capitalize() for _ in range(400)]
    topics = [_word(source, 2).capitalize() for _ in range(max(200, things // 10))]
    meanings = source.standard_normal((things, dimension)).astype(np.float32)
    entities: dict[str, Entity] = {}
    rows: dict[str, np.ndarray[Any, np.dtype[np.float32]]] = {}
    names: list[tuple[str, str, str]] = []
    for place in range(things):
        name, kind = _thing(source, given, surnames, topics)
        identity = content_id("entity", name.casefold(), kind)
        if identity not in entities:
            entities[identity] = Entity(identity, name, kind, (), (), _places(source, place, things))
            rows[identity] = meanings[place]
            names.append((identity, name, kind))
    links = _links(source, [identity for identity, _, _ in names])
    links_of: dict[str, list[tuple[str, str, str]]] = {}
    for link in links:
        links_of.setdefault(link[0], []).append(link)
        links_of.setdefault(link[2], []).append(link)
    truth: dict[frozenset[str], str] = {}
    for number, place in enumerate(source.choice(len(names), int(count * share), replace=False).tolist()):
        identity, name, kind = names[place]
        how, other, aliases = spoilt(source, name, kind)
        if other == name:
            continue
        twin = content_id("entity", other.casefold(), kind)
        if twin in entities:
            continue
        entities[twin] = Entity(twin, other, kind, aliases, (), _places(source, things + number, things))
        rows[twin] = meanings[place] + 0.5 * source.standard_normal(dimension).astype(np.float32)
        truth[frozenset((identity, twin))] = how
        for head, relation, tail in links_of.get(identity, ()):
            if source.random() < 0.4:
                links.append((twin if head == identity else head, relation, twin if tail == identity else tail))
        links.append((twin, "mentions", names[int(source.integers(len(names)))][0]))
    ordered = sorted(entities)
    relations = {content_id("relation", *link): link for link in links if link[0] != link[2]}
    graph = Graph(
        tuple(entities[identity] for identity in ordered),
        tuple(Relation(identity, *relations[identity]) for identity in sorted(relations)),
    )
    return Planted(graph, truth, np.stack([rows[identity] for identity in ordered]))


def spoilt(source: np.random.Generator, name: str, kind: str) -> tuple[str, str, tuple[str, ...]]:
    """How a name is spoilt, the spoilt name, and aliases that come with it."""
    han = not name.isascii()
    words = name.split(" ")
    ways = ["typo", "alias"]
    if han and kind == "Organization":
        ways.append("short form")
    if not han and kind == "Person":
        ways += ["initials", "surname", "two typos", "title"]
    if not han and kind == "Organization":
        ways += ["acronym", "order", "accents"]
    how = ways[int(source.integers(len(ways)))]
    language = " zh" if han else " en"
    if how == "alias":
        other = "".join(source.choice(list(HAN), 3)) if han else f"{_word(source, 2)} {_word(source, 2)}".title()
        return how + language, other, (name,)
    if how == "typo":
        return how + language, _typo(source, name, HAN if han else "abcdefghijklmnopqrstuvwxyz"), ()
    if how == "two typos":
        letters = "abcdefghijklmnopqrstuvwxyz"
        return how + language, _typo(source, _typo(source, name, letters), letters), ()
    if how == "initials":
        return how + language, " ".join([*(word[0] + "." for word in words[:-1]), words[-1]]), ()
    if how == "surname":
        return how + language, words[-1], ()
    if how == "title":
        return how + language, f"{('Dr', 'Professor', 'Sir')[int(source.integers(3))]} {name}", ()
    if how == "acronym":
        dot = "." if source.random() < 0.3 else ""
        return how + language, "".join(word[0].upper() + dot for word in words if word not in ("of", "and")), ()
    if how == "order":
        return how + language, " ".join([*words[words.index("of") + 1 :], words[0]]) if "of" in words else name, ()
    if how == "accents":
        return how + language, name.replace("a", "á", 1).replace("o", "ö", 1), ()
    return how + language, name[0] + name[2] + name[-2:-1], ()


def _typo(source: np.random.Generator, name: str, letters: str) -> str:
    at = int(source.integers(1, len(name)))
    letter = letters[int(source.integers(len(letters)))]
    way = int(source.integers(4))
    if way == 0:
        return name[:at] + letter + name[at:]
    if way == 1 and len(name) > 3:
        return name[:at] + name[at + 1 :]
    if way == 2 and at + 1 < len(name):
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + letter + name[at + 1 :]


def _thing(source: np.random.Generator, given: list[str], surnames: list[str], topics: list[str]) -> tuple[str, str]:
    def one(pool: Any) -> str:
        return str(pool[int(source.integers(len(pool)))])

    draw = source.random()
    if draw < 0.35:
        middle = [one(given)] if source.random() < 0.3 else []
        return " ".join([one(given), *middle, one(surnames)]), "Person"
    if draw < 0.6:
        subject = [one(topics), *([one(topics)] if source.random() < 0.7 else [])]
        if source.random() < 0.5:
            return " ".join([one(KINDS), "of", *subject, "and", one(topics)]), "Organization"
        return " ".join([*subject, one(topics), one(KINDS)]), "Organization"
    if draw < 0.7:
        return " ".join([one(topics), _word(source, 2).capitalize()]), "Work"
    if draw < 0.85:
        return one(FAMILY) + "".join(source.choice(list(HAN), 2)), "Person"
    return "".join(source.choice(list(HAN), int(source.integers(3, 6)))) + one(KINDS_HAN), "Organization"


def _word(source: np.random.Generator, syllables: int) -> str:
    def one(pool: list[str]) -> str:
        return pool[int(source.integers(len(pool)))]

    return "".join(one(ONSETS) + one(VOWELS) + one(CODAS) for _ in range(syllables))


def _places(source: np.random.Generator, place: int, things: int) -> tuple[Provenance, ...]:
    documents = {place // 5, *source.integers(0, max(1, things // 5), int(source.integers(0, 2))).tolist()}
    return tuple(Provenance(f"d{number}", f"d{number}.0") for number in sorted(documents))


def _links(source: np.random.Generator, identities: list[str]) -> list[tuple[str, str, str]]:
    """Twice as many links as things; a few things are hubs."""
    total = len(identities)
    heads = source.integers(0, total, 2 * total)
    tails = (total * source.random(2 * total) ** 3).astype(int)
    kinds = ("part of", "works at", "wrote", "near", "knows")
    return [
        (identities[head], kinds[int(kind)], identities[tail])
        for head, tail, kind in zip(heads, tails, source.integers(0, 5, 2 * total), strict=True)
        if head != tail
    ]


if __name__ == "__main__":
    sys.exit(main())
