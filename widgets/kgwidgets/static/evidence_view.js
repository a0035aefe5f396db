// The evidence of an answer: what was said with its numbers at the left, cards at the right.

const CSS = `
.kge-two { display:grid; grid-template-columns:minmax(210px, 290px) 1fr; height:100% }
.kge-said { overflow:auto; border-right:1px solid var(--line); padding:14px 16px; display:flex; flex-direction:column; gap:12px }
.kge-said .text { font-size:14px; overflow-wrap:anywhere }
.kge-said ol { list-style:none; display:flex; flex-direction:column; gap:4px; margin:4px -8px 0 }
.kgv .kge-said li button { display:grid; grid-template-columns:auto 1fr; gap:2px 8px; white-space:normal; text-align:left; padding:6px 8px; width:100% }
.kge-said li button[aria-pressed=true] { background:color-mix(in srgb, var(--accent) 12%, transparent) }
.kge-said li .where { grid-column:2 }
.kge-n { display:inline-flex; align-items:center; justify-content:center; min-width:19px; height:19px; padding:0 5px; border-radius:10px; font-size:11.5px; font-weight:600;
  background:var(--cite); color:var(--ink); font-variant-numeric:tabular-nums }
.kge-cards { overflow:auto; padding:12px 14px; display:flex; flex-direction:column; gap:10px; scroll-behavior:smooth }
.kge-card { flex:none; border:1px solid var(--line); border-left:3px solid var(--route); border-radius:9px; padding:9px 13px; display:flex; flex-direction:column; gap:6px; cursor:pointer }
.kge-card:hover { border-color:color-mix(in srgb, var(--accent) 45%, var(--line)); border-left-color:var(--route) }
.kge-card[aria-selected=true] { outline:2px solid var(--accent); outline-offset:-1px }
.kge-top { display:flex; gap:9px; align-items:center; color:var(--muted); font-size:12px }
.kge-top .route { color:var(--ink); font-weight:600; display:inline-flex; gap:6px; align-items:center }
.kge-fact { font-weight:600; overflow-wrap:anywhere; display:-webkit-box; -webkit-line-clamp:3; -webkit-box-orient:vertical; overflow:hidden }
.kge-pass { overflow-wrap:anywhere; line-height:1.6 } .kge-pass.whole { white-space:pre-line }
.kge-where { display:flex; gap:8px; align-items:center; color:var(--muted); font-size:12px }
.kgv .kge-where button { padding:0 6px; font-size:12px; color:var(--accent) }
.kge-tabs { display:flex; gap:2px }
.kge-tabs button[aria-pressed=true] { background:var(--hover); font-weight:600 }
@container (max-width: 640px) { .kge-two { grid-template-columns:1fr; height:auto } .kge-said { border-right:0; border-bottom:1px solid var(--line) } .kge-cards { overflow:visible } }
.kgv-body { container-type:inline-size }
`;

// A passage is long: what is marked stays with some words on either side of it.
function cropped(segments) {
  const first = segments.findIndex((one) => one.kind), many = segments.length, room = 150;
  if (first < 0) { const all = segments.map((one) => one.text).join(""); return [{ text: all.length > 340 ? `${all.slice(0, 340).trimEnd()} …` : all }]; }
  return segments.map((one, k) => {
    if (one.kind || one.text.length <= 2 * room) return one;
    // Cut between words, where the script has any.
    const head = one.text.slice(0, room).replace(/\s\S{0,20}$/, ""), tail = one.text.slice(-room).replace(/^\S{0,20}\s/, "");
    return { text: k === 0 ? `… ${tail}` : k === many - 1 ? `${head} …` : `${head} … ${tail}` };
  });
}
const long = (segments) => segments.some((one) => !one.kind && one.text.length > 300);

