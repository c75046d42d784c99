"""Corrections, recognitions, cards, contacts and notices that cannot be."""

from forms.i18n import _
from mock_population_db.refusals import EventRefused


class NothingToCorrect(EventRefused):
    """The register says already what the correction asks for."""

    code = "nothing_to_correct"
    message = _(
        "Cơ sở dữ liệu đã ghi đúng như nội dung cải chính. Chỉ gửi những ô cần sửa."
    )


class KinImpossible(EventRefused):
    """With the corrected facts the family could not be."""

    code = "kin_impossible"
    message = _(
        "Không ghi được vì %(reason)s. Kiểm tra lại giá trị mới hoặc quan hệ gia đình."
    )


class EthnicityNotOfParents(EventRefused):
    """A person has the ethnicity of the father or the mother (BLDS Điều 29)."""

    code = "ethnicity_not_of_parents"
    message = _(
        "Dân tộc mới không phải dân tộc của cha hoặc mẹ (Bộ luật Dân sự Điều 29). Ghi "
        "dân tộc của cha hoặc của mẹ."
    )


class FatherKnown(EventRefused):
    """The child has a father already."""

    code = "father_known"
    message = _(
        "Người con đã có cha trong cơ sở dữ liệu. Cần bản án hoặc quyết định xác định "
        "lại cha trước khi ghi."
    )


class CardOlderThanHeld(EventRefused):
    """The person holds a card that was issued later."""

    code = "card_older_than_held"
    message = _(
        "Người này đang giữ thẻ cấp ngày %(held)s, muộn hơn ngày cấp gửi lên. Kiểm tra "
        "lại ngày cấp."
    )


class ContactTaken(EventRefused):
    """The phone or e-mail belongs to another person."""

    code = "contact_taken"
    message = _(
        "Số điện thoại hoặc thư điện tử này đã ghi cho người khác. Dùng số hoặc địa "
        "chỉ khác."
    )


class NoticeExists(EventRefused):
    """A notice with this code, or of this death, is there already."""

    code = "notice_exists"
    message = _(
        "Giấy chứng sinh hoặc giấy báo tử này đã có trong cơ sở dữ liệu (%(notice)s). "
        "Tra cứu trước khi gửi lại."
    )


class NoticeNotOfFacility(EventRefused):
    """The code names another facility or year than the notice."""

    code = "notice_not_of_facility"
    message = _(
        "Mã %(notice)s không mang mã cơ sở và năm của giấy này. Bỏ trống mã để hệ "
        "thống cấp, hoặc sửa mã."
    )
