// The graph view: one module for anywidget and for Panel's AnyWidgetComponent. `vis` (vis-network) is put before it
// by kgwidgets.bundle. vis-network keeps the camera, the hits, the dragging, edges and marks; labels, dimming, paths
// and pulses are drawn over it here, so that lighting a path touches no data. Text is always set as text, never HTML.

const STRINGS = {
  en: {
    search: "Search", fit: "Fit", hide: "Hide", expand: "Expand", table: "Table", graph: "Graph",
    fitTip: "Show everything (f)", hideTip: "Hide the selected nodes (h)",
    expandTip: "Show more neighbours of the selected nodes (e, or double-click)",
    tableTip: "The same as a table", showing: "Showing {n} of {N}", hidden: "{n} hidden", show: "show",
    links: "{n} of {N} relations", linksAll: "{n} relations", selected: "{n} selected", empty: "Nothing to draw yet",
    keys: "f fit · h hide · e expand · n next · Esc clear", close: "Close", copy: "Copy", chip: "{n} of {N} shown. Click: hide or show. Shift-click: select.",
    degree: "The nodes with most relations are shown; {r} more are left out. Show up to",
    focus: "The nodes nearest to the focus are shown; {r} more are left out. Show up to",
    arrival: "Nodes are shown as they came; {r} more are left out. Show up to",
    whole: "Every node of the graph is in this view.", filtered: "{n} of them are filtered or hidden here.",
    name: "Name", type: "Type", relations: "Relations", from: "From", relation: "Relation", to: "To", untyped: "value",
    nodes: "Nodes", edges: "Relations", caption: "Graph of {n} nodes and {m} relations", none: "No match",
    save: "Save", saveTip: "Save as a picture or as a page of its own", image: "Picture (PNG)", page: "Page (HTML, works offline)", saving: "Making the page…",
    open: "Open", openTip: "Open the selected communities in place (Enter, e, or click again)", closeTip: "Close {name}",
    groups: "{c} communities", groupsOf: "{c} communities and {m} of {N} entities", standFor: "{c} communities stand for {N} entities",
    grouped: "One by one, {N} entities would be too many to read: they are shown as communities. Open one with Enter or a second click.",
    cutGroups: "{r} things more are left out. Show up to", asEntities: "Show entities instead", asGroups: "Show communities instead",
    looseNote: "{n} without relations", looseWords: "{n} entities have no relation and are left out.", looseShort: "show", looseShow: "Show them", looseHide: "Leave out those without relations",
    more: "{n} more neighbours", moreWords: "Neighbours that are not drawn. Bring them in by relation:", moreAll: "a few of each (e)",
    keysGroups: "Enter open · f fit · h hide · n next · Esc clear", communityType: "community",
    gone: "The kernel that held this view is gone: run its cell again.", locked: "decided by a person", lockedNote: "{n} decided by a person", moreTypes: "{n} more types", fewTypes: "Fewer types",
  },
  zh: {
    search: "搜索", fit: "适应", hide: "隐藏", expand: "展开", table: "表格", graph: "图",
    fitTip: "显示全部（f）", hideTip: "隐藏所选节点（h）", expandTip: "展开所选节点的更多邻居（e 或双击）",
    tableTip: "以表格查看", showing: "显示 {N} 个中的 {n} 个", hidden: "已隐藏 {n} 个", show: "恢复",
    links: "关系 {n} / {N}", linksAll: "{n} 条关系", selected: "已选 {n} 个", empty: "暂无可绘制内容",
    keys: "f 适应 · h 隐藏 · e 展开 · n 下一个 · Esc 清除", close: "关闭", copy: "复制", chip: "显示 {n} / {N}。单击：隐藏或显示；Shift+单击：选中。",
    degree: "优先显示关系最多的节点，另有 {r} 个未显示。最多显示",
    focus: "优先显示离焦点最近的节点，另有 {r} 个未显示。最多显示",
    arrival: "按到达顺序显示节点，另有 {r} 个未显示。最多显示",
    whole: "图中所有节点都在此视图内。", filtered: "其中 {n} 个被筛选或隐藏。",
    name: "名称", type: "类型", relations: "关系数", from: "起点", relation: "关系", to: "终点", untyped: "值",
    nodes: "节点", edges: "关系", caption: "含 {n} 个节点、{m} 条关系的图", none: "无匹配",
    save: "保存", saveTip: "保存为图片或独立网页", image: "图片（PNG）", page: "网页（HTML，可离线查看）", saving: "正在生成网页……",
    open: "打开", openTip: "就地打开所选社区（Enter、e 或再次点击）", closeTip: "收起 {name}",
    groups: "{c} 个社区", groupsOf: "{c} 个社区与 {N} 个实体中的 {m} 个", standFor: "{c} 个社区代表 {N} 个实体",
    grouped: "逐个绘制 {N} 个实体会难以辨读，因此以社区显示。按 Enter 或再次点击可打开社区。",
    cutGroups: "另有 {r} 项未显示。最多显示", asEntities: "改为显示实体", asGroups: "改为显示社区",
    looseNote: "{n} 个没有关系", looseWords: "{n} 个实体没有任何关系，未绘制。", looseShort: "显示", looseShow: "显示它们", looseHide: "不显示没有关系的实体",
    more: "另有 {n} 个邻居", moreWords: "尚未绘制的邻居，按关系调入：", moreAll: "每种少量（e）",
    keysGroups: "Enter 打开 · f 适应 · h 隐藏 · n 下一个 · Esc 清除", communityType: "社区",
    gone: "此视图的内核已不在：请重新运行单元格。", locked: "由人决定", lockedNote: "其中 {n} 个由人决定", moreTypes: "另有 {n} 个类型", fewTypes: "收起类型",
  },
};

const THEMES = {
  light: { ground: "#ffffff", ink: "#1b2430", muted: "#667085", edge: "#8893a3", veil: "rgba(255,255,255,.84)", accent: "#2563eb" },
  dark: { ground: "#14181f", ink: "#e6eaf1", muted: "#98a2b3", edge: "#5f6b7d", veil: "rgba(20,24,31,.84)", accent: "#7db0ff" },
};
const PATHS = { light: ["#2563eb", "#db2777", "#d97706", "#059669", "#7c3aed", "#0e7490"], dark: ["#7db0ff", "#f472b6", "#fbbf24", "#34d399", "#b79cff", "#5fd0e6"] };

