"""The command ``mock-idp check-rp``."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from forms.i18n import register_translations, use_language
from mock_idp.checker.arguments import PROFILE, SECRET
from mock_idp.checker.browsing.agent import Agent
from mock_idp.checker.browsing.visitor import Browse
from mock_idp.checker.case import Case
from mock_idp.checker.cases.catalogue import CATALOGUE, chosen
from mock_idp.checker.check import Check
from mock_idp.checker.mock import Mock
from mock_idp.checker.reports import machine, page, plain
from mock_idp.checker.reports.result import Result
from mock_idp.checker.target import Target
from mock_idp.checker.verdict import Finding
from mock_idp.clock import VIETNAM, computer_time, ticks
from mock_idp.errors import BadSetting
from mock_idp.settings import Settings

TRANSLATIONS = Path(__file__).parents[1] / "translations"
FAILED = 1
WHOEVER = "*"
ADDRESSES = ("login", "home", "logout", "refresh", "initiate", "frontchannel")
REPEATED = (
    *ADDRESSES[1:],
    *("backchannel", "issuer", "port", "server", "auth_method", "press"),
)
HIDDEN = "***"
"""Reports are shown around; whoever repeats a case puts the secret in."""


def check_rp(settings: Settings, given: argparse.Namespace) -> None:
    """Check a relying party; leave with 1 when a case fails, 2 when none can run."""
    register_translations(TRANSLATIONS)
    with use_language(given.lang):
        if given.list:
            _list()
            return
        cases = chosen(given.only)
        _check_options(given)
        with (
            _mock(settings, given) as (mock, record),
            _browser(mock, given) as browse,
        ):
            check = Check(mock, _target(given), record, browse)
            result = _run(check, given, cases)
        _write(result, given)
    if not result.is_good:
        raise SystemExit(FAILED)


def _check_options(given: argparse.Namespace) -> None:
    for name in ("login", "ok"):
        if not getattr(given, name):
            raise BadSetting(f"--{name}", "is needed")
    if given.dynamic and given.server:
        raise BadSetting("--dynamic", "only with an e-ID of the checker's own")
    if given.press and given.browser is None:
        raise BadSetting("--press", "only with --browser")
    for name in (*ADDRESSES, "backchannel", "issuer", "server"):
        text = getattr(given, name)
        parts = urlsplit(text or "http://-")
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise BadSetting(f"--{name}", "an http or https address is expected")


def _target(given: argparse.Namespace) -> Target:
    client_id = None if given.dynamic else given.client
    addresses = {name: getattr(given, name) for name in ADDRESSES}
    return Target(good=given.ok, client_id=client_id, wait=given.wait, **addresses)


@contextmanager
def _browser(mock: Mock, given: argparse.Namespace) -> Iterator[Browse]:
    """Return what visits the client: our small browser, or Chromium."""
    if given.browser is None:
        yield Agent
        return
    from mock_idp.checker.browsing.chromium import (  # noqa: PLC0415 - not always there
        Habits,
        chromium,
    )

    habits = Habits(mock.issuer, given.login, given.ok, given.press)
    with chromium(given.browser) as visiting:
        yield visiting(habits)


def _list() -> None:
    for case in CATALOGUE.values():
        say(f"{case.id:<40} {case.title}")


def say(text: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextmanager
def _mock(settings: Settings, given: argparse.Namespace) -> Iterator[tuple[Mock, Any]]:
    """Return the mock e-ID to use, and how to register the client in one of our own."""
    if given.server:
        mock = Mock(given.server, given.key or settings.admin_key)
        try:
            yield mock, None
        finally:
            mock.close()
        return
    from mock_idp.checker.own_mock import own_mock, record_of  # noqa: PLC0415 - slow

    secret = None if given.public else given.secret
    record = record_of(
        secret=secret,
        profile=given.profile,
        auth_method=given.auth_method,
        backchannel=given.backchannel,
        frontchannel=given.frontchannel,
    )
    port = settings.port if given.port is None else given.port
    with own_mock(settings, port, given.issuer) as mock:
        say(f"issuer         {mock.issuer}")
        if given.dynamic:
            yield mock, None
            return
        say(f"client_id      {given.client}")
        if secret:
            say(f"client_secret  {secret}")
        yield mock, record


def _run(check: Check, given: argparse.Namespace, cases: Sequence[Case]) -> Result:
    began = ticks()
    found: list[Finding] = []
    result = Result(
        found,
        _command(given),
        check.mock.issuer,
        WHOEVER if given.dynamic else given.client,
        given.login,
        [],
        computer_time().astimezone(VIETNAM).isoformat(timespec="seconds"),
        0.0,
    )
    try:
        check.get_to_know()
        for finding in check.run(cases):
            found.append(finding)
            say(plain.line(finding))
            for text in plain.detail(result, finding):
                say(text)
    finally:
        check.finish()
    return replace(result, facts=check.facts(), seconds=ticks() - began)


def _command(given: argparse.Namespace) -> list[str]:
    """Return the command again, without reports, cases, secret and control key."""
    words = ["mock-idp", "check-rp", "--login", given.login, "--ok", given.ok]
    words += ["--dynamic"] if given.dynamic else ["--client", given.client]
    for name in REPEATED:
        value = getattr(given, name)
        if value is not None:
            words += [f"--{name.replace('_', '-')}", str(value)]
    if given.browser is not None:
        words += ["--browser", *filter(None, [given.browser])]
    if given.public:
        words.append("--public")
    elif given.secret != SECRET:
        words += ["--secret", HIDDEN]
    return words if given.profile == PROFILE else [*words, "--profile", given.profile]


def _write(result: Result, given: argparse.Namespace) -> None:
    for text in plain.summary(result):
        say(text)
    writers = {
        given.json: machine.as_json,
        given.junit: machine.as_junit,
        given.html: page.as_html,
    }
    for file, write in writers.items():
        if file is not None:
            file.write_text(write(result), encoding="utf-8")
