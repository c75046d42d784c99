"""E-ID accounts and the read log: what the identity provider and citizens ask."""

from typing import Any

from mock_population_db.api import schemas
from mock_population_db.api.calling import at_reading_desk, check_caller
from mock_population_db.api.doors import Door
from mock_population_db.register import lookups, reads, records

accounts = Door("accounts", "/v1/accounts", "e-ID accounts", check_caller)
read_log = Door("reads", "/v1/reads", "Read log", check_caller)


@accounts.get("", schemas.Accounts, query=schemas.AccountsQuery)
def cast(_query: dict[str, str]) -> dict[str, Any]:
    """The accounts of the cast, in the order of its file (also on the front page)."""
    with at_reading_desk() as desk:
        found = lookups.cast_accounts(desk.db, desk.world)
        return {"accounts": [records.account_record(*pair) for pair in found]}


@accounts.get("/<pid>", schemas.Account)
def one(pid: str) -> records.Record:
    """One person's account; level 0 when there is none."""
    number = lookups.checked_number(pid)
    with at_reading_desk() as desk:
        rights = desk.rights_over(number)
        person = lookups.get_person(desk.db, number, desk.world)
        desk.remember((number,), {"identity", "contact"} & rights.groups)
        record = records.account_record(person, lookups.get_account(desk.db, person))
        return rights.without(record, "contact")


@read_log.get("", schemas.Reads, query=schemas.ReadsQuery)
def of_person(query: dict[str, str]) -> dict[str, Any]:
    """Who read a person's record, newest first."""
    with at_reading_desk() as desk:
        number = query["personal_id"]
        desk.rights_over(number)
        lookups.get_person(desk.db, number, desk.world)
        marks = reads.reads_of(desk.db, number, desk.world)
        return {"reads": [records.read_record(mark) for mark in marks]}
