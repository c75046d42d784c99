"""What is looked at on a page: axe, overflow, tab stops, links of the error summary."""

from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Page

from tests.browser.windows import HEIGHT

AXE = (Path(__file__).parents[1] / "axe" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOURS = ("color-contrast", "link-in-text-block")
"""What axe looks at that depends on whether the page is light or dark."""

MAX_TAB_STOPS = 200
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""

_RUN_AXE = """async (what) => {
  const found = await axe.run(document, {
    runOnly: what, resultTypes: ["violations"], iframes: false,
    preload: false });
  return found.violations.map(v =>
    `${v.id}: ${v.nodes.map(n => n.target.join(" ")).join(", ")} (${v.help})`);
}"""
_OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"
_OVERHANGING = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 5).map(e => e.tagName.toLowerCase() + "." + e.className)"""
_SQUEEZED = """() => {
  const words = e => [...e.childNodes]
    .filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data).join("").trim();
  return [...document.querySelectorAll("body *")].filter(e => {
    const style = getComputedStyle(e);
    if (style.clipPath !== "none" || words(e).length < 8) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.height > 5 * parseFloat(style.fontSize)
      && box.width < 2.5 * parseFloat(style.fontSize);
  }).slice(0, 5).map(e => words(e).slice(0, 40));
}"""
_TAB_STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body || here.dataset.tabStop) return null;
  here.dataset.tabStop = "seen";
  if (here.tagName === "IFRAME") return null;
  const drawn = e => {
    const s = getComputedStyle(e);
    const clear = /transparent|rgba\\(.*, 0\\)/.test(s.outlineColor);
    return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 && !clear)
      || s.boxShadow !== "none";
  };
  // The ring may be drawn by the face of an invisible control, or by a row around it.
  const faces = [here, here.nextElementSibling, here.parentElement,
    here.closest("li")].filter(Boolean);
  const own = here.id || here.textContent.trim().slice(0, 30);
  const problems = [];
  if (!faces.some(drawn)) problems.push("no ring");
  if (here.closest("[aria-hidden=true]")) problems.push("hidden from readers");
  const box = here.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight) problems.push("out of sight");
  return { name: `${here.tagName.toLowerCase()} «${own}»`, problems };
}"""
_FORGET_TAB_STOPS = """() => {
  document.querySelectorAll("[data-tab-stop]")
    .forEach(e => e.removeAttribute("data-tab-stop"));
  document.activeElement?.blur();
  getSelection().removeAllRanges();
  scrollTo(0, 0);
}"""
_IS_ITS_CONTROL = """said => {
  const here = document.activeElement;
  if (!["INPUT", "SELECT", "TEXTAREA"].includes(here.tagName)) return false;
  for (let e = here; e; e = e.parentElement) {
    const error = e.querySelector(".field__error");
    if (error) return error.textContent.includes(said);
  }
  return true;
}"""
_SPACE_TEXT = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


def violations(page: Page, *, rules: tuple[str, ...] = ()) -> list[str]:
    """Return what axe finds: everything we promise, or some rules only."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    what: dict[str, Any] = {"type": "tag", "values": list(TAGS)}
    if rules:
        what = {"type": "rule", "values": list(rules)}
    found: list[str] = page.evaluate(_RUN_AXE, what)
    return found


def overhang(page: Page) -> list[str]:
    """Return what makes the page wider than its window; empty when it fits."""
    if page.evaluate(_OVERFLOW) <= 0:
        return []
    return [f"{page.evaluate(_OVERFLOW)} px", *page.evaluate(_OVERHANGING)]


def squeezed(page: Page) -> list[str]:
    """Return texts that stand in a column so narrow that they break between letters."""
    found: list[str] = page.evaluate(_SQUEEZED)
    return found


def resize(page: Page, width: int) -> None:
    """Make the window that wide."""
    page.set_viewport_size({"width": width, "height": HEIGHT})


def paint(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Choose the reader's colours, without fading into them."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def tab_stop_problems(page: Page) -> list[str]:
    """Tab through the page; returns the stops that do not show where one is."""
    page.evaluate(_FORGET_TAB_STOPS)
    bad: list[str] = []
    for _stop in range(MAX_TAB_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_TAB_STOP)
        if stop is None:
            break
        bad += [f"{stop['name']}: {problem}" for problem in stop["problems"]]
    page.evaluate(_FORGET_TAB_STOPS)
    return bad


def dead_error_links(page: Page) -> list[str]:
    """Follow each link of the error summary; returns those that lead to no control."""
    links = page.locator("[data-errsum] a")
    dead = []
    for link in links.all():
        said = link.inner_text().strip()
        link.click()
        if not page.evaluate(_IS_ITS_CONTROL, said):
            dead.append(said)
    return dead


def double_text(page: Page) -> None:
    """Make all text twice as large, as a reader's own setting does."""
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")


def space_text(page: Page) -> None:
    """Spread lines, letters and words as WCAG 1.4.12 lets a reader do."""
    page.evaluate(_SPACE_TEXT, TEXT_SPACING)


def restore_text(page: Page) -> None:
    """Take both away again."""
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    page.evaluate(_SPACE_TEXT, "")