const CSS = `
.kgw { --ground:#fff; --raised:#fff; --ink:#1b2430; --muted:#667085; --line:#e4e7ec; --hover:#f2f4f7; --accent:#2563eb;
  position:relative; display:flex; flex-direction:column; width:100%; height:100%; min-height:420px; box-sizing:border-box; overflow:hidden;
  background:var(--ground); color:var(--ink); border:1px solid var(--line); border-radius:10px;
  font:13px/1.45 Inter, Roboto, "Segoe UI", "Helvetica Neue", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; text-align:left }
.kgw[data-theme=dark] { --ground:#14181f; --raised:#1c222b; --ink:#e6eaf1; --muted:#98a2b3; --line:#2b323d; --hover:#262e39; --accent:#7db0ff; color-scheme:dark }
.kgw *, .kgw *::before { box-sizing:border-box }
.kgw button { font:inherit; color:inherit; background:none; border:0; margin:0; cursor:pointer }
.kgw :focus-visible { outline:2px solid var(--accent); outline-offset:1px }
.kgw-bar { display:flex; align-items:center; gap:8px; padding:8px 10px; border-bottom:1px solid var(--line); flex:none }
.kgw-find { position:relative; flex:0 1 200px; min-width:110px }
.kgw-find svg { position:absolute; left:9px; top:8px; color:var(--muted); pointer-events:none }
.kgw-find input { width:100%; height:30px; padding:0 10px 0 30px; font:inherit; color:inherit; background:var(--hover); border:1px solid transparent; border-radius:7px; margin:0 }
.kgw-find input:focus { outline:0; border-color:var(--accent); background:var(--raised); box-shadow:0 0 0 1px var(--accent) }
.kgw-find input::placeholder { color:var(--muted); opacity:1 }
.kgw-chips { display:flex; gap:4px; flex:1 1 0; min-width:0; overflow-x:auto; scrollbar-width:none; padding:2px }
.kgw-chips::-webkit-scrollbar { display:none }
.kgw-chips button { display:flex; align-items:center; gap:6px; height:26px; padding:0 9px; border-radius:13px; white-space:nowrap; font-size:12.5px }
.kgw-chips button:hover, .kgw-tools button:hover { background:var(--hover) }
.kgw-chips button[aria-pressed=false] { opacity:.62; text-decoration:line-through }
.kgw-chips i { color:var(--muted); font-style:normal; font-variant-numeric:tabular-nums }
.kgw-tools { display:flex; gap:2px; flex:none; margin-left:auto }
.kgw-tools button { display:flex; align-items:center; gap:5px; height:30px; padding:0 9px; border-radius:7px }
.kgw-tools button:disabled { opacity:.35; cursor:default; background:none }
.kgw-stage { position:relative; flex:1 1 auto; min-height:0; outline:0 }
.kgw-stage:focus-visible::after { content:""; position:absolute; inset:2px; border:2px solid var(--accent); border-radius:6px; pointer-events:none }
.kgw-canvas, .kgw-table { position:absolute; inset:0 }
.kgw-canvas canvas { outline:0 }
.kgw-table { overflow:auto; background:var(--ground) }
.kgw-table nav { position:sticky; top:0; display:flex; gap:4px; padding:8px 10px; background:var(--ground) }
.kgw-table nav button { padding:3px 11px; border-radius:13px; color:var(--muted) }
.kgw-table nav button[aria-pressed=true] { background:var(--hover); color:var(--ink); font-weight:600 }
.kgw-table table { width:100%; border-collapse:collapse; font-variant-numeric:tabular-nums }
.kgw-table th { text-align:left; font-weight:600; color:var(--muted); padding:0; border-bottom:1px solid var(--line) }
.kgw-table th button { padding:5px 12px; width:100%; text-align:left; font-weight:600 }
.kgw-table td { padding:5px 12px; border-bottom:1px solid var(--line); text-align:left }
.kgw-table tbody tr { cursor:pointer }
.kgw-table td svg { margin-left:6px; vertical-align:-1px; color:var(--muted) }
.kgw-table tbody tr:hover { background:var(--hover) }
.kgw-table tbody tr[aria-selected=true] { background:color-mix(in srgb, var(--accent) 16%, transparent) }
.kgw-foot { display:flex; align-items:center; gap:14px; padding:5px 12px; min-height:31px; border-top:1px solid var(--line); color:var(--muted); font-size:12.5px; flex:none; white-space:nowrap; overflow:hidden; font-variant-numeric:tabular-nums }
.kgw-foot button { padding:1px 6px; margin:0 -6px; border-radius:5px }
.kgw-foot button:hover { background:var(--hover) }
.kgw-foot .kgw-count { color:var(--ink); font-weight:550 }
.kgw-foot .kgw-cut::before { content:""; display:inline-block; width:7px; height:7px; border-radius:4px; background:#d97706; margin-right:7px; vertical-align:1px }
.kgw-foot > * { flex:none } .kgw-foot > .kgw-links { flex:0 1 auto; min-width:0; overflow:hidden; text-overflow:ellipsis } .kgw-foot button[data-act=more] { color:var(--accent) }
.kgw-foot span:last-child { margin-left:auto; overflow:hidden; text-overflow:ellipsis; flex:0 1 auto; min-width:0 }
.kgw-pop, .kgw-tip, .kgw-hits { position:absolute; z-index:5; background:var(--raised); border:1px solid var(--line); border-radius:9px; box-shadow:0 8px 28px rgba(16,24,40,.16) }
.kgw-pop { left:10px; bottom:38px; padding:11px 13px; max-width:min(360px, calc(100% - 20px)); white-space:normal; color:var(--ink); max-height:70%; overflow:auto }
.kgw-pop.kgw-menu { left:auto; right:10px; bottom:auto; top:46px; padding:5px }
.kgw-pop.kgw-menu button { display:block; width:100%; text-align:left; padding:6px 11px; border-radius:6px }
.kgw-pop.kgw-menu button:hover { background:var(--hover) }
.kgw-pop p { margin:0 } .kgw-pop p + p { margin-top:9px }
.kgw-pop div { display:flex; flex-wrap:wrap; gap:6px; margin-top:9px }
.kgw-pop div button { padding:3px 11px; border:1px solid var(--line); border-radius:7px }
.kgw-pop div button:hover { border-color:var(--accent); color:var(--accent) }
.kgw-tip { pointer-events:none; padding:8px 11px; max-width:300px; white-space:pre-line; overflow-wrap:anywhere; font-size:12.5px; color:var(--muted) }
.kgw-tip b { color:var(--ink); font-weight:600; font-size:13px }
.kgw-hits { top:34px; left:0; min-width:240px; max-width:340px; padding:4px; z-index:6; max-height:300px; overflow:auto }
.kgw-hits button { display:flex; gap:8px; align-items:center; width:100%; padding:5px 9px; border-radius:6px; text-align:left }
.kgw-hits button:hover, .kgw-hits button.on { background:var(--hover) }
.kgw-hits svg { position:static; flex:none }
.kgw-hits span { overflow:hidden; text-overflow:ellipsis; white-space:nowrap; flex:1 }
.kgw-none { padding:6px 10px; color:var(--muted) }
.kgw-hits i { color:var(--muted); font-style:normal; font-size:12px }
.kgw-empty { position:absolute; inset:0; display:flex; flex-direction:column; gap:12px; align-items:center; justify-content:center; color:var(--muted); pointer-events:none; text-align:center; padding:24px }
.kgw-error { display:flex; gap:10px; align-items:baseline; padding:7px 12px; color:#b42318; background:#fef3f2; border-top:1px solid #fecdca; white-space:pre-wrap; overflow-wrap:anywhere; flex:none; max-height:110px; overflow:auto }
.kgw[data-theme=dark] .kgw-error { color:#fda29b; background:#2a1615; border-color:#55201c }
.kgw-error span { flex:1 } .kgw-error button { text-decoration:underline; padding:0 }
.kgw[data-kernel=gone]::after { content:attr(data-gone); flex:none; padding:7px 12px; color:#b42318; background:#fef3f2; border-top:1px solid #fecdca }
.kgw[data-kernel=gone][data-theme=dark]::after { color:#fda29b; background:#2a1615; border-color:#55201c }
.kgw [hidden] { display:none !important }
.kgw.kgw-narrow .kgw-tools button span { display:none }
.kgw.kgw-narrow .kgw-bar { flex-wrap:wrap; row-gap:4px }
.kgw.kgw-narrow .kgw-find { flex:1 1 150px; max-width:280px }
.kgw.kgw-narrow .kgw-chips { order:3; flex:1 0 100% }
.kgw.kgw-narrow .kgw-chips { min-height:30px; max-height:62px; flex-wrap:wrap; overflow:hidden auto }
.kgw .kgw-chips.kgw-all, .kgw.kgw-narrow .kgw-chips.kgw-all { flex:1 0 100%; order:3; flex-wrap:wrap; max-height:124px; overflow:hidden auto }
.kgw-bar:has(.kgw-all) { flex-wrap:wrap }
.kgw-chips button.kgw-rest { color:var(--accent) }
.kgw.kgw-narrow .kgw-foot > span:last-child { display:none }
`;

const ICONS = {
  search: "M7 12.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11Zm4-1.5 3.5 3.5",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
  hide: "M2 2l12 12M6.5 6.6a2 2 0 0 0 2.9 2.8M4.3 4.6C2.6 5.7 1.5 8 1.5 8S3.8 12.5 8 12.5c1.2 0 2.3-.4 3.2-.9M7 3.6c.3-.1.7-.1 1-.1 4.2 0 6.5 4.5 6.5 4.5s-.6 1.2-1.7 2.3",
  expand: "M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM8 1v3M8 12v3M1 8h3M12 8h3M3.3 3.3l1.8 1.8M10.9 10.9l1.8 1.8M12.7 3.3l-1.8 1.8M5.1 10.9l-1.8 1.8",
  table: "M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.5 6.5V13",
  save: "M8 2v8M5 7.2 8 10.2l3-3M2.5 13.5h11",
  lock: "M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
};

