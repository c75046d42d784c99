"""The citizen: from the home page to the results and the messages."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.rehearse.browser import Browser
from portal.rehearse.filling import add_paper, fill_in
from portal.rehearse.page import Element, Page, has_class, words_of
from portal.rehearse.signing_in import sign_in
from portal.rehearse.stumbles import Stumble

MAX_PAGES = 30
PDF = b"%PDF-"


@dataclass
class Citizen:
    """One citizen at one browser."""

    name: str
    browser: Browser
    dossier: str = ""

    def arrive(self) -> None:
        """Open the home page and sign in."""
        self.browser.open("/")
        self.browser.follow_to("/auth/sign-in", "đăng nhập")
        sign_in(self.browser, self.name)

    def find_procedure(self, procedure: str) -> None:
        """Go from the home page to the start page of a procedure."""
        self.browser.open("/")
        self.browser.follow_to(f"/procedures/{procedure}", "thủ tục ở trang đầu")

    def begin(self, procedure: str) -> None:
        """Press «begin»; signed in already, one arrives at the list of tasks."""
        self.browser.follow_to(f"/procedures/{procedure}/open", "nút bắt đầu")

    def has_filed(self) -> bool:
        """Look into one's own dossiers whether there is one already."""
        self.browser.follow_to("/dossiers", "hồ sơ của tôi")
        return bool(self._dossier_links())

    def choose_first(self) -> int:
        """Choose the first child or draft; returns among how many one chose."""
        rows = self.browser.page.find(f"//main//li[{has_class('row')}]")
        if rows:
            self._take(rows[0])
        return len(rows)

    def fill_in(self) -> int:
        """Follow the tasks to the last page before sending.

        Returns:
            How many questions had to be answered.
        """
        answered = 0
        for _page in range(MAX_PAGES):
            page = self.browser.page
            if page.find("//input[@name='declared']"):
                return answered
            answered += self._work_on(page)
        raise Stumble(self.browser.page.url, "điền mãi không tới trang kiểm tra")

    def send(self) -> str:
        """Declare that all is right, send, and note the dossier's code."""
        page = self.browser.page
        box = page.find("//input[@name='declared']")[0]
        form = page.form(box.xpath("ancestor::form[1]")[0])
        form.set("declared", box.get("value", "on"))
        sent = self.browser.send(form)
        codes = sent.with_class("sent__code")
        if not codes:
            raise Stumble(sent.url, "trang sau khi gửi không có mã hồ sơ")
        self.dossier = words_of(codes[0])
        return self.dossier

    def track(self) -> None:
        """Go on from the confirmation to the page that follows the dossier."""
        self.browser.follow_to(f"/dossiers/{self.dossier}", "theo dõi hồ sơ")

    def results(self) -> tuple[list[Element], int]:
        """Return the links to results on the page, and how many there will be."""
        page = self.browser.page
        steps = page.with_class("tl__step", "li")
        return page.links_below("/results/"), len(steps)

    def wait_for_results(
        self, *, until: Callable[[int], bool], meanwhile: Callable[[], None]
    ) -> list[Element]:
        """Look again until every result is there.

        Args:
            until: told how often one has looked; ``False`` ends the patience.
            meanwhile: what others do between two looks.
        """
        looks = 0
        while True:
            links, expected = self.results()
            if expected and len(links) >= expected:
                return links
            looks += 1
            if not until(looks):
                now = self.browser.page.with_class("now")
                said = words_of(now[0]) if now else ""
                raise Stumble(self.browser.page.url, f"chờ mãi chưa đủ kết quả. {said}")
            meanwhile()
            self.browser.open(self.browser.page.path)

    def open_results(self, links: list[Element]) -> int:
        """Open every result; returns how many bytes they are together."""
        size = 0
        for link in links:
            content = self.browser.download(link)
            if not content.startswith(PDF):
                address = self.browser.page.address(link)
                raise Stumble(address, f"«{words_of(link)}» không phải là tệp PDF")
            size += len(content)
        return size

    def read_messages(self) -> int:
        """Open the messages; returns how many there are about the dossier."""
        page = self.browser.follow_to("/messages", "tin nhắn")
        about = page.links_to(f"/dossiers/{self.dossier}")
        if not about:
            raise Stumble(page.url, "không có tin nào về hồ sơ")
        return len(about)

    def _dossier_links(self) -> list[Element]:
        return self.browser.page.find("//main//h3/a[contains(@href, '/dossiers/')]")

    def _work_on(self, page: Page) -> int:
        forms = page.with_class("eform", "form")
        if forms:
            form = page.form(forms[0])
            answered = fill_in(page, form)
            self.browser.send(form)
            return answered
        for box in page.find("//main//input[@type='file']"):
            owner = box.xpath("ancestor::form[1]")[0]
            section = box.xpath("ancestor::section[1]")
            if not section or not section[0].xpath(f".//ul[{has_class('files')}]/li"):
                form = page.form(owner)
                add_paper(form)
                self.browser.send(form)
                return 1
        self._go_on(page)
        return 0

    def _go_on(self, page: Page) -> None:
        onwards = page.find(f"//main//a[{has_class('btn--lg')}]")
        if not onwards:
            raise Stumble(page.url, "không thấy nút đi tiếp")
        self.browser.follow(onwards[0])

    def _take(self, row: Element) -> None:
        forms = row.xpath(".//form")
        if forms:
            self.browser.send(self.browser.page.form(forms[0]))
        else:
            self.browser.follow(row.xpath(".//a[@href]")[0])
