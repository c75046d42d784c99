"""Serving the register: for ever from the command line, or for a while in a thread."""

import gc
import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import waitress
from flask import Flask
from waitress import wasyncore

log = logging.getLogger("mock_population_db")


def serve_forever(app: Flask, host: str, port: int, threads: int) -> None:
    """Serve until SIGTERM or SIGINT; requests at work are finished first."""

    def stop(*_: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    spare_the_nation()
    server = waitress.create_server(app, host=host, port=port, threads=threads)
    log.info("listening on http://%s:%s", host, server.effective_port)
    server.run()


def spare_the_nation() -> None:
    """Take what was built at the start out of the garbage collector's rounds.

    The nation's tables live as long as the process; going through them again and
    again would now and then hold a request up by milliseconds.
    """
    gc.freeze()
    gc.enable()


@contextmanager
def serve(app: Flask, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve in a thread while the ``with`` block runs; gives the base URL.

    Args:
        app: what to serve.
        host: address to listen on.
        port: 0 takes a free one.
    """
    server = waitress.create_server(app, host=host, port=port, threads=8)
    thread = threading.Thread(target=server.run, name="mock-population-db", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()  # finishes requests at work
        # in the loop's own thread, or it would look at closed sockets
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))  # noqa: SLF001
        thread.join(timeout=10)
