"""Drafts and dossiers in every stage, made when a page first asks for them."""

from collections.abc import Callable

from portal.rehearse.browser import Browser
from portal.rehearse.page import Page
from tests.browser.people.over_http import Cast

CIVIL_STATUS = "civil_status"
FIELD = "field-child_given_name"
NAME_DIFFERS = "Tên trên giấy chứng sinh là Bảo An. Sửa lại cho khớp."
ALREADY_REGISTERED = "Trẻ đã được đăng ký khai sinh tại phường Cửa Nam."
OFFICER = "khoi"


class Situation(dict[str, str]):
    """Names in the paths of pages: ``draft`` is a path, ``open`` a dossier's code."""

    def __init__(self, cast: Cast) -> None:
        super().__init__()
        self.cast = cast

    def __missing__(self, name: str) -> str:
        make: Callable[[], str] = getattr(self, f"_{name}")
        self[name] = make()
        return self[name]

    def _draft(self) -> str:
        return self.cast.draft("vang")

    def _ready(self) -> str:
        return self.cast.ready_draft("sen")

    def _papers(self) -> str:
        return f"{self.cast.draft('nhai')}/papers"

    def _done(self) -> str:
        self.cast.let_officers_be("fast")
        code = self.cast.dossier("dao")
        result = self.cast.results("dao", code)[0]
        self["result"] = result.rpartition("/")[2].removesuffix(".pdf")
        self.cast.let_officers_be("off")
        return code

    def _result(self) -> str:
        self["done"] = self._done()
        return self["result"]

    def _new(self) -> str:
        return self._sent("bia")

    def _open(self) -> str:
        return self._accepted("hoa")

    def _returned(self) -> str:
        code = self._accepted("thao")
        officer = self.cast.officer(OFFICER).browser
        page = officer.open(f"/agency/{code}/{CIVIL_STATUS}")
        reasons = page.form(page.find("//form[@id='pick']")[0])
        reasons.set("at", FIELD)
        _write(officer, officer.send(reasons), NAME_DIFFERS, step="send")
        return code

    def _refused(self) -> str:
        code = self._accepted("my")
        officer = self.cast.officer(OFFICER).browser
        page = officer.open(f"/agency/{code}/{CIVIL_STATUS}")
        link = page.find("//section//a[contains(@href, '/refuse')]")[0]
        _write(officer, officer.follow(link), ALREADY_REGISTERED)
        return code

    def _accepted(self, name: str) -> str:
        code = self._sent(name)
        self.cast.press(OFFICER, f"/agency/{code}/{CIVIL_STATUS}", "/accept")
        return code

    def _sent(self, name: str) -> str:
        """Send a dossier that nobody answers: the switch of the officers is off."""
        assert self["done"]
        return self.cast.dossier(name)


def _write(browser: Browser, page: Page, words: str, step: str = "") -> None:
    form = page.form(page.find("//main//form[@method='post']")[0])
    form.set(page.find("//main//textarea/@name")[0], words)
    if step:
        form.set("step", step)
    browser.send(form)
