"""Whether a port is free, asked before anything is started."""

import errno
import socket

from kgworkbench.errors import InputError, PortInUseError

__all__ = ["refuse_taken_port"]


def refuse_taken_port(host: str, port: int) -> None:
    """Return if the port can be listened on.

    Raises:
        PortInUseError: another process listens there.
        InputError: the host is no address of this machine, or the port is out of range.
    """
    if not 0 <= port <= 65535:
        raise InputError(f"port {port} is out of range: choose one from 1 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise PortInUseError(
                    f"port {port} is in use: stop the process that listens there, or choose another with --port"
                ) from problem
            raise InputError(f"cannot listen on {host!r} port {port}: {problem.strerror}") from problem
