"""Judge by the register's HTTP API: slow, but as any agency would.

The API says what is right of number, name and date of birth; it gives no data away.
Searches, old numbers, sex and addresses are therefore not compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import requests

from mock_population_db.quality.cleaning.matching.findings import BIT
from mock_population_db.quality.cleaning.matching.judging import Verdicts
from mock_population_db.quality.cleaning.matching.numbers import Kind
from mock_population_db.quality.cleaning.matching.records import Records
from mock_population_db.quality.errors import RegisterRefused

AT_ONCE = 1000
_SECONDS = 60
_LONGEST = 200
"""Characters of a name; a thousand such rows are not too much for one request."""
_PATH = "/v1/people/verify-batch"
_FINDING = {
    "match": 0,
    "match_without_marks": BIT["other_marks"],
    "date_partial": BIT["year_only"],
    "date_swapped": BIT["day_month_swapped"],
    "date_differs": BIT["date_differs"],
    "name_differs": BIT["name_differs"],
    "name_and_date_differ": BIT["no_match"],
    "not_found": BIT["no_match"],
    "real_number": BIT["real_number"],
    "malformed": BIT["malformed"],
}
_FOUND = frozenset(
    {"match", "match_without_marks", "date_partial", "date_swapped", "date_differs"}
)


@dataclass(frozen=True)
class HttpJudge:
    """Asks the API, a thousand rows at a time.

    Attributes:
        url: where the register is, without a path.
        key: bearer key.
        headers: who asks and why: ``X-Purpose``, ``X-Requester``, ``X-World``.
    """

    url: str
    key: str
    headers: Mapping[str, str]

    @property
    def digest(self) -> str:
        """The address and the world; what people are there the API does not say."""
        return f"{self.url} {self.headers.get('X-World', '')}".strip()

    def judge(self, records: Records) -> Verdicts:
        """Compare the rows of a block.

        Raises:
            RegisterRefused: the API does not answer, or refuses.
        """
        count = len(records)
        found = Verdicts(
            np.zeros(count, np.int64),
            np.zeros(count, np.int64),
            list(records.name),
            np.maximum(records.born, 0),
        )
        real = records.kind == int(Kind.REAL)
        overlong = np.array([len(name) > _LONGEST for name in records.name], np.bool_)
        found.bits[overlong] = BIT["malformed"]
        found.bits[real] = BIT["real_number"]
        places = np.flatnonzero(~real & ~overlong).tolist()
        with requests.Session() as session:
            for start in range(0, len(places), AT_ONCE):
                part = places[start : start + AT_ONCE]
                answers = self._ask(session, [_claim(records, row) for row in part])
                for row, answer in zip(part, answers, strict=True):
                    _note(found, row, answer, int(records.number[row]))
        return found

    def _ask(
        self, session: requests.Session, rows: list[dict[str, str]]
    ) -> Iterator[Mapping[str, Any]]:
        headers = {**self.headers, "Authorization": f"Bearer {self.key}"}
        try:
            answer = session.post(
                f"{self.url.rstrip('/')}{_PATH}",
                json={"rows": rows},
                headers=headers,
                timeout=_SECONDS,
            )
            body = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise RegisterRefused(url=self.url, why=type(error).__name__) from error
        found = body.get("rows") if isinstance(body, dict) else None
        if not answer.ok or not isinstance(found, list) or len(found) != len(rows):
            said = body.get("detail", "") if isinstance(body, dict) else ""
            why = f"{answer.status_code} {said}".strip()
            raise RegisterRefused(url=self.url, why=why)
        return iter(found)


def _claim(records: Records, row: int) -> dict[str, str]:
    born = int(records.born[row])
    day = date.fromordinal(born).isoformat() if born > 0 else str(-born or "")
    return {
        "personal_id": str(records.number[row] or ""),
        "full_name": records.name[row],
        "date_of_birth": day,
    }


def _note(found: Verdicts, row: int, answer: Mapping[str, Any], number: int) -> None:
    kind = str(answer.get("class"))
    found.bits[row] = _FINDING.get(kind, BIT["malformed"])
    if kind in _FOUND:
        found.number[row] = number
        if answer.get("deceased"):
            found.bits[row] |= BIT["dead"]
