// The desk's keys, its two-way pointing and its selections. Pages read and link without it.
const all = (query, root = document) => [...root.querySelectorAll(query)];
const one = (query, root = document) => root.querySelector(query);
const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* kept for this page only */ } };

// ---- appearance
const root = document.documentElement;
const theme = stored("theme");
if (theme) root.dataset.theme = theme;

function act(name) {
  if (name === "theme") {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    store("theme", root.dataset.theme);
    document.dispatchEvent(new CustomEvent("theme"));
  } else if (name === "keys") one("#all-keys").showModal();
  else if (name === "marks") {
    const order = ["all", "event", "none"];
    root.dataset.marks = order[(order.indexOf(root.dataset.marks) + 1) % 3];
    all("[data-say=marks]").forEach((e) => { e.textContent = root.dataset.marks === "event" ? "this event" : root.dataset.marks; });
  }
}

// ---- pointing: a value lights its words, the words light their value
const piecesOf = (id) => all(`[data-c~="${CSS.escape(id)}"]`);
function light(ids) {
  all(".lit").forEach((e) => e.classList.remove("lit"));
  for (const id of ids) {
    document.getElementById(id)?.classList.add("lit");
    piecesOf(id).forEach((e) => e.classList.add("lit"));
  }
}
function pointed(target) {
  const words = target.closest?.("[data-c]");
  if (words) return words.dataset.c.split(" ");
  const claim = target.closest?.(".claim, [data-claim]");
  return claim ? [claim.dataset.claim ?? claim.id] : [];
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (e) => light(pointed(e.target)));

function wash() {
  all(".w.ev").forEach((e) => e.classList.remove("ev"));
  all(".card[open] .claim:not(.gone)").forEach((c) => piecesOf(c.id).forEach((e) => e.classList.add("ev")));
}

function reveal(id) {
  const row = document.getElementById(id);
  const card = row?.closest("details.card");
  if (card) card.open = true;
  return row;
}

// ---- what has to be done anew whenever the page's content was exchanged
function begin() {
  all("[data-act], [data-key]").forEach((e) => { e.hidden = false; });
  all(".card").forEach((card) => card.addEventListener("toggle", wash));
  if (one(".card")) wash();
  all(".facetbox").forEach((d) => { if (!d.dataset.met && getComputedStyle(d.firstElementChild).display !== "none") d.open = false; d.dataset.met = "1"; });
  const letters = one("[data-act=letters]");
  if (letters) letters.checked = stored("letters") !== "off";
  all("select[data-act=role]").forEach(showFields);
  all("[data-submits]").forEach((e) => e.addEventListener("change", () => e.form.requestSubmit()));
  unfold();
  document.dispatchEvent(new CustomEvent("content"));
}
function unfold() {
  const row = location.hash.length > 1 && reveal(decodeURIComponent(location.hash.slice(1)));
  if (row && row.matches("details")) row.open = true;
}
addEventListener("hashchange", unfold);
function showFields(select) {
  all(".roled", select.form).forEach((fields) => {
    const mine = fields.dataset.role.split(" ").includes(select.value);
    fields.hidden = !mine;
    fields.disabled = !mine;
  });
}

document.addEventListener("click", (e) => {
  const actor = e.target.closest("[data-act]");
  if (actor && actor.dataset.act !== "letters") act(actor.dataset.act);
  const words = e.target.closest("mark.w");
  if (words && getSelection().isCollapsed) {
    const row = reveal(words.dataset.c.split(" ")[0]);
    row?.scrollIntoView({ block: "nearest" });
    one(".v", row ?? document.body)?.focus({ preventScroll: true });
  }
  const maker = e.target.closest("[data-make]");
  if (maker) make(maker.dataset.make);
});
document.addEventListener("change", (e) => {
  if (e.target.matches("[data-act=letters]")) store("letters", e.target.checked ? "on" : "off");
  if (e.target.matches("select[data-act=role]")) showFields(e.target);
});

