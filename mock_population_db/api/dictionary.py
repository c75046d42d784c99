"""The data dictionary and its code lists; about nobody in particular."""

from typing import Any

from mock_population_db.api import schemas
from mock_population_db.api.calling import check_caller_uncounted
from mock_population_db.api.doors import Door
from mock_population_db.register.dictionary.codes import code_lists
from mock_population_db.register.dictionary.groups import GROUPS, LAW

door = Door("dictionary", "/v1/dictionary", "Data dictionary", check_caller_uncounted)


@door.get("", schemas.Dictionary)
def dictionary() -> dict[str, Any]:
    """The 26 groups of facts, and what the codes in them mean."""
    return {
        "law": LAW,
        "groups": [
            {
                "number": group.number,
                "name": group.name,
                "english": group.english,
                "fields": group.fields,
                "path": group.path,
                "legal": group.legal,
                "filled_by": group.filled_by[0],
                "filled_by_english": group.filled_by[1],
            }
            for group in GROUPS
        ],
        "codes": [
            {"list": name, "codes": codes} for name, codes in code_lists().items()
        ],
    }
