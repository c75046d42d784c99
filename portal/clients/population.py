"""The population register's HTTP API, version 1.

Every call says who asks, why and for which dossier: the register writes it down,
and the person concerned may read it there.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from portal.clients import http
from portal.clients.errors import (
    NeighbourDown,
    NeighbourRefused,
    NeighbourRubbish,
    NeighbourTimedOut,
    NoticeNotFound,
    PersonNotFound,
    RegisterDown,
    RegisterError,
    RegisterRefused,
    RegisterRubbish,
    RegisterSlow,
)
from portal.clients.records import (
    BirthNotice,
    CastMember,
    Family,
    Household,
    NewInsuranceNumber,
    NewPerson,
    NewResidence,
    Person,
)
from portal.clients.shapes import WrongShape, shaped

R = TypeVar("R")

NOTICE_CODE = re.compile(r"[0-9]{5}\.GCS\.[0-9]{5}\.[0-9]{2}", re.ASCII)
_PERSONAL_ID = re.compile(r"[0-9]{12}", re.ASCII)
_NOT_FOUND = 404


@dataclass(frozen=True)
class Caller:
    """Who asks the register, and why.

    Attributes:
        requester: a personal number, or the name of a system.
        purpose: a code, for example ``birth_declaration``.
        dossier: the dossier or draft it is for, if there is one.
        world: whose people and events are meant.
        now: the caller's time, kept when this call finds the register failing.
    """

    requester: str
    purpose: str
    dossier: str | None = None
    world: str = "public"
    now: datetime | None = None

    def headers(self) -> dict[str, str]:
        """Return what is sent along with every request."""
        sent = {
            "X-World": self.world,
            "X-Purpose": self.purpose,
            "X-Requester": self.requester,
        }
        return sent | ({"X-Dossier": self.dossier} if self.dossier else {})


@dataclass(frozen=True)
class Failing:
    """An outage of the register as this process has met it.

    Attributes:
        since: when a call first failed; since then none has had a good answer.
        last: when a call failed last.
        kind: down, slow or rubbish.
    """

    since: datetime
    last: datetime
    kind: str


LOBBY = Caller(requester="lienthong-portal", purpose="demo_cast")


@dataclass(frozen=True)
class PopulationClient:
    """Reads people from the register, and records what agencies decided.

    Every method raises :class:`RegisterDown` (also :class:`RegisterSlow`),
    :class:`RegisterRubbish` or :class:`RegisterRefused`, and nothing else.
    """

    base_url: str
    key: str = field(repr=False)
    timeout: http.Timeout = field(default_factory=http.Timeout)
    _failing: dict[str, Failing] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def person(self, personal_id: str, caller: Caller) -> Person:
        """Read one person.

        Raises:
            PersonNotFound: the register holds nobody with this number.
        """

        def same_person(answer: http.JsonObject) -> Person:
            found = shaped(Person, answer)
            _check_same(personal_id, found["personal_id"])
            return found

        return self._ask(caller, "GET", _person_path(personal_id), same_person)

    def family(self, personal_id: str, caller: Caller) -> Family:
        """Read a person's parents, spouse, children and marriage."""
        return self._get(Family, _person_path(personal_id) + "/family", caller)

    def household(self, personal_id: str, caller: Caller) -> Household | None:
        """Read the household a person lives in; ``None`` when there is none."""
        try:
            return self._get(
                Household, _person_path(personal_id) + "/household", caller
            )
        except PersonNotFound as refused:
            if "household" in refused.code:
                return None
            raise

    def birth_notices(self, personal_id: str, caller: Caller) -> list[BirthNotice]:
        """Read the birth notices that name a person as a parent, open ones first."""

        def notices(answer: http.JsonObject) -> list[BirthNotice]:
            listed = _list(answer, "notices")
            return [shaped(BirthNotice, notice) for notice in listed]

        path = _person_path(personal_id) + "/birth-notices"
        return self._ask(caller, "GET", path, notices)

    def birth_notice(self, code: str, caller: Caller) -> BirthNotice:
        """Read one birth notice by its code.

        Raises:
            NoticeNotFound: no notice has this code.
        """
        if not NOTICE_CODE.fullmatch(code):
            raise NoticeNotFound(_NOT_FOUND, "notice_not_found", "")

        def same_notice(answer: http.JsonObject) -> BirthNotice:
            found = shaped(BirthNotice, answer)
            _check_same(code, found["code"])
            return found

        return self._ask(caller, "GET", f"/v1/birth-notices/{code}", same_notice)

    def cast(self) -> list[CastMember]:
        """Read the invented people that demos and trainings rely on."""

        def members(answer: http.JsonObject) -> list[CastMember]:
            return [_cast_member(account) for account in _list(answer, "accounts")]

        return self._ask(LOBBY, "GET", "/v1/accounts?cast=1", members)

    def seed(self) -> str:
        """Read the seed of the invented people; empty when the register keeps it."""

        def told(answer: http.JsonObject) -> str:
            seed = answer.get("seed", "")
            if not isinstance(seed, str):
                raise WrongShape("seed is no text")
            return seed

        return self._ask(LOBBY, "GET", "/healthz", told)

    def register_birth(
        self, birth: Mapping[str, Any], *, key: str, caller: Caller
    ) -> NewPerson:
        """Record a birth and receive the child's personal number.

        Args:
            birth: child, mother_id, father_id, registered_on, registration_place,
                certificate_number, birth_notice_code.
            key: the idempotency key; the same key again gives the same answer.
            caller: who records it, and why.

        Raises:
            RegisterRefused: ``duplicate_birth`` when the child is registered already.
        """
        return self._post(NewPerson, "/v1/births", birth, key, caller)

    def register_residence(
        self, residence: Mapping[str, Any], *, key: str, caller: Caller
    ) -> NewResidence:
        """Record where a person lives permanently.

        Args:
            residence: personal_id, address, household_head_id, relation_to_head,
                registered_on.
            key: the idempotency key.
            caller: who records it, and why.
        """
        return self._post(NewResidence, "/v1/residences", residence, key, caller)

    def issue_insurance_number(
        self, request: Mapping[str, Any], *, key: str, caller: Caller
    ) -> NewInsuranceNumber:
        """Give a person a health-insurance number.

        Args:
            request: personal_id, facility_code, issued_on.
            key: the idempotency key.
            caller: who issues it, and why.
        """
        return self._post(
            NewInsuranceNumber, "/v1/insurance-numbers", request, key, caller
        )

    def _get(self, record: type[R], path: str, caller: Caller) -> R:
        return self._ask(caller, "GET", path, lambda answer: shaped(record, answer))

    def _post(
        self,
        record: type[R],
        path: str,
        body: Mapping[str, Any],
        key: str,
        caller: Caller,
    ) -> R:
        return self._ask(
            caller,
            "POST",
            path,
            lambda answer: shaped(record, answer),
            body=body,
            headers={"Idempotency-Key": key},
        )

    def _ask(
        self,
        caller: Caller,
        method: http.Method,
        path: str,
        shape: Callable[[http.JsonObject], R],
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> R:
        """Ask once; an answer counts as good when it also has its shape."""
        transport = http.Transport(
            self.base_url, {"Authorization": f"Bearer {self.key}"}, self.timeout
        )
        sent = caller.headers() | dict(headers or {})
        try:
            found = shape(transport.send(method, path, body=body, headers=sent))
        except NeighbourRefused as refused:
            self._failing.pop(caller.world, None)
            raise _refusal(path, refused) from refused
        except NeighbourTimedOut as error:
            raise self._failed(RegisterSlow, error, caller) from error
        except NeighbourDown as error:
            raise self._failed(RegisterDown, error, caller) from error
        except (NeighbourRubbish, WrongShape) as error:
            raise self._failed(RegisterRubbish, error, caller) from error
        self._failing.pop(caller.world, None)
        return found

    def failing(self, world: str) -> Failing | None:
        """Return the outage in a world; ``None`` after a good answer, or before any."""
        return self._failing.get(world)

    def _failed(
        self,
        kind: type[RegisterDown | RegisterRubbish],
        error: Exception,
        caller: Caller,
    ) -> RegisterError:
        """Note when this outage was first and last met in the caller's world."""
        known = self._failing.get(caller.world)
        if caller.now is not None:
            since = known.since if known else caller.now
            known = Failing(since, caller.now, kind.kind)
            self._failing[caller.world] = known
        return kind(str(error), since=known.since if known else None)


def _person_path(personal_id: str) -> str:
    if not _PERSONAL_ID.fullmatch(personal_id):
        raise PersonNotFound(_NOT_FOUND, "person_not_found", "")
    return f"/v1/people/{personal_id}"


def _list(answer: http.JsonObject, name: str) -> list[object]:
    listed = answer.get(name)
    if not isinstance(listed, list):
        raise WrongShape(f"{name} is no list")
    return listed


def _check_same(asked: str, answered: str) -> None:
    if asked != answered:
        raise WrongShape("the answer is about another than was asked for")


def _cast_member(account: object) -> CastMember:
    if not isinstance(account, dict):
        raise WrongShape("the account is no object")
    story = account.get("story") or ""
    return shaped(CastMember, {**account, "slug": account.get("cast"), "story": story})


def _refusal(path: str, refused: NeighbourRefused) -> RegisterRefused:
    facts = (refused.status, refused.code, refused.detail)
    if refused.status == _NOT_FOUND and path.startswith("/v1/birth-notices/"):
        return NoticeNotFound(*facts)
    if refused.status == _NOT_FOUND and path.startswith("/v1/people/"):
        return PersonNotFound(*facts)
    return RegisterRefused(*facts)
