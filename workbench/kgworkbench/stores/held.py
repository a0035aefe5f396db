"""One open database per folder and process, shared by every store on it.

Kùzu locks its file against other processes but not against a second ``Database`` object in the same one, which loses
writes in silence. Refusing the second opening would break a notebook cell run twice, so it gets the database that is
open already; the last store to close lets it go.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Condition, Lock, RLock

import kuzu

from kgworkbench.errors import GraphHeldError, InputError, StoreError
from kgworkbench.stores.owner import claim, holder_of, renounce
from kgworkbench.stores.tables import make_tables

__all__ = ["Held", "hold", "let_go"]

DATABASE = "graph.kuzu"

# How Kùzu begins to say that a file could not be written.
_IO = "IO exception"

# The default is 8 TB of address space, of which a process can have fourteen.
_ADDRESS_SPACE = 64 * 2**30


class Held:
    """An open database: many readers on connections of their own, one writer at a time.

    A commit may bring a checkpoint, for which Kùzu waits five seconds until no transaction is open and then fails
    although the commit stands. So a commit first lets the readers that are at it finish and holds new ones back.
    """

    def __init__(self, folder: Path, database: kuzu.Database) -> None:
        self.folder = folder
        self.database = database
        self.pid = os.getpid()
        self.users = 0
        self._closed = False
        self._stuck = False  # the disk took no more
        self._writer = Lock()
        self._gate = Condition()
        self._committing = False
        self._reading: set[kuzu.Connection] = set()
        self._idle: list[kuzu.Connection] = []

    @contextmanager
    def reading(self, seconds: float = 0) -> Iterator[kuzu.Connection]:
        """A connection in a read-only transaction. With a time limit it is a fresh one, used for nothing else."""
        connection = self._lease(seconds)
        try:
            connection.execute("BEGIN TRANSACTION READ ONLY")
            yield connection
        finally:
            _roll_back(connection)
            self._give_back(connection, spent=bool(seconds))

    @contextmanager
    def writing(self) -> Iterator[kuzu.Connection]:
        """The one connection that writes, in a transaction that is committed at the end or leaves nothing.

        After a disk was full nothing is written or read any more: Kùzu 0.11.3 would wait for ever, or take the process
        with it.
        """
        with self._writer:
            if self._closed or self._stuck:
                raise self._gone()
            with kuzu.Connection(self.database) as connection:
                connection.execute("BEGIN TRANSACTION")
                done = False
                try:
                    yield connection
                    with self._alone():
                        connection.execute("COMMIT")
                    done = True
                except RuntimeError as problem:
                    self._stuck = _IO in str(problem)
                    raise
                finally:
                    if not done:
                        self._take_back(connection)

    def shut(self) -> None:
        """Nothing; the database is closed, queries still running are interrupted, and the folder is free."""
        with self._gate:
            self._closed = True
            while self._reading:
                for connection in self._reading:  # again and again: one that has not begun yet does not hear it
                    connection.interrupt()
                self._gate.wait(0.05)
        with self._writer, self._gate:
            for connection in self._idle:
                connection.close()
            self._idle.clear()
            renounce(self.folder)
            if self._stuck:
                _let_lie(self.database)
            else:
                self.database.close()

    def _take_back(self, connection: kuzu.Connection) -> None:
        """Roll back, and forget it: rows whose change was rolled back cannot be changed again (Kùzu reports a
        write-write conflict, or crashes) until a checkpoint has dropped their versions.
        """
        _roll_back(connection)
        if self._stuck:
            return
        try:
            with self._alone():
                connection.execute("CHECKPOINT")
        except RuntimeError as problem:
            self._stuck = _IO in str(problem)
            raise

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._gate:
            self._committing = True
            try:
                self._gate.wait_for(lambda: not self._reading)
                yield
            finally:
                self._committing = False
                self._gate.notify_all()

    def _lease(self, seconds: float) -> kuzu.Connection:
        with self._gate:
            self._gate.wait_for(lambda: not self._committing)
            if self._closed or self._stuck:
                raise self._gone()
            connection = self._idle.pop() if self._idle and not seconds else kuzu.Connection(self.database)
            self._reading.add(connection)
        if seconds:
            connection.set_query_timeout(int(seconds * 1000))
        return connection

    def _give_back(self, connection: kuzu.Connection, *, spent: bool) -> None:
        with self._gate:  # closed in here, so that no one interrupts what is being closed
            self._reading.discard(connection)
            if spent:
                connection.close()
            else:
                self._idle.append(connection)
            self._gate.notify_all()

    def _gone(self) -> StoreError:
        if self._stuck:
            return StoreError(
                f"graph folder {str(self.folder)!r} could not be written, as on a full disk: "
                "make room, then start again; what was committed is kept"
            )
        return StoreError(f"graph folder {str(self.folder)!r} is closed: open it again")


def hold(folder: Path, buffer_pool_mb: int) -> Held:
    """The open database of that folder, made where there is none, with one more user counted.

    Raises:
        GraphHeldError: another process holds it.
        InputError: the folder cannot be made.
        StoreError: its database cannot be read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder = folder.resolve()
    except OSError as problem:
        raise InputError(f"{str(folder)!r} cannot be a graph folder ({problem.strerror}): name another") from problem
    with _REGISTRY:
        held = _HELD.get(folder)
        # After a fork the child has the parent's object, but neither its threads nor its lock.
        if held is None or held.pid != os.getpid():
            held = _open(folder, buffer_pool_mb)
            _HELD[folder] = held
        held.users += 1
        return held