// No mark is drawn smaller than this, in pixels; hubs stay larger than leaves.
const small = (node) => 2.6 + Math.min(node.size, 30) * 0.08;
const SVG = "http://www.w3.org/2000/svg";
function svg(size, box, shapes) {
  const image = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ width: size, height: size, viewBox: box, "aria-hidden": "true" })) image.setAttribute(key, value);
  for (const [tag, attributes] of shapes) {
    const shape = image.appendChild(document.createElementNS(SVG, tag));
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  }
  return image;
}
const icon = (name) => svg(15, "0 0 16 16", [["path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }]]);

// Corners of each shape in a unit circle, as vis-network draws them; a dot has none.
const ring = (count, turn) => Array.from({ length: count }, (_, k) => [Math.cos(turn + (2 * Math.PI * k) / count), Math.sin(turn + (2 * Math.PI * k) / count)]);
const CORNERS = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], diamond: ring(4, 0), hexagon: ring(6, 0),
  triangle: ring(3, -Math.PI / 2).map(([x, y]) => [x * 1.15, y * 1.15 + 0.275]), triangleDown: ring(3, Math.PI / 2).map(([x, y]) => [x * 1.15, y * 1.15 - 0.275]),
};
function outline(ctx, shape, x, y, r) {
  ctx.beginPath();
  const corners = CORNERS[shape];
  if (!corners) ctx.arc(x, y, r, 0, 2 * Math.PI);
  else corners.forEach(([dx, dy], k) => (k ? ctx.lineTo(x + dx * r, y + dy * r) : ctx.moveTo(x + dx * r, y + dy * r)));
  ctx.closePath();
}
function mark(shape, color) {
  const corners = CORNERS[shape];
  const points = corners && corners.map(([x, y]) => `${(6 + x * 4.6).toFixed(1)},${(6 + y * 4.6).toFixed(1)}`).join(" ");
  return svg(11, "0 0 12 12", [corners ? ["polygon", { points, fill: color }] : ["circle", { cx: 6, cy: 6, r: 4.8, fill: color }]]);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  // JupyterLab keeps its one-key shortcuts to itself here; it asks the focused element itself, not only its frame.
  made.dataset.lmSuppressShortcuts = "true";
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
// A small lock, its middle at (x, y), on a ground of its own so that it can be told on any colour.
function lock(ctx, x, y, ground, ink) {
  ctx.beginPath(); ctx.arc(x, y, 7, 0, 2 * Math.PI); ctx.fillStyle = ground; ctx.fill();
  ctx.strokeStyle = ctx.fillStyle = ink; ctx.lineWidth = 1.3;
  ctx.beginPath(); ctx.roundRect(x - 3.5, y - 0.7, 7, 4.6, 1); ctx.fill();
  ctx.beginPath(); ctx.moveTo(x - 2.1, y - 0.6); ctx.lineTo(x - 2.1, y - 2); ctx.arc(x, y - 2, 2.1, Math.PI, 2 * Math.PI); ctx.lineTo(x + 2.1, y - 0.6); ctx.stroke();
}
const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const same = (a, b) => a.length === b.length && a.every((item, k) => item === b[k]);

// The wheel zooms at once where nothing scrolls; in a page that scrolls it waits until the canvas has the focus.
function scrolls(from) {
  for (let at = from; at; at = at.parentElement || at.getRootNode()?.host) {
    if (at.scrollHeight > at.clientHeight + 8 && /auto|scroll/.test(getComputedStyle(at).overflowY)) return true;
  }
  const page = document.scrollingElement;
  return Boolean(page && page.scrollHeight > page.clientHeight + 8);
}

function render({ model, el }) {
  const born = performance.now();
  const state = {
    nodes: new Map(), edges: new Map(), places: new Map(), off: new Set(), hidden: new Set(model.get("hidden") || []),
    selected: [], early: [], edge: null, hovered: null, hoveredEdge: null, born: new Map(), query: "", table: false, tab: "nodes", sort: ["degree", -1],
    order: [], near: new Map(), locked: new Set(model.get("locked") || []), overRing: "", width: 1, placed: false, lay: null, looked: false, met: false, size: [0, 0], legend: "", worn: "", allTypes: false, painted: false, serial: 0, alive: true, drawn: new Map(), drawnEdges: new Map(),
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // What is drawn comes as lists, or all of it as one text: a host that looks at every value it sends sends that sooner.
  let written = "", read = {};
  const given = (name) => {
    const text = model.get("written");
    if (!text) return model.get(name);
    if (text !== written) { read = JSON.parse(text); written = text; }
    return read[name];
  };
  const say = () => STRINGS[model.get("language")] || STRINGS.en;
  const spelled = new Map();
  const number = (value) => {
    const place = model.get("language") === "zh" ? "zh-CN" : "en-US";
    if (!spelled.has(place)) spelled.set(place, new Intl.NumberFormat(place));
    return spelled.get(place).format(Number(value || 0));
  };
  let theme = "light";
  const paint = () => THEMES[theme];

  // ---------------------------------------------------------------- frame
  const root = element("div", "kgw");
  root.append(element("style", "", CSS));
  const bar = root.appendChild(element("div", "kgw-bar"));
  const find = bar.appendChild(element("div", "kgw-find"));
  find.append(icon("search"));
  const input = find.appendChild(element("input"));
  input.type = "search";
  const hits = find.appendChild(element("div", "kgw-hits"));
  hits.hidden = true;
  const chips = bar.appendChild(element("div", "kgw-chips"));
  chips.setAttribute("role", "group");
  const tools = bar.appendChild(element("div", "kgw-tools"));
  const buttons = {};
  for (const [name, act] of [["fit", () => fit()], ["hide", () => hide()], ["expand", () => expand()], ["table", () => toggleTable()], ["save", () => saveMenu()]]) {
    const button = (buttons[name] = tools.appendChild(element("button")));
    button.type = "button";
    button.dataset.act = name;
    button.append(icon(name), element("span"));
    button.addEventListener("click", act);
  }
  const stage = root.appendChild(element("div", "kgw-stage"));
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  const canvas = stage.appendChild(element("div", "kgw-canvas"));
  const empty = stage.appendChild(element("div", "kgw-empty"));
  empty.append(svg(44, "0 0 44 44", [["path", { d: "M12 14 30 9M13 17l8 15M33 13 24 32", stroke: "currentColor", "stroke-width": 1.5, opacity: 0.4 }], ...[[10, 15], [33, 9], [23, 35]].map(([cx, cy]) => ["circle", { cx, cy, r: 4.5, fill: "none", stroke: "currentColor", "stroke-width": 1.5 }])]), element("div"));
  const table = stage.appendChild(element("div", "kgw-table"));
  table.hidden = true;
  const tip = stage.appendChild(element("div", "kgw-tip"));
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  const foot = root.appendChild(element("div", "kgw-foot"));
  foot.setAttribute("aria-live", "polite");
  const count = foot.appendChild(element("button", "kgw-count"));
  const links = foot.appendChild(element("span", "kgw-links"));
  const looseNote = foot.appendChild(element("button"));
  looseNote.dataset.act = "loose";
  const hiddenNote = foot.appendChild(element("button"));
  const picked = foot.appendChild(element("span"));
  const moreNote = foot.appendChild(element("button"));
  moreNote.dataset.act = "more";
  const hint = foot.appendChild(element("span"));
  const pop = root.appendChild(element("div", "kgw-pop"));
  pop.hidden = true;
  const errors = root.appendChild(element("div", "kgw-error"));
  errors.hidden = true;
  errors.setAttribute("role", "alert");
  el.append(root);
  passSave(root);
  const unwatch = watchKernel(model, root);

  // ---------------------------------------------------------------- network
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  const network = new vis.Network(canvas, { nodes: nodeSet, edges: edgeSet }, {
    physics: false, layout: { improvedLayout: false }, autoResize: true,
    interaction: { hover: true, selectable: false, multiselect: false, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.7, hideEdgesOnDrag: false },
    nodes: { chosen: false, borderWidth: 1.5, labelHighlightBold: false },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, arrows: { to: { enabled: true, scaleFactor: 0.42 } }, arrowStrikethrough: false },
  });
  // vis-network draws anew at each of the several changes that make one: here what asks for a drawing gets it once,
  // with the next frame. While the camera moves, frames come one after another as they are.
  const drawing = network.renderer, drawNow = drawing._redraw.bind(drawing);
  let due = 0, resized = false;
  const drawSoon = () => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      if (!state.alive || drawing.renderingActive) return;
      if (resized) network.canvas.setSize();
      resized = false;
      drawNow(false);
    });
  };
  network.body.emitter.off("_requestRedraw");
  network.body.emitter.on("_requestRedraw", drawSoon);
  drawing._redraw = (hidden = false) => (hidden || drawing.renderingActive ? drawNow(hidden) : drawSoon());
  drawing.redraw = () => { resized = true; drawSoon(); };

  const isShown = (node) => !state.hidden.has(node.id) && !state.off.has(node.type);
  const color = (node) => (theme === "dark" && node.dark ? node.dark : node.color);
  const pale = (shade, alpha) => `rgba(${[1, 3, 5].map((k) => parseInt(shade.slice(k, k + 2), 16)).join(",")},${alpha})`;
  const isGroup = (node) => node?.kind === "community";

  function sync() {
    if (!state.alive) return;
    const nodes = given("nodes") || [];
    const edges = given("edges") || [];
    const before = state.nodes;
    const kept = nodes.some((node) => before.has(node.id));
    const fresh = nodes.length && before.size && !kept;
    state.nodes = new Map(nodes.map((node) => [node.id, node]));
    state.edges = new Map(edges.map((edge) => [edge.id, edge]));
    if (fresh) { state.places.clear(); state.placed = state.looked = false; state.lay = null; }
    // What comes after an empty drawing is another one: the camera is placed anew.
    if (!nodes.length) { state.placed = state.looked = false; state.lay = null; }
    const now = performance.now();
    for (const node of nodes) {
      // What is on the screen stays where it is, whatever comes: only what has no place yet takes the one given.
      if (!state.places.has(node.id)) state.places.set(node.id, laid(node.x, node.y));
      if (kept && !before.has(node.id) && !calm) state.born.set(node.id, now);
    }
    for (const id of state.places.keys()) if (!state.nodes.has(id)) state.places.delete(id);
    for (const id of state.off) if (!nodes.some((node) => node.type === id)) state.off.delete(id);
    if (kept && state.painted && nodes.some((node) => !before.has(node.id))) state.met = true;
    state.near = new Map();
    for (const edge of edges) {
      for (const [a, b] of [[edge.from, edge.to], [edge.to, edge.from]]) {
        if (!state.near.has(a)) state.near.set(a, new Set());
        state.near.get(a).add(b);
      }
    }
    show();
  }

  // Brings vis-network's data to what is visible, changing only what differs.
  function show() {
    const nodes = new Map();
    for (const node of state.nodes.values()) {
      if (!isShown(node)) continue;
      nodes.set(node.id, `${node.shape} ${node.size} ${color(node)} ${paint().ground} ${isGroup(node)}`);
    }
    const edges = new Map();
    for (const edge of state.edges.values()) {
      if (nodes.has(edge.from) && nodes.has(edge.to)) edges.set(edge.id, `${edge.from} ${edge.to} ${edge.curve} ${paint().edge} ${edge.width ? edge.width * state.width : ""}`);
    }
    const gone = [...state.drawn.keys()].filter((id) => !nodes.has(id));
    const goneEdges = [...state.drawnEdges.keys()].filter((id) => !edges.has(id));
    const nodeChanges = [...nodes].filter(([id, look]) => state.drawn.get(id) !== look).map(([id]) => {
      const node = state.nodes.get(id);
      const [x, y] = state.places.get(id);
      const shade = isGroup(node) ? { background: pale(color(node), 0.3), border: color(node) } : { background: color(node), border: paint().ground };
      return { id, ...(state.drawn.has(id) ? {} : { x, y }), shape: node.shape, size: node.size, color: { ...shade, hover: shade, highlight: shade } };
    });
    const edgeChanges = [...edges].filter(([id, look]) => state.drawnEdges.get(id) !== look).map(([id]) => {
      const edge = state.edges.get(id);
      return { id, from: edge.from, to: edge.to, color: { color: paint().edge, hover: paint().edge, highlight: paint().edge }, ...(edge.width ? { width: edge.width * state.width, arrows: { to: { enabled: !edge.from || !isGroup(state.nodes.get(edge.to)) } } } : {}), smooth: { enabled: true, type: "curvedCW", roundness: edge.curve || 0 } };
    });
    // vis-network may redraw between these steps, when its nodes and ours differ: nothing is drawn over it then.
    state.busy = true;
    if (goneEdges.length) edgeSet.remove(goneEdges);
    if (gone.length) nodeSet.remove(gone);
    if (nodeChanges.length) nodeSet.update(nodeChanges);
    if (edgeChanges.length) edgeSet.update(edgeChanges);
    state.busy = false;
    state.drawn = nodes;
    state.drawnEdges = edges;
    if (state.hovered && !nodes.has(state.hovered)) { state.hovered = null; tip.hidden = true; }
    state.order = [...nodes.keys()].map((id) => state.nodes.get(id)).sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
    root.dataset.nodes = nodes.size;
    root.dataset.edges = edges.size;
    // A node that was hidden or went with a delta is no longer selected; the host hears of it. Between two drawings,
    // when there is none, the selection waits, as does what the host selected before it was drawn.
    const come = state.early.filter((id) => nodes.has(id)), left = state.selected.filter((id) => nodes.has(id));
    if (!nodes.size) [state.early, state.selected] = [[...state.early, ...state.selected], []];
    else if (come.length) [state.early, state.selected] = [[], [...left, ...come]];
    else if (!same(left, state.selected)) select(left);
    if (!state.placed && nodes.size) place();
    dress();
    network.redraw();
    if (state.born.size) pulse();
    if (state.goal) setTimeout(reach, 0);
  }

  function place() {
    if (!canvas.clientWidth || !canvas.clientHeight) return; // hidden tab: the observer below calls again
    // A page that is not laid out yet squeezes what it holds; the observer calls again.
    if (canvas.clientWidth < 120 && opening()) return;
    state.placed = true;
    if (!state.lay) layAlong();
    network.moveTo(whole());
    thicken();
    if (state.goal) setTimeout(reach, 0);
  }

  // A page that opens gives its parts their size by and by, until somebody acts or something new comes.
  const opening = () => !state.met && performance.now() - born < 6000;
  // A drawing is laid along its frame once, as the page opens: its axes are swapped, or one is stretched by half at
  // most, so that it fills the frame. Whatever comes later is laid the same way, and what stands never moves.
  const laid = (x, y) => (!state.lay ? [x, y] : state.lay.swap ? [y * state.lay.x, x * state.lay.y] : [x * state.lay.x, y * state.lay.y]);
  const unlaid = (x, y) => (!state.lay ? [x, y] : state.lay.swap ? [y / state.lay.y, x / state.lay.x] : [x / state.lay.x, y / state.lay.y]);
  function layAlong() {
    for (const [id, [x, y]] of state.places) state.places.set(id, unlaid(x, y));
    state.lay = { swap: false, x: 1, y: 1 };
    const order = (given("counts") || {}).order;
    // Rings are circles, and paths run along the page: these stay as they come.
    if ((order !== "degree" && order !== "arrival") || (given("groups") || []).length || state.places.size < 3) return;
    const all = [...state.places.values()], xs = all.map((p) => p[0]), ys = all.map((p) => p[1]);
    const span = (values) => Math.max(...values) - Math.min(...values) + 60;
    // A few nodes say nothing of the shape that is to come: it will be wider than high.
    const shape = all.length < 40 ? 1.6 : span(xs) / span(ys), frame = room(false)[0] / room(false)[1];
    const off = (ratio) => Math.abs(Math.log(ratio / frame)) - Math.min(Math.abs(Math.log(ratio / frame)), Math.log(1.5));
    const swap = off(1 / shape) + 0.05 < off(shape), ratio = swap ? 1 / shape : shape;
    const more = Math.min(Math.max(ratio / frame, frame / ratio), 1.5);
    state.lay = { swap, x: ratio < frame ? more : 1, y: ratio < frame ? 1 : more };
    for (const [id, [x, y]] of state.places) state.places.set(id, laid(x, y));
    state.busy = true;
    nodeSet.update([...state.drawn.keys()].map((id) => { const [x, y] = state.places.get(id); return { id, x, y }; }));
    state.busy = false;
  }

  // What is left for marks, once the names at the rim have their place.
  const room = (grouped) => [Math.max(canvas.clientWidth - (grouped ? 116 : 84), 50), Math.max(canvas.clientHeight - 70, 50)];
  // The camera that shows every node, with room for the labels under the lowest ones.
  function whole() {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const id of state.drawn.keys()) {
      const p = network.getPosition(id), r = state.nodes.get(id).size;
      left = Math.min(left, p.x - r); right = Math.max(right, p.x + r);
      top = Math.min(top, p.y - r); bottom = Math.max(bottom, p.y + r);
    }
    for (const ring of given("groups") || []) {
      left = Math.min(left, ring.x - ring.r); right = Math.max(right, ring.x + ring.r);
      top = Math.min(top, ring.y - ring.r); bottom = Math.max(bottom, ring.y + ring.r);
    }
    const grouped = (given("counts") || {}).order === "community";
    const [wide, high] = room(grouped);
    const scale = Math.min(wide / Math.max(right - left, 1), high / Math.max(bottom - top, 1), 1.4);
    return { position: { x: (left + right) / 2, y: (top + bottom) / 2 + 10 / scale }, scale };
  }

  // Edges keep a visible width when the whole of a large graph is on the screen.
  function thicken() {
    const step = Math.max(0, Math.min(4, Math.round(Math.log2(1 / network.getScale()))));
    const width = 2 ** step;
    if (width !== state.width) {
      state.width = width;
      network.setOptions({ edges: { width } });
      if ([...state.edges.values()].some((edge) => edge.width)) show();
    }
  }

  // ---------------------------------------------------------------- drawing over vis-network
  const at = (id) => { const p = network.getPosition(id); return network.canvasToDOM(p); };
  function curve(edge) {
    const a = at(edge.from), b = at(edge.to);
    const r = edge.curve || 0, length = Math.hypot(b.x - a.x, b.y - a.y);
    const turn = Math.atan2(a.y - b.y, b.x - a.x) + (0.5 * r + 0.5) * Math.PI;
    const via = { x: a.x + (0.5 * r + 0.5) * length * Math.sin(turn), y: a.y + (0.5 * r + 0.5) * length * Math.cos(turn) };
    const point = (t) => ({ x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * via.x + t * t * b.x, y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * via.y + t * t * b.y });
    return { a, b, via, length, point };
  }
  function stroke(ctx, edge, shade, width, scale) {
    const target = state.nodes.get(edge.to);
    if (edge.from === edge.to) {
      const p = at(edge.from), r = target.size * scale;
      ctx.beginPath(); ctx.arc(p.x + r * 0.7, p.y - r * 0.9, r * 0.9, 0, 2 * Math.PI);
      ctx.strokeStyle = shade; ctx.lineWidth = width; ctx.stroke();
      return;
    }
    const line = curve(edge);
    // The arrow's tip touches the rim of the node it points to.
    const stop = Math.max(0.5, 1 - (target.size * scale + 2) / Math.max(line.length, 1));
    const tip = line.point(stop), back = line.point(Math.max(0, stop - 10 / Math.max(line.length, 10)));
    ctx.beginPath(); ctx.moveTo(line.a.x, line.a.y); ctx.quadraticCurveTo(line.via.x, line.via.y, line.b.x, line.b.y);
    ctx.strokeStyle = shade; ctx.lineWidth = width; ctx.stroke();
    const turn = Math.atan2(tip.y - back.y, tip.x - back.x), head = 5 + width * 1.6;
    ctx.beginPath(); ctx.moveTo(tip.x, tip.y);
    for (const side of [2.65, -2.65]) ctx.lineTo(tip.x + head * Math.cos(turn + side), tip.y + head * Math.sin(turn + side));
    ctx.closePath(); ctx.fillStyle = shade; ctx.fill();
  }

  const widths = new Map();
  // A canvas spells its font anew whenever it is asked for it, which costs more than to write a label: it is kept here.
  let face = "";
  const letters = (ctx, wanted) => { ctx.font = face = wanted; };
  function widthOf(ctx, text) {
    const key = `${face} ${text}`;
    if (!widths.has(key)) { if (widths.size > 9000) widths.clear(); widths.set(key, ctx.measureText(text).width); }
    return widths.get(key);
  }

  // What stands out and what dims: numbered paths before the selection.
  function lit() {
    const paths = (model.get("highlight") || []).filter((path) => path && path.nodes);
    if (paths.length) {
      const edges = new Map(), nodes = new Set();
      paths.forEach((path, k) => {
        // Number 0 is lit and carries none.
        const mark = path.number ?? k + 1, shade = PATHS[theme][Math.max(mark - 1, 0) % PATHS[theme].length];
        for (const id of path.nodes) if (state.drawn.has(id)) nodes.add(id);
        for (const id of path.edges || []) if (state.drawnEdges.has(id)) edges.set(id, [...(edges.get(id) || []), { shade, number: mark }]);
      });
      if (nodes.size) return { nodes, edges, paths: true };
    }
    if (state.edge && state.drawnEdges.has(state.edge)) {
      const edge = state.edges.get(state.edge);
      return { nodes: new Set([edge.from, edge.to]), edges: new Map([[edge.id, [{ shade: paint().accent }]]]) };
    }
    if (state.selected.length) {
      const chosen = new Set(state.selected), nodes = new Set(state.selected), edges = new Map();
      for (const id of chosen) for (const other of state.near.get(id) || []) if (state.drawn.has(other)) nodes.add(other);
      for (const id of state.drawnEdges.keys()) {
        const edge = state.edges.get(id);
        if (chosen.has(edge.from) || chosen.has(edge.to)) edges.set(id, [{ shade: paint().accent }]);
      }
      return { nodes, edges };
    }
    return null;
  }

  // Rings round opened communities lie under everything; their names are buttons that close them.
  network.on("beforeDrawing", (ctx) => {
    const scale = network.getScale();
    for (const ring of [...(given("groups") || [])].sort((a, b) => b.r - a.r)) {
      const shade = theme === "dark" ? ring.dark : ring.color;
      ctx.beginPath(); ctx.arc(ring.x, ring.y, ring.r, 0, 2 * Math.PI);
      ctx.fillStyle = pale(shade, 0.07); ctx.fill();
      ctx.strokeStyle = pale(shade, 0.55); ctx.lineWidth = 1.4 / scale; ctx.setLineDash([5 / scale, 4 / scale]); ctx.stroke(); ctx.setLineDash([]);
    }
  });
  function clipped(ctx, text, room) {
    if (widthOf(ctx, text) <= room) return text;
    let left = 1, over = text.length;
    while (left + 1 < over) {
      const half = (left + over) >> 1;
      if (widthOf(ctx, `${text.slice(0, half)}…`) > room) over = half;
      else left = half;
    }
    return `${text.slice(0, left).trimEnd()}…`;
  }
  // A name in lines that fit into a disc, the number below it: whole or up to its colon, in the larger letters where they
  // fit; null where none do. Kept, as it is asked for at every frame.
  const fitted = new Map();
  function inscribed(ctx, node, count, r, strong, sized) {
    if (r < 16) return null;
    const key = `${node.id} ${node.name} ${count} ${r} ${strong}`;
    if (!fitted.has(key)) { if (fitted.size > 3000) fitted.clear(); fitted.set(key, inLines(ctx, node.name, count, r, sized)); }
    return fitted.get(key);
  }
  function inLines(ctx, name, count, r, sized) {
    const short = name.split(/[:：]/)[0];
    for (const text of short === name ? [name] : [name, short]) for (const size of [12, 11]) {
      sized(size);
      const words = text.match(/[\u3400-\u9fff][，。：、]?|[^\s\u3400-\u9fff]+\s*/g) || [], high = size + 3;
      for (let n = 1; n <= 4; n++) {
        const all = n + count.length, lines = [];
        const room = (k) => { const far = Math.max(Math.abs(k - all / 2), Math.abs(k + 1 - all / 2)) * high; return far < r ? 2 * Math.sqrt(r * r - far * far) - 3 : 0; };
        let at = 0;
        for (let k = 0; k < n && at < words.length; k++) {
          let line = words[at];
          if (widthOf(ctx, line.trimEnd()) > room(k)) break;
          for (at++; at < words.length && widthOf(ctx, (line + words[at]).trimEnd()) <= room(k); at++) line += words[at];
          lines.push(line.trimEnd());
        }
        if (words.length && at === words.length && lines.length === n && count.every((line, k) => widthOf(ctx, line) <= room(n + k))) return { lines: [...lines, ...count], size };
      }
    }
    return null;
  }
  function nameRings(ctx, scale, claim, family) {
    state.ringNames = [];
    // The largest first, as wide as their ring; a name that would lie on another or on a mark waits until one zooms
    // in or points at its ring. The only one is always there: without it nobody could close what was opened.
    const rings = [...(given("groups") || [])].sort((a, b) => b.r - a.r);
    for (const ring of rings) {
      const over = ring.id === state.overRing || rings.length === 1, r = ring.r * scale;
      if (r < 14 && !over) continue;
      const part = ring.shown < ring.total ? ` ${number(ring.shown)}/${number(ring.total)}` : ` ${number(ring.total)}`;
      letters(ctx, `600 12px ${family}`);
      const held = state.locked.has(ring.id), extra = 34 + (held ? 16 : 0);
      const text = clipped(ctx, ring.name, over ? 400 : Math.max(1.7 * r, 110) - extra - widthOf(ctx, part)) + part, wide = widthOf(ctx, text) + extra;
      const spots = [-Math.PI / 2, -0.3 * Math.PI, -0.7 * Math.PI, Math.PI / 2].map((turn) => {
        const p = network.canvasToDOM({ x: ring.x + ring.r * Math.cos(turn), y: ring.y + ring.r * Math.sin(turn) });
        return [Math.max(4, Math.min(p.x - wide / 2, canvas.clientWidth - wide - 4)), Math.max(3, Math.min(p.y - (turn > 0 ? 4 : 16), canvas.clientHeight - 25))];
      });
      const free = spots.find(([x, y]) => claim(x, y, wide, 22, false)) || (over && claim(...spots[0], wide, 22, true) && spots[0]);
      if (!free) continue;
      const [x, y] = free, shade = theme === "dark" ? ring.dark : ring.color, from = x + (held ? 16 : 0);
      ctx.beginPath(); ctx.roundRect(x, y, wide, 22, 11); ctx.fillStyle = paint().ground; ctx.fill();
      ctx.strokeStyle = pale(shade, 0.7); ctx.lineWidth = 1; ctx.stroke();
      if (held) lock(ctx, x + 13, y + 11, paint().ground, paint().muted);
      ctx.fillStyle = paint().ink; ctx.fillText(text, from + (wide - (held ? 16 : 0) - 16) / 2, y + 11.5);
      ctx.strokeStyle = paint().muted; ctx.lineWidth = 1.4; ctx.beginPath();
      ctx.moveTo(x + wide - 20, y + 8); ctx.lineTo(x + wide - 13, y + 15); ctx.moveTo(x + wide - 13, y + 8); ctx.lineTo(x + wide - 20, y + 15); ctx.stroke();
      state.ringNames.push({ id: ring.id, name: ring.name, x, y, wide });
    }
  }
  const ringAt = ({ x, y }) => (state.ringNames || []).find((one) => x >= one.x && x <= one.x + one.wide && y >= one.y && y <= one.y + 22);

  network.on("afterDrawing", (ctx) => {
    if (state.busy) return;
    const frame = ctx.canvas, ratio = frame.width / Math.max(frame.clientWidth, 1), scale = network.getScale();
    const width = frame.clientWidth, height = frame.clientHeight;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineJoin = "round"; ctx.lineCap = "round";
    const light = lit();
    const inside = (p, margin) => p.x > -margin && p.y > -margin && p.x < width + margin && p.y < height + margin;
    const spots = new Map();
    for (const node of state.order) {
      const p = at(node.id);
      if (inside(p, 60)) spots.set(node.id, p);
    }
    // Marks too small to see at this zoom get a dot of a visible size.
    const dot = (node, p) => { outline(ctx, node.shape, p.x, p.y, Math.max(node.size * scale, small(node))); ctx.fillStyle = isGroup(node) ? pale(color(node), 0.45) : color(node); ctx.fill(); };
    for (const node of state.order) if (node.size * scale < small(node) && spots.has(node.id)) dot(node, spots.get(node.id));
    if (light) {
      ctx.fillStyle = paint().veil;
      ctx.fillRect(0, 0, width, height);
      for (const [id, lines] of light.edges) {
        const thick = light.paths ? 2.6 : 1.7;
        lines.forEach(({ shade }, k) => stroke(ctx, state.edges.get(id), shade, thick + 3 * (lines.length - 1 - k), scale));
      }
      for (const id of light.nodes) if (spots.has(id)) {
        const node = state.nodes.get(id), p = spots.get(id);
        dot(node, p);
        ctx.strokeStyle = paint().ground; ctx.lineWidth = 1.5; ctx.stroke();
      }
    }
    const chosen = new Set(state.selected);
    for (const id of chosen) if (spots.has(id)) {
      const node = state.nodes.get(id), p = spots.get(id);
      ctx.beginPath(); ctx.arc(p.x, p.y, Math.max(node.size * scale, 3) + 4.5, 0, 2 * Math.PI);
      ctx.strokeStyle = paint().accent; ctx.lineWidth = 2.5; ctx.stroke();
    }
    if (state.hovered && spots.has(state.hovered)) {
      for (const id of state.drawnEdges.keys()) {
        const edge = state.edges.get(id);
        if (!light && (edge.from === state.hovered || edge.to === state.hovered)) stroke(ctx, edge, paint().muted, 1.6, scale);
      }
      const node = state.nodes.get(state.hovered), p = spots.get(state.hovered);
      dot(node, p);
      ctx.strokeStyle = paint().ink; ctx.lineWidth = 1.5; ctx.stroke();
    }
    if (state.hoveredEdge && state.drawnEdges.has(state.hoveredEdge)) stroke(ctx, state.edges.get(state.hoveredEdge), paint().accent, 2, scale);
    const now = performance.now();
    for (const [id, since] of state.born) if (spots.has(id)) {
      const part = Math.min((now - since) / 1300, 1), p = spots.get(id);
      ctx.beginPath(); ctx.arc(p.x, p.y, Math.max(state.nodes.get(id).size * scale, 3) + 22 * part, 0, 2 * Math.PI);
      ctx.globalAlpha = 0.7 * (1 - part); ctx.strokeStyle = color(state.nodes.get(id)); ctx.lineWidth = 3; ctx.stroke(); ctx.globalAlpha = 1;
    }
    for (const id of state.locked) if (spots.has(id) && (!light || light.nodes.has(id))) {
      const p = spots.get(id), off = Math.max(state.nodes.get(id).size * scale, small(state.nodes.get(id))) * 0.72 + 2;
      lock(ctx, p.x + off, p.y - off, paint().ground, paint().ink);
    }
    label(ctx, light, spots, chosen, scale, width, height);
    ctx.restore();
    if (!state.painted && state.drawn.size && state.placed) {
      state.painted = true;
      root.dataset.painted = Math.round(performance.now() - born);
    }
  });

  // Labels keep one size at every zoom and never cover each other: the important ones come first, as on a map.
  function label(ctx, light, spots, chosen, scale, width, height) {
    const cell = 4, across = Math.ceil(width / cell) + 1, taken = new Uint8Array(across * (Math.ceil(height / cell) + 1));
    // Marks are taken lightly (1), labels firmly (2): a label may cover marks where `over` says so.
    const claim = (left, top, w, h, force, kind = 2, over = 0) => {
      const x0 = Math.max(0, Math.floor(left / cell)), x1 = Math.min(across - 1, Math.floor((left + w) / cell));
      const y0 = Math.max(0, Math.floor(top / cell)), y1 = Math.min(Math.ceil(height / cell), Math.floor((top + h) / cell));
      if (x1 < 0 || y1 < 0 || x0 > x1 || y0 > y1) return false;
      if (!force) for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) if (taken[y * across + x] > over) return false;
      for (let y = y0; y <= y1; y++) taken.fill(kind, y * across + x0, y * across + x1 + 1);
      return true;
    };
    const family = getComputedStyle(root).fontFamily;
    state.written = [];
    const write = (node, force) => {
      const p = spots.get(node.id);
      if (!p) return;
      const strong = chosen.has(node.id) || node.id === state.hovered, group = isGroup(node);
      let font = 12;
      const sized = (size) => { font = size; letters(ctx, `${strong || (node.degree > 14 && !group) ? 600 : 450} ${size}px ${family}`); };
      sized(node.degree > 14 && !group ? 13 : 12);
      const count = group ? [number(node.degree)] : [], r = Math.max(node.size * scale, small(node)) + 4;
      const whole = (node.label || "").split("\n").concat(count), short = group ? [clipped(ctx, node.name, 2 * r - 6), ...count] : whole;
      let lines = whole, high = 0, free = null;
      // Half a name at the rim says less than none: where a name would be cut it goes elsewhere.
      const fits = ([x, y], wide, over) => x - wide / 2 > 0 && x + wide / 2 < width && y - high / 2 > 1 && y + high / 2 < height - 1 && claim(x - wide / 2 - 2, y - high / 2 + 1, wide + 4, high - 2, false, 2, over);
      const seek = (words, find) => {
        lines = words;
        high = (font + 3) * lines.length;
        const wide = Math.max(...lines.map((line) => widthOf(ctx, line)));
        // Below the mark; beside or above it where that is taken.
        const places = [[p.x, p.y + r + high / 2], [p.x + r + wide / 2 + 1, p.y], [p.x, p.y - r - high / 2], [p.x - r - wide / 2 - 1, p.y]];
        free = find(places, wide) || null;
        return free;
      };
      // A bubble has its name inside, whole or as much of it as there is room for, else beside it and on no other mark;
      // what finds no room waits for a zoom or the pointer.
      const within = (share) => (_, wide) => wide <= share && fits([p.x, p.y], wide, 1) && [p.x, p.y];
      const beside = (places, wide) => places.find((place) => fits(place, wide, 0));
      const framed = ([[x, y]], wide) => [Math.max(wide / 2 + 3, Math.min(x, width - wide / 2 - 3)), y];
      if (group) {
        const inside = inscribed(ctx, node, count, Math.round(r - 1), strong, sized);
        if (inside) { sized(inside.size); seek(inside.lines, within(2 * r)); }
        if (!free) sized(12);
        free || (force && seek(whole, framed)) || seek(whole, beside) || seek([node.name.split(/[:：]/)[0]], beside) || (short[0].length > 7 && seek(short, within(2 * r)));
      } else {
        seek(whole, (places, wide) => beside(places, wide) || ((force || node.degree > 2) && places.slice(0, 3).find((place) => fits(place, wide, 1))) || (force && framed(places, wide)));
      }
      if (!free) return;
      state.written.push({ id: node.id, text: lines.join("\n"), x: free[0], y: free[1], wide: Math.max(...lines.map((line) => widthOf(ctx, line))), high });
      ctx.lineWidth = 3.5; ctx.strokeStyle = paint().ground; ctx.fillStyle = paint().ink;
      lines.forEach((line, k) => {
        const y = free[1] - high / 2 + (font + 3) * (k + 0.5);
        ctx.strokeText(line, free[0], y); ctx.fillText(line, free[0], y);
      });
    };
    // While there is room, a label covers no mark either.
    if (spots.size < 600) for (const [id, p] of spots) {
      const r = Math.max(state.nodes.get(id).size * scale, small(state.nodes.get(id))) * 0.75;
      claim(p.x - r, p.y - r, 2 * r, 2 * r, true, 1);
    }
    nameRings(ctx, scale, claim, family);
    for (const id of chosen) if (state.nodes.has(id)) write(state.nodes.get(id), true);
    if (state.hovered && state.drawn.has(state.hovered)) write(state.nodes.get(state.hovered), true);
    if (light?.paths) for (const id of light.nodes) write(state.nodes.get(id), true);
    // Far out only the hubs are named; every mark is named once there is room for it.
    const budget = light ? 400 : scale > 0.7 ? 400 : 24 + 300 * scale;
    let named = 0;
    for (const node of state.order) {
      if (named > budget) break;
      if (chosen.has(node.id) || node.id === state.hovered || (light && (light.paths || !light.nodes.has(node.id)))) continue;
      if (spots.has(node.id)) { write(node, false); named++; }
    }
    const few = state.drawnEdges.size <= 45 && scale > 0.45;
    const wanted = new Map(light ? light.edges : []);
    if (state.hoveredEdge && state.drawnEdges.has(state.hoveredEdge)) wanted.set(state.hoveredEdge, wanted.get(state.hoveredEdge) || [{ shade: paint().accent }]);
    if (state.hovered && !light) for (const id of state.drawnEdges.keys()) {
      const edge = state.edges.get(id);
      if (edge.from === state.hovered || edge.to === state.hovered) wanted.set(id, [{}]);
    }
    if (few && !light) for (const id of state.drawnEdges.keys()) if (!wanted.has(id)) wanted.set(id, [{}]);
    letters(ctx, `450 11px ${family}`);
    for (const [id, lines] of wanted) {
      const edge = state.edges.get(id);
      if (edge.from === edge.to) continue;
      const line = curve(edge), p = line.point(0.5), numbers = lines.filter((one) => one.number);
      // A short edge has room for its number alone; its name is in the tooltip.
      const whole = edge.label || "", text = numbers.length && line.length < widthOf(ctx, whole) + 70 ? "" : whole;
      const wide = (text ? widthOf(ctx, text) + 10 : 0) + 18 * numbers.length;
      if (line.length < 34 && !numbers.length) continue;
      const must = numbers.length > 0 || id === state.hoveredEdge || id === state.edge;
      if (!claim(p.x - wide / 2, p.y - 9, wide, 18, must)) continue;
      ctx.beginPath(); ctx.roundRect(p.x - wide / 2, p.y - 9, wide, 18, 9);
      ctx.fillStyle = text ? paint().ground : "transparent"; ctx.globalAlpha = 0.92; ctx.fill(); ctx.globalAlpha = 1;
      let x = p.x - wide / 2 + 9;
      for (const { shade, number: n } of numbers) {
        ctx.beginPath(); ctx.arc(x, p.y, 8, 0, 2 * Math.PI); ctx.fillStyle = shade; ctx.fill();
        ctx.fillStyle = paint().ground; letters(ctx, `700 10.5px ${family}`); ctx.fillText(String(n), x, p.y + 0.5);
        letters(ctx, `450 11px ${family}`);
        x += 18;
      }
      ctx.fillStyle = must ? paint().ink : paint().muted;
      ctx.fillText(text, p.x + 9 * numbers.length, p.y + 0.5);
    }
  }

  function pulse() {
    if (state.pulsing) return;
    state.pulsing = true;
    const step = () => {
      const now = performance.now();
      for (const [id, since] of state.born) if (now - since > 1300 || !state.nodes.has(id)) state.born.delete(id);
      if (!state.alive) return;
      network.redraw();
      if (state.born.size) requestAnimationFrame(step);
      else state.pulsing = false;
    };
    requestAnimationFrame(step);
  }

  // ---------------------------------------------------------------- words and controls around the canvas
  function dress() {
    root.dataset.gone = say().gone;
    const text = say(), counts = given("counts") || {}, nodes = state.drawn.size;
    // What a path read from a sentence is drawn, and is no relation of the graph.
    const isTold = (id) => state.edges.get(id)?.kind !== "hop", told = [...state.drawnEdges.keys()].filter(isTold).length;
    const total = Math.max(counts.total || 0, state.nodes.size), relations = Math.max(counts.edges_total || 0, [...state.edges.keys()].filter(isTold).length);
    input.placeholder = text.search;
    input.setAttribute("aria-label", text.search);
    const groups = [...state.drawn.keys()].filter((id) => isGroup(state.nodes.get(id))).length, grouped = counts.order === "community";
    const opens = state.selected.some((id) => isGroup(state.nodes.get(id)));
    for (const name of ["fit", "hide", "expand", "save"]) {
      const word = name === "expand" && opens ? "open" : name;
      buttons[name].lastChild.textContent = text[word];
      buttons[name].title = text[`${word}Tip`];
      buttons[name].setAttribute("aria-label", text[`${word}Tip`]);
    }
    buttons.save.disabled = !nodes;
    buttons.table.lastChild.textContent = state.table ? text.graph : text.table;
    buttons.table.title = text.tableTip;
    buttons.table.setAttribute("aria-label", text.tableTip);
    buttons.table.setAttribute("aria-pressed", String(state.table));
    buttons.hide.disabled = buttons.expand.disabled = !state.selected.length;
    const decided = [...state.locked].filter((id) => state.drawn.has(id)).length;
    stage.setAttribute("aria-label", (model.get("caption") || fill(text.caption, { n: number(nodes), m: number(told) })) + (decided ? `, ${fill(text.lockedNote, { n: number(decided) })}` : ""));
    const words = { c: number(groups), m: number(nodes - groups), n: number(nodes), N: number(grouped ? counts.entities : total) };
    count.textContent = !total ? "" : fill(!grouped ? text.showing : nodes === groups ? text.standFor : text.groupsOf, words);
    count.classList.toggle("kgw-cut", nodes < total || grouped);
    const apart = counts.loose || 0;
    looseNote.hidden = !apart;
    looseNote.textContent = `${fill(text.looseNote, { n: number(apart) })} · ${text.looseShort}`;
    const beyond = state.selected.length === 1 ? Object.values(state.nodes.get(state.selected[0])?.more || {}).reduce((a, b) => a + b, 0) : 0;
    moreNote.hidden = !beyond;
    moreNote.textContent = fill(text.more, { n: number(beyond) });
    links.textContent = !total ? "" : fill(told === relations ? text.linksAll : text.links, { n: number(told), N: number(relations) });
    const away = [...state.hidden].filter((id) => state.nodes.has(id)).length;
    hiddenNote.hidden = !away;
    hiddenNote.textContent = `${fill(text.hidden, { n: number(away) })} · ${text.show}`;
    const held = state.selected.filter((id) => state.locked.has(id)).length;
    picked.textContent = state.selected.length ? fill(text.selected, { n: number(state.selected.length) }) + (held ? ` · ${text.locked}` : "") : "";
    hint.textContent = grouped ? text.keysGroups : text.keys;
    empty.hidden = state.nodes.size > 0;
    empty.lastChild.textContent = model.get("empty") || text.empty;
    const error = model.get("error") || state.failure || "";
    errors.hidden = !error;
    if (error) {
      const copy = element("button", "", text.copy);
      copy.addEventListener("click", () => navigator.clipboard?.writeText(error));
      errors.replaceChildren(element("span", "", error), copy);
    }
    const visible = new Map();
    for (const id of state.drawn.keys()) visible.set(state.nodes.get(id).type, (visible.get(state.nodes.get(id).type) || 0) + 1);
    dressChips(visible);
    if (state.table) fillTable();
  }
  // The types are looked at and measured only where they changed: to measure them, the page must be laid out at once.
  function dressChips(visible) {
    const text = say(), rows = given("legend") || [];
    const worn = JSON.stringify([rows, rows.map((row) => visible.get(row.type)), [...state.off], theme, model.get("language"), buttons.expand.textContent, buttons.table.textContent]);
    if (worn === state.worn) return;
    state.worn = worn;
    const ground = canvas.getBoundingClientRect();
    chips.hidden = !rows.length;
    chips.replaceChildren(...rows.map((row) => {
      const chip = element("button");
      chip.type = "button";
      chip.dataset.type = row.type;
      chip.setAttribute("aria-pressed", String(!state.off.has(row.type)));
      chip.title = fill(text.chip, { n: number(visible.get(row.type) || 0), N: number(row.total) });
      chip.append(mark(row.shape, theme === "dark" ? row.dark || row.color : row.color), element("span", "", row.type || text.untyped), element("i", "", number(row.total)));
      chip.addEventListener("click", (event) => {
        if (event.shiftKey) return select([...state.drawn.keys()].filter((id) => state.nodes.get(id).type === row.type));
        if (!state.off.delete(row.type)) state.off.add(row.type);
        show();
      });
      return chip;
    }));
    const legend = rows.map((row) => `${row.type} ${row.total}`).join() + model.get("language");
    if (legend !== state.legend) { state.legend = legend; state.cut = null; }
    trim();
    stay(ground);
  }
  // Two rows of types at most, one in a wide bar: the rarest ones wait behind a chip that says how many they are.
  function trim() {
    const all = [...chips.children].filter((chip) => chip.dataset.type !== undefined);
    chips.querySelector(".kgw-rest")?.remove();
    if (!chips.clientWidth || !all.length) return;
    const narrow = root.classList.contains("kgw-narrow"), key = `${chips.clientWidth} ${narrow}`;
    const over = () => (narrow ? chips.lastElementChild.offsetTop + chips.lastElementChild.offsetHeight - chips.firstElementChild.offsetTop > 60 : chips.scrollWidth > chips.clientWidth + 1);
    const show = (n) => all.forEach((chip, k) => { chip.hidden = k >= n; });
    chips.classList.remove("kgw-all");
    if (state.cut?.key !== key) {
      show(all.length);
      state.cut = { key, n: all.length };
      if (over()) {
        chips.append(restChip(all.length));
        while (state.cut.n > 1 && over()) show(--state.cut.n);
        chips.lastElementChild.remove();
      }
    }
    chips.classList.toggle("kgw-all", state.allTypes);
    const left = all.length - state.cut.n;
    show(state.allTypes ? all.length : state.cut.n);
    if (left) chips.append(restChip(left));
  }
  function restChip(left) {
    const rest = element("button", "kgw-rest", state.allTypes ? "−" : `+${number(left)}`);
    rest.type = "button";
    rest.title = fill(state.allTypes ? say().fewTypes : say().moreTypes, { n: number(left) });
    rest.setAttribute("aria-label", rest.title);
    rest.setAttribute("aria-expanded", String(state.allTypes));
    rest.addEventListener("click", () => { state.allTypes = !state.allTypes; const ground = canvas.getBoundingClientRect(); trim(); stay(ground); chips.querySelector(".kgw-rest")?.focus(); });
    return rest;
  }
  // Where the bar above grew or shrank, what is drawn stays where it stood on the screen.
  function stay(before) {
    const now = canvas.getBoundingClientRect();
    if (!state.placed || (opening() && !state.looked) || !before.height || !now.height || Math.abs(now.height - before.height) < 1) return;
    const scale = network.getScale(), at = network.getViewPosition();
    const dx = now.left - before.left, dy = now.top - before.top;
    const back = () => state.alive && network.moveTo({ scale, position: { x: at.x + dx / scale, y: at.y + dy / scale }, animation: false });
    network.once("resize", () => queueMicrotask(back)); // vis-network first sets its own camera
  }

  // Small panels over the drawing: why a part is shown, which neighbours are left, what can be saved.
  function raise(kind, ...parts) {
    if (!pop.hidden && pop.dataset.kind === kind) { pop.hidden = true; return; }
    pop.dataset.kind = kind;
    pop.classList.toggle("kgw-menu", kind === "save");
    pop.replaceChildren(...parts.filter(Boolean));
    pop.hidden = false;
  }
  const wishing = (label, kind, more) => {
    const button = element("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => { pop.hidden = true; ask(kind, more); });
    return button;
  };
  function rowOf(...made) { const row = element("div"); row.append(...made.filter(Boolean)); return row; }

  count.addEventListener("click", () => {
    const text = say(), counts = given("counts") || {}, total = Math.max(counts.total || 0, state.nodes.size);
    const grouped = counts.order === "community", apart = counts.loose || 0;
    const out = total - state.nodes.size - apart, away = state.nodes.size - state.drawn.size;
    const parts = [];
    if (away) parts.push(element("p", "", fill(text.filtered, { n: number(away) })));
    if (grouped) parts.push(element("p", "", fill(text.grouped, { N: number(counts.entities) })));
    if (apart) parts.push(element("p", "", fill(text.looseWords, { n: number(apart) })), rowOf(wishing(text.looseShow, "loose", { show: true })));
    if (out > 0) {
      const steps = [100, 250, 500, 1000, 2000].filter((n) => n !== counts.limit && n < total);
      if (total <= 2000) steps.push(total);
      parts.push(element("p", "", fill(grouped ? text.cutGroups : text[counts.order] || text.degree, { r: number(out) })));
      parts.push(rowOf(...steps.slice(-4).map((n) => wishing(number(n), "limit", { limit: n }))));
    }
    if (!parts.length) parts.push(element("p", "", text.whole));
    if (grouped) parts.push(rowOf(wishing(text.asEntities, "shown", { shown: "entities" })));
    else if (counts.communities) {
      const unlinked = !apart && [...state.nodes.keys()].some((id) => !state.near.has(id));
      parts.push(rowOf(wishing(text.asGroups, "shown", { shown: "communities" }), unlinked && wishing(text.looseHide, "loose", { show: false })));
    }
    raise("count", ...parts);
  });
  looseNote.addEventListener("click", () => ask("loose", { show: true }));
  moreNote.addEventListener("click", () => {
    const id = state.selected[0], text = say();
    const types = Object.entries(state.nodes.get(id)?.more || {});
    raise("more", element("p", "", text.moreWords), rowOf(
      ...types.slice(0, 12).map(([type, n]) => wishing(`${type} ${number(n)}`, "expand", { ids: [id], type })),
      wishing(text.moreAll, "expand", { ids: [id] })));
  });
  function saveMenu() {
    const text = say(), image = element("button", "", text.image), whole = element("button", "", text.page);
    image.addEventListener("click", () => { pop.hidden = true; saveImage(); });
    whole.addEventListener("click", () => { pop.hidden = true; ask("export", {}); });
    raise("save", image, whole);
  }
  const stem = () => (model.get("caption") || "graph").trim().toLowerCase().replace(/[\s/\\]+/g, "_");
  function saveImage() {
    const from = canvas.querySelector("canvas"), to = document.createElement("canvas");
    to.width = from.width; to.height = from.height;
    const ctx = to.getContext("2d");
    ctx.fillStyle = paint().ground; ctx.fillRect(0, 0, to.width, to.height);
    ctx.drawImage(from, 0, 0);
    to.toBlob((blob) => blob && keep(blob, `${stem()}.png`), "image/png");
  }
  function keep(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 5000);
  }
  hiddenNote.addEventListener("click", () => { state.hidden.clear(); state.off.clear(); tell("hidden", []); show(); });

  function fillTable() {
    const text = say(), edges = state.tab === "edges";
    const columns = edges ? [["from", text.from], ["label", text.relation], ["to", text.to]] : [["name", text.name], ["type", text.type], ["degree", text.relations]];
    const wanted = state.query.toLowerCase();
    let rows = edges
      ? [...state.drawnEdges.keys()].map((id) => state.edges.get(id)).map((e) => ({ id: e.id, from: state.nodes.get(e.from).name, label: e.label, to: state.nodes.get(e.to).name }))
      : [...state.drawn.keys()].map((id) => state.nodes.get(id));
    if (wanted) rows = rows.filter((row) => columns.some(([key]) => String(row[key] ?? "").toLowerCase().includes(wanted)));
    const [by, way] = columns.some(([key]) => key === state.sort[0]) ? state.sort : [columns[0][0], 1];
    rows.sort((a, b) => way * (typeof a[by] === "number" ? a[by] - b[by] : String(a[by]).localeCompare(String(b[by]))) || (a.id < b.id ? -1 : 1));
    const nav = element("nav");
    for (const tab of ["nodes", "edges"]) {
      const button = nav.appendChild(element("button", "", text[tab]));
      button.setAttribute("aria-pressed", String(state.tab === tab));
      button.addEventListener("click", () => { state.tab = tab; fillTable(); });
    }
    const grid = element("table"), head = grid.appendChild(element("thead")).appendChild(element("tr"));
    for (const [key, title] of columns) {
      const button = head.appendChild(element("th")).appendChild(element("button", "", title + (key === by ? (way > 0 ? " ↑" : " ↓") : "")));
      button.addEventListener("click", () => { state.sort = [key, key === by ? -way : 1]; fillTable(); });
    }
    const body = grid.appendChild(element("tbody"));
    for (const row of rows) {
      const line = body.appendChild(element("tr"));
      line.tabIndex = 0;
      line.dataset.id = row.id;
      line.setAttribute("aria-selected", String(edges ? state.edge === row.id : state.selected.includes(row.id)));
      for (const [key] of columns) line.append(element("td", "", key === "degree" ? number(row[key]) : row[key] || (isGroup(row) ? text.communityType : text.untyped)));
      if (!edges && state.locked.has(row.id)) {
        const sign = line.firstChild.appendChild(icon("lock"));
        for (const [name, value] of Object.entries({ role: "img", "aria-label": text.locked, "aria-hidden": "false", width: 12, height: 12 })) sign.setAttribute(name, value);
      }
    }
    const pick = (event) => {
      const line = event.target.closest?.("tr[data-id]");
      if (!line || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      edges ? selectEdge(line.dataset.id) : choose(line.dataset.id, event);
      table.querySelector(`tr[data-id="${CSS_ESCAPE(line.dataset.id)}"]`)?.focus();
    };
    body.addEventListener("click", pick);
    body.addEventListener("keydown", pick);
    const scroll = table.scrollTop;
    table.replaceChildren(nav, grid);
    table.scrollTop = scroll;
  }
  const CSS_ESCAPE = (text) => window.CSS.escape(text);

  function toggleTable() {
    state.table = !state.table;
    table.hidden = !state.table;
    tip.hidden = true;
    dress();
  }

  // ---------------------------------------------------------------- talking to the host
  function tell(trait, value) { model.set(trait, value); model.save_changes(); }
  function ask(kind, more) { tell("request", { kind, serial: ++state.serial + Date.now(), ...more }); }
  function select(ids) {
    const left = ids.filter((id) => state.drawn.has(id));
    state.edge = null;
    state.early = [];
    if (!same(left, state.selected)) { state.selected = left; tell("selected", left); }
    if ((model.get("selected_edges") || []).length) tell("selected_edges", []);
    dress();
    network.redraw();
  }
  function selectEdge(id) {
    if (state.selected.length) { state.selected = []; tell("selected", []); }
    state.edge = id;
    tell("selected_edges", [id]);
    dress();
    network.redraw();
  }
  function choose(id, event) {
    if (!(event?.shiftKey || event?.ctrlKey || event?.metaKey)) return select([id]);
    return select(state.selected.includes(id) ? state.selected.filter((one) => one !== id) : [...state.selected, id]);
  }
  // The camera goes to a node or to the ring of an opened community, once it is drawn.
  function reach() {
    const id = state.goal;
    if (!id || !state.alive || !state.placed) return;
    const ring = (given("groups") || []).find((one) => one.id === id), node = state.drawn.has(id);
    if (!ring && !node) return;
    state.goal = null;
    state.looked = true;
    const p = ring || network.getPosition(id), room = Math.min(canvas.clientWidth, canvas.clientHeight) || 300;
    const scale = ring ? Math.min(1.2, (0.82 * room) / (2 * ring.r)) : Math.max(network.getScale(), Math.min(0.9, room / (8 * state.nodes.get(id).size)));
    network.moveTo({ position: { x: p.x, y: p.y }, scale, animation: calm ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
    if (calm) thicken();
  }
  function fit() {
    if (!state.drawn.size) return;
    state.looked = false;
    network.moveTo({ ...whole(), animation: calm ? false : { duration: 280, easingFunction: "easeInOutQuad" } });
    if (calm) thicken();
  }
  function hide() {
    if (!state.selected.length) return;
    for (const id of state.selected) state.hidden.add(id);
    tell("hidden", [...state.hidden].sort());
    select([]);
    show();
  }
  function expand() {
    const bubbles = state.selected.filter((id) => isGroup(state.nodes.get(id)));
    if (bubbles.length) ask("open", { ids: bubbles });
    else if (state.selected.length) ask("expand", { ids: state.selected });
  }
  // The next node by importance, or the one before: the whole drawing can be walked with two keys.
  function step(by) {
    if (!state.order.length) return;
    const here = state.order.findIndex((node) => node.id === state.selected[0]);
    visit(state.order[(here + by + state.order.length + (here < 0 && by < 0 ? 1 : 0)) % state.order.length].id);
  }
  function clear() {
    pop.hidden = hits.hidden = true;
    if ((model.get("highlight") || []).length) tell("highlight", []);
    select([]);
  }
  const bare = () => pop.hidden && hits.hidden && !state.selected.length && !state.edge && !(model.get("highlight") || []).length;
  function visit(id) {
    select([id]);
    state.looked = true;
    const node = state.nodes.get(id), room = Math.min(canvas.clientWidth, canvas.clientHeight) || 300;
    const scale = isGroup(node) ? Math.min(0.9, room / (5 * node.size)) : Math.max(network.getScale(), 0.9);
    network.focus(id, { scale, animation: calm ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
  }

  // ---------------------------------------------------------------- pointer, keys, search
  network.on("click", (event) => {
    pop.hidden = true;
    const ring = ringAt(event.pointer.DOM);
    if (ring) return ask("close", { ids: [ring.id] });
    const node = network.getNodeAt(event.pointer.DOM);
    if (node !== undefined && isGroup(state.nodes.get(node)) && same(state.selected, [node])) return expand();
    if (node !== undefined) return choose(node, event.event?.srcEvent);
    const edge = network.getEdgeAt(event.pointer.DOM);
    return edge !== undefined ? selectEdge(edge) : clear();
  });
  network.on("doubleClick", (event) => { const node = network.getNodeAt(event.pointer.DOM); if (node !== undefined && !isGroup(state.nodes.get(node))) { select([node]); expand(); } });
  const told = (id) => { const title = state.nodes.get(id)?.title; return title && state.locked.has(id) ? `${title}\n${say().locked}` : title; };
  network.on("hoverNode", ({ node, pointer }) => { state.hovered = node; state.hoveredEdge = null; tell("hovered", node); showTip(told(node), pointer.DOM); });
  network.on("blurNode", () => { state.hovered = null; tell("hovered", ""); tip.hidden = true; network.redraw(); });
  network.on("hoverEdge", ({ edge, pointer }) => { if (state.hovered) return; state.hoveredEdge = edge; showTip(state.edges.get(edge)?.title, pointer.DOM); });
  network.on("blurEdge", () => { state.hoveredEdge = null; if (!state.hovered) tip.hidden = true; network.redraw(); });
  network.on("dragStart", () => { tip.hidden = true; });
  network.on("dragEnd", (event) => {
    if (!event.nodes.length) { state.looked = true; return; }
    const moved = {};
    for (const id of event.nodes) { const p = network.getPosition(id); state.places.set(id, [p.x, p.y]); moved[id] = unlaid(p.x, p.y); }
    network.unselectAll();
    tell("moved", { ...(model.get("moved") || {}), ...moved });
  });
  let settle = 0;
  network.on("zoom", () => { state.looked = true; tip.hidden = true; clearTimeout(settle); settle = setTimeout(() => state.alive && thicken(), 120); });
  network.on("animationFinished", () => thicken());
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !root.contains(root.getRootNode().activeElement) && scrolls(root.parentElement)) event.stopPropagation();
  }, { capture: true });
  // The innermost ring under the pointer shows its name whatever it covers.
  stage.addEventListener("pointermove", (event) => {
    const groups = given("groups") || [];
    if (!groups.length || event.buttons) return;
    const box = canvas.getBoundingClientRect(), spot = { x: event.clientX - box.left, y: event.clientY - box.top };
    const p = network.DOMtoCanvas(spot), on = ringAt(spot)?.id;
    const within = groups.filter((ring) => Math.hypot(ring.x - p.x, ring.y - p.y) <= ring.r).sort((a, b) => a.r - b.r)[0];
    const over = on || within?.id || "";
    if (over !== state.overRing) { state.overRing = over; network.redraw(); }
  });
  stage.addEventListener("pointerleave", () => {
    tip.hidden = true;
    state.overRing = "";
    if (state.hovered) tell("hovered", "");
    state.hovered = state.hoveredEdge = null;
    network.redraw();
  });
  for (const deed of ["pointerdown", "keydown", "wheel"]) root.addEventListener(deed, () => { state.met = true; }, { capture: true, passive: true });
  root.addEventListener("pointerdown", (event) => { if (![pop, count, moreNote, buttons.save].some((part) => part.contains(event.target))) pop.hidden = true; });
  // One stop of the Tab key, not two: the stage has the keys.
  for (const inner of stage.querySelectorAll(".vis-network")) inner.tabIndex = -1;
  // Again after the click: a notebook takes the focus for its cell when the button goes down.
  for (const moment of ["pointerdown", "click"]) canvas.addEventListener(moment, () => stage.focus({ preventScroll: true }));

  function showTip(title, where) {
    tip.hidden = !title || state.table;
    if (tip.hidden) return;
    const [first, ...rest] = title.split("\n");
    tip.replaceChildren(element("b", "", first), document.createTextNode(rest.length ? `\n${rest.join("\n")}` : ""));
    const wide = tip.offsetWidth, high = tip.offsetHeight;
    tip.style.left = `${Math.max(6, Math.min(where.x + 16, stage.clientWidth - wide - 6))}px`;
    tip.style.top = `${where.y + 18 + high > stage.clientHeight ? Math.max(6, where.y - high - 12) : where.y + 18}px`;
  }

  root.addEventListener("keydown", (event) => {
    if (event.target === input) return;
    const acts = { f: fit, h: hide, e: expand, Enter: expand, n: () => step(1), p: () => step(-1), Escape: clear, "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60) };
    const act = acts[event.key];
    // Where nothing is left to clear here, Escape is the page's: a community that was opened is still selected there.
    if (event.key === "Escape" && bare()) return;
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (/^(Arrow|Enter)/.test(event.key) && event.target !== stage)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  const zoom = (by) => { state.looked = true; network.moveTo({ scale: network.getScale() * by }); thicken(); };
  const pan = (x, y) => { state.looked = true; const p = network.getViewPosition(), s = network.getScale(); network.moveTo({ position: { x: p.x + x / s, y: p.y + y / s } }); };

  let pointed = 0;
  function search() {
    state.query = input.value.trim();
    if (state.table) { hits.hidden = true; return fillTable(); }
    const wanted = state.query.toLowerCase();
    const found = wanted ? state.order.filter((node) => node.name.toLowerCase().includes(wanted)).sort((a, b) => Number(b.name.toLowerCase().startsWith(wanted)) - Number(a.name.toLowerCase().startsWith(wanted))).slice(0, 8) : [];
    pointed = Math.min(pointed, Math.max(found.length - 1, 0));
    hits.hidden = !wanted;
    hits.replaceChildren(...found.map((node, k) => {
      const button = element("button", k === pointed ? "on" : "");
      button.type = "button";
      button.append(mark(node.shape, color(node)), element("span", "", node.name), element("i", "", node.type));
      button.addEventListener("click", () => { hits.hidden = true; visit(node.id); });
      return button;
    }));
    if (wanted && !found.length) hits.append(element("div", "kgw-none", say().none));
    return undefined;
  }
  input.addEventListener("input", () => { pointed = 0; search(); });
  input.addEventListener("focus", () => { if (input.value) search(); });
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const all = [...hits.querySelectorAll("button")];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { pointed = (pointed + (event.key === "ArrowDown" ? 1 : all.length - 1)) % Math.max(all.length, 1); search(); event.preventDefault(); }
    if (event.key === "Enter" && all[pointed]) all[pointed].click();
    if (event.key === "Escape") { input.value = ""; search(); stage.focus({ preventScroll: true }); }
  });
  find.addEventListener("focusout", (event) => { if (!find.contains(event.relatedTarget)) hits.hidden = true; });

  // ---------------------------------------------------------------- theme, size, life
  function retheme() {
    const asked = model.get("theme");
    theme = asked === "dark" || asked === "light" ? asked : darkHost(root.parentElement) ? "dark" : "light";
    if (root.dataset.theme !== theme) { root.dataset.theme = theme; show(); }
  }
  const guarded = (act) => () => {
    try { act(); } catch (failure) {
      // An error is shown where it happened, and still reaches the console.
      state.failure = String(failure?.message || failure);
      dress();
      throw failure;
    }
  };
  // One message from the host changes several things: they are taken in together, and the words round them once.
  let waiting = 0, grown = false;
  const soon = () => { waiting ||= setTimeout(() => { waiting = 0; const act = grown ? sync : dress; grown = false; if (state.alive) guarded(act)(); }, 0); };
  const later = () => { grown = true; soon(); };
  const changes = {
    nodes: later, edges: later, legend: later, counts: later, written: later,
    selected: () => {
      const given = model.get("selected") || [], asked = given.filter((id) => state.drawn.has(id));
      state.early = given.filter((id) => !state.drawn.has(id));
      if (!same(asked, state.selected)) { state.selected = [...asked]; state.edge = null; dress(); network.redraw(); }
    },
    selected_edges: () => { const asked = model.get("selected_edges") || []; state.edge = asked[0] || null; network.redraw(); },
    hidden: () => { state.hidden = new Set(model.get("hidden") || []); show(); },
    locked: () => { state.locked = new Set(model.get("locked") || []); soon(); network.redraw(); },
    look_at: () => { state.goal = (model.get("look_at") || {}).id || null; setTimeout(reach, 30); },
    groups: later, download: () => { const file = model.get("download") || {}; if (file.text) keep(new Blob([file.text], { type: "text/html" }), file.name || `${stem()}.html`); },
    highlight: () => network.redraw(), theme: retheme, language: soon, empty: soon, error: soon, caption: soon,
  };
  const listeners = Object.entries(changes).map(([name, act]) => [`change:${name}`, guarded(act)]);
  for (const [name, listener] of listeners) model.on(name, listener);

  const themes = new MutationObserver(() => retheme());
  for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true, attributeFilter: HOST_THEMES });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", retheme);
  const sizes = new ResizeObserver(() => {
    root.classList.toggle("kgw-narrow", root.clientWidth < 760);
    retheme(); // a notebook draws a view before it hangs it into the page: what is behind it is known only now
    if (!state.placed && state.drawn.size) { place(); network.redraw(); }
    const before = state.size, now = [root.clientWidth, root.clientHeight, canvas.clientHeight];
    if (!now[0] || !now[1] || same(before, now)) return;
    state.size = now;
    if (before[0] !== now[0]) trim();
    // A frame of another size shows everything again, unless somebody chose what to look at. Where only the bar above
    // it changed, what is drawn stays where it stood.
    if (!opening() && same(before.slice(0, 2), now.slice(0, 2))) return;
    if (state.placed && !state.looked) { clearTimeout(refit); refit = setTimeout(() => { if (state.alive && !state.looked && state.drawn.size) { if (opening()) layAlong(); network.moveTo(whole()); thicken(); } }, 90); }
  });
  let refit = 0;
  sizes.observe(stage);
  sizes.observe(root);

  // For tests and tools: where a node stands on the page, and the zoom.
  root.graphView = {
    where: (id) => { const p = at(id), box = canvas.getBoundingClientRect(); return { x: box.left + p.x, y: box.top + p.y }; },
    scale: () => network.getScale(),
    lay: () => state.lay,
    paint: () => ({ ...paint() }),
    labels: () => state.written || [],
    lit: () => (model.get("highlight") || []).map((path) => path.number),
    rings: () => (state.ringNames || []).map((ring) => { const box = canvas.getBoundingClientRect(); return { ...ring, x: box.left + ring.x, y: box.top + ring.y }; }),
  };

  retheme();
  guarded(sync)();
  changes.selected();
  changes.selected_edges();
  // Where one was sent before the view stood on the page.
  changes.look_at();

  return () => {
    state.alive = false;
    unwatch();
    clearTimeout(waiting);
    clearTimeout(settle);
    clearTimeout(refit);
    for (const [name, listener] of listeners) model.off(name, listener);
    themes.disconnect();
    sizes.disconnect();
    scheme.removeEventListener("change", retheme);
    network.destroy();
    root.remove();
  };
}

export default { render };
