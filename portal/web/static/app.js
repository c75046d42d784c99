// Everything here is an addition: each page works without it.
(() => {
  const doc = document;
  doc.documentElement.classList.add("js");

  // Error summary: move focus to it, so that screen readers start there.
  doc.querySelector("[data-errsum]")?.focus();

  // File box: show the chosen name in the page's own language.
  for (const box of doc.querySelectorAll("[data-drop]")) {
    const input = box.querySelector("input"), name = box.querySelector("[data-drop-name]");
    input.addEventListener("change", () => {
      const f = input.files[0];
      box.classList.toggle("has-file", !!f);
      name.textContent = f ? `${f.name} (${Math.max(1, Math.round(f.size / 1024))} KB)` : box.dataset.empty;
    });
    for (const [type, on] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
      input.addEventListener(type, () => box.classList.toggle("is-over", on));
    }
  }

  for (const a of doc.querySelectorAll("[data-print]")) {
    a.addEventListener("click", (e) => { e.preventDefault(); print(); });
  }

  // Suggestions: <input data-suggest="/api/communes" list="…" data-suggest-with="id of the province">.
  for (const input of doc.querySelectorAll("[data-suggest]")) {
    const list = doc.getElementById(input.getAttribute("list"));
    let timer, asked = "";
    const ask = async () => {
      const q = input.value.trim();
      if (q.length < 2 || q === asked) return;
      asked = q;
      const where = new URL(input.dataset.suggest, location);
      where.searchParams.set("q", q);
      const other = doc.getElementById(input.dataset.suggestWith);
      if (other?.value) where.searchParams.set("province", other.value);
      try {
        const found = await (await fetch(where, { headers: { Accept: "application/json" } })).json();
        if (q !== input.value.trim()) return;
        list.replaceChildren(...found.communes.map((c) => Object.assign(doc.createElement("option"), { value: c.full_name, label: c.note })));
      } catch { /* the box stays a plain text box */ }
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  }

  // A second press of the same button does not send twice; the server would not mind either.
  for (const form of doc.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (e) => {
      if (form.dataset.sent) e.preventDefault();
      form.dataset.sent = "1";
      setTimeout(() => delete form.dataset.sent, 4000);
    });
    addEventListener("pageshow", () => delete form.dataset.sent);
  }

  // Live parts: <div data-live="/url" data-live-every="5"> is fetched again and replaced when it changed.
  // 200 + html: swap. 204 or 304: nothing new. X-Live-Location: go there. Pauses while the tab is hidden, backs off on errors.
  for (const el of doc.querySelectorAll("[data-live]")) {
    const every = 1000 * (el.dataset.liveEvery || 5);
    let etag = el.dataset.liveTag || null, wait = every, timer;
    const say = (t) => { const out = doc.getElementById(el.dataset.liveStatus); if (out && t) out.textContent = t; };
    const tick = async () => {
      try {
        const r = await fetch(el.dataset.live, { headers: etag ? { "If-None-Match": etag } : {}, cache: "no-store", credentials: "same-origin" });
        const to = r.headers.get("X-Live-Location");
        if (to) return void location.assign(new URL(to, location).href);
        if (r.redirected) return void location.reload();
        if (r.status === 200) {
          // Never replace the part that holds the focus: the reader would lose their place. The next tick tries again.
          if (!el.contains(doc.activeElement)) {
            el.innerHTML = await r.text();
            etag = r.headers.get("ETag");
            say(el.querySelector("[data-live-say]")?.textContent.trim());
          }
        } else if (r.status >= 400) throw r.status;
        wait = every;
      } catch { wait = Math.min(wait * 2, 60000); }
      plan();
    };
    const plan = () => { clearTimeout(timer); if (!doc.hidden) timer = setTimeout(tick, wait); };
    doc.addEventListener("visibilitychange", () => { if (!doc.hidden) tick(); });
    plan();
  }
})();
