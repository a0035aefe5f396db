// A schema as tables of cells and as YAML; findings stand under their row, counts of the what-if beside it.

const CSS = `
.kgs-tabs { display:flex; gap:2px; flex-wrap:nowrap; overflow:hidden }
.kgs-tabs button[aria-selected=true] { background:var(--hover); font-weight:600 }
.kgs-tabs i { font-style:normal; color:var(--muted); margin-left:4px }
.kgs-table { width:100%; border-collapse:collapse; table-layout:fixed }
.kgs-table th { position:sticky; top:0; z-index:1; background:var(--ground); text-align:left; color:var(--muted); font-weight:500; font-size:12px; padding:6px 8px; border-bottom:1px solid var(--line) }
.kgs-table td { padding:1px 1px; border-bottom:1px solid color-mix(in srgb, var(--line) 60%, transparent); vertical-align:middle }
.kgs-table tr.said td { border-bottom:1px solid color-mix(in srgb, var(--line) 60%, transparent); padding:0 8px 5px 24px; font-size:12px }
.kgs-table tr.more td { border-bottom:0 }
.kgv .kgs-table input[type=text], .kgv .kgs-table select { width:100%; border:1px solid transparent; background:none; padding:4px 7px; border-radius:6px; text-overflow:ellipsis }
.kgs-table input[type=text]:hover, .kgs-table select:hover { border-color:var(--line) !important }
.kgs-table input[type=text]:focus { border-color:var(--accent) !important; background:var(--raised) !important; outline:0 }
.kgs-table input.bad { border-color:var(--bad) !important }
.kgs-table td.name { position:relative } .kgv .kgs-table td.name input { font-weight:600; padding-left:22px } .kgs-table td.name i { position:absolute; left:10px; top:calc(50% - 4px); pointer-events:none }
.kgs-table td.num { text-align:right; padding-right:8px; color:var(--muted); font-variant-numeric:tabular-nums; white-space:nowrap }
.kgv .kgs-gone { padding:2px 7px; color:var(--muted) } .kgs-gone:hover { color:var(--bad) }
.kgs-error { color:var(--bad) } .kgs-warning { color:var(--muted) }
.kgs-plus { color:var(--good); font-weight:600 } .kgs-minus { color:var(--bad); font-weight:600 } .kgs-swap { color:var(--accent); font-weight:600 }
.kgs-yaml { display:flex; flex-direction:column; height:100%; padding:10px 12px; gap:8px }
.kgv .kgs-yaml textarea { flex:1; resize:none; font:12.5px/1.55 "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; padding:10px 12px; tab-size:2 }
.kgv-bar { container-type:inline-size } .kgv-body { container-type:inline-size }
@container (max-width: 640px) { .kgs-filter { display:none } .kgs-table { min-width:720px } .kgv .kgs-tabs button { padding:3px 6px } .kgs-tabs i { display:none } }
.kgs-add { padding:7px 12px }
.kgs-filter { width:120px }
.kgs-foot { flex:1; min-width:0; white-space:normal }
`;
const WIDTHS = { name: 17, parent: 13, description: 26, examples: 20, cues: 20, head: 15, tail: 15, of: 16, value: 9, unit: 8 };
const VALUES = ["text", "number", "date", "bool", "enum"];

