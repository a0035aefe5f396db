"""The dashboard's front door: pages for a workbench or a folder, served by this process or in a thread of it."""

import ipaddress
import re
import secrets
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgworkbench.app.port import refuse_taken_port
from kgworkbench.errors import InputError

if TYPE_CHECKING:
    from kgworkbench.app.desk import Desk
    from kgworkbench.workbench import Workbench

__all__ = ["Dashboard", "build_app", "serve", "serve_in_thread"]

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with what was asked for


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A running dashboard."""

    url: str
    server: Any

    def stop(self) -> None:
        """End it; the workbench stays open."""
        self.server.stop()

    def _repr_html_(self) -> str:
        """A link and the dashboard itself, where HTML is shown."""
        return f'<iframe src="{self.url}" style="width:100%;height:860px;border:0" title="KG Workbench"></iframe>'


def build_app(source: "Workbench | Desk | str | Path | None" = None, *, engine: str = "local") -> Any:
    """A function that makes the page of one session; every session shares one desk.

    ``source`` is an open workbench, a graph folder, or None for the welcome page.
    """
    _prepare()
    from kgworkbench.app.desk import Desk
    from kgworkbench.app.shell import Shell

    if isinstance(source, Desk):
        desk = source
    elif source is None or isinstance(source, str | Path):
        desk = Desk(engine=engine)
        if source is not None:
            desk.open(source)
            assert desk.opening is not None
            desk.opening.wait(30)
    else:
        desk = Desk(source, engine=engine)

    def page() -> Any:
        _at_home()
        shown = Shell(desk).attach().page
        _deafen(shown)
        return shown

    return page


def serve(
    source: "Workbench | str | Path | None" = None,
    *,
    host: str = "127.0.0.1",
    port: int = 5006,
    engine: str = "local",
    password: str | None = None,
    show: bool = False,
    prefix: str = "",
    origins: Sequence[str] = (),
) -> None:
    """Serve the dashboard over a folder or an open workbench, or the welcome page, until interrupted.

    A folder somebody else holds is shown as such, and opens when it is free. Port 0 takes a free one and says which.

    Args:
        source: an open workbench, a graph folder, or None for the welcome page.
        host: address to listen on.
        port: port to listen on.
        engine: engine of a folder.
        password: asked for in the browser, where there is one.
        show: whether to open a browser.
        prefix: path in front of every address, where a proxy passes it on: ``/user/ann/kgw``.
        origins: hosts, with ports where they are not the usual, of pages that may open a websocket, beside this one:
            what people see in their browser's address behind a proxy.

    Raises:
        PortInUseError: another process listens on the port; nothing was started.
        InputError: the host is not loopback and there is no password, or an origin or the prefix cannot be used.
    """
    _refuse_open_door(host, password)
    port = port or _free_port(host)
    refuse_taken_port(host, port)
    path = _path(prefix)
    options = _options(host, port, password, path, origins)
    import panel as pn

    app = build_app(source, engine=engine)
    print(f"KG Workbench stands at http://{host}:{port}{path}/ (Ctrl+C ends it)", file=sys.stderr, flush=True)
    pn.serve({"/": app}, port=port, address=host, show=show, **options)


def serve_in_thread(
    workbench: "Workbench",
    *,
    port: int = 0,
    address: str = "127.0.0.1",
    show: bool = False,
    password: str | None = None,
) -> Dashboard:
    """The dashboard over an open workbench, running beside the caller; port 0 takes a free one.

    Raises:
        PortInUseError: another process listens on the port.
        InputError: the address is not loopback and there is no password.
    """
    _refuse_open_door(address, password)
    if port == 0:
        port = _free_port(address)
    refuse_taken_port(address, port)
    import panel as pn

    app = build_app(workbench)
    server = pn.serve(
        {"/": app}, port=port, address=address, show=show, threaded=True, **_options(address, port, password)
    )
    shown = "127.0.0.1" if address in _EVERYWHERE else address
    _wait_for(shown, port)
    return Dashboard(f"http://{shown}:{port}/", server)


def _prepare() -> None:
    import panel as pn

    pn.extension("tabulator", "codeeditor", notifications=False)
    pn.config.reconnect = True


def _at_home() -> None:
    """Have every style sheet of a session that a lost connection comes back to come from this server.

    Panel sees to that when it writes a page; such a session is made by the websocket, without one, and would send
    the browser to a CDN.
    """
    import panel as pn
    from panel.io.resources import LOCAL_DIST

    doc = pn.state.curdoc
    context = doc.session_context if doc is not None else None
    path = str(getattr(context.request, "path", "")) if context is not None and context.request is not None else ""
    if doc is not None and path.endswith("/ws"):
        doc.template_variables.setdefault("dist_url", path.removesuffix("ws") + LOCAL_DIST)


def _deafen(page: Any) -> None:
    """End a page's watch of the server's busy sign, which it does not show.

    Every piece of work of every session would be told to it, and it would be held for as long as the server lives.
    """
    import panel as pn

    for watchers in tuple(pn.state.param.watchers.get("busy", {}).values()):
        for watcher in tuple(watchers):
            if getattr(getattr(watcher.fn, "__self__", None), "self", None) is page:
                pn.state.param.unwatch(watcher)


def _options(
    host: str, port: int, password: str | None, prefix: str = "", origins: Sequence[str] = ()
) -> dict[str, Any]:
    """Panel's options: the path it stands at, origins that may open a websocket, and the password's page."""
    names = {host, "localhost", "127.0.0.1"} if _is_loopback(host) else {host}
    options: dict[str, Any] = {
        "title": "KG Workbench",
        "websocket_origin": ["*"]
        if not _is_loopback(host) and host in _EVERYWHERE
        else [*(f"{name}:{port}" for name in sorted(names)), *map(_origin, origins)],
        "verbose": False,
    }
    if prefix:
        options["prefix"] = prefix
    if password:
        # Panel's own login page fetches a logo from a CDN.
        login = Path(__file__).parent / "components" / "static" / "login.html"
        options |= {"basic_auth": password, "cookie_secret": secrets.token_hex(32), "basic_login_template": str(login)}
    return options


def _path(prefix: str) -> str:
    """The prefix with a slash before it and none behind, nothing for none."""
    parts = [part for part in prefix.split("/") if part]
    if any(not re.fullmatch(r"[\w.~@%+-]+", part) for part in parts):
        raise InputError(f"prefix {prefix!r} is no path: give one such as /user/ann/kgw")
    return "".join(f"/{part}" for part in parts)


def _origin(origin: str) -> str:
    """The host of an origin, which may be given as an address."""
    host = origin.strip().split("://")[-1].rstrip("/")
    if not re.fullmatch(r"\*|[\w.*-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?", host):
        raise InputError(f"origin {origin!r} is no host: give one such as hub.example.org or hub.example.org:8443")
    return host


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_open_door(host: str, password: str | None) -> None:
    if not _is_loopback(host) and not password:
        raise InputError(
            f"{host!r} is reachable from other machines: set a password in KGW_PASSWORD, or serve on 127.0.0.1"
        )


def _wait_for(address: str, port: int, seconds: float = 20.0) -> None:
    """Return once somebody listens there: the server starts in a thread of its own."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
            if probe.connect_ex((address, port)) == 0:
                return
        time.sleep(0.02)


def _free_port(address: str) -> int:
    with socket.socket() as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])
