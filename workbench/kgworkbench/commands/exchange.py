"""``kgw export`` and ``kgw import``: a graph for other tools, and a whole graph folder as one file."""

from collections.abc import Callable, Iterator
from pathlib import Path

from kgworkbench.commands.existing import existing_graph, opened_graph
from kgworkbench.commands.show import print_json
from kgworkbench.errors import InputError
from kgworkbench.model.graph import Graph

__all__ = ["FORMATS", "run_export", "run_import"]


def _graphml(graph: Graph) -> Iterator[str]:
    from kgworkbench.interchange.graphml import graphml_lines

    return graphml_lines(graph)


def _rdf(graph: Graph) -> Iterator[str]:
    from kgworkbench.interchange.ntriples import ntriples_lines

    return ntriples_lines(graph)


def _cypher(graph: Graph) -> Iterator[str]:
    from kgworkbench.interchange.cypher_script import cypher_lines

    return cypher_lines(graph)


def _youtu(graph: Graph) -> Iterator[str]:
    from kgworkbench.interchange.youtu_graph import youtu_lines

    return youtu_lines(graph)


def _html(graph: Graph) -> Iterator[str]:
    from kgworkbench.present.graph import graph_view
    from kgworkbench.present.picture import to_html

    yield to_html(graph_view(graph))


_WRITTEN: dict[str, Callable[[Graph], Iterator[str]]] = {
    "graphml": _graphml,
    "cypher": _cypher,
    "rdf": _rdf,
    "youtu": _youtu,
    "html": _html,
}
_ENDINGS = {
    ".graphml": "graphml",
    ".cypher": "cypher",
    ".nt": "rdf",
    ".ttl": "rdf",
    ".json": "youtu",
    ".html": "html",
    ".zip": "bundle",
}
FORMATS = (*_WRITTEN, "parquet", "bundle")
"""What a graph can be written as."""


def run_export(folder: Path, to: Path, *, form: str, lean: bool, as_json: bool) -> None:
    """Write the graph in a format of another tool, or the whole folder as a bundle.

    Raises:
        InputError: there is no graph, no such format, or something stands at the place already.
    """
    chosen = form or _ENDINGS.get(to.suffix.lower(), "")
    if chosen not in FORMATS:
        said = f"unknown format {form or to.suffix!r}" if form or to.suffix else f"{str(to)!r} has no ending"
        raise InputError(f"{said}: choose {', '.join(FORMATS)} with --format")
    existing_graph(folder)
    if to.exists():
        raise InputError(f"{str(to)!r} is there already: give another name, or remove it")
    try:
        if chosen == "bundle":
            from kgworkbench.packing import pack

            pack(folder, to, lean=lean)
        else:
            with opened_graph(folder) as bench:
                graph = bench.graph()
                to.parent.mkdir(parents=True, exist_ok=True)
                if chosen == "parquet":
                    to.mkdir()
                    bench.entities().write_parquet(to / "entities.parquet")
                    bench.relations().write_parquet(to / "relations.parquet")
                else:
                    with to.open("x", encoding="utf-8") as written:
                        written.writelines(f"{line}\n" for line in _WRITTEN[chosen](graph))
    except OSError as problem:
        raise InputError(f"{str(to)!r} cannot be written ({problem.strerror}): name another place") from problem
    size = sum(each.stat().st_size for each in (to.iterdir() if to.is_dir() else (to,)))
    if as_json:
        print_json({"written": str(to), "format": chosen, "bytes": size})
    else:
        print(f"{to}: {size / 1e6:.2f} MB of {chosen}")


def run_import(file: Path, into: Path, *, as_json: bool) -> None:
    """Make a graph folder of a bundle again.

    Raises:
        InputError: the file is no bundle, or something stands at the place already.
    """
    from kgworkbench.packing import unpack

    if not file.exists():
        raise InputError(f"{str(file)!r} is not there: name a file that kgw export --format bundle wrote")
    unpack(file, into)
    with opened_graph(into) as bench:
        graph = bench.graph()
        counted = {"documents": len(bench.store.documents()), "entities": len(graph.entities)}
    counted["relations"] = len(graph.relations)
    if as_json:
        print_json({"folder": str(into), **counted})
    else:
        print(f"{into}: " + ", ".join(f"{count} {what}" for what, count in counted.items()))
