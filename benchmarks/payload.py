"""What a first visit brings to the browser, page by page.

Texts are counted as a proxy would send them (gzip, level 9), fonts and pictures as
they are. waitress itself does not compress.
"""

import gzip
import re
from urllib.parse import urljoin

import requests

from benchmarks.running import demo, machine

PAGES = ("/", "/procedures/birth", "/verify")
KEPT_AS_THEY_ARE = (".woff2", ".png", ".jpg")
LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
IN_STYLES = re.compile(r"url\(\"?([^\")]+)\"?\)")


def main() -> None:
    """Print kilobytes by kind for each page."""
    print(machine())
    with demo() as running:
        for path in PAGES:
            sizes = weigh(running.url + path)
            total = sum(sizes.values())
            parts = ", ".join(f"{k} {v / 1024:.1f}" for k, v in sorted(sizes.items()))
            print(f"{path:<20} {total / 1024:6.1f} KB (goal 150): {parts}")


def weigh(url: str) -> dict[str, int]:
    """Return the bytes of a page and all that it loads, by kind."""
    page = requests.get(url, timeout=10)
    sizes = {"html": len(gzip.compress(page.content, 9))}
    wanted = {urljoin(url, found) for found in LINKED.findall(page.text)}
    for address in sorted(wanted):
        if address.partition("?")[0].endswith(".css"):
            style = requests.get(address, timeout=10).text
            wanted |= {urljoin(address, found) for found in IN_STYLES.findall(style)}
    for address in wanted:
        kind = address.partition("?")[0].rpartition(".")[2]
        content = requests.get(address, timeout=10).content
        plain = address.partition("?")[0].endswith(KEPT_AS_THEY_ARE)
        sizes[kind] = sizes.get(kind, 0) + len(
            content if plain else gzip.compress(content, 9)
        )
    return sizes


if __name__ == "__main__":
    main()
