// A trace: one row a step, its bar on a shared timeline, and what it gave unfolded under it.

const CSS = `
.kgt-grid { width:100% }
.kgv .kgt-row { display:grid; grid-template-columns:minmax(150px, 190px) minmax(0, 1fr) minmax(90px, 190px) 46px 66px 60px; gap:0 12px; align-items:center;
  padding:3px 14px; min-height:30px; cursor:pointer; border:0 solid color-mix(in srgb, var(--line) 55%, transparent); border-bottom-width:1px; font-weight:400; width:100% }
.kgv button.kgt-row { border-radius:0; text-align:left }
.kgt-row[aria-expanded=true] { background:color-mix(in srgb, var(--accent) 10%, transparent) }
.kgv .kgt-head { position:sticky; top:0; background:var(--ground); z-index:1; cursor:default; color:var(--muted); font-size:12px; border-color:var(--line) }
.kgt-name { display:flex; align-items:center; gap:7px; min-width:0 }
.kgt-name b { font-weight:600 }
.kgt-fold { width:18px; text-align:center; color:var(--muted); flex:none; border-radius:4px; font-size:11px }
.kgt-fold:hover { background:var(--hover) }
.kgt-lane { position:relative; height:8px; border-radius:4px; background:color-mix(in srgb, var(--hover) 80%, transparent) }
.kgt-lane i { position:absolute; top:0; height:100%; min-width:3px; border-radius:4px; background:var(--muted) }
.kgt-bad { color:var(--bad) }
.kgt-more { padding:10px 14px 14px 40px; border-bottom:1px solid var(--line); display:flex; flex-direction:column; gap:10px }
.kgt-facts { display:grid; grid-template-columns:auto 1fr; gap:2px 14px }
.kgt-facts dt { color:var(--muted) } .kgt-facts dd, .kgt-facts dt { margin:0 }
.kgt-lists { display:grid; grid-template-columns:repeat(auto-fit, minmax(300px, 1fr)); gap:12px 26px }
.kgt-lists ol { list-style:none; display:flex; flex-direction:column; margin-top:4px }
.kgt-lists li { display:grid; grid-template-columns:22px 1fr auto; gap:0 8px; padding:4px 0; border-top:1px solid color-mix(in srgb, var(--line) 60%, transparent) }
.kgt-lists li > .from { grid-column:2 / -1; display:flex; gap:6px; flex-wrap:wrap; color:var(--muted); font-size:12px; align-items:center }
.kgt-lists .text { overflow-wrap:anywhere; display:-webkit-box; -webkit-line-clamp:3; -webkit-box-orient:vertical; overflow:hidden }
.kgt-lists li.gone .text { color:var(--muted) }
.kgt-text { white-space:pre-wrap; overflow-wrap:anywhere }
.kgv-body { container-type:inline-size }
@container (max-width: 640px) { .kgv .kgt-row { grid-template-columns:minmax(110px, 140px) minmax(0, 1fr) 40px 52px 50px } .kgt-row > :nth-child(3) { display:none } .kgt-more { padding-left:16px } }
.kgt-route { display:inline-flex; gap:5px; align-items:center }
`;

