"""Birth notices of health facilities (giấy chứng sinh)."""

from mock_population_db.api import schemas
from mock_population_db.api.calling import at_reading_desk, check_caller
from mock_population_db.api.doors import Door
from mock_population_db.register import lookups, records

door = Door("birth-notices", "/v1/birth-notices", "Notices", check_caller)


@door.get("/<code>", schemas.BirthNotice)
def one(code: str) -> records.Record:
    """One birth notice."""
    with at_reading_desk() as desk:
        notice = lookups.get_notice(desk.db, code, desk.world)
        parent = notice.mother_id
        if notice.father_id == desk.call.requester:
            parent = notice.father_id
        desk.rights_over(parent).require("notices")
        mother = lookups.get_person(desk.db, notice.mother_id, desk.world)
        desk.remember((notice.mother_id, notice.father_id), ("notices",))
        return records.notice_record(notice, mother.full_name)
