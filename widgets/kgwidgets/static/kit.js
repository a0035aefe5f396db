// What every view but the graph shares: the frame, light and dark, words, errors under the view, and talk with Python.
// kgwidgets.bundle puts it before a view's own file. Text is always set as text, never as HTML.

const KIT_CSS = `
.kgv { --ground:var(--jp-layout-color1, #ffffff); --raised:var(--jp-layout-color1, #ffffff); --ink:var(--jp-ui-font-color1, #1b2430);
  --muted:var(--jp-ui-font-color2, #5d6778); --line:var(--jp-border-color2, #e4e7ec); --hover:var(--jp-layout-color2, #f2f4f7);
  --accent:var(--jp-brand-color1, #2563eb); --good:#0f7b58; --bad:#b42318; --mark:#fff1c2; --cite:#cfe3ff; --on:#ffffff }
.kgv[data-theme=dark] { --ground:var(--jp-layout-color1, #14181f); --raised:var(--jp-layout-color1, #1c222b); --ink:var(--jp-ui-font-color1, #e6eaf1);
  --muted:var(--jp-ui-font-color2, #98a2b3); --line:var(--jp-border-color2, #2b323d); --hover:var(--jp-layout-color2, #262e39);
  --accent:var(--jp-brand-color1, #7db0ff); --good:#41c79b; --bad:#f99a92; --mark:#4d3f14; --cite:#1f3c63; --on:#0c1016; color-scheme:dark }
.kgv[data-own=light] { --ground:#ffffff; --raised:#ffffff; --ink:#1b2430; --muted:#5d6778; --line:#e4e7ec; --hover:#f2f4f7; --accent:#2563eb }
.kgv[data-own=dark] { --ground:#14181f; --raised:#1c222b; --ink:#e6eaf1; --muted:#98a2b3; --line:#2b323d; --hover:#262e39; --accent:#7db0ff }
.kgv { position:relative; display:flex; flex-direction:column; width:100%; height:100%; box-sizing:border-box; overflow:hidden; min-height:120px; min-width:320px;
  background:var(--ground); color:var(--ink); border:1px solid var(--line); border-radius:10px; text-align:left;
  font:13px/1.5 Inter, Roboto, "Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
.kgv *, .kgv *::before { box-sizing:border-box }
.kgv [hidden] { display:none !important }
.kgv p, .kgv h3, .kgv ul, .kgv ol { margin:0; padding:0 }
.kgv h3 { font-size:12px; font-weight:600; color:var(--muted) }
.kgv button, .kgv input, .kgv select, .kgv textarea { font:inherit; color:inherit; margin:0 }
.kgv button { background:none; border:1px solid transparent; border-radius:7px; padding:3px 10px; cursor:pointer; white-space:nowrap }
.kgv button:hover:not(:disabled) { background:var(--hover) }
.kgv button:disabled { opacity:.4; cursor:default }
.kgv button.edge { border-color:var(--line) }
.kgv button.main { background:var(--accent); border-color:var(--accent); color:var(--on); font-weight:600 }
.kgv button.main:hover:not(:disabled) { background:var(--accent); filter:brightness(1.08) }
.kgv input[type=text], .kgv select, .kgv textarea { background:var(--raised); border:1px solid var(--line); border-radius:7px; padding:3px 9px; min-width:0 }
.kgv input[type=checkbox] { width:15px; height:15px; accent-color:var(--accent); flex:none }
.kgv input[type=range] { accent-color:var(--accent) }
.kgv :focus-visible { outline:2px solid var(--accent); outline-offset:1px }
.kgv-bar, .kgv-foot { display:flex; align-items:center; gap:10px; padding:7px 12px; flex:none; min-height:44px }
.kgv-bar { border-bottom:1px solid var(--line) }
.kgv-bar b { font-weight:600; font-size:13.5px }
.kgv-foot { border-top:1px solid var(--line); color:var(--muted); min-height:34px; font-size:12.5px; font-variant-numeric:tabular-nums }
.kgv-grow { flex:1 1 0; min-width:0 }
.kgv-cut { overflow:hidden; text-overflow:ellipsis; white-space:nowrap; min-width:0 }
.kgv-soft { color:var(--muted); font-size:12.5px }
.kgv-num { font-variant-numeric:tabular-nums; text-align:right; color:var(--muted); white-space:nowrap }
.kgv-body { flex:1 1 auto; min-height:0; overflow:auto }
.kgv-chip { display:inline-flex; align-items:center; gap:5px; padding:0 8px; border-radius:10px; background:var(--hover); font-size:12px; line-height:20px; white-space:nowrap }
.kgv-dot { width:8px; height:8px; border-radius:4px; display:inline-block; flex:none }
.kgv-none { padding:34px 20px; text-align:center; color:var(--muted) }
.kgv-error { display:flex; gap:10px; align-items:baseline; padding:7px 12px; color:var(--bad); border-top:1px solid currentColor;
  background:color-mix(in srgb, var(--bad) 9%, var(--ground)); white-space:pre-wrap; overflow-wrap:anywhere; flex:none; max-height:120px; overflow:auto }
.kgv-error span { flex:1 }
.kgv[data-kernel=gone]::after { content:attr(data-gone); flex:none; padding:7px 12px; color:var(--bad); border-top:1px solid currentColor; background:var(--ground) }
.kgv[data-kernel=gone] .kgv-bar, .kgv[data-kernel=gone] .kgv-body, .kgv[data-kernel=gone] .kgv-foot { opacity:.45; pointer-events:none }
.kgv mark { background:var(--mark); color:inherit; border-radius:3px; padding:0 1px }
.kgv mark.cited { background:var(--cite) }
`;

