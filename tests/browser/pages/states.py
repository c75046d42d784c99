"""Every state of every page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Page

from portal.rehearse.filling import a_paper
from tests.browser.people.situation import CIVIL_STATUS, FIELD, NAME_DIFFERS, Situation

NEVER_AGREES = "ung"
"""Who only looks at the consent page, which is therefore there again."""
NO_OFFICER = "lam"
LEVEL_1 = "chi"
LOCKED = "tuyet"


@dataclass(frozen=True)
class State:
    """One thing a page can look like.

    Attributes:
        name: for the report.
        path: where it is; ``{…}`` stands for something of the situation.
        who: cast name of who looks at it; nobody signed in when empty.
        then: what is pressed after the page has opened.
        is_error: whether the page says what has to be corrected.
    """

    name: str
    path: str
    who: str = ""
    then: Callable[[Page], None] | None = None
    is_error: bool = False

    def arrive(self, page: Page, situation: Situation, language: str) -> None:
        """Bring a window into this state."""
        path = self.path.format_map(situation)
        page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        if self.then:
            self.then(page)


def _press(selector: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.locator(selector).first.click()

    return press


def _account(name: str) -> Callable[[Page], None]:
    return _press(f"[data-testid=account-{name}]")


def _on_the_phone(page: Page) -> None:
    _account(NEVER_AGREES)(page)
    page.get_by_test_id("open-phone").click()


def _approved(page: Page, name: str) -> None:
    _account(name)(page)
    number = page.get_by_test_id("match-number").inner_text().strip()
    page.get_by_test_id("open-phone").click()
    page.get_by_test_id(f"number-{number}").click()


def _back(name: str) -> Callable[[Page], None]:
    def go_on(page: Page) -> None:
        _approved(page, name)
        page.get_by_test_id("continue").click()

    return go_on


def _not_staff(page: Page) -> None:
    _back(NO_OFFICER)(page)
    consent = page.get_by_test_id("consent-yes")
    portal = page.locator("a.brand")
    consent.or_(portal).wait_for()
    if consent.count():
        consent.click()
        portal.wait_for()


def _leave(page: Page) -> None:
    _back(NEVER_AGREES)(page)
    page.goto(f"/idp/logout?lang={page.locator('html').get_attribute('lang')}")


def _all_open(page: Page) -> None:
    page.locator("main details").evaluate_all("all => all.map(d => { d.open = true })")


def _add_paper(page: Page) -> None:
    paper = a_paper()
    page.locator("input[type=file]").first.set_input_files(
        {"name": paper.name, "mimeType": paper.media_type, "buffer": paper.content}
    )
    page.locator("main form .btn").first.click()


def _wrong_number(page: Page) -> None:
    page.locator("#number").fill("079096004217")
    page.locator("#number").press("Enter")


def _reasons(page: Page) -> None:
    page.locator(f"#tick-{FIELD}").check()
    page.locator(".desk__right button[form=pick]").click()


def _no_reason_given(page: Page) -> None:
    _reasons(page)
    page.locator("button[value=send]").click()


def _preview(page: Page) -> None:
    _reasons(page)
    page.locator("textarea").first.fill(NAME_DIFFERS)
    page.locator("button[value=preview]").click()


def _refusal(page: Page) -> None:
    page.locator("a[href*='/refuse']").click()


def _refusal_without_reason(page: Page) -> None:
    _refusal(page)
    page.locator("main form .btn").first.click()


SEND = "form.eform .btn--lg"
REVIEW = "/agency/{open}/" + CIVIL_STATUS

PUBLIC_STATES = (
    # The demo and the register
    State("lobby", "/demo", then=_all_open),
    State("lobby-both", "/demo/both"),
    State("lobby-phones", "/demo/phone"),
    State("register", "/population/"),
    # Nobody signed in
    State("home", "/"),
    State("start", "/procedures/birth", then=_all_open),
    State("verify", "/verify"),
    State("verify-unknown", "/verify?code=0O1"),
    State(
        "verify-no-file",
        "/verify",
        then=_press("form[method=post] .btn"),
        is_error=True,
    ),
    State("verify-code", "/verify/{result}"),
    State("lookup", "/lookup"),
    State(
        "lookup-error",
        "/lookup",
        then=lambda page: page.locator("main form .btn").click(),
        is_error=True,
    ),
    State("not-found", "/no-such-page"),
)

E_ID_STATES = (
    State("idp-home", "/idp/"),
    State("idp-choose", "/auth/sign-in?hint=dao"),
    State("idp-choose-error", "/auth/sign-in", then=_wrong_number, is_error=True),
    State("idp-waiting", "/auth/sign-in", then=_account(NEVER_AGREES)),
    State("idp-phone", "/auth/sign-in", then=_on_the_phone),
    State(
        "idp-phone-approved",
        "/auth/sign-in",
        then=partial(_approved, name=NEVER_AGREES),
    ),
    State("idp-phone-whose", "/idp/phone"),
    State("idp-phone-home", "/idp/phone", then=_account(NEVER_AGREES)),
    State("idp-consent", "/auth/sign-in", then=_back(NEVER_AGREES)),
    State("idp-level", "/auth/sign-in", then=_back(LEVEL_1)),
    State("idp-locked", "/auth/sign-in", then=_account(LOCKED)),
    State("idp-error", "/idp/authorize"),
    State("idp-sign-out", "/auth/sign-in", then=_leave),
    State(
        "sign-in-cancelled", "/auth/sign-in", then=_press("[data-testid=cancel] button")
    ),
    State("not-staff", "/staff/sign-in", then=_not_staff),
)

OFFICER_STATES = (
    State("review-new", "/agency/{new}/" + CIVIL_STATUS, "khoi", _all_open),
    State("review", REVIEW, "khoi"),
    State("queue", "/agency", "khoi"),
    State("queue-nothing-found", "/agency?q=zzz", "khoi"),
    State("queue-nothing-to-do", "/agency", "vy"),
    State("review-nothing-to-do", "/agency/{returned}/" + CIVIL_STATUS, "khoi"),
    State(
        "review-nothing-ticked",
        REVIEW,
        "khoi",
        _press(".desk__right button[form=pick]"),
        is_error=True,
    ),
    State("return", REVIEW, "khoi", _reasons),
    State("return-error", REVIEW, "khoi", _no_reason_given, is_error=True),
    State("return-preview", REVIEW, "khoi", _preview),
    State("refuse", REVIEW, "khoi", _refusal),
    State("refuse-error", REVIEW, "khoi", _refusal_without_reason, is_error=True),
)

CITIZEN_STATES = (
    # The citizen fills in
    State("which-child", "/procedures/birth/open", "sen"),
    State("tasks", "{draft}", "vang"),
    State("section", "{draft}/s/birth", "vang", _all_open),
    State("section-errors", "{draft}/s/birth", "vang", _press(SEND), is_error=True),
    State("section-father", "{draft}/s/father", "vang"),
    State("section-residence", "{draft}/s/residence", "vang"),
    State("papers", "{papers}", "nhai"),
    State("papers-error", "{papers}", "nhai", _press("main form .btn"), is_error=True),
    State("papers-added", "{papers}", "nhai", _add_paper),
    State("check", "{ready}/check", "sen"),
    State(
        "check-not-declared",
        "{ready}/check",
        "sen",
        _press("main form .btn--lg"),
        is_error=True,
    ),
    State("check-missing", "{draft}/check", "vang"),
    State(
        "check-errors",
        "{draft}/check",
        "vang",
        _press("main form .btn--lg"),
        is_error=True,
    ),
    State("wrong", "{draft}/wrong/mother_surname", "vang"),
    State(
        "wrong-error",
        "{draft}/wrong/mother_surname",
        "vang",
        _press(SEND),
        is_error=True,
    ),
    # The citizen waits
    State("sent", "/dossiers/{open}/sent", "hoa"),
    State("track-open", "/dossiers/{open}", "hoa"),
    State("track-returned", "/dossiers/{returned}", "thao"),
    State("track-refused", "/dossiers/{refused}", "my"),
    State("track-done", "/dossiers/{done}", "dao"),
    State("supplement", "/dossiers/{returned}/supplement/" + CIVIL_STATUS, "thao"),
    State("dossiers", "/dossiers", "vang"),
    State("dossiers-no-such", "/dossiers?code=LT-1", "dao", is_error=True),
    State("messages", "/messages", "dao"),
)
