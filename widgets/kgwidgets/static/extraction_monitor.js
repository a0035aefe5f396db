// A build under way: a measured bar, counts, and one row a chunk, the newest first.

const CSS = `
.kgx-top { padding:14px 16px 12px; display:flex; flex-direction:column; gap:10px; border-bottom:1px solid var(--line) }
.kgx-track { height:8px; border-radius:4px; background:var(--hover); overflow:hidden; display:flex }
.kgx-track i { display:block; height:100%; background:var(--accent); transition:width .2s }
.kgx-track i.bad { background:var(--bad) } .kgx-track.end i:first-child { background:var(--good) }
.kgx-line { display:flex; gap:14px; align-items:baseline; font-variant-numeric:tabular-nums; flex-wrap:wrap }
.kgx-line b { font-weight:600 }
.kgx-figures { display:grid; grid-template-columns:repeat(4, minmax(0, 1fr)); gap:12px }
.kgx-figures div { display:flex; flex-direction:column }
.kgx-figures b { font-size:19px; font-weight:600; line-height:1.25; font-variant-numeric:tabular-nums }
.kgx-table { width:100%; border-collapse:collapse; font-variant-numeric:tabular-nums; table-layout:fixed }
.kgx-table th { position:sticky; top:0; background:var(--ground); font-weight:500; color:var(--muted); font-size:12px; text-align:right; padding:5px 12px; border-bottom:1px solid var(--line) }
.kgx-table td { text-align:right; padding:4px 12px; border-bottom:1px solid color-mix(in srgb, var(--line) 60%, transparent) }
.kgx-table th:nth-child(-n+2), .kgx-table td:nth-child(-n+2) { text-align:left }
.kgx-table td:first-child { width:30px } .kgx-good { color:var(--good) } .kgx-bad { color:var(--bad) }
.kgx-table tr.failed td { white-space:normal; overflow-wrap:anywhere }
.kgx-zero { color:var(--muted); opacity:.55 }
`;
const time = (seconds) => (seconds < 60 ? `${num(seconds, seconds < 10 ? 1 : 0)} s` : `${Math.floor(seconds / 60)} min ${num(seconds % 60)} s`);

function render({ model, el: host }) {
  const made = frame(model, host, CSS, ["shown", "status"], (view) => {
    const data = view.get("shown") || {}, status = view.get("status");
    const { rows = [], stages = [], graph = {} } = data;
    const going = status === "running" || status === "stopping", ended = status === "done", between = status === "waiting" && data.seen > 0;
    view.root.setAttribute("aria-label", view.say("title"));
    const tone = { done: "var(--good)", failed: "var(--bad)", running: "var(--accent)", stopping: "var(--accent)" }[status] || "var(--muted)";
    put(view.bar, el("b", {}, view.say("title")), el("span", { class: "kgv-chip status", role: "status" }, el("i", { class: "kgv-dot", style: { background: tone } }), view.say(between ? "paused" : status)), el("span", { class: "kgv-grow" }),
      status === "waiting" ? el("button", { class: "main start", onclick: () => view.ask("start") }, view.say(between ? "resume" : "start")) : el("button", { class: "edge stop", disabled: status !== "running", onclick: () => view.ask("stop") }, view.say("stop")));
    const share = (n) => `${data.pending ? (100 * n) / data.pending : ended && n === data.done ? 100 : 0}%`;
    const track = el("div", { class: `kgx-track${ended ? " end" : ""}`, role: "progressbar", "aria-valuemin": 0, "aria-valuemax": data.pending || 0, "aria-valuenow": data.seen || 0 },
      el("i", { style: { width: share(data.done) } }), el("i", { class: "bad", style: { width: data.pending ? share(data.failed) : "0%" } }));
    const late = going && data.pending > 0 && !data.left;
    const line = el("div", { class: "kgx-line" },
      el("b", {}, data.pending ? view.say("of", { n: num(data.seen), total: num(data.pending) }) : ended ? view.say("nothing") : going ? view.say("reading") : view.say(status)),
      going && data.eta !== null && el("span", { class: "kgv-soft eta" }, view.say("eta", { t: time(data.eta) })),
      late && el("span", { class: "kgv-soft" }, view.say("after", { n: stages.length ? view.say(stages[stages.length - 1][0]) : "…" })),
      data.failed > 0 && el("span", { class: "kgx-bad" }, view.say("failures", { n: num(data.failed) })),
      data.unread > 0 && el("span", { class: "kgx-bad" }, view.say("not_read", { n: num(data.unread) })),
      data.rejudged > 0 && el("span", { class: "kgv-soft" }, view.say("rejudged", { n: num(data.rejudged) })),
      el("span", { class: "kgv-grow" }), data.seconds > 0 && el("span", { class: "kgv-soft" }, view.say("took", { t: time(data.seconds) })));
    const figures = el("div", { class: "kgx-figures" }, [["mentions", data.mentions], ["triples", data.triples], ["violations", data.violations], ["tokens", (data.prompt || 0) + (data.completion || 0)]].map(([key, value]) => el("div", {}, el("b", {}, num(value)), el("span", { class: "kgv-soft" }, view.say(key)))));
    const done = stages.filter((stage) => stage[1] >= 0.05);
    const chips = done.length > 0 && el("div", { class: "kgx-line" }, done.map(([stage, seconds]) => el("span", { class: "kgv-chip" }, view.say(stage), el("span", { class: "kgv-soft" }, time(seconds)))),
      data.new_types?.length > 0 && el("span", { class: "kgv-chip" }, view.say("types", { names: data.new_types.join(", ") })));
    const cell = (value) => el("td", { class: value ? "" : "kgx-zero" }, num(value));
    const row = (one) => one.error
      ? el("tr", { class: "failed" }, el("td", { class: "kgx-bad" }, "✕"), el("td", { colSpan: 6, class: "kgx-bad" }, `${one.document || one.chunk}: ${one.error}`))
      : el("tr", {}, el("td", { class: "kgx-good" }, "✓"), el("td", { class: "kgv-cut", title: one.chunk }, one.document || one.chunk), cell(one.mentions), cell(one.triples), cell(one.violations), cell(one.tokens), cell(one.ms));
    const head = el("tr", {}, el("th", { style: { width: "36px" } }), el("th", {}, view.say("chunk")), ["mentions", "triples", "violations", "tokens", "ms"].map((key) => el("th", { style: { width: "96px" } }, view.say(key))));
    refill(view.body, el("div", { class: "kgx-top" }, track, line, figures, chips), rows.length > 0 && el("table", { class: "kgx-table" }, el("thead", {}, head), el("tbody", {}, rows.map(row))));
    put(view.foot, el("span", { class: "kgv-grow" }, Object.keys(graph).length ? view.say("graph", Object.fromEntries(Object.entries(graph).map(([key, value]) => [key, typeof value === "number" ? num(value) : value]))) : data.seen ? view.say("new", { n: Math.round(100 * data.new_share) }) : ""),
      graph.waiting > 0 && el("span", { class: "kgx-bad" }, view.say("unread", { n: num(graph.waiting), why: graph.stopped })),
      data.rows_total > rows.length && el("span", {}, view.say("rows", { n: rows.length, total: num(data.rows_total) })));
  });
  return made.dispose;
}

export default { render };
