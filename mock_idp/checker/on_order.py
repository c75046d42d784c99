"""Checks that the control API orders: one at a time, in a thread."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from forms.i18n import _
from mock_idp.checker.browsing.agent import Agent
from mock_idp.checker.browsing.local import NotLocal, check_local, local_connection
from mock_idp.checker.case import Case
from mock_idp.checker.cases.catalogue import NoSuchCase, chosen
from mock_idp.checker.check import Check
from mock_idp.checker.mock import Mock
from mock_idp.checker.reports import machine, page
from mock_idp.checker.reports.result import Result
from mock_idp.checker.target import Target
from mock_idp.checker.verdict import Finding, Verdict
from mock_idp.clock import VIETNAM, computer_time, ticks
from mock_idp.control.contract.orders import Problem
from mock_idp.control.contract.table import unknown
from mock_idp.control.exchanges import own_exchange
from mock_idp.errors import MockIdpError
from mock_idp.oidc.emission import About
from mock_idp.service import Service

LONGEST_WAIT = 60.0
LONGEST_PROBLEM = 1000
PATH, NOTED = "/rp-checks", "rp_check"
"""Where the journal has the beginning and the end of a check, and as what."""
RUNNING, STOPPING, STOPPED = "running", "stopping", "stopped"
DONE, BROKEN, NONE = "done", "broken", "none"
WRITTEN = {"html": page.as_html, "junit": machine.as_junit}
BUSY = _("Đang kiểm tra một ứng dụng khác. Đợi xong, hoặc dừng lại rồi thử lại.")
NOT_HERE = _(
    "%(where)s phải ở máy này hoặc mạng riêng (%(reason)s). "
    "Chạy ứng dụng ở đó, hoặc dùng lệnh mock-idp check-rp."
)
NO_CASE = _("%(where)s: không có trường hợp nào tên như vậy.")
NO_WAIT = _("%(where)s phải từ 0 đến %(most)s giây.")
NO_REPORT = _("Chưa có lần kiểm tra nào.")


@dataclass
class Run:
    """One check, under way or over.

    Attributes:
        result: what the reports tell; its findings grow.
        problem: why it could not run, in English.
    """

    here: Service
    cases: Sequence[Case]
    result: Result
    state: str = RUNNING
    problem: str | None = None
    findings: list[Finding] = field(default_factory=list)
    is_wanted: threading.Event = field(default_factory=threading.Event)

    def told(self) -> dict[str, object]:
        """Return how far it is."""
        counts = self.result.counts()
        return {
            "state": self.state,
            "client": self.result.client_id,
            "login": self.result.login,
            "started_at": self.result.checked_at,
            "cases": len(self.cases),
            "checked": len(self.findings),
            "counts": {verdict.value: counts[verdict] for verdict in Verdict},
            "passed": self.state == DONE and self.result.is_good,
            "problem": self.problem,
        }


class OrderedChecks:
    """The checks of one process; the last one is kept until the next or a stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._run: Run | None = None

    def start(self, here: Service, order: Mapping[str, Any]) -> dict[str, object]:
        """Begin a check at a provider.

        Raises:
            Problem: one is under way, or the order cannot be followed.
        """
        target, cases = _target(here, order), _cases(order)
        with self._lock:
            if self._run is not None and self._run.state in (RUNNING, STOPPING):
                raise Problem(BUSY, 409)
            run = self._run = _new_run(here, target, cases)
        run.is_wanted.set()
        threading.Thread(target=_check, args=(run, target), daemon=True).start()
        return run.told()

    def told(self, here: Service, form: str) -> dict[str, object] | str:
        """Return how far a provider's last check is; its report as a page or XML.

        Raises:
            Problem: there is no report yet.
        """
        run = self._of(here)
        if form in WRITTEN:
            if run is None:
                raise Problem(NO_REPORT, 404)
            return WRITTEN[form](run.result)
        if run is None:
            return {"state": NONE}
        report = {} if form == "state" else {"report": machine.told(run.result)}
        return {**run.told(), **report}

    def stop(self, here: Service) -> None:
        """End the check of a provider after the case under way, or forget it."""
        run = self._of(here)
        with self._lock:
            if run is None or run is not self._run:
                return
            if run.state in (RUNNING, STOPPING):
                run.state = STOPPING
                run.is_wanted.clear()
            else:
                self._run = None

    def _of(self, here: Service) -> Run | None:
        """Return the last check if it is this provider's; others' are not shown."""
        run = self._run
        return run if run is not None and run.here is here else None


def _target(here: Service, order: Mapping[str, Any]) -> Target:
    """Return the relying party that an order means.

    Raises:
        Problem: it is unknown, or not on this computer or in a private network.
    """
    if here.provider.clients.find(order["client"]) is None:
        raise unknown("client", order["client"])
    wait = order.get("wait", 10.0)
    if not 0 <= wait <= LONGEST_WAIT:
        raise Problem(NO_WAIT, where="/wait", most=int(LONGEST_WAIT))
    names = ("home", "logout", "refresh", "initiate", "frontchannel")
    more = {name: order[name] for name in names if name in order}
    target = Target(order["login"], order["ok"], order["client"], wait=wait, **more)
    for name, url in (*target.addresses().items(), ("issuer", here.settings.issuer)):
        try:
            check_local(url)
        except NotLocal as error:
            raise Problem(NOT_HERE, where=f"/{name}", reason=str(error)) from None
    return target


def _cases(order: Mapping[str, Any]) -> list[Case]:
    try:
        return chosen(list(order.get("only", ())))
    except NoSuchCase:
        raise Problem(NO_CASE, where="/only") from None


def _new_run(here: Service, target: Target, cases: Sequence[Case]) -> Run:
    findings: list[Finding] = []
    words = ["mock-idp", "check-rp", "--server", here.settings.issuer]
    words += ["--client", str(target.client_id), "--ok", target.good]
    for name, url in target.addresses().items():
        words += [f"--{name}", url]
    at = computer_time().astimezone(VIETNAM).isoformat(timespec="seconds")
    issuer, name = here.settings.issuer, str(target.client_id)
    result = Result(findings, words, issuer, name, target.login, [], at, 0.0)
    return Run(here, cases, result, findings=findings)


def _check(run: Run, target: Target) -> None:
    """Try the cases until they are over or nobody wants them any more."""
    began = ticks()
    _note(run)
    settings = run.here.settings
    mock = Mock(settings.issuer, settings.admin_key, local_connection)
    state, run.problem = BROKEN, None
    check = Check(mock, target, browse=lambda: Agent(local_connection))
    try:
        check.get_to_know()
        run.result = replace(run.result, facts=check.facts())
        findings = check.run(run.cases)
        while run.is_wanted.is_set() and (found := next(findings, None)) is not None:
            run.findings.append(found)
        is_done = len(run.findings) == len(run.cases)
        state, run.problem = DONE if is_done else STOPPED, None
    except MockIdpError as error:
        run.problem = str(error)[:LONGEST_PROBLEM]
    finally:
        check.finish()
        mock.close()
        run.result = replace(run.result, seconds=ticks() - began)
        run.state = state
        _note(run)


def _note(run: Run) -> None:
    """Tell the journal that a check begins, or how it ended."""
    with own_exchange(run.here.provider, PATH) as exchange:
        about = About("rp-checks", run.result.client_id)
        exchange.said.append((NOTED, run.told(), about))
    run.here.journal.add(exchange)
