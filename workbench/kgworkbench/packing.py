"""A graph folder as one zip file, taken while it is open, and made a folder again somewhere else."""

import os
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from kgworkbench.errors import InputError
from kgworkbench.folder import GraphFolder
from kgworkbench.stores.copied import copy_database

__all__ = ["LARGEST", "MOST_FILES", "pack", "unpack"]

LARGEST = 8 * 2**30
"""Bytes that an archive may hold once it is unpacked."""

MOST_FILES = 100_000
"""Files that an archive may hold."""

_DATABASE = "graph.kuzu"
_NOTES = "workbench.json"
_SLICE = 2**20

# The database is copied by the store; the rest says who has the folder open, or was not finished.
_LEFT = re.compile(r"graph\.kuzu.*|owner\.json.*|.*\.(?:part|partial|lock|tmp)|\..*")
# A drive or a folder on some machines, and half a character on none.
_NAMED_APART = re.compile("[\\\\:\0\ud800-\udfff]")
_MADE_AGAIN = frozenset({"vectors", "index"})
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def pack(folder: str | Path, to: str | Path, *, lean: bool = False) -> Path:
    """The zip file at ``to``: the graph folder with database, schema versions, journal, traces and all that is kept.

    The folder may be open in this process: what was committed is in the file, and nobody waits but writers, while the
    database is copied. ``lean`` leaves out vectors and index, which are made again when they are asked for. Where the
    corpus lay on this machine is left out too; its texts are in the database.

    Raises:
        GraphHeldError: another process holds the folder.
        InputError: there is no graph in the folder, a file in it has a name that not every machine takes, or the
            archive cannot be written.
    """
    place, target = GraphFolder(Path(folder)), Path(to)
    if not place.exists() or not (place.path / _DATABASE).exists():
        raise InputError(f"no graph in {str(folder)!r}: name the folder that kgw build made")
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    top = f"{place.path.resolve().stem or 'graph'}.kgw"
    with tempfile.TemporaryDirectory(prefix="kgw-pack-") as scratch, _written(target, draft):
        copied = Path(scratch) / "copy"
        copied.mkdir()
        copy_database(place.path, copied)
        GraphFolder(copied).note(**{name: fact for name, fact in place.notes().items() if name != "corpus"})
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for file in (copied / _NOTES, copied / _DATABASE):
                _add(archive, file, f"{top}/{file.name}")
            # Oldest first: traces are listed by age, and an archive keeps no time below two seconds.
            for file in sorted(_kept(place.path, lean), key=lambda each: (each.stat().st_mtime_ns, each.as_posix())):
                name = file.relative_to(place.path).as_posix()
                if _NAMED_APART.search(name):
                    raise InputError(f"{name!r} in {str(folder)!r} is no name on every machine: rename it, then pack")
                _add(archive, file, f"{top}/{name}")
    return target


