"""The first page and the start page say what the procedures say."""

from forms import registry


def test_the_first_page_leads_to_every_procedure_in_force(visitor, frozen):
    page = visitor.get("/")

    links = [a["href"] for a in page.root.all("a")]
    assert page.status == 200
    assert "/procedures/birth" in links
    assert "/lookup" in links
    assert "/verify" in links
    assert "Sinh con" in page.text


def test_a_procedure_whose_time_is_over_leaves_the_first_page(visitor, frozen):
    last = max(p.effective_to for p in registry.all_procedures() if p.effective_to)
    frozen.set(f"{last.year + 1}-01-05T09:00:00+07:00")

    page = visitor.get("/")

    open_ended = [p for p in registry.all_procedures() if p.effective_to is None]
    assert ("/procedures/" in page.html) == bool(open_ended)


def test_the_start_page_shows_each_branch_with_its_law_deadline_and_fee(visitor):
    procedure = registry.get_version("birth", "2024")

    page = visitor.get("/procedures/birth")

    for branch in procedure.branches:
        assert str(branch.title) in page.text
        assert str(branch.result.title) in page.text
        assert branch.deadline.basis.citation in page.text
        assert branch.fee.basis.citation in page.text
        assert str(branch.fee.reason) in page.text
    for paper in procedure.papers:
        assert str(paper.title) in page.text
    assert "2024" in page.text
    assert "từ 01/07/2024 đến hết 31/08/2026" in page.text


def test_the_start_button_says_that_the_sign_in_is_simulated(visitor):
    page = visitor.get("/procedures/birth")

    buttons = [a.text for a in page.root.all("a") if "/open" in a.get("href")]
    assert buttons == ["Bắt đầu với VNeID giả lập"]


def test_citations_are_marked_as_vietnamese_in_english(visitor):
    page = visitor.get("/procedures/birth?lang=en")

    cites = page.root.all(css="cite")
    assert cites
    assert all(cite.all("span", lang="vi") for cite in cites)


def test_the_start_page_leads_to_the_draft(visitor):
    page = visitor.get("/procedures/birth")

    start = next(a for a in page.root.all("a") if "Bắt đầu" in a.text)
    assert start["href"] == "/procedures/birth/open"


def test_an_unknown_procedure_has_words_not_a_crash(visitor):
    page = visitor.get("/procedures/không-có")

    assert page.status == 404
    assert "Không có trang này" in page.text


def test_a_procedure_not_in_force_says_so(visitor, frozen):
    frozen.set("2020-01-06T09:00:00+07:00")

    page = visitor.get("/procedures/birth")

    assert page.status == 404
    assert "không áp dụng hôm nay" in page.text