function render({ model, el: host }) {
  let tab = "entity", wanted = "", draft = null, timer = 0, weighed = "", goal = null, looking = 0, drawing = false;
  const find = el("input", { type: "text", class: "kgs-filter" });
  let view;
  find.addEventListener("input", () => { wanted = find.value.trim().toLowerCase(); view.redraw(); });
  find.addEventListener("keydown", (event) => event.stopPropagation());
  function weigh(data) {
    // Asked for once an edit has rested; the text of the schema says which edit that was.
    if (!data.bench || weighed === data.text || Object.keys(data.whatif || {}).length) return;
    clearTimeout(timer);
    if (data.same) return;
    timer = setTimeout(() => { weighed = data.text; view.ask("weigh"); }, 350);
  }
  function draw(frameView) {
    view = frameView;
    const data = view.get("shown") || {}, columns = data.columns || {}, tried = data.whatif || {};
    const root = view.root.getRootNode(), here = root.activeElement;
    const held = here?.dataset?.cell, caret = held ? [here.selectionStart, here.selectionEnd, here.value] : null, typed = held && here.value !== here.was;
    view.root.setAttribute("aria-label", view.say("title"));
    find.placeholder = view.say("filter");
    find.setAttribute("aria-label", view.say("filter"));
    const tabs = el("div", { class: "kgs-tabs", role: "tablist" }, [...Object.keys(columns), "yaml"].map((key) => el("button", { role: "tab", "aria-selected": key === tab ? "true" : "false", onclick: () => { tab = key; draft = null; view.redraw(); } },
      view.say(key), key !== "yaml" && el("i", {}, String((data[key] || []).length)))));
    const focused = here === find;
    put(view.bar, tabs, el("span", { class: "kgv-grow" }), tab !== "yaml" && find,
      el("button", { class: "edge undo", disabled: !data.edits, onclick: () => view.ask("undo") }, view.say("undo")),
      data.behind > 0 && el("button", { class: "edge take", onclick: () => view.ask("take") }, view.say("take", { n: data.behind })),
      ...(data.bench ? [el("button", { class: "main apply", disabled: data.same, onclick: () => view.ask("apply") }, view.say("apply"))] : []));
      if (focused) find.focus();
    const effect = Object.keys(tried).length ? view.say("effects", tried) : "";
    const behind = data.behind > 0 ? `${view.say("behind", { n: data.behind })} ` : "";
    put(view.foot, el("span", { class: "kgs-foot", title: (tried.lines || []).join("\n") }, view.get("saved") || (behind && behind + effect) || effect || (data.same ? view.say("same") : view.say("changed", { n: data.edits }))), el("span", {}, `${data.name} · ${view.say("version", { n: data.version })}`));
    drawing = true; // a field that goes with what is typed in it is not left: it comes again
    if (tab === "yaml") yaml(data);
    else table(data, columns[tab] || [], tried);
    drawing = false;
    weigh(data);
    // The row that was asked for has not come with every drawing: its name is written in as soon as it is there.
    const cellOf = (name) => name && tab !== "yaml" && view.body.querySelector(`[data-cell="${name}"]`);
    const come = cellOf(goal), field = come || cellOf(held);
    if (field) {
      if (!focused) {
        field.focus({ preventScroll: !come });
        if (come) { field.scrollIntoView({ block: "nearest" }); field.select?.(); } else if (caret && field.type === "text") { if (typed) field.value = caret[2]; field.setSelectionRange(caret[0], caret[1]); }
      }
    }
    if (come) goal = null;
  }
  function yaml(data) {
    const old = view.body.querySelector("textarea");
    if (old && draft !== null) return;
    const area = el("textarea", { spellcheck: false, "aria-label": "YAML", value: data.text || "", oninput: () => { draft = area.value; use.disabled = draft === data.text; },
      onkeydown: (event) => { event.stopPropagation(); if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); take(); } } });
    const take = () => { const text = area.value; draft = null; view.ask("text", { text }); view.redraw(); };
    const use = el("button", { class: "edge use", disabled: true, onclick: take }, view.say("use"));
    put(view.body, el("div", { class: "kgs-yaml" }, area, el("div", {}, use)));
  }
  function table(data, columns, tried) {
    const rows = (data[tab] || []).map((row, number) => ({ ...row, number }));
    const seen = rows.filter((row) => !wanted || Object.values(row.cells).some((text) => text.toLowerCase().includes(wanted)));
    const section = tab, effects = tried.types || {};
    const shows = data.bench, whole = columns.reduce((sum, key) => sum + WIDTHS[key], 0);
    const send = (row, column, value) => { if (value !== row.cells[column]) view.ask("edit", { section, row: row.number, column, value }); };
    const cell = (row, column) => {
      const bad = row.findings.some((one) => one.severity === "error" && one.column === column);
      const name = `${section}-${row.number}-${column}`;
      const label = `${view.say(column)}, ${row.cells.name}`;
      if (column === "value") {
        const pick = el("select", { "aria-label": label, "data-cell": name, onchange: () => send(row, column, pick.value) }, VALUES.map((value) => el("option", { value, selected: value === row.cells.value }, value)));
        return el("td", {}, pick);
      }
      const field = el("input", { type: "text", value: row.cells[column], title: row.cells[column], class: bad ? "bad" : "", "aria-label": label, "data-cell": name,
        onchange: () => drawing || send(row, column, field.value),
        onkeydown: (event) => {
          event.stopPropagation();
          if (event.key === "Escape") { field.value = row.cells[column]; field.blur(); }
          if (event.key === "Enter") field.blur();
          const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (by) { const at = seen.indexOf(row) + by; if (seen[at]) { event.preventDefault(); view.body.querySelector(`[data-cell="${section}-${seen[at].number}-${column}"]`)?.focus(); } }
        } });
      field.was = row.cells[column];
      return column === "name" ? el("td", { class: "name" }, row.color && el("i", { class: "kgv-dot", style: { background: view.dark ? row.dark : row.color } }), field) : el("td", {}, field);
    };
    const change = (row) => {
      const found = effects[`${section}:${row.cells.name}`];
      return found ? [found.valid && el("span", { class: "kgs-plus" }, `+${num(found.valid)} `), found.invalid && el("span", { class: "kgs-minus" }, `−${num(found.invalid)} `), found.renamed && el("span", { class: "kgs-swap" }, `→${num(found.renamed)}`)].filter(Boolean) : [];
    };
    const span = columns.length + (shows ? 3 : 1);
    const lines = seen.flatMap((row) => [
      el("tr", { class: row.findings.length ? "more" : "", "data-row": `${section}-${row.number}` }, columns.map((column) => cell(row, column)),
        shows && el("td", { class: "num" }, row.count === null ? "" : num(row.count)), shows && el("td", { class: "num effect" }, change(row)),
        el("td", {}, el("button", { class: "kgs-gone", title: view.say("remove", { name: row.cells.name }), "aria-label": view.say("remove", { name: row.cells.name }), onclick: () => view.ask("remove", { section, rows: [row.number] }) }, "✕"))),
      ...(row.findings.length ? [el("tr", { class: "said" }, el("td", { colSpan: span }, row.findings.map((one) => el("div", { class: `kgs-${one.severity}` }, one.message))))] : []),
    ]);
    // Types that are gone from the table still say what their going does.
    const names = new Set(rows.map((row) => row.cells.name));
    const lost = Object.entries(effects).filter(([key]) => key.startsWith(`${section}:`) && !names.has(key.slice(section.length + 1)));
    const gone = lost.map(([key, one]) => el("tr", { class: "said" }, el("td", { colSpan: span }, el("span", { class: "kgs-warning" }, `${key.slice(section.length + 1)}: `),
      one.valid > 0 && el("span", { class: "kgs-plus" }, `+${num(one.valid)} `), one.invalid > 0 && el("span", { class: "kgs-minus" }, `−${num(one.invalid)} `), one.renamed > 0 && el("span", { class: "kgs-swap" }, `→${num(one.renamed)}`))));
    const head = el("tr", {}, columns.map((column) => el("th", { style: { width: `${(100 * WIDTHS[column]) / whole}%`, "padding-left": column === "name" ? "24px" : "9px" } }, view.say(column))),
      shows && el("th", { style: { width: "62px", "text-align": "right" } }, view.say("count")), shows && el("th", { style: { width: "76px", "text-align": "right" } }, view.say("effect")), el("th", { style: { width: "34px" } }));
    const add = el("button", { class: "edge add", onclick: () => { wanted = find.value = ""; goal = `${section}-${rows.length}-name`; view.ask("add", { section }); } }, `+ ${view.say("add")}`);
    refill(view.body, data.general.map((one) => el("div", { class: `kgs-${one.severity}`, style: { padding: "6px 12px" } }, one.message)),
      el("table", { class: "kgs-table" }, el("thead", {}, head), el("tbody", {}, lines, gone)), !rows.length && el("div", { class: "kgv-none" }, view.say("none")),
      el("div", { class: "kgs-add" }, add, el("span", { class: "kgv-soft", style: { "margin-left": "10px" } }, view.say("list"))));
  }
  const made = frame(model, host, CSS, ["shown", "saved"], draw);
  // A build changes the graph many times a second: it is counted anew once that has come to rest.
  const stirred = () => { clearTimeout(looking); weighed = ""; looking = setTimeout(() => view.ask("look"), 400); };
  model.on("change:stirred", stirred);
  return () => { clearTimeout(timer); clearTimeout(looking); model.off("change:stirred", stirred); made.dispose(); };
}

export default { render };
