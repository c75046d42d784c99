"""What an attacker, a broken program or a cat on the keyboard sends."""

import random
from collections.abc import Sequence
from urllib.parse import quote

MEGABYTE = 1024 * 1024

TEXTS: tuple[str, ...] = (
    "",
    " ",
    *"012345678",
    "-1",
    "1e309",
    "9" * 400,
    "2147483648",
    "9223372036854775808",
    "٣",
    "²",
    "Nguyễn Trần Bảo Ân",
    "Nguyễn",
    "e\u0301" * 30,
    "a" * 70000,
    "\x00",
    "An\x00h",
    "\r\nSet-Cookie: x=1",
    "\u202egnp.exe",
    "\ufeff\u200b\u2060",
    "\ud800",
    "An\udfffh",
    "\U0001f476",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}%(x)s%s%n",
    "' OR 1=1 --",
    "../../etc/passwd",
    "..\\..\\windows",
    "//evil.example/x",
    "/\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "001196004217",
    "901196004217",
    "901196004218",
    "0999000001",
    "31/02/2026",
    "2026-03-07",
    "0000-00-00",
    "99999-99-99",
    "01",
    "00070",
    "99999",
    "null",
    "[]",
    '{"a":1}',
    "on",
    "true",
    "NaN",
)
BYTES: tuple[bytes, ...] = (
    b"%00",
    b"%ff%fe",
    b"%ed%a0%80",
    b"%c0%af",
    b"%",
    b"%zz",
    b"..%2f..%2f",
    b"%2e%2e%5c",
    b"%0d%0aX-Evil:1",
    b"%f0%9f%91%b6",
    b"%e1%bb%85",
    b"e%cc%81",
    b";/?:@&=+$,",
)
"""Percent-encodings as they stand in an address."""

BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"declared": "1", "csrf_token": null}'),
    ("application/json", b"[" * 5000),
    ("application/json", b'{"a": 1e999, "b": NaN}'),
    ("application/json", b'{"a": "\\ud800"}'),
    ("application/json", b"\xff\xfe{}"),
    ("application/json; charset=utf-16", b'{"a": 1}'),
    (
        "application/json",
        (
            b'{"dossier":"LT-1","branch":"civil_status","attempt":1,"world":"public",'
            b'"procedure":"birth","answers":{"a":"\\ud800"}}'
        ),
    ),
    (
        "application/json",
        (
            b'{"dossier":"LT-1","branch":"civil_status","attempt":1e3,"world":"elsewhere",'
            b'"procedure":"birth","answers":{}}'
        ),
    ),
    ("text/plain", b"declared=1"),
    ("application/x-www-form-urlencoded", b"%ff=%ff&&&=&a&=b"),
    ("application/x-www-form-urlencoded", b"\x00\xff\xfe"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"a=b"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name"),
    (
        "multipart/form-data; boundary=x",
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; '
            b'filename="../../a\x00.png"\r\n\r\nMZ\x90\r\n--x--\r\n'
        ),
    ),
    ("multipart/form-data; boundary=" + "b" * 3000, b"--b"),
    ("", b"a=b"),
    ("a/b/c;;;=", b"a=b"),
    ("application/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>'),
)
HEADERS: tuple[tuple[str, str], ...] = (
    ("Accept", "*/*;q=nonsense"),
    ("Accept-Language", "x" * 5000),
    ("Authorization", "Bearer \xff\xfe"),
    ("Authorization", "Basic !!!"),
    ("Authorization", "Bearer"),
    ("Content-Length", "99999999999999999999"),
    ("Content-Length", "-5"),
    ("Content-Length", "abc"),
    ("Host", "evil.example"),
    ("Host", "a b<>"),
    ("If-Modified-Since", "yesterday"),
    ("If-None-Match", 'W/"\xff", *, "'),
    ("Idempotency-Key", "\xff" * 50),
    ("Origin", "null"),
    ("Range", "bytes=-1-,5-2"),
    ("Referer", "//evil.example"),
    ("Transfer-Encoding", "chunked, nonsense"),
    ("X-Forwarded-For", "1" * 3000),
    ("X-Forwarded-Host", "evil.example"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("X-World", "../public"),
)
METHODS = (
    *("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"),
    *("PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "Ự"),
)
COOKIES = (
    "lienthong=",
    "lienthong=x",
    "lienthong=eyJjaXRpemVuIjoxfQ.aaaa.bbbb",
    "lienthong=.eJwB.aaaa.bbbb",
    "lienthong=" + "A" * 9000,
    "lienthong=\xff; lienthong=\x01",
    "=;;;=,",
    "mock_idp=x; mock-idp=x; session=x",
)


def encoded(text: str) -> str:
    """Write a text as part of an address; a lone surrogate becomes its three bytes."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def form_body(chance: random.Random, names: Sequence[str], always: str) -> bytes:
    """Return a form with some fields missing, repeated, and any of the texts in it."""
    chosen = chance.choices(names, k=chance.randint(0, 40))
    pairs = [f"{encoded(name)}={encoded(chance.choice(TEXTS))}" for name in chosen]
    return "&".join([*([always] if always else []), *pairs]).encode()


def huge_body(chance: random.Random, name: str) -> bytes:
    """Return a form with a megabyte in one field."""
    return f"{encoded(name)}={chance.choice('aặ%')[0] * MEGABYTE}".encode()
