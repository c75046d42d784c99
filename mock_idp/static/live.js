/* Everything here is an addition: each page works without it. */
(() => {
  const doc = document;

  // An error found after sending: move focus to it, so that screen readers start there.
  doc.querySelector("[data-focus]")?.focus();

  // A page that only hands fields on: send it.
  doc.querySelector("form[data-send]")?.submit();

  // Who is leaving this page is not called back to it by an answer that comes meanwhile.
  let left = -Infinity;
  addEventListener("beforeunload", () => { left = performance.now(); });
  const isLeaving = () => performance.now() - left < 10000;

  // Live parts: <div data-live="/url" data-live-every="2"> is fetched again and replaced when it changed.
  // 200 + html: swap. 204 or 304: nothing new. X-Live-Location: go there. Pauses while the tab is hidden, backs off on errors.
  for (const el of doc.querySelectorAll("[data-live]")) {
    const every = 1000 * (el.dataset.liveEvery || 5);
    let etag = null, wait = every, timer, busy = false;
    const tick = async () => {
      if (busy) return;
      busy = true;
      try {
        const answer = await fetch(el.dataset.live, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store", credentials: "same-origin" });
        if (isLeaving()) return void plan();
        const to = answer.headers.get("X-Live-Location");
        if (to) return void location.assign(new URL(to, location).href);
        if (answer.status >= 400) return void location.reload();
        const held = el.contains(doc.activeElement) ? doc.activeElement : null;
        if (answer.status === 200 && (!held || held.matches("summary[id]"))) {
          const html = await answer.text();
          const open = [...el.querySelectorAll("details[id][open]")].map(d => d.id);
          if (html.trim() !== el.innerHTML.trim()) el.innerHTML = html;
          for (const id of open) doc.getElementById(id)?.setAttribute("open", "");
          if (held) doc.getElementById(held.id)?.focus();
          etag = answer.headers.get("ETag");
        }
        wait = every;
      } catch {
        wait = Math.min(wait * 2, 60000);
      } finally {
        busy = false;
      }
      plan();
    };
    const plan = () => {
      clearTimeout(timer);
      if (!doc.hidden) timer = setTimeout(tick, wait);
    };
    doc.addEventListener("visibilitychange", () => { if (!doc.hidden) tick(); });
    plan();
  }
})();
