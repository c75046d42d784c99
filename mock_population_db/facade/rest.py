"""The REST forms: a province's case system, and the project's own short one."""

from typing import Any

from mock_population_db.api.calling import register
from mock_population_db.api.doors import Door
from mock_population_db.facade import shapes
from mock_population_db.facade.asking import Question, look_up, verify
from mock_population_db.facade.citizens import Content
from mock_population_db.facade.codes import FOUND, NO_MATCH, VERIFY
from mock_population_db.facade.desk import answer, check_facade

door = Door("facade", "/facade", "Published look-up 037 and verification", check_facade)


@door.post("/o/rest/v2/qldc/dvcqg", shapes.ProvinceQuestion, shapes.ProvinceAnswer)
def of_province(sent: dict[str, Any]) -> dict[str, Any]:
    """Ask as a province's case system does; ``type`` names the operation.

    The official's own number (MaCanBo) is demanded here, where a province finds it
    from StaffEmail and GovAgencyCode. OTP and UpdateEntity change nothing.
    """
    asked = Question.from_published(sent)
    if sent["type"] == VERIFY:
        return {"Body": {"KetQuaXacThuc": {"TonTai": _verify(asked)}}}
    found = _look_up(asked)
    return {"Body": {"CongdanCollection": {"CongDan": found} if found else None}}


@door.post("/v1/lookup", shapes.PlainQuestion, shapes.PlainLookUp)
def plain_look_up(sent: dict[str, Any]) -> dict[str, Any]:
    """Look a citizen up: number, name and date must all match."""
    found = _look_up(Question.from_plain(sent))
    return {
        "ma_yeu_cau": sent["ma_yeu_cau"],
        "ket_qua": FOUND if found else NO_MATCH,
        "cong_dan": found,
    }


@door.post("/v1/verify", shapes.PlainQuestion, shapes.PlainVerdict)
def plain_verify(sent: dict[str, Any]) -> dict[str, Any]:
    """Say whether number, name and date all belong to one citizen."""
    asked = Question.from_plain(sent)
    return {"ma_yeu_cau": sent["ma_yeu_cau"], "ton_tai": _verify(asked)}


def _look_up(asked: Question) -> Content | None:
    numbering = register().settings.ethnic_numbering
    return answer(asked, lambda desk: look_up(desk, asked, numbering))


def _verify(asked: Question) -> bool:
    return answer(asked, lambda desk: verify(desk, asked))