function render({ model, el: host }) {
  const closed = new Set();
  let focus = "";
  const route = (view, name, color, more = "") => el("span", { class: "kgt-route" }, el("i", { class: "kgv-dot", style: { background: color } }), view.say(name) + more);
  function unfolded(view, detail, row) {
    const facts = detail.facts.length > 0 && el("dl", { class: "kgt-facts", style: { margin: "0" } }, detail.facts.flatMap(([key, value]) => [el("dt", {}, view.say(key)), el("dd", {}, value)]));
    const item = (one) => el("li", { class: one.kept === 0 ? "gone" : "" }, el("span", { class: "kgv-num" }, String(one.rank)), el("span", { class: "text" }, one.text),
      el("span", { class: "kgv-num" }, one.score === null ? "" : num(one.score, 3)),
      (one.was.length > 0 || one.kept !== null) && el("span", { class: "from" }, one.was.map((was) => route(view, was.route, was.color, ` ${was.rank}`)),
        one.kept !== null && route(view, one.route, one.color), one.kept !== null && el("span", {}, one.kept ? view.say("kept", { n: one.kept }) : view.say("dropped"))));
    return el("div", { class: "kgt-more" }, row.error && el("p", { class: "kgt-bad kgt-text" }, row.error), detail.text && el("p", { class: "kgt-text" }, detail.text), facts,
      detail.lists.length > 0 && el("div", { class: "kgt-lists" }, detail.lists.map((list) => el("section", {},
        el("h3", {}, view.say(list.title), " ", el("span", { class: "kgv-soft" }, list.total > list.items.length ? view.say("count", { n: list.items.length, total: list.total }) : String(list.total))),
        list.items.length ? el("ol", {}, list.items.map(item)) : el("p", { class: "kgv-soft" }, view.say("nothing"))))));
  }
  function draw(view) {
    const { question = "", rows = [], bars = {}, whole = 1, detail = {} } = view.get("shown") || {};
    const selected = view.get("selected") || "";
    view.root.setAttribute("aria-label", view.say("title"));
    const rounds = rows.filter((row) => row.step === "Round").map((row) => row.id);
    const fold = rounds.some((id) => !closed.has(id));
    put(view.bar, el("b", {}, view.say("title")), el("span", { class: "kgv-cut kgv-grow", title: question }, question),
      rounds.length > 0 && el("button", { class: "edge", onclick: () => { rounds.forEach((id) => (fold ? closed.add(id) : closed.delete(id))); view.redraw(); } }, view.say(fold ? "close_all" : "open_all")));
    const tokens = rows.reduce((sum, row) => sum + row.prompt + row.completion, 0);
    put(view.foot, el("span", { class: "kgv-grow" }, view.say("foot", { steps: rows.filter((row) => row.step !== "Round").length, ms: num(whole, 0), tokens: num(tokens) })), el("span", {}, view.say("keys")));
    const seen = rows.filter((row) => !closed.has(row.parent));
    const toggle = (row) => { focus = row.id; view.tell("selected", selected === row.id ? "" : row.id); view.redraw(); };
    const line = (row) => {
      const bar = bars[row.id] || span(rows, bars, row);
      const words = row.step === "Round" ? view.say("Round", { n: row.label }) : view.say(row.step);
      const label = row.step === "Round" ? "" : row.step === "Reflected" && row.label === "✓" ? view.say("enough") : row.label;
      const button = el("button", { class: "kgt-row", "aria-expanded": selected === row.id ? "true" : "false", onclick: () => toggle(row) },
        el("span", { class: "kgt-name", style: { "padding-left": `${row.depth * 18}px` } },
          row.step === "Round" ? el("span", { class: "kgt-fold", onclick: (event) => { event.stopPropagation(); closed.has(row.id) ? closed.delete(row.id) : closed.add(row.id); view.redraw(); } }, closed.has(row.id) ? "▸" : "▾") : el("span", { class: "kgt-fold" }, ""),
          row.route ? route(view, row.route, row.color) : el("b", {}, words)),
        el("span", { class: "kgv-cut", title: label }, row.error ? el("span", { class: "kgt-bad" }, row.error) :
          [row.respelled?.length > 0 && el("span", { class: "kgv-soft respelled" }, `${view.say("respelled")}: ${row.respelled.map((pair) => pair.join(" → ")).join(", ")} · `), label], row.cached && el("span", { class: "kgv-soft" }, ` · ${view.say("cached")}`)),
        el("span", { class: "kgt-lane" }, bar && el("i", { style: { left: `${(100 * bar[0]) / (whole || 1)}%`, width: `${(100 * (bar[1] - bar[0])) / (whole || 1)}%`, background: row.color || (row.step === "Round" ? "color-mix(in srgb, var(--muted) 45%, transparent)" : "var(--muted)") } })),
        el("span", { class: "kgv-num" }, row.count ? num(row.count) : ""), el("span", { class: "kgv-num" }, row.ms ? num(row.ms, row.ms < 10 ? 1 : 0) : ""),
        el("span", { class: "kgv-num" }, row.prompt + row.completion ? num(row.prompt + row.completion) : ""));
      button.dataset.id = row.id;
      return selected === row.id && detail.id === row.id ? [button, unfolded(view, detail, row)] : [button];
    };
    const head = el("div", { class: "kgt-row kgt-head" }, el("span", { style: { "padding-left": "25px" } }, view.say("step")), el("span"), el("span", {}, view.say("time")), ...["out", "ms", "tokens"].map((key) => el("span", { class: "kgv-num" }, view.say(key))));
    refill(view.body, el("div", { class: "kgt-grid" }, head, seen.flatMap(line)));
    if (focus && document.activeElement !== view.root) view.body.querySelector(`[data-id="${focus}"]`)?.focus({ preventScroll: true });
    view.root.onkeydown = (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const all = [...view.body.querySelectorAll("button.kgt-row")], at = all.findIndex((one) => one === view.root.getRootNode().activeElement);
      const next = all[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { focus = next.dataset.id; next.focus(); }
      event.preventDefault();
      event.stopPropagation();
    };
  }
  function span(rows, bars, row) {
    const inner = rows.filter((one) => one.parent === row.id && bars[one.id]).map((one) => bars[one.id]);
    return inner.length ? [Math.min(...inner.map((bar) => bar[0])), Math.max(...inner.map((bar) => bar[1]))] : null;
  }
  return frame(model, host, CSS, ["shown", "selected"], draw).dispose;
}

export default { render };
