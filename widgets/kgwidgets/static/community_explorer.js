// The knowledge tree as an icicle, coarse at the left, and the community in hand at the right.

const CSS = `
.kgc-two { display:grid; grid-template-columns:minmax(240px, 46%) 1fr; height:100% }
.kgc-map { position:relative; border-right:1px solid var(--line); padding:8px; min-height:0; overflow:hidden }
.kgc-map svg { display:block; width:100%; height:100% }
.kgc-map g.block { cursor:pointer; outline:0 }
.kgc-map g.block rect { transition:fill-opacity .15s }
.kgc-map g.block:hover rect { fill-opacity:.62 }
.kgc-map g.block:focus-visible rect { stroke:var(--accent); stroke-width:2 }
.kgc-map text { font-size:12px; fill:var(--ink); pointer-events:none }
.kgc-map g.under text { fill:var(--muted) }
.kgc-out { position:absolute; right:12px; bottom:12px; background:var(--raised) !important }
.kgc-card { overflow:auto; padding:14px 18px; display:flex; flex-direction:column; gap:12px; min-width:0 }
.kgc-card > * { flex:none }
.kgc-name { display:flex; gap:8px; align-items:center }
.kgc-name input { flex:1; font-weight:600; font-size:14px }
.kgc-words { display:flex; gap:5px; flex-wrap:wrap }
.kgc-do { display:flex; gap:6px; flex-wrap:wrap; align-items:center }
.kgc-do select { max-width:190px; border-radius:7px }
.kgc-list { display:flex; flex-direction:column; border-top:1px solid var(--line) }
.kgc-list label { display:grid; grid-template-columns:15px 8px 1fr auto auto; gap:9px; align-items:center; padding:4px 2px; border-bottom:1px solid color-mix(in srgb, var(--line) 60%, transparent); cursor:pointer }
.kgc-list label:hover { background:color-mix(in srgb, var(--hover) 60%, transparent) }
.kgc-slide { display:flex; align-items:center; gap:7px; color:var(--muted); font-size:12px }
.kgc-slide input { width:104px; margin:0 }
.kgc-note { display:flex; gap:10px; align-items:center; padding:6px 12px; border-bottom:1px solid var(--line); background:color-mix(in srgb, var(--accent) 9%, var(--ground)) }
.kgv .kgc-below button { padding:1px 9px; border-radius:10px; font-size:12px; border-color:var(--line); max-width:100%; overflow:hidden; text-overflow:ellipsis }
.kgc-summary { color:var(--muted); overflow-wrap:anywhere; display:-webkit-box; -webkit-line-clamp:4; -webkit-box-orient:vertical; overflow:hidden }
@container (max-width: 640px) { .kgc-two { grid-template-columns:1fr; grid-template-rows:240px auto; height:auto } .kgc-map { border-right:0; border-bottom:1px solid var(--line) } }
.kgv-body { container-type:inline-size }
`;

