// The merge queue: candidates at the left, the one in hand at the right.

const STYLE = `
.kgm-two { display:grid; grid-template-columns:minmax(180px, 240px) 1fr; height:100%; min-height:0 }
.kgm-queue { overflow:auto; border-right:1px solid var(--line); padding:6px }
.kgm-queue button { display:flex; width:100%; gap:8px; align-items:center; text-align:left; padding:5px 9px; font-weight:400 }
.kgm-queue button[aria-current=true] { background:color-mix(in srgb, var(--accent) 14%, transparent) }
.kgm-mark { flex:none; color:var(--muted); font-size:11px }
.kgm-mark.later { color:var(--accent) }
.kgm-queue .seen .kgv-grow { color:var(--muted) }
.kgm-past { margin-top:8px; padding-top:8px; border-top:1px solid var(--line) }
.kgm-past h3 { padding:0 9px 4px }
.kgm-past div { display:flex; gap:8px; align-items:center; padding:4px 9px; color:var(--muted); font-size:12.5px }
.kgm-one { overflow:auto; padding:14px 18px; display:flex; flex-direction:column; gap:14px }
.kgm-row { display:flex; gap:8px; align-items:center; flex-wrap:wrap }
.kgm-row input[type=text] { flex:1 1 220px; font-weight:600 }
.kgm-members { flex:none; display:flex; flex-direction:column; border:1px solid var(--line); border-radius:9px; overflow:hidden }
.kgm-member { display:grid; grid-template-columns:15px 1fr auto; gap:3px 10px; padding:9px 12px; align-items:center; cursor:pointer }
.kgm-member + .kgm-member { border-top:1px solid var(--line) }
.kgm-member:hover { background:color-mix(in srgb, var(--hover) 60%, transparent) }
.kgm-member > .wide { grid-column:2 / -1 }
.kgm-member.off > :not(input) { opacity:.5 }
.kgm-member b { font-weight:600 }
.kgm-member .names { display:flex; gap:8px; align-items:center; min-width:0; flex-wrap:wrap }
.kgm-quote { color:var(--muted); font-size:12.5px; line-height:1.55 }
.kgm-quote mark { color:var(--ink) }
.kgm-why { display:grid; grid-template-columns:1fr 1fr; gap:8px 26px }
.kgm-why ul { list-style:none; display:flex; flex-direction:column; gap:6px; margin-top:6px }
.kgm-why li { display:grid; grid-template-columns:1fr auto; gap:1px 8px }
.kgm-why .bar { grid-column:1 / -1; height:4px; border-radius:2px; background:var(--hover); overflow:hidden }
.kgm-why .bar i { display:block; height:100%; border-radius:2px }
.kgm-why .shows { grid-column:1 / -1; color:var(--muted); font-size:12px; overflow-wrap:anywhere }
.kgm-do { display:flex; gap:8px; padding:9px 18px; border-top:1px solid var(--line); background:var(--ground) }
.kgm-right { display:flex; flex-direction:column; min-height:0; min-width:0 }
.kgm-right .kgm-one { flex:1 1 auto; min-height:0 }
@container (max-width: 620px) { .kgm-two { grid-template-columns:1fr } .kgm-queue { max-height:120px; border-right:0; border-bottom:1px solid var(--line) } .kgm-why { grid-template-columns:1fr } }
.kgv-body { container-type:inline-size }
`;

// Where the focus is found again after the view was drawn anew: its keys are heard only where the focus is.
function seat(at) {
  if (at.closest(".kgm-queue")) return ".kgm-queue [aria-current=true]";
  if (at.matches("input[type=checkbox]")) return `input[value="${CSS.escape(at.value)}"]`;
  if (at.matches(".kgm-do button")) return `.kgm-do .${at.classList[1]}`;
  return at.matches("select") ? "select" : "input[type=text]";
}

