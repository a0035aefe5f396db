"""``kgw serve``."""

import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from kgworkbench.commands.existing import existing_graph, refuse_held
from kgworkbench.commands.show import print_json
from kgworkbench.errors import InputError

__all__ = ["run_serve"]

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def run_serve(
    folder: Path | None,
    *,
    host: str,
    port: int,
    engine: str,
    prefix: str = "",
    origins: Sequence[str] = (),
    as_json: bool = False,
) -> None:
    """Serve the dashboard until interrupted. Beyond loopback ``KGW_PASSWORD`` must be set.

    With ``as_json`` one document says where it stands; a replaying engine and an endpoint are tried out first.

    Raises:
        InputError: no password beyond loopback, no graph in the folder, the port is taken, or prefix or origins are
            none.
    """
    from kgworkbench.app.port import refuse_taken_port
    from kgworkbench.engines.choose import engine_for

    password = os.environ.get("KGW_PASSWORD") or None
    if host not in _LOOPBACK and password is None:
        raise InputError(f"host {host!r} is open to others: set KGW_PASSWORD, or serve on 127.0.0.1")
    if folder is not None and folder.exists() and not folder.is_dir():
        raise InputError(f"{str(folder)!r} is a file: give a graph folder")
    if folder is not None:
        existing_graph(folder)
        refuse_held(folder)
    engine_for(engine, os.environ)
    refuse_taken_port(host, port)
    if as_json:
        if not port:
            with socket.create_server((host, 0)) as probe:
                port = int(probe.getsockname()[1])
        shown = f"[{host}]" if ":" in host else host
        place = "".join(f"/{part}" for part in prefix.split("/") if part)
        print_json({"url": f"http://{shown}:{port}{place}/", "folder": str(folder) if folder is not None else None})
        sys.stdout.flush()

    from kgworkbench.app.main import serve

    serve(folder, host=host, port=port, engine=engine, password=password, prefix=prefix, origins=origins)