/** An element: properties, then children; text becomes text nodes, null and false are left out. */
function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  // JupyterLab asks the focused element itself whether its one-key shortcuts may act.
  made.dataset.lmSuppressShortcuts = "true";
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") made.className = value;
    else if (key === "style") for (const [name, css] of Object.entries(value)) made.style.setProperty(name, css);
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && key !== "list" && key !== "role") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}
const SVG_NS = "http://www.w3.org/2000/svg";
function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG_NS, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}
/** Marked text: segments with text and kind, as kgworkbench.present cuts them. */
const marked = (segments) => segments.map((one) => (one.kind ? el("mark", { class: one.kind }, one.text) : one.text));
const num = (value, digits = 0) => Number(value || 0).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The frame of a view in its host; `draw` is called at once and, at most once a frame, after a trait it names changed. */
function frame(model, host, css, traits, draw) {
  const error = el("div", { class: "kgv-error", role: "alert", hidden: true });
  const root = el("div", { class: "kgv", role: "region" });
  const bar = el("div", { class: "kgv-bar" }), body = el("div", { class: "kgv-body" }), foot = el("div", { class: "kgv-foot" });
  root.append(el("style", {}, KIT_CSS + css), bar, body, foot, error);
  host.append(root);
  passSave(root);
  const unwatch = watchKernel(model, root);
  let alive = true, waiting = 0, failure = "";
  const view = {
    root, bar, body, foot, model,
    get: (name) => model.get(name),
    tell(name, value) { model.set(name, value); model.save_changes(); },
    ask(kind, more = {}) { view.tell("request", { ...more, kind, serial: ((model.get("request") || {}).serial || 0) + 1 }); },
    say(key, values = {}) {
      const words = (model.get("words") || {})[key];
      return (words === undefined ? key : words).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    },
    get dark() { return root.dataset.theme === "dark"; },
    redraw: () => later(),
  };
  function complain() {
    const words = failure || model.get("error") || "";
    error.hidden = !words;
    error.replaceChildren(el("span", {}, words), el("button", { onclick: () => { failure = ""; view.tell("error", ""); complain(); } }, view.say("close")));
  }
  function paint() {
    if (!alive) return;
    root.dataset.gone = view.say("gone");
    try { draw(view); complain(); } catch (problem) {
      failure = String(problem?.message || problem);
      complain();
      throw problem;
    }
  }
  function later() { if (!waiting) waiting = setTimeout(() => { waiting = 0; paint(); }, 0); }
  // A host that knows nothing of layout.height gives us none: what fills its height would be flat.
  let stood = false;
  function stand() {
    // In a hidden tab nothing has a height: what the host gives is known when it is shown.
    if (stood || !root.isConnected || !host.getBoundingClientRect().width) return;
    stood = true;
    root.style.display = "none";
    const given = host.getBoundingClientRect().height;
    root.style.display = "";
    if (given >= 40) return;
    root.style.height = "480px";
    later();
  }
  function retheme() {
    const asked = model.get("theme");
    const next = asked === "dark" || asked === "light" ? asked : darkHost(root.parentElement) ? "dark" : "light";
    if (asked === "auto" || !asked) delete root.dataset.own; else root.dataset.own = asked;
    if (root.dataset.theme !== next) { root.dataset.theme = next; later(); }
  }
  const heard = [...traits, "words"].map((name) => [`change:${name}`, later]);
  heard.push(["change:error", complain], ["change:theme", retheme]);
  for (const [name, act] of heard) model.on(name, act);
  const themes = new MutationObserver(retheme);
  for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true, attributeFilter: HOST_THEMES });
  // A notebook draws a view before it hangs it into the page: what is behind it is known only then.
  const places = new ResizeObserver(() => { retheme(); stand(); });
  places.observe(root);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", retheme);
  retheme();
  clearTimeout(waiting);
  waiting = 0;
  paint();
  view.dispose = () => {
    alive = false;
    unwatch();
    clearTimeout(waiting);
    for (const [name, act] of heard) model.off(name, act);
    themes.disconnect();
    places.disconnect();
    scheme.removeEventListener("change", retheme);
    root.remove();
  };
  return view;
}
/** Put these in the place of what a box holds; null and false are left out. */
function put(box, ...children) {
  box.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
}
/** Draw again without losing the place: what was scrolled stays scrolled. */
function refill(box, ...children) {
  const top = box.scrollTop;
  box.replaceChildren(...children.flat().filter(Boolean));
  box.scrollTop = top;
}