def let_go(held: Held) -> None:
    """Nothing; one user less, and the database is closed with the last."""
    with _REGISTRY:
        if held.pid != os.getpid():
            return
        held.users -= 1
        if held.users == 0:
            del _HELD[held.folder]
            held.shut()


_HELD: dict[Path, Held] = {}

# Reentrant, because a store that is garbage may be collected, and let go, while another is being opened.
_REGISTRY = RLock()


def _open(folder: Path, buffer_pool_mb: int) -> Held:
    try:
        database = kuzu.Database(folder / DATABASE, buffer_pool_size=buffer_pool_mb * 2**20, max_db_size=_ADDRESS_SPACE)
    except RuntimeError as problem:
        if "lock" in str(problem):
            raise GraphHeldError(
                f"graph folder {str(folder)!r} is held by {holder_of(folder)}: "
                "close that process, or open its dashboard"
            ) from problem
        if not os.access(folder, os.W_OK) or not os.access(folder / DATABASE, os.W_OK):
            raise InputError(
                f"graph folder {str(folder)!r} cannot be written by this user: make it writable, or copy it"
            ) from problem
        raise StoreError(
            f"graph folder {str(folder)!r} has no database that can be read ({_line(problem)}): "
            f"move {DATABASE} away and build again"
        ) from problem
    try:
        with kuzu.Connection(database) as connection:
            make_tables(connection, str(folder))
        claim(folder)
    except (RuntimeError, OSError) as problem:
        if _IO in str(problem):
            _let_lie(database)
        else:
            database.close()
        raise StoreError(f"graph folder {str(folder)!r} cannot be written ({_line(problem)})") from problem
    except StoreError:
        database.close()
        raise
    return Held(folder, database)


def _let_lie(database: kuzu.Database) -> None:
    """Never close it, not even at the end of the process: closing writes, and where the disk takes nothing Kùzu 0.11.3
    aborts. Whoever opens the folder next finds what was committed, as after a kill.
    """
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(database))


def _line(problem: Exception) -> str:
    return " ".join(str(problem).split())


def _roll_back(connection: kuzu.Connection) -> None:
    with suppress(RuntimeError):  # a statement that failed has ended its transaction already
        connection.execute("ROLLBACK")
