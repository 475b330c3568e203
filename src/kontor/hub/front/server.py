"""The running product on one machine: web processes and a worker, started and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connections
from gunicorn.app.base import BaseApplication

from kontor.hub.front.setup import CannotStart


class Server(BaseApplication):  # type: ignore[misc] - gunicorn has no types
    """Gunicorn in this very process, so that start-up is paid once and one signal stops everything."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        from kontor.hub.wsgi import application

        return application


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before anything is prepared, not after."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} on {host} cannot be used ({error.strerror}): stop what uses it, or choose another with --port."
            ) from error


def serve(host: str, port: int, *, processes: int, workers: int, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM. `ready` is called once the address answers."""
    children = [start_worker() for _ in range(workers)]

    def stop(server: Any) -> None:
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()

    Server(
        {
            "bind": f"{host}:{port}",
            "workers": processes,
            "threads": 8,
            "worker_class": "gthread",
            "preload_app": True,
            "accesslog": None,
            "loglevel": "warning",
            "when_ready": lambda server: ready(),
            "on_exit": stop,
            "graceful_timeout": 10,
            "timeout": 120,
            "control_socket_disable": True,
            # SQLite allows no connection to be carried into another process: closing it there takes away the locks of this one.
            "pre_fork": lambda server, worker: connections.close_all(),
        }
    ).run()


def start_worker() -> subprocess.Popen[bytes]:
    """A worker of the job queue, in a session of its own so that Ctrl-C reaches it through us, in order."""
    command = [sys.executable, "-m", "kontor", "worker", "--parent", str(os.getpid())]
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own program


def stop_with_parent(parent: int) -> None:
    """End this process soon after its parent is gone, however it went: no worker is left behind."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