def unpack(archive: str | Path | BinaryIO, into: str | Path, *, largest: int = LARGEST) -> Path:
    """The graph folder at ``into``, with what the archive holds; ``Workbench.open`` opens it.

    It stands there whole or not at all. Nothing is written outside it, whatever names the archive gives its files, and
    never more than ``largest`` bytes. A database from a stranger is as trustworthy as the stranger: open what you know.

    Raises:
        InputError: something stands at ``into``, or the archive is broken, too large or no packed graph.
    """
    target = Path(into)
    called = str(archive) if isinstance(archive, str | Path) else target.stem
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{str(into)!r} is there already: name a new folder")
    try:
        with zipfile.ZipFile(archive) as packed:
            members = _members(packed, called, largest)
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".kgw-unpack-", dir=target.parent) as scratch:
                draft = Path(scratch) / "graph"
                left = largest
                for number, (name, member) in enumerate(members.items()):
                    left -= _extract(packed, member, draft / name, left, number)
                if target.is_dir():
                    target.rmdir()  # empty, as was seen above
                draft.replace(target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as problem:
        raise InputError(f"{called!r} is no zip file that can be read ({problem}): pack the graph again") from problem
    except OSError as problem:
        raise InputError(f"{called!r} cannot be unpacked to {str(into)!r} ({problem.strerror})") from problem
    return target


def _kept(folder: Path, lean: bool) -> Iterator[Path]:
    """The files that go into the archive beside database and notes; links are not followed."""
    for root, folders, files in os.walk(folder):
        top = Path(root) == folder
        folders[:] = sorted(
            each for each in folders if not _LEFT.fullmatch(each) and not (top and lean and each in _MADE_AGAIN)
        )
        for name in files:
            file = Path(root) / name
            if not _LEFT.fullmatch(name) and not (top and name == _NOTES) and not file.is_symlink() and file.is_file():
                yield file


def _add(archive: zipfile.ZipFile, file: Path, name: str) -> None:
    changed = datetime.fromtimestamp(file.stat().st_mtime, UTC).timetuple()[:6]
    member = zipfile.ZipInfo(name, max(changed, _EARLIEST))
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = (stat.S_IFREG | 0o644) << 16
    with file.open("rb") as source, archive.open(member, "w", force_zip64=True) as sink:
        shutil.copyfileobj(source, sink, _SLICE)


@contextmanager
def _written(target: Path, draft: Path) -> Iterator[None]:
    """The target stands whole or not at all."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
        draft.replace(target)
    except OSError as problem:
        raise InputError(f"{str(target)!r} cannot be written ({problem.strerror}): name another file") from problem
    finally:
        draft.unlink(missing_ok=True)


def _members(packed: zipfile.ZipFile, archive: str, largest: int) -> dict[str, zipfile.ZipInfo]:
    """The files of an archive by their place in the graph folder.

    Raises:
        InputError: a name leads outside, a file is a link, they are too many or too large, or it is no packed graph.
    """
    files = [each for each in packed.infolist() if not each.is_dir()]
    if len(files) > MOST_FILES:
        raise InputError(f"{archive!r} holds {len(files)} files, the most is {MOST_FILES}: it is no packed graph")
    if (size := sum(each.file_size for each in files)) > largest:
        raise InputError(
            f"{archive!r} holds {size} bytes, the most is {largest}: it is no packed graph, or too large a one"
        )
    tops = {each.filename.split("/")[0] for each in files if each.filename.endswith(f"/{_DATABASE}")}
    inner = f"{tops.pop()}/" if len(tops) == 1 else ""
    found: dict[str, zipfile.ZipInfo] = {}
    for each in files:
        name = each.filename.removeprefix(inner) if each.filename.startswith(inner) else ""
        parts = name.split("/")
        kind = stat.S_IFMT(each.external_attr >> 16)
        if not name or _NAMED_APART.search(name) or any(part in ("", ".", "..") for part in parts):
            raise InputError(
                f"{archive!r} holds a file {each.filename!r} that would stand elsewhere: it is not unpacked"
            )
        if kind not in (0, stat.S_IFREG):
            raise InputError(f"{archive!r} holds {each.filename!r}, which is no plain file: it is not unpacked")
        if name in found:
            raise InputError(f"{archive!r} holds {each.filename!r} twice: it is not unpacked")
        if not _LEFT.fullmatch(parts[-1]) or name == _DATABASE:
            found[name] = each
    if _DATABASE not in found or _NOTES not in found:
        raise InputError(f"{archive!r} holds no graph: give a file that kgw export --format bundle wrote")
    return found


def _extract(packed: zipfile.ZipFile, member: zipfile.ZipInfo, to: Path, left: int, number: int) -> int:
    """How many bytes were written: what the archive says of its sizes is not believed."""
    to.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with packed.open(member) as source, to.open("xb") as sink:
        while piece := source.read(_SLICE):
            written += len(piece)
            if written > left:
                raise InputError(f"{member.filename!r} is larger than its archive says: it is not unpacked")
            sink.write(piece)
    # Files of one archive keep their order of age, which its two seconds would lose.
    year, month, day, hour, minute, second = member.date_time  # where no date was written, month and day are 0
    seconds = datetime(year, max(month, 1), max(day, 1), hour, minute, second, tzinfo=UTC).timestamp()
    when = int(seconds) * 10**9 + number * 10**4
    os.utime(to, ns=(when, when))
    return written
