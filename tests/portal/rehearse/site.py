"""A little web site on a free port, page by page, for one test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, Response, request
from werkzeug.serving import make_server

BAND = "<p><b>Bản trình diễn.</b> Dữ liệu giả lập, không có giá trị pháp lý.</p>"


def html(main: str, *, band: str = BAND, lang: str = "vi") -> str:
    """Return a page as the portal would send it."""
    return (
        f"<!doctype html><html lang='{lang}'><head><title>t</title></head>"
        f"<body>{band}<main>{main}</main></body></html>"
    )


@dataclass
class Site:
    """Pages by path, and what was posted."""

    pages: dict[str, str] = field(default_factory=dict)
    posted: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str) -> Response:
        """Answer a request for a path."""
        if request.method == "POST":
            self.posted.append((path, request.form.to_dict()))
        if path not in self.pages:
            return Response(html("<h1>Không có trang này</h1>"), 404)
        kind = "application/pdf" if path.endswith(".pdf") else "text/html"
        return Response(self.pages[path], mimetype=kind)


@contextmanager
def running_site() -> Iterator[Site]:
    """Serve until the block ends."""
    site = Site()
    app = Flask(__name__, static_folder=None)
    app.add_url_rule(
        "/",
        view_func=lambda: site.answer("/"),
        endpoint="home",
        methods=["GET", "POST"],
    )
    app.add_url_rule(
        "/<path:path>",
        view_func=lambda path: site.answer(f"/{path}"),
        endpoint="page",
        methods=["GET", "POST"],
    )
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
