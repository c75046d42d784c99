"""A lock moves with an exported state, and holds for whoever signs in, by any way."""

from mock_idp.people.account import Account
from mock_idp.people.cast import read_cast
from mock_idp.people.eligibility import Obstacle
from mock_idp.phone.lockouts import LOCKED_OUT, Locks, hindrance
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import NOON, authorize_url
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.people.accounts import DAO


def of_cast(slug: str) -> Account:
    return next(a for a in read_cast() if a.cast == slug)


def test_a_lock_moves_to_another_tenant_and_opens_there_in_time(flows: Flows) -> None:
    one, other = flows.tenant("one"), flows.tenant("other")
    tenants = flows.app.extensions["mock_idp.tenants"]
    locked = tenants.find("one").transactions.lockouts
    locked.lock(DAO, 600)
    locked.fail(of_cast("ung"))

    other.order("PUT", "/state", one.order("GET", "/state").json)

    moved = tenants.find("other")
    assert moved.transactions.lockouts.until(DAO) == NOON + 600
    assert moved.transactions.lockouts.left(of_cast("ung")) == 2
    moved.clock.advance(601)
    assert moved.transactions.lockouts.until(DAO) is None


def test_an_imported_lock_stops_the_phone(flows: Flows) -> None:
    state = flows.order("GET", "/state").json
    state["lockouts"] = {"until": {DAO.personal_id: NOON + 60}}

    answer = flows.order("PUT", "/state", state)
    browser = Browser(flows.app)
    locked = browser.choose(browser.open(authorize_url()), "dao")

    assert answer.status_code == 200, answer.json
    assert locked.codes == [LOCKED_OUT]
    assert locked.status == 403


def test_the_story_of_a_lock_does_not_begin_again_elsewhere(flows: Flows) -> None:
    here = flows.app.extensions["mock_idp"]
    dat = of_cast("dat")
    ends = here.transactions.lockouts.until(dat)
    here.clock.advance(600)
    state = flows.order("GET", "/state").json

    flows.order("POST", "/reset")
    flows.order("PUT", "/state", state)

    assert here.transactions.lockouts.until(dat) == ends == NOON + dat.traits.locked_for


def test_a_state_without_locks_opens_every_lock(flows: Flows) -> None:
    here = flows.app.extensions["mock_idp"]
    state = flows.order("GET", "/state").json
    del state["lockouts"]
    here.transactions.lockouts.lock(DAO, 600)

    flows.order("PUT", "/state", state)

    assert here.transactions.lockouts.remembered() == Locks()


def test_what_hinders_a_person_is_the_same_for_every_way_to_sign_in(
    flows: Flows,
) -> None:
    here = flows.app.extensions["mock_idp"]
    today, lockouts = here.clock.world_now().date(), here.transactions.lockouts

    before = hindrance(DAO, today, lockouts)
    lockouts.lock(DAO, 60)

    assert before is None
    assert hindrance(DAO, today, lockouts) == LOCKED_OUT
    assert hindrance(of_cast("tuyet"), today, lockouts) == Obstacle.LOCKED
    assert hindrance(of_cast("gia_huy"), today, lockouts) == Obstacle.CHILD
