"""Marriages and divorces that cannot be (Luật Hôn nhân và gia đình Điều 5, 8)."""

from forms.i18n import _
from mock_population_db.refusals import EventRefused


class TooYoungToMarry(EventRefused):
    """A man marries from 20 on, a woman from 18 on."""

    code = "too_young_to_marry"
    message = _(
        "Số %(person)s chưa đủ tuổi kết hôn ngày %(day)s: nam từ đủ 20 tuổi, nữ từ đủ "
        "18 tuổi (Luật Hôn nhân và gia đình Điều 8). Kiểm tra lại ngày và số định danh."
    )


class AlreadyMarried(EventRefused):
    """One of the two lives in a marriage."""

    code = "already_married"
    message = _(
        "Số %(person)s đang có vợ hoặc chồng. Ghi việc ly hôn trước khi đăng ký kết "
        "hôn mới."
    )


class MarriageOfTheDead(EventRefused):
    """One of the two has died."""

    code = "marriage_of_the_dead"
    message = _(
        "Số %(person)s đã được ghi là chết nên không kết hôn được. Kiểm tra lại số."
    )


class NotManAndWoman(EventRefused):
    """The register records the marriage of a man and a woman."""

    code = "not_man_and_woman"
    message = _(
        "Ô chồng cần là nam và ô vợ cần là nữ (Luật Hôn nhân và gia đình Điều 8). Kiểm "
        "tra lại hai số định danh."
    )


class MarriageOfKin(EventRefused):
    """The two are too near of kin."""

    code = "marriage_of_kin"
    message = _(
        "Hai người có họ trong phạm vi ba đời nên không được kết hôn (Luật Hôn nhân và "
        "gia đình Điều 5)."
    )


class MarriageOfAncestor(MarriageOfKin):
    """One descends from the other."""

    code = "marriage_of_ancestor"
    message = _(
        "Hai người cùng dòng máu về trực hệ (cha mẹ và con, ông bà và cháu) nên không "
        "được kết hôn (Luật Hôn nhân và gia đình Điều 5). Kiểm tra lại số định danh."
    )


class MarriageOfSiblings(MarriageOfKin):
    """The two are brother and sister."""

    code = "marriage_of_siblings"
    message = _(
        "Hai người là anh, chị, em ruột nên không được kết hôn (Luật Hôn nhân và gia "
        "đình Điều 5). Kiểm tra lại số định danh."
    )


class MarriageOfHalfSiblings(MarriageOfKin):
    """The two share one parent."""

    code = "marriage_of_half_siblings"
    message = _(
        "Hai người là anh, chị, em cùng cha khác mẹ hoặc cùng mẹ khác cha nên không "
        "được kết hôn (Luật Hôn nhân và gia đình Điều 5). Kiểm tra lại số định danh."
    )


class MarriageOfUncleOrAunt(MarriageOfKin):
    """One is a brother or sister of the other's parent."""

    code = "marriage_of_uncle_or_aunt"
    message = _(
        "Hai người là chú, bác, cậu hoặc cô, dì với cháu, có họ trong phạm vi ba đời "
        "nên không được kết hôn (Luật Hôn nhân và gia đình Điều 5). Kiểm tra lại số "
        "định danh."
    )


class MarriageOfCousins(MarriageOfKin):
    """The two have a grandparent in common."""

    code = "marriage_of_cousins"
    message = _(
        "Hai người là anh, chị, em con chú, con bác, con cô, con cậu, con dì, có họ "
        "trong phạm vi ba đời nên không được kết hôn (Luật Hôn nhân và gia đình Điều "
        "5). Kiểm tra lại số định danh."
    )


class MarriageOfInLaws(MarriageOfKin):
    """One was the other's parent-in-law or step-parent."""

    code = "marriage_of_in_laws"
    message = _(
        "Hai người từng là cha chồng với con dâu, mẹ vợ với con rể, cha dượng hoặc mẹ "
        "kế với con riêng nên không được kết hôn (Luật Hôn nhân và gia đình Điều 5)."
    )


class NotMarriedToEachOther(EventRefused):
    """The two do not live in a marriage with each other."""

    code = "not_married_to_each_other"
    message = _(
        "Hai người không phải vợ chồng đang trong hôn nhân theo cơ sở dữ liệu. Tra cứu "
        "gia đình để kiểm tra."
    )
