"""A port of this machine that nobody listens on: tests run side by side, so none may have a number of its own."""

import socket


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
