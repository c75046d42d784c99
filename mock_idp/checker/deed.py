"""What a relying party did in one case."""

from dataclasses import dataclass

from forms.i18n import _
from mock_idp.checker.browsing.page import Page
from mock_idp.checker.evidence import Evidence

GATEWAY = (502, 503, 504)
"""Honest answers when the e-ID is out of order; other 5xx are crashes."""
_FIRST_5XX = 500


@dataclass(frozen=True)
class Deed:
    """What happened.

    Attributes:
        is_in: the person is signed in at the relying party in the end.
        asked_again: the relying party sent the browser to the e-ID a second time.
        pages: every answer of the relying party, in order.
        works_after: a clean sign-in afterwards succeeded, when that was tried.
        told: what the relying party answered to a logout token.
        has_strayed: the relying party led to an address that a stranger named.
    """

    evidence: Evidence
    pages: tuple[Page, ...]
    is_in: bool
    asked_again: bool = False
    works_after: bool | None = None
    told: int | None = None
    was_told: bool = False
    has_strayed: bool = False

    @property
    def last(self) -> Page | None:
        """Return the last page of the relying party."""
        return self.pages[-1] if self.pages else None

    @property
    def crashed(self) -> Page | None:
        """Return the answer that shows the relying party fell over, if any."""
        return next((page for page in self.pages if _is_crash(page)), None)

    def said(self) -> list[str]:
        """Return what happened in words."""
        words = [self._outcome()]
        last = self.last
        if last is not None and last.status:
            words.append(_("trang cuối: %(status)s") % {"status": last.status})
        if self.asked_again:
            words.append(str(_("xin đăng nhập lại")))
        if self.told is not None:
            said = _("trả lời mã đăng xuất: %(status)s")
            words.append(said % {"status": self.told})
        words += self._calls()
        if self.works_after is not None:
            good, bad = (
                _("lần sau đăng nhập được"),
                _("lần sau vẫn không đăng nhập được"),
            )
            words.append(str(good if self.works_after else bad))
        return words

    def _outcome(self) -> str:
        page = self.crashed
        if page is not None:
            said = _("sập (%(why)s)")
            return said % {"why": page.status or page.failed}
        return str(_("đã mở phiên") if self.is_in else _("không mở phiên"))

    def _calls(self) -> list[str]:
        words = []
        tokens, codes = len(self.evidence.at("token")), self.evidence.codes_sent
        if tokens != 1:
            said = _("gọi điểm cấp mã %(count)s lần")
            words.append(said % {"count": tokens})
        if len(set(codes)) < len(codes):
            words.append(str(_("gửi lại một code đã dùng")))
        if self.evidence.at("jwks"):
            words.append(str(_("tải bộ khóa")))
        if self.evidence.at("userinfo"):
            words.append(str(_("gọi userinfo")))
        return words


def _is_crash(page: Page) -> bool:
    if page.status == 0:
        return True
    return page.status >= _FIRST_5XX and page.status not in GATEWAY
