"""One account, one phone: signing in on a second phone deactivates the first."""

import pytest
from flask import Flask

from mock_idp.phone.activation import Activations
from mock_idp.phone.desk import Block
from mock_idp.phone.outcomes import Act, Outcome
from mock_idp.phone.states import State
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.people.accounts import DAO
from tests.mock_idp.phone.desks import Hall, Time


def take(phone: Browser, person: str = "dao") -> Page:
    """Make a browser a person's phone."""
    return phone.submit(phone.open("/phone"), "phone-owner", f"account-{person}")


def put_down(phone: Browser) -> None:
    """Sign out of a phone."""
    phone.open("/phone/other", phone.open("/phone").forms[""][0].fields)


@pytest.fixture
def first(idp: Flask) -> Browser:
    return Browser(idp)


@pytest.fixture
def flows(idp: Flask) -> Flows:
    return Flows(idp)


@pytest.fixture
def second(idp: Flask) -> Browser:
    return Browser(idp)


def test_the_second_phone_deactivates_the_first_and_both_say_so(
    first: Browser, second: Browser
) -> None:
    alone = take(first)

    new = take(second)
    old = first.open("/phone")

    assert "phone-activated" not in alone.texts
    assert "phone-activated" in new.texts
    assert "phone-replaced" in old.texts
    assert "lúc 12:00, 10/03/2026" in old.text
    assert "scan-text" not in old.forms
    assert "scan-text" in new.forms


def test_a_request_reaches_the_active_phone_only(
    browser: Browser, first: Browser, second: Browser
) -> None:
    take(first)
    take(second)

    waiting = browser.choose(browser.open(authorize_url()), "dao")
    number = waiting.texts["match-number"]
    address = waiting.links["open-phone"]
    refused = first.open(address)
    listed = second.open("/phone")
    second.submit(second.open(address), "phone-approve", f"number-{number}")

    assert refused.codes == ["device_replaced"]
    assert "phone-approve" not in refused.forms
    assert "pending" in listed.links
    assert "consent" in browser.open(waiting.links["continue"]).forms


@pytest.mark.parametrize("button", ["number", "deny"])
def test_a_deactivated_phone_answers_nothing(
    browser: Browser, first: Browser, second: Browser, button: str
) -> None:
    take(first)
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    page = first.open(waiting.links["open-phone"])
    pressed = "deny" if button == "deny" else f"number-{waiting.texts['match-number']}"
    form = next(
        name for name, many in page.forms.items() for b in many[0].buttons
        if b[0] == pressed
    )  # fmt: skip
    take(second)

    answer = first.submit(page, form, pressed)

    assert answer.codes == ["device_replaced"]
    assert "match-number" in browser.open(waiting.url).texts


def test_the_first_phone_takes_its_place_again(
    browser: Browser, first: Browser, second: Browser
) -> None:
    take(first)
    take(second)
    waiting = browser.choose(browser.open(authorize_url()), "dao")

    mended = first.submit(first.open(waiting.links["open-phone"]), "mend")
    other = second.open("/phone")
    back = second.submit(other, "activate")

    assert "phone-approve" in mended.forms
    assert "phone-replaced" in other.texts
    assert "phone-activated" in back.texts
    assert "phone-replaced" in first.open("/phone").texts


def test_a_deactivated_phone_scans_nothing(
    browser: Browser, first: Browser, second: Browser
) -> None:
    home = take(first)
    browser.submit(browser.open(authorize_url()), "show-qr")
    take(second)

    after = first.submit(home, "scan-beside")

    assert "phone-replaced" in after.texts


def test_who_signs_out_of_a_phone_first_disturbs_nobody(
    first: Browser, second: Browser
) -> None:
    take(first)
    put_down(first)

    new = take(second)

    assert "phone-activated" not in new.texts


def test_phones_of_two_people_do_not_disturb_each_other(
    first: Browser, second: Browser
) -> None:
    take(first, "dao")
    take(second, "ung")
    put_down(second)
    take(second, "chi")

    assert "phone-replaced" not in first.open("/phone").texts
    assert "phone-activated" not in second.open("/phone").texts


def test_the_first_phone_hears_of_it_without_being_asked(
    first: Browser, second: Browser
) -> None:
    take(first)
    quiet = first.send("GET", "/phone/part")
    take(second)

    told = first.send("GET", "/phone/part")
    still = first.send("GET", "/phone/part?on=replaced")
    first.submit(first.open("/phone"), "activate")
    again = first.send("GET", "/phone/part?on=replaced")

    assert "X-Live-Location" not in quiet.headers
    assert told.headers["X-Live-Location"] == "/phone"
    assert "X-Live-Location" not in still.headers
    assert again.headers["X-Live-Location"] == "/phone"


def test_the_story_of_a_person_may_begin_with_a_second_phone(
    flows: Flows,
) -> None:
    browser = Browser(flows.app)
    change = {"traits": {"device": "replaced"}}
    changed = flows.order("PUT", "/people/dao", change)

    home = take(browser)
    waiting = browser.choose(browser.open(authorize_url()), "dao")
    page = browser.open(waiting.links["open-phone"])
    mended = browser.submit(page, "mend")

    assert changed.json["traits"] == {"device": "replaced"}
    assert "phone-replaced" in home.texts
    assert page.codes == ["device_replaced"]
    assert "phone-approve" in mended.forms
    assert "phone-replaced" not in browser.open("/phone").texts


def test_the_control_api_lets_the_next_request_meet_a_second_phone(
    flows: Flows,
) -> None:
    browser = Browser(flows.app)
    flows.order("POST", "/approvals", {"action": "second_device", "person": "dao"})

    waiting = browser.choose(browser.open(authorize_url()), "dao")
    page = browser.open(waiting.links["open-phone"])
    flows.order("POST", "/clock/advance", {"seconds": 121})
    late = browser.open(waiting.url)

    assert page.codes == ["device_replaced"]
    assert late.codes == ["phone_expired"]


def test_a_request_waits_for_a_phone_that_is_activated_again() -> None:
    hall = Hall()
    hall.desk.outcomes.put(Outcome(Act.SECOND_DEVICE))
    asked = hall.ask()

    before = hall.desk.block(asked), hall.desk.waiting_for(DAO.personal_id)
    hall.desk.reactivate(asked)
    hall.desk.choose_number(asked, asked.match.number)

    assert before == (Block.REPLACED, [])
    assert asked.state is State.FACTOR_OK


def test_the_newest_activation_counts() -> None:
    time = Time()
    known = Activations(time.now)

    told = [known.activate("1", phone) for phone in ("a", "a", "b", "c", "a")]
    time.seconds += 1
    stranger = known.activate("2", "x")

    assert told == [False, False, True, True, True]
    assert not stranger
    assert known.replaced_at("a") is None
    assert known.took_over_at("a") == known.replaced_at("c") == 1_000.0
    assert known.replaced_at("b") == 1_000.0
    assert known.replaced_at(None) is None