function render({ model, el: host }) {
  let typed = null;
  function draw(view) {
    const { queue = [], past = [], reviewed, candidate, said = {}, done = [], total = 0 } = view.get("shown") || {};
    const checked = new Set(view.get("selected") || []);
    if (!candidate || typed?.id !== candidate.id) typed = null;
    view.root.setAttribute("aria-label", view.say("title"));
    put(view.bar, 
      el("b", {}, view.say("title")), el("span", { class: "kgv-soft reviewed" }, reviewed?.[1] > 0 ? view.say("reviewed", { n: reviewed[0], of: reviewed[1] }) : view.say("left", { n: queue.length })), el("span", { class: "kgv-grow" }),
      el("button", { onclick: () => view.ask("again") }, view.say("again")),
      el("button", { class: "edge undo", disabled: !total, onclick: () => view.ask("undo") }, view.say("undo")));
    put(view.foot, 
      el("span", {}, view.say("done", { n: total })), el("span", { class: "kgv-cut kgv-grow" }, done.length ? done[done.length - 1] : ""),
      el("span", {}, view.say("keys")));
    if (!candidate) return put(view.body, el("div", { class: "kgv-none" }, view.say("none")));
    const old = view.body.querySelector(".kgm-queue")?.scrollTop || 0;
    const field = el("input", { type: "text", value: typed?.name ?? candidate.name, "aria-label": view.say("name"), oninput: () => { typed = { id: candidate.id, name: field.value }; } });
    const names = el("select", { "aria-label": view.say("name"), onchange: () => { field.value = names.value; typed = { id: candidate.id, name: names.value }; } },
      candidate.names.map((name) => el("option", { value: name, selected: name === field.value }, name)));
    names.style.width = "34px";
    const toggle = (id) => {
      const order = candidate.members.map((one) => one.id);
      checked.has(id) ? checked.delete(id) : checked.add(id);
      view.tell("selected", order.filter((one) => checked.has(one)));
    };
    const first = candidate.members.find((one) => checked.has(one.id));
    const member = (one) => el("label", { class: `kgm-member${checked.has(one.id) ? "" : " off"}` },
      el("input", { type: "checkbox", checked: checked.has(one.id), value: one.id, onchange: () => toggle(one.id) }),
      el("span", { class: "names" }, el("b", {}, one.name),
        el("span", { class: "kgv-chip" }, el("i", { class: "kgv-dot", style: { background: view.dark ? one.dark : one.color } }), one.type || "–"),
        first === one && el("span", { class: "kgv-soft" }, view.say("into"))),
      el("span", { class: "kgv-num" }, view.say("links", { n: one.relations, d: one.documents })),
      one.aliases.length > 0 && el("span", { class: "kgv-soft wide" }, view.say("also", { names: one.aliases.slice(0, 6).join(", ") })),
      ...(said[one.id] || []).map((where) => el("span", { class: "kgm-quote wide" }, "… ", marked(where.segments), " …")),
      !(said[one.id] || []).length && view.say("unread") && el("span", { class: "kgm-quote wide" }, view.say("unread")));
    const why = (title, rows, color) => el("div", {}, el("h3", {}, title), el("ul", {}, rows.map((row) => el("li", {},
      el("span", {}, row.word), el("span", { class: "kgv-num" }, `${row.strength > 0 ? "+" : "−"}${Math.abs(row.strength).toFixed(2)}`),
      el("span", { class: "bar" }, el("i", { style: { width: `${Math.round(100 * Math.abs(row.strength))}%`, background: color } })),
      row.shows && el("span", { class: "shows" }, row.shows))), !rows.length && el("li", {}, el("span", { class: "kgv-soft" }, view.say("nothing")))));
    const go = (kind) => view.ask(kind, kind === "merge" ? { name: field.value } : {});
    const mark = (kind) => kind && el("span", { class: `kgm-mark ${kind}` }, view.say(`mark_${kind}`));
    const list = el("div", { class: "kgm-queue", role: "listbox" }, queue.map((one) => el("button", {
      role: "option", class: one.mark ? "seen" : "", "aria-current": one.id === candidate.id ? "true" : "false", onclick: () => view.tell("current", one.id) },
      el("span", { class: "kgv-cut kgv-grow" }, one.name), one.size > 2 && el("span", { class: "kgv-chip" }, String(one.size)),
      mark(one.mark), el("span", { class: "kgv-num" }, num(one.score, 2)))),
      past.length > 0 && el("div", { class: "kgm-past" }, el("h3", {}, view.say("past")),
        past.map((one) => el("div", { title: one.name }, el("span", { class: "kgv-cut kgv-grow" }, one.name), mark(one.mark)))));
    const held = view.body.querySelector(".kgm-one"), top = held && held.dataset.id === candidate.id ? held.scrollTop : 0;
    const one = el("div", { class: "kgm-one" },
      el("div", { class: "kgm-row" }, el("h3", {}, view.say("name")), field, candidate.names.length > 1 && names),
      el("div", { class: "kgm-members" }, candidate.members.map(member)),
      el("div", { class: "kgm-why" },
        why(view.say("for"), candidate.reasons.filter((row) => row.strength >= 0), "var(--good)"),
        why(view.say("against"), candidate.reasons.filter((row) => row.strength < 0), "var(--bad)")));
    one.dataset.id = candidate.id;
    const at = view.root.getRootNode().activeElement, seated = at && view.body.contains(at) ? seat(at) : "", caret = at?.selectionStart;
    put(view.body, el("div", { class: "kgm-two" }, list, el("div", { class: "kgm-right" }, one, el("div", { class: "kgm-do" },
      el("button", { class: "main merge", disabled: checked.size < 2, onclick: () => go("merge") }, view.say("merge")),
      view.say("apart") && el("button", { class: "edge apart", disabled: checked.size < 2, onclick: () => go("apart") }, view.say("apart")),
      el("button", { class: "edge later", onclick: () => go("later") }, view.say("later")),
      checked.size < 2 && el("span", { class: "kgv-soft", style: { "align-self": "center" } }, view.say("two"))))));
    list.scrollTop = old;
    one.scrollTop = top;
    if (seated) view.body.querySelector(seated)?.focus({ preventScroll: true });
    if (seated === "input[type=text]" && caret !== null) field.setSelectionRange(caret, caret);
    view.root.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const inField = event.target === field || event.target === names;
      const at = queue.findIndex((row) => row.id === candidate.id);
      const move = (by) => { const next = queue[at + by]; if (next) view.tell("current", next.id); };
      const acts = { x: view.say("apart") ? () => go("apart") : null, l: () => go("later"), ArrowDown: () => move(1), ArrowUp: () => move(-1) };
      const act = event.key === "Enter" && (inField || event.target === view.root) ? () => go("merge") : inField ? null : acts[event.key];
      if (!act || (checked.size < 2 && (event.key === "Enter" || event.key === "x"))) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    view.root.tabIndex = -1;
    return undefined;
  }
  return frame(model, host, STYLE, ["shown", "selected"], draw).dispose;
}

export default { render };