// ---- selecting words of a report
const points = (text) => [...text].length;
function offset(node, at) {
  const block = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
  if (!block) return null;
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, at);
  return Number(block.dataset.start) + points(range.toString());
}
let selected = null;
function selection() {
  const s = getSelection();
  if (s.isCollapsed || !s.rangeCount) return null;
  const range = s.getRangeAt(0);
  const report = one(".report");
  if (!report?.contains(range.commonAncestorContainer)) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  const raw = range.toString();
  if (start === null || end === null || start >= end) return null;
  const lead = points(raw) - points(raw.trimStart());
  return raw.trim() ? { start: start + lead, end: start + lead + points(raw.trim()), quote: raw.trim() } : null;
}
document.addEventListener("selectionchange", () => {
  const found = selection();
  if (found) selected = found;
  else if (!document.activeElement?.closest("form")) selected = null;
  const bar = one(".addbar");
  if (bar) bar.hidden = !found;
});
function fill(form, words) {
  form.elements.start.value = words.start;
  form.elements.end.value = words.end;
  form.elements.quote.value = words.quote;
}
function make(role) {
  const box = one("#adding");
  if (!box || !selected) return;
  const form = one("form", box);
  const open = one(".card[open]");
  box.open = true;
  fill(form, selected);
  form.elements.subject.value = role === "event" || !open ? "" : open.id;
  form.elements.role.value = role === "event" ? "what" : role;
  showFields(form.elements.role);
  one(".addbar").hidden = true;
  box.scrollIntoView({ block: "nearest" });
  one(".roled:not([hidden]) :is(input, select), button", form)?.focus();
}

// ---- keys
const stops = () => all(".card > summary, .queue h3 a, .result tbody th a, .matrix .cell > a, .listed h3 a, .listed td:first-child a, .listed th[scope=row] a");
function step(list, by) {
  const here = document.activeElement;
  let at = list.findIndex((e) => e === here || e.parentElement?.contains(here) && here !== document.body);
  const card = here?.closest?.("details.card");
  if (at < 0 && card) at = list.indexOf(card.firstElementChild);
  const next = list[Math.min(list.length - 1, Math.max(0, at + by))];
  if (!next) return;
  next.focus();
  if (next.matches(".card > summary") && by) {
    all(".card[open]").forEach((c) => { if (c !== next.parentElement && !c.contains(next)) c.open = false; });
    next.parentElement.open = true;
  }
}
function value(by) {
  const card = document.activeElement?.closest?.("details.card") ?? one(".card[open]");
  if (!card) return false;
  const list = all(".claim .v", card);
  const at = list.indexOf(document.activeElement?.closest?.(".claim")?.querySelector(".v"));
  list[Math.min(list.length - 1, Math.max(0, at + by))]?.focus();
  return true;
}
function cell(dx, dy) {
  const here = document.activeElement?.closest?.(".matrix td, .matrix th");
  if (!here) return false;
  const rows = all(".matrix tbody tr");
  let y = rows.indexOf(here.parentElement), x = here.cellIndex;
  for (let tries = 0; tries < 60; tries++) {
    x += dx; y += dy;
    const next = rows[y]?.cells[x];
    if (!next) return true;
    const link = one("a", next);
    if (link) { link.focus(); return true; }
  }
  return true;
}
const current = () => document.activeElement?.closest?.(".claim") ?? one(".claim.lit");
let went = false;
// the selected words that a form, once it has come, is to take over
let words = null;
function press(key) {
  if (went) {
    went = false;
    const to = { d: "/", e: "/explore", h: "/history" }[key];
    if (to) location.assign(to);
    return true;
  }
  if (selected && /^[1-8]$/.test(key)) { make(["what", "who", "whom", "where", "when", "toll", "means", "responsibility"][key - 1]); return true; }
  if (selected && key === "n") { make("event"); return true; }
  if (key === "s" && selected) {
    const link = current() && one('[data-do="c"]', current());
    if (!link) return false;
    words = selected;
    link.click();
    return true;
  }
  if ("arc".includes(key)) {
    const target = current() && one(`[data-do="${key}"]`, current());
    if (target) { target.click(); return true; }
  }
  if (key === "A") { const b = one('.card[open] [data-do="A"]'); b?.click(); return Boolean(b); }
  if (key === "j" || key === "k") { step(stops(), key === "j" ? 1 : -1); return true; }
  if (key === "g") { went = true; return true; }
  if (key === "?") { act("keys"); return true; }
  if (key === "/") { one("input[type=search]")?.focus(); return true; }
  if (key === "f") { const f = one(".facetbox"); if (f) { f.open = true; one("a, input", f)?.focus(); } return Boolean(f); }
  if (key === "v") {
    const views = all(".mapframe, #over-time, #in-a-table");
    const at = views.findIndex((view) => view.contains(document.activeElement));
    const next = views[(at + 1) % views.length];
    next?.setAttribute("tabindex", next.getAttribute("tabindex") ?? "-1");
    next?.scrollIntoView({ block: "start" });
    next?.focus({ preventScroll: true });
    return Boolean(next);
  }
  const opens = one(`[data-key-open~="${CSS.escape(key)}"]`);
  if (opens) { opens.open = true; one("input:not([type=hidden]), textarea, select, a", opens)?.focus(); return true; }
  const keyed = one(`[data-key="${CSS.escape(key)}"]`);
  if (keyed) { if (keyed.matches("select, input, textarea")) keyed.focus(); else keyed.click(); return true; }
  return false;
}
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || one("dialog[open]")) return;
  if (e.target.closest("input, select, textarea")) { if (e.key === "Escape") e.target.blur(); return; }
  const moves = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[e.key];
  if (moves) {
    if (cell(...moves) || (moves[1] && one(".card") && value(moves[1]))) e.preventDefault();
    return;
  }
  if (e.key === "Backspace") { history.back(); e.preventDefault(); return; }
  if (stored("letters") === "off" && e.key.length === 1 && e.key !== "?") return;
  if (e.key.length === 1 && press(e.key)) e.preventDefault();
});

