"""What a citizen can do after an office has refused a branch.

NĐ 63/2024/NĐ-CP leaves the results of other branches in force; a refusal names its
reason and leads on, as every answer of an office does.
"""

from forms.agencies import office_title
from forms.i18n import gettext
from portal.dossiers.state import BranchState, DossierState, DossierStatus


def what_now(state: DossierState, branch: BranchState) -> str:
    """Return the next step after a refusal, and what one can do who disagrees.

    The right to complain is Luật Khiếu nại 2011 Điều 7.
    """
    office = {"office": office_title(branch.office)}
    if state.status is DossierStatus.REFUSED:
        step = gettext(
            "Khi đã khắc phục lý do, bạn khai và gửi hồ sơ mới bất cứ lúc nào; thông "
            "tin có sẵn được điền lại."
        )
    else:
        step = gettext(
            "Kết quả của các phần khác vẫn giữ nguyên. Khi đã khắc phục lý do, bạn làm "
            "riêng thủ tục này với %(office)s."
        )
    disagree = gettext(
        "Nếu không đồng ý, bạn đề nghị %(office)s giải thích, hoặc khiếu nại đến chính "
        "cơ quan đó (Luật Khiếu nại 2011 Điều 7)."
    )
    return f"{step % office} {disagree % office}"