function render({ model, el: host }) {
  const open = new Set();
  let only = false, was = "";
  function draw(view) {
    const { question = "", text = "", found, unsupported, nearest = [], citations = [], cards = [] } = view.get("shown") || {};
    const selected = view.get("selected") || "";
    view.root.setAttribute("aria-label", view.say("title"));
    const cited = cards.filter((card) => card.citations.length);
    if (!cited.length) only = false;
    const tab = (wanted, words) => el("button", { "aria-pressed": only === wanted ? "true" : "false", disabled: wanted && !cited.length, onclick: () => { only = wanted; view.redraw(); } }, words);
    put(view.bar, el("b", {}, view.say("title")), el("span", { class: "kgv-soft kgv-cut kgv-grow", title: question }, question),
      el("span", { class: "kge-tabs" }, tab(false, view.say("all", { n: cards.length })), tab(true, view.say("only", { n: cited.length }))));
    const documents = new Set(cards.flatMap((card) => card.passages.map((one) => one.document)));
    put(view.foot, el("span", {}, view.say("foot", { n: cards.length, d: documents.size })));
    const choose = (id) => view.tell("selected", id === selected ? "" : id);
    const quote = (row) => el("li", {}, el("button", { "aria-pressed": row.evidence === selected && selected ? "true" : "false", onclick: () => { only = false; choose(row.evidence); view.redraw(); } },
      el("span", { class: "kge-n" }, String(row.number)), el("span", {}, row.quote), el("span", { class: "kgv-soft where" }, `${row.document} · ${row.start}–${row.end}`)));
    const said = el("div", { class: "kge-said" }, el("div", {}, el("h3", {}, view.say("answer")), el("p", { class: "text" }, text, ...citations.map((row) => [" ", el("span", { class: "kge-n" }, String(row.number))]).flat())),
      unsupported && el("p", { class: "kgv-soft" }, view.say("own")), !found && el("p", { class: "kgv-soft" }, view.say("lacking"), " ", nearest.join(", ") || "–"),
      el("div", {}, el("h3", {}, view.say("citations")), citations.length ? el("ol", {}, citations.map(quote)) : el("p", { class: "kgv-soft" }, view.say("no_citations"))));
    const passage = (card, one) => {
      const key = `${card.id}/${one.chunk}`, whole = open.has(key);
      return [el("p", { class: whole ? "kge-pass whole" : "kge-pass" }, marked(whole ? one.segments : cropped(one.segments))),
        el("div", { class: "kge-where" }, el("span", { class: "kgv-cut" }, one.title && one.title !== one.document ? `${one.title} · ${one.document}` : one.document),
          (whole || long(one.segments)) && el("button", { onclick: (event) => { event.stopPropagation(); whole ? open.delete(key) : open.add(key); view.redraw(); } }, view.say(whole ? "less" : "whole")))];
    };
    const made = (only ? cited : cards).map((card) => {
      const box = el("article", { class: "kge-card", tabIndex: 0, "aria-selected": card.id === selected ? "true" : "false", style: { "--route": card.color }, onclick: () => choose(card.id),
        onkeydown: (event) => { if (event.target === box && event.key === "Enter") { choose(card.id); event.preventDefault(); event.stopPropagation(); } } },
        el("div", { class: "kge-top" }, el("span", { class: "route" }, el("i", { class: "kgv-dot", style: { background: card.color } }), view.say(card.route)), el("span", { class: "kgv-cut kgv-grow" }, card.why),
          card.chunks > 1 && el("span", {}, view.say("more", { n: card.chunks })), el("span", { class: "kgv-num" }, view.say("score", { n: num(card.score, 2) })), card.citations.map((n) => el("span", { class: "kge-n" }, String(n)))),
        card.route !== "chunk" && el("p", { class: "kge-fact" }, card.text),
        ...(card.passages.length ? card.passages.slice(0, card.route === "community" ? 0 : 1) : []).flatMap((one) => passage(card, one)));
      box.dataset.id = card.id;
      return box;
    });
    const held = view.body.querySelector(".kge-cards")?.scrollTop || 0;
    const list = el("div", { class: "kge-cards", role: "listbox" }, made.length ? made : el("div", { class: "kgv-none" }, view.say("none")));
    put(view.body, el("div", { class: "kge-two" }, said, list));
    list.style.scrollBehavior = "auto";
    list.scrollTop = held;
    const at = made.find((box) => box.dataset.id === selected);
    if (at && selected !== was) { const low = at.offsetTop - list.offsetTop; if (low < list.scrollTop || low > list.scrollTop + list.clientHeight - 80) list.scrollTop = low - 12; }
    was = selected;
  }
  return frame(model, host, CSS, ["shown", "selected"], draw).dispose;
}

export default { render };