// ---- content exchanged without loading the page: keep the place and the focus
let place = null;
document.addEventListener("htmx:beforeRequest", (e) => {
  if (e.detail.target.matches(".mend")) return;
  place = { y: scrollY, cards: one(".cards")?.scrollTop, id: document.activeElement?.closest?.(".claim, .card, .queue li")?.id, open: all("details.card[open]").map((d) => d.id) };
});
document.addEventListener("htmx:afterSettle", (e) => {
  const mend = e.detail.target.matches(".mend") && one("form", e.detail.target);
  if (mend) {
    if (words) fill(mend, words);
    words = null;
    one("input:not([type=hidden]), select", mend)?.focus();
    return;
  }
  begin();
  if (!place) return;
  all("details.card").forEach((d) => { d.open = place.open.length ? place.open.includes(d.id) : d.open; });
  scrollTo(0, place.y);
  if (one(".cards")) one(".cards").scrollTop = place.cards ?? 0;
  const row = place.id && document.getElementById(place.id);
  if (row) (one(".v, summary, a", row) ?? row).focus({ preventScroll: true });
  else if (one("[role=alert]")) one("#main").focus();
  place = null;
});
const asked = new URLSearchParams(location.search).get("event");
if (asked && !location.hash) document.getElementById(asked)?.closest(".cards") && scrollCards(document.getElementById(asked));
function scrollCards(card) {
  const pane = card.closest(".cards");
  // On a narrow page the cards follow the report; there the report stays in sight.
  if (getComputedStyle(pane).overflowY === "auto") pane.scrollTop = card.offsetTop - pane.offsetTop;
}
document.addEventListener("htmx:sendError", () => { one("#said").textContent = "The desk did not answer. Nothing was saved; try again."; });
// ---- what others do on the thing that is shown
// A window keeps its name from page to page, so that nobody is told of himself.
function windowName() {
  const made = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
  try {
    const kept = sessionStorage.getItem("window") ?? made;
    sessionStorage.setItem("window", kept);
    return kept;
  } catch { return made; }
}
const mine = windowName();
function tell(box, lines) {
  const words = lines.join(" ");
  if (box.dataset.told === words) return;
  box.dataset.told = words;
  box.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  if (lines.length && box.dataset.stale) {
    const anew = Object.assign(document.createElement("a"), { href: location.href, textContent: "Load the page anew" });
    anew.addEventListener("click", (e) => { e.preventDefault(); location.reload(); });
    box.append(anew);
  }
}
async function watch() {
  const box = one("[data-watch]");
  if (!box || document.hidden) return;
  const asked = new URLSearchParams({ since: box.dataset.since, window: mine });
  let answer;
  try { answer = await fetch(`${box.dataset.watch}?${asked}`, { headers: { accept: "application/json" } }); } catch { return; }
  if (!box.isConnected) return;
  if (answer.status === 404) {
    box.dataset.stale = "1";
    tell(box, ["What this page shows is no longer there as it was: somebody joined, split or corrected it."]);
  }
  if (!answer.ok) return;
  const { others, acts, more } = await answer.json();
  const lines = [];
  if (others.length) lines.push(`${others.join(", ")} ${others.length > 1 ? "have" : "has"} this page open too.`);
  if (acts.length) {
    const told = acts.map((act) => `${act.by} ${act.said}, ${act.at}`).join("; ");
    lines.push(`Decided since you opened it: ${told}${more ? `; and ${more} more` : ""}.`);
    box.dataset.stale = "1";
  }
  tell(box, lines);
}
setInterval(watch, 5000);
document.addEventListener("visibilitychange", watch);
document.addEventListener("content", watch);
begin();