function render({ model, el: host }) {
  let zoom = "", typed = null, note = null;
  let view;
  function icicle(width, height, data, selected, also) {
    const { blocks = [], levels = 0, total = 0 } = data;
    const at = new Map(blocks.map((block) => [block.id, block]));
    if (zoom && !at.has(zoom)) zoom = "";
    const top = at.get(zoom), from = top ? top.start : 0, to = top ? top.end : total || 1;
    const first = top ? levels - 1 - top.level : 0, columns = Math.max(1, levels - first);
    const wide = width / columns, scale = height / (to - from);
    const made = [];
    for (const block of blocks) {
      const column = levels - 1 - block.level - first;
      if (column < 0 || block.end <= from || block.start >= to) continue;
      const y = (block.start - from) * scale, high = (block.end - block.start) * scale;
      if (high < 0.6) continue;
      const chosen = block.id === selected || also.includes(block.id);
      const parent = at.get(block.parent);
      let over = false;
      for (let up = parent; up; up = at.get(up.parent)) over ||= up.cut;
      const x = column * wide, gap = high > 4 ? 1 : 0.2;
      const rect = svg("rect", { x: x + 1, y: y + gap / 2, width: wide - 2, height: Math.max(0.5, high - gap), rx: Math.min(4, high / 4),
        fill: view.dark ? block.dark : block.color, "fill-opacity": block.cut ? 0.4 : over ? 0.1 : 0.2, stroke: chosen ? "var(--accent)" : "none", "stroke-width": chosen ? 2 : 0 });
      const group = svg("g", { class: `block${over ? " under" : ""}`, tabindex: high > 14 ? 0 : -1, role: "treeitem", "aria-label": `${block.name}, ${block.size}`, "aria-selected": chosen ? "true" : "false", "data-id": block.id });
      const title = svg("title");
      title.textContent = `${block.name} · ${block.size}`;
      group.append(rect, title);
      if (high >= 15) {
        const text = svg("text", { x: x + 8, y: y + Math.min(high / 2 + 4, 18) });
        text.textContent = fitted(block.name, wide - 46);
        const count = svg("text", { x: x + wide - 8, y: y + Math.min(high / 2 + 4, 18), "text-anchor": "end", style: "fill:var(--muted)" });
        count.textContent = String(block.size);
        group.append(text, count);
      }
      const choose = (event) => {
        event.preventDefault();
        event.stopPropagation();
        if (event.shiftKey && selected && block.id !== selected) return view.tell("also", also.includes(block.id) ? also.filter((one) => one !== block.id) : [...also, block.id]);
        if (block.id === selected && block.level > 0) zoom = zoom === block.id ? block.parent : block.id;
        else if (block.id !== selected) { model.set("also", []); view.tell("selected", block.id); }
        view.redraw();
        return undefined;
      };
      group.addEventListener("click", choose);
      group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") choose(event); });
      made.push(group);
    }
    return svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "tree", "aria-label": view.say("title") }, ...made);
  }
  // A label is cut to the room it has; where not even three characters fit there is none.
  const ruler = document.createElement("canvas").getContext("2d");
  function fitted(name, room) {
    ruler.font = "12px Inter, Roboto, 'Segoe UI', 'Noto Sans', sans-serif";
    if (ruler.measureText(name).width <= room) return name;
    let end = name.length;
    while (end > 2 && ruler.measureText(`${name.slice(0, end)}…`).width > room) end -= 1;
    return end > 2 ? `${name.slice(0, end).trimEnd()}…` : "";
  }
  function slider(name, low, high, value, label) {
    const input = el("input", { type: "range", min: 0, max: 1, step: 0.05, "aria-label": label });
    input.value = value;
    input.dataset.trait = name;
    let timer = 0;
    const send = () => { clearTimeout(timer); if (Number(input.value) !== model.get(name)) view.tell(name, Number(input.value)); };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(send, name === "weight" ? 350 : 90); });
    input.addEventListener("change", send);
    return el("span", { class: "kgc-slide" }, low, input, high);
  }
  const sliders = {};
  function draw(frameView) {
    view = frameView;
    const data = view.get("shown") || {};
    const { card = {}, preview, done = 0, last = "", blocks = [] } = data;
    const selected = view.get("selected") || "", also = view.get("also") || [], checked = new Set(view.get("checked") || []);
    view.root.setAttribute("aria-label", view.say("title"));
    // Sliders stay in the page while they are dragged.
    const words = ["coarse", "meaning"].map((key) => view.say(key)).join();
    if (sliders.words !== words) {
      sliders.words = words;
      sliders.fine = slider("granularity", view.say("coarse"), view.say("fine"), view.get("granularity"), `${view.say("coarse")} – ${view.say("fine")}`);
      sliders.weight = slider("weight", view.say("meaning"), view.say("structure"), 0.5, `${view.say("meaning")} – ${view.say("structure")}`);
      sliders.undo = el("button", { class: "edge undo", onclick: () => view.ask("undo") }, view.say("undo"));
      put(view.bar, el("b", {}, view.say("title")), el("span", { class: "kgv-grow" }), sliders.fine, sliders.weight, sliders.undo);
    }
    sliders.undo.disabled = !done || preview;
    for (const [key, name] of [["fine", "granularity"], ["weight", "weight"]]) {
      const input = sliders[key].querySelector("input"), value = view.get(name) < 0 ? 0.5 : view.get(name);
      if (input !== view.root.getRootNode().activeElement || value === 0.5) input.value = value;
    }
    if (!note) { note = el("div", { class: "kgc-note" }); view.bar.after(note); }
    note.hidden = !preview;
    note.replaceChildren(el("span", { class: "kgv-grow" }, view.say("preview", { w: num(view.get("weight"), 2) })),
      el("button", { class: "edge back", onclick: () => view.ask("back") }, view.say("back")), el("button", { class: "main keep", onclick: () => view.ask("keep") }, view.say("keep")));
    put(view.foot, el("span", {}, view.say("showing", { n: num(data.cut), total: num(data.total) })), el("span", { class: "kgv-cut kgv-grow" }, last), el("span", {}, view.say("hint")));
    if (!blocks.length) return put(view.body, el("div", { class: "kgv-none" }, view.say("none")));
    const held = view.body.querySelector(".kgc-card"), top = held && held.dataset.card === card.id ? held.scrollTop : 0;
    const map = el("div", { class: "kgc-map" }), panel = el("div", { class: "kgc-card" });
    panel.dataset.card = card.id || "";
    put(view.body, el("div", { class: "kgc-two" }, map, panel));
    const focused = view.focused;
    const paint = () => {
      const box = map.getBoundingClientRect();
      map.replaceChildren(icicle(Math.max(60, map.clientWidth - 16), Math.max(60, (map.clientHeight || box.height) - 16), data, selected, also));
      if (zoom) map.append(el("button", { class: "edge kgc-out", onclick: () => { zoom = ""; view.redraw(); } }, view.say("out")));
    };
    paint();
    if (focused) map.querySelector(`[data-id="${focused}"]`)?.focus();
    panel.append(...(card.id ? inside(card, data, checked, also, preview) : [el("div", { class: "kgv-none" }, view.say("pick"))]));
    panel.scrollTop = top;
    if (!view.watch) { view.watch = new ResizeObserver(() => { const key = `${view.body.clientWidth}x${view.body.clientHeight}`; if (view.size !== key) { view.size = key; view.redraw(); } }); view.watch.observe(view.body); }
    return undefined;
  }
  function inside(card, data, checked, also, preview) {
    if (typed?.id !== card.id) typed = null;
    const field = el("input", { type: "text", value: typed?.name ?? card.name, "aria-label": view.say("name"), oninput: () => { typed = { id: card.id, name: field.value }; },
      onkeydown: (event) => { event.stopPropagation(); if (event.key === "Enter") rename(); } });
    const rename = () => { view.ask("rename", { name: field.value }); };
    const members = card.members.filter((one) => checked.has(one.id)).map((one) => one.id);
    const check = (id) => { checked.has(id) ? checked.delete(id) : checked.add(id); view.tell("checked", card.members.map((one) => one.id).filter((one) => checked.has(one))); };
    const finest = (data.blocks || []).filter((block) => block.level === 0 && block.id !== card.id).sort((a, b) => a.name.localeCompare(b.name));
    const move = el("select", { disabled: preview || !members.length, "aria-label": view.say("move"), onchange: () => view.ask("move", { to: move.value }) },
      el("option", { value: "" }, view.say("move")), finest.map((block) => el("option", { value: block.id }, `${block.name} · ${block.size}`)));
    return [
      el("div", { class: "kgc-name" }, field, el("button", { class: "edge rename", disabled: preview, onclick: rename }, view.say("rename"))),
      card.summary && el("p", { class: "kgc-summary", title: card.summary }, card.summary),
      card.keywords.length > 0 && el("div", { class: "kgc-words" }, card.keywords.map((word) => el("span", { class: "kgv-chip", title: String(word.weight) }, word.term))),
      card.below.length > 0 && el("div", { class: "kgc-words kgc-below" }, card.below.map((one) => el("button", { onclick: () => view.tell("selected", one.id) }, `${one.name} · ${one.size}`))),
      el("div", { class: "kgc-do" },
        el("button", { class: "edge merge", title: view.say("merge_tip"), disabled: preview || !also.length, onclick: () => view.ask("merge") }, also.length ? view.say("merge_n", { n: also.length + 1 }) : view.say("merge")),
        el("button", { class: "edge split", title: view.say("split_tip"), disabled: preview || !members.length || members.length >= card.total, onclick: () => view.ask("split") }, members.length ? view.say("split_n", { n: members.length }) : view.say("split")),
        move, el("button", { class: "edge pin", title: view.say("pin_tip"), disabled: preview || card.level > 0, onclick: () => view.ask("pin") }, view.say("pin"))),
      el("div", {}, el("h3", {}, view.say("members", { n: card.total }), ` · ${view.say("level", { n: card.level })}`, members.length > 0 && ` · ${view.say("chosen", { n: members.length })}`)),
      el("div", { class: "kgc-list" }, card.members.map((one) => el("label", {}, el("input", { type: "checkbox", checked: checked.has(one.id), disabled: preview, onchange: () => check(one.id) }),
        el("i", { class: "kgv-dot", style: { background: view.dark ? one.dark : one.color } }), el("span", { class: "kgv-cut" }, one.name, one.id === card.centre && el("span", { class: "kgv-soft" }, ` · ${view.say("centre")}`)),
        el("span", { class: "kgv-soft" }, one.type), el("span", { class: "kgv-num" }, String(one.relations)))), card.total > card.members.length && el("p", { class: "kgv-soft" }, view.say("more", { n: card.total - card.members.length }))),
    ].filter(Boolean);
  }
  const made = frame(model, host, CSS, ["shown", "selected", "also", "checked", "granularity", "weight"], draw);
  return () => { made.watch?.disconnect(); made.dispose(); };
}

export default { render };
