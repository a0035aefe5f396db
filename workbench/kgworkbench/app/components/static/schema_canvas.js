// A schema as a board one edits: boxes and lines come laid out from Python, gestures and keys go back as plain values.
// Text is always set as text. Nothing is kept here but the camera, the gesture under way and where the focus is.
const SVG = "http://www.w3.org/2000/svg"
const CSS = `
:host { --ground: light-dark(#ffffff, #14181f); --raised: light-dark(#ffffff, #1c222b); --ink: light-dark(#1b2430, #e6eaf1);
  --ink-2: light-dark(#556070, #a8b2c0); --line: light-dark(#e4e7ec, #2b323d); --edge: light-dark(#b4bdca, #4a5566);
  --hover: light-dark(#f2f4f7, #262e39); --accent: light-dark(#2563eb, #7db0ff); --on: light-dark(#eaf1fe, #1c2a42); --bad: light-dark(#b93a32, #f28b82) }
.board { position: relative; display: flex; flex-direction: column; width: 100%; height: 100%; min-height: 0; color: var(--ink); background: var(--ground);
  font: 400 13px/1.45 Inter, Roboto, "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; text-align: left }
.board * { box-sizing: border-box }
.board button { font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0 10px; height: 30px; border-radius: 7px; cursor: pointer; white-space: nowrap }
.board button:hover { background: var(--hover) }
.board button:disabled { opacity: .4; cursor: default; background: none }
.board :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px }
.bar { display: flex; align-items: center; gap: 2px; flex: none; padding: 6px 8px; border-bottom: 1px solid var(--line) }
.bar p { margin: 0 4px 0 auto; color: var(--ink-2); font-size: 12px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; padding-left: 12px }
.bar p.busy { color: var(--accent); font-weight: 700 }
.ground { position: relative; flex: 1 1 auto; min-height: 0; overflow: hidden }
.ground > svg { position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; cursor: grab; user-select: none }
.ground > svg.moving { cursor: grabbing } .ground > svg.linking, .ground > svg.linking * { cursor: crosshair }
.node { cursor: crosshair; outline: none }
.node rect { fill: var(--raised); stroke: var(--c); stroke-width: 1.6 }
.node text { fill: var(--ink); font-size: 13px; font-weight: 600 } .node .n { fill: var(--ink-2); font-size: 11.5px; font-weight: 400 }
.node:hover rect { fill: color-mix(in srgb, var(--c) 12%, var(--raised)) }
.node.on rect { stroke-width: 2.6; fill: color-mix(in srgb, var(--c) 18%, var(--raised)) }
.node.target rect { stroke: var(--accent); stroke-width: 3; stroke-dasharray: 5 3 }
.board .node:focus-visible, .board .tag:focus-visible { outline: none }
.node:focus-visible rect { stroke: var(--accent); stroke-width: 3 }
.edge { cursor: pointer; outline: none }
.edge path.seen { fill: none; stroke: var(--edge); stroke-width: 1.4 } .edge.isa path.seen { stroke-dasharray: 4 4 }
.edge path.felt { fill: none; stroke: transparent; stroke-width: 13 }
.edge polygon { fill: var(--edge) }
.tag { cursor: pointer; outline: none } .tag rect { fill: var(--ground); stroke: var(--line) } .tag text { fill: var(--ink-2); font-size: 11.5px }
.tag:hover rect, .tag:focus-visible rect { stroke: var(--accent); stroke-width: 1.6 } .tag.on rect { stroke: var(--accent); stroke-width: 1.8; fill: var(--on) }
.tag.on text { fill: var(--ink) }
.lit .edge:not(.near) { opacity: .22 } .lit .tag:not(.near) { opacity: .3 }
.edge.near path.seen { stroke: var(--accent); stroke-width: 1.9 } .edge.near polygon { fill: var(--accent) }
.rubber { fill: none; stroke: var(--accent); stroke-width: 2; stroke-dasharray: 6 4; pointer-events: none }
.form { position: absolute; z-index: 3; width: 280px; padding: 12px; display: flex; flex-direction: column; gap: 8px; background: var(--raised); border: 1px solid var(--line); border-radius: 10px; box-shadow: 0 8px 28px rgb(16 24 40 / 18%) }
.form label { font-weight: 700; overflow-wrap: anywhere } .form small { color: var(--ink-2); font-size: 12px } .form small.bad { color: var(--bad) }
.form input { width: 100%; height: 32px; padding: 0 10px; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); border-radius: 7px }
.form input:focus { outline: 0; border-color: var(--accent) }
.form div { display: flex; gap: 6px; justify-content: flex-end; flex-wrap: wrap } .form div.asked { justify-content: flex-start }
.form div.asked button { height: 24px; border: 1px solid var(--line); border-radius: 12px; font-size: 12px }
.form button.go { background: var(--accent); color: light-dark(#fff, #0f1722); font-weight: 700 }
.none { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; color: var(--ink-2); pointer-events: none; text-align: center; padding: 24px }
.board [hidden] { display: none !important }
`

const ring = (count, turn) => Array.from({ length: count }, (_, k) => [Math.cos(turn + (2 * Math.PI * k) / count), Math.sin(turn + (2 * Math.PI * k) / count)])
const CORNERS = { square: ring(4, Math.PI / 4), diamond: ring(4, 0), hexagon: ring(6, 0), triangle: ring(3, -Math.PI / 2), triangleDown: ring(3, Math.PI / 2) }

function el(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes || {})) value === true ? made.setAttribute(name, "") : value !== false && made.setAttribute(name, value)
  made.append(...children)
  return made
}
function draw(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value)
  made.append(...children)
  return made
}
const fill = (template, values) => String(template || "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "")

function render({ model, el: host }) {
  const calmKeys = new Set(["Shift", "Control", "Alt", "Meta", "Tab"])
  const say = (key, values = {}) => fill((model.get("words") || {})[key], values)
  // The server takes the newest value of a property: what is said in quick succession is said together, by number.
  let said = [], serial = 0
  const tell = (value) => {
    serial = Math.max(serial + 1, Date.now())
    said = [...said.slice(-7), { serial, value }]
    model.set("said", said)
    model.save_changes()
  }

  const style = el("style")
  style.textContent = CSS
  const root = el("div", { class: "board" })
  const bar = root.appendChild(el("div", { class: "bar", role: "toolbar" }))
  const status = el("p", { "aria-live": "polite" })
  const buttons = {}
  const acts = { add: () => ask(null), link: () => begin(picked()), remove: () => remove(), arrange: () => tell({ arrange: true }), fit: () => fit() }
  for (const [name, act] of Object.entries(acts)) {
    const button = (buttons[name] = bar.appendChild(el("button", { type: "button", "data-act": name })))
    button.addEventListener("click", act)
  }
  bar.append(status)
  const ground = root.appendChild(el("div", { class: "ground" }))
  const svg = ground.appendChild(draw("svg", { role: "application" }))
  const world = svg.appendChild(draw("g"))
  const none = ground.appendChild(el("div", { class: "none" }))
  host.append(style, root)

  const camera = { x: 0, y: 0, k: 1, set: false, mine: false }
  let linking = null, rubber = null, target = "", hovered = "", form = null, gesture = null, focused = "", quiet = false
  const board = () => model.get("board") || {}
  const nodes = () => board().nodes || []
  const edges = () => board().edges || []
  const picked = () => model.get("picked") || ""
  const nodeOf = (id) => nodes().find((node) => node.id === id)
  const aim = () => world.setAttribute("transform", `translate(${camera.x} ${camera.y}) scale(${camera.k})`)
  const toWorld = (event) => { const box = svg.getBoundingClientRect(); return { x: (event.clientX - box.left - camera.x) / camera.k, y: (event.clientY - box.top - camera.y) / camera.k } }
  const nodeAt = (p) => nodes().find((node) => Math.abs(p.x - node.x) <= node.w / 2 + 4 && Math.abs(p.y - node.y) <= node.h / 2 + 4)

  function fit() {
    const [left, top, wide, high] = board().box || [0, 0, 1, 1], w = svg.clientWidth, h = svg.clientHeight
    if (!w || !h || !nodes().length) return
    camera.k = Math.min(w / wide, h / high, 1.3)
    camera.x = w / 2 - camera.k * (left + wide / 2)
    camera.y = h / 2 - camera.k * (top + high / 2)
    camera.set = true
    camera.mine = false
    aim()
  }
  // The camera stays where it is, unless something new would stand outside of it.
  function follow() {
    if (!camera.set) return fit()
    const seen = (node) => { const x = camera.x + camera.k * node.x, y = camera.y + camera.k * node.y; const w = (camera.k * node.w) / 2, h = (camera.k * node.h) / 2; return x >= w && y >= h && x <= svg.clientWidth - w && y <= svg.clientHeight - h }
    if (nodes().some((node) => !known.has(node.id) && !seen(node))) fit()
    return undefined
  }

  // ---------------------------------------------------------------- drawing
  let known = new Set()
  const parts = new Map()
  function paint() {
    const keep = host.getRootNode().activeElement?.closest?.("svg [data-id]")?.dataset.id || ""
    parts.clear()
    const under = draw("g"), over = draw("g"), tags = draw("g")
    for (const edge of edges()) {
      const mine = draw("g", { class: edge.isa ? "edge isa" : "edge", "data-edge": edge.id }, draw("path", { class: "felt", d: edge.d }), draw("path", { class: "seen", d: edge.d }), ...edge.tips.map((points) => draw("polygon", { points })), draw("title", {}, edge.title))
      under.append(mine)
      parts.set(edge.id, [mine])
      if (!edge.label) continue
      const { x, y, w, h, lines } = edge.label
      const tag = draw("g", { class: "tag", tabindex: -1, role: "button", "aria-label": edge.title, "data-id": edge.id }, draw("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 8 }),
        ...lines.map((line, k) => draw("text", { x, y: y - h / 2 + 14 + 15 * k, "text-anchor": "middle" }, line)), draw("title", {}, edge.title))
      tags.append(tag)
      parts.get(edge.id).push(tag)
    }
    for (const node of nodes()) {
      const left = node.x - node.w / 2, corners = CORNERS[node.shape], cx = left + 17
      const mark = corners ? draw("polygon", { points: corners.map(([dx, dy]) => `${(cx + 5.4 * dx).toFixed(1)},${(node.y + 5.4 * dy).toFixed(1)}`).join(" ") }) : draw("circle", { cx, cy: node.y, r: 4.8 })
      mark.setAttribute("style", "fill:var(--c)")
      const group = draw("g", { class: "node", tabindex: -1, role: "button", "data-id": node.id, "data-name": node.name, style: `--c: light-dark(${node.color}, ${node.dark})`, "aria-label": node.count === null ? node.name : `${node.name}, ${node.count}` },
        draw("rect", { x: left, y: node.y - node.h / 2, width: node.w, height: node.h, rx: 9 }), mark,
        draw("text", { x: left + 29, y: node.y + 4.5 }, node.label), draw("title", {}, node.title))
      if (node.count !== null) group.append(draw("text", { class: "n", x: left + node.w - 11, y: node.y + 4.5, "text-anchor": "end" }, String(node.count)))
      over.append(group)
      parts.set(node.id, [group])
    }
    world.replaceChildren(under, tags, over)
    none.hidden = nodes().length > 0
    none.textContent = say("empty")
    follow()
    known = new Set(nodes().map((node) => node.id))
    shine()
    // Who walks by keyboard goes on from where they were, or from the next best where that is gone.
    if (keep) focus(parts.has(keep) ? keep : svg.querySelector('[tabindex="0"]')?.dataset.id)
    label()
    svg.dataset.ready = "yes"
  }
  // What is picked or under the pointer, and the lines that touch it, stand out.
  function shine() {
    const about = linking ? linking.from : hovered || picked()
    const near = new Set(edges().filter((edge) => edge.id === about || edge.from === about || edge.to === about).map((edge) => edge.id))
    world.setAttribute("class", near.size ? "lit" : "")
    for (const [id, group] of parts) for (const part of group) {
      part.classList.toggle("near", near.has(id))
      part.classList.toggle("on", id === picked())
      part.classList.toggle("target", Boolean(linking) && id === target)
    }
    const stop = nodeOf(focused) ? focused : nodeOf(picked()) ? picked() : nodes()[0]?.id
    for (const group of world.querySelectorAll(".node")) group.setAttribute("tabindex", group.dataset.id === stop ? 0 : -1)
  }
  function label() {
    for (const name of Object.keys(buttons)) {
      buttons[name].textContent = say(name)
      buttons[name].title = say(`${name}Tip`)
    }
    buttons.link.disabled = !nodeOf(picked())
    buttons.remove.disabled = !picked() || Boolean(edges().find((edge) => edge.id === picked())?.isa)
    svg.setAttribute("aria-label", say("caption", { n: nodes().length, m: edges().length }))
    const from = linking && nodeOf(linking.from)?.name, to = nodeOf(target)?.name
    status.classList.toggle("busy", Boolean(linking))
    status.textContent = !linking ? say("hint") : to ? `${from} → ${to} · ${say("choose")}` : `${from} → … · ${say("choose")}`
    status.title = status.textContent
  }
  // The focus put back after a drawing or a form picks nothing.
  function focus(id) {
    focused = id
    quiet = true
    parts.get(id)?.at(-1)?.focus({ preventScroll: true })
    quiet = false
  }
  function pick(id) {
    if (id === picked()) return
    model.set("picked", id)
    model.save_changes()
    shine()
    label()
  }

  // ---------------------------------------------------------------- connecting, making, taking away
  function begin(from) {
    if (!nodeOf(from)) return
    linking = { from }
    target = ""
    svg.classList.add("linking")
    focus(from)
    shine()
    label()
  }
  function end() {
    linking = null
    target = ""
    rubber?.remove()
    rubber = null
    svg.classList.remove("linking")
    shine()
    label()
  }
  function link(to) {
    const from = linking?.from
    end()
    if (nodeOf(from) && nodeOf(to)) tell({ link: { from, to } })
  }
  // A new type where one pointed, else where there is room.
  const ask = (place) => tell({ new: place ? { x: Math.round(place.x), y: Math.round(place.y) } : {} })
  const remove = () => { if (picked() && !buttons.remove.disabled) tell({ remove: picked() }) }

  function closed(back) {
    const about = form?.about
    form?.box.remove()
    form = null
    if (back) focus(about || svg.querySelector('[tabindex="0"]')?.dataset.id)
  }
  function ask_name() {
    const wanted = model.get("form") || {}
    closed(false)
    if (!wanted.kind) return
    const from = nodeOf(wanted.from), to = nodeOf(wanted.to)
    const field = el("input", { type: "text", "aria-label": say("name"), autocomplete: "off", spellcheck: "false" })
    const note = el("small", { role: "status" }), go = el("button", { type: "button", class: "go" }), back = el("button", { type: "button" })
    const asked = el("div", { class: "asked" })
    const box = el("div", { class: "form", role: "dialog", "aria-label": wanted.title }, el("label", {}, wanted.title), field, asked, note, el("div", {}, back, go))
    field.value = wanted.name
    go.textContent = say("make")
    back.textContent = say("cancel")
    const look = () => {
      const there = (wanted.names || []).includes(field.value.trim())
      note.textContent = wanted.error && !field.dataset.changed ? wanted.error : there ? say(wanted.kind === "link" ? "widens" : "taken") : ""
      note.className = note.textContent && (wanted.error && !field.dataset.changed || wanted.kind === "type") ? "bad" : ""
      go.disabled = !field.value.trim() || (there && wanted.kind === "type")
    }
    const send = () => { if (!go.disabled) { tell({ named: { ...wanted, name: field.value.trim() } }); closed(true) } }
    const drop = () => { tell({ cancelled: true }); closed(true) }
    for (const name of wanted.asked || []) {
      const chip = asked.appendChild(el("button", { type: "button" }, name))
      chip.addEventListener("click", () => { field.value = name; field.dataset.changed = "yes"; look(); field.focus() })
    }
    asked.hidden = !(wanted.asked || []).length
    go.addEventListener("click", send)
    back.addEventListener("click", drop)
    field.addEventListener("input", () => { field.dataset.changed = "yes"; look() })
    box.addEventListener("keydown", (event) => {
      event.stopPropagation()
      if (event.isComposing) return
      if (event.key === "Escape") { event.preventDefault(); drop() }
      if (event.key === "Enter" && event.target === field) { event.preventDefault(); send() }
    })
    look()
    ground.append(box)
    const spot = from && to ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } : wanted.x !== undefined ? wanted : null
    const x = spot ? camera.x + camera.k * spot.x : svg.clientWidth / 2, y = spot ? camera.y + camera.k * spot.y : svg.clientHeight / 2
    box.style.left = `${Math.max(8, Math.min(x - 140, ground.clientWidth - 288))}px`
    box.style.top = `${Math.max(8, Math.min(y - 30, ground.clientHeight - box.offsetHeight - 8))}px`
    form = { box, about: wanted.from }
    field.focus()
    field.select()
  }

  // ---------------------------------------------------------------- pointer
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || form) return
    const node = nodeAt(toWorld(event))
    if (linking && !gesture) { node ? link(node.id) : end(); event.preventDefault(); return }
    gesture = { node, x: event.clientX, y: event.clientY, left: false, kind: node ? (event.shiftKey || event.altKey ? "place" : "link") : "pan", camera: { ...camera }, edge: event.target.closest?.("[data-edge], .tag") }
    try { svg.setPointerCapture(event.pointerId) } catch { /* a pointer that is gone already */ }
    event.preventDefault()
  })
  svg.addEventListener("pointermove", (event) => {
    if (!gesture) {
      const over = event.target.closest?.("[data-id], [data-edge]"), id = over?.dataset.id || over?.dataset.edge || ""
      if (linking) { const node = nodeAt(toWorld(event)); if (node && node.id !== target) { target = node.id; shine(); label() } }
      if (id !== hovered) { hovered = id; shine() }
      return
    }
    const far = Math.hypot(event.clientX - gesture.x, event.clientY - gesture.y)
    if (!gesture.left && far < 5) return
    gesture.left = true
    const p = toWorld(event)
    if (gesture.kind === "pan") {
      svg.classList.add("moving")
      camera.mine = true
      camera.x = gesture.camera.x + event.clientX - gesture.x
      camera.y = gesture.camera.y + event.clientY - gesture.y
      aim()
    } else if (gesture.kind === "place") {
      const part = parts.get(gesture.node.id)[0]
      part.setAttribute("transform", `translate(${p.x - gesture.node.x} ${p.y - gesture.node.y})`)
    } else {
      if (!linking) { linking = { from: gesture.node.id }; rubber = world.appendChild(draw("path", { class: "rubber" })); svg.classList.add("linking") }
      const over = nodeAt(p)
      if (!over || over.id !== gesture.node.id) gesture.away = true
      target = over && (gesture.away || over.id !== gesture.node.id) ? over.id : ""
      rubber.setAttribute("d", `M${gesture.node.x} ${gesture.node.y} L${p.x} ${p.y}`)
      shine()
      label()
    }
  })
  const up = (event) => {
    if (!gesture) return
    const { node, kind, left, edge } = gesture
    gesture = null
    hovered = ""
    svg.classList.remove("moving")
    if (event.type === "pointercancel") { end(); paint(); return }
    if (!left) {
      if (node) { focus(node.id); pick(node.id) }
      else if (edge) { const id = edge.dataset.id || edge.dataset.edge; focus(id); pick(id) }
      else pick("")
    } else if (kind === "place") {
      const p = toWorld(event)
      tell({ place: { id: node.id, x: Math.round(p.x), y: Math.round(p.y) } })
    } else if (kind === "link") {
      target ? link(target) : end()
    }
  }
  svg.addEventListener("pointerup", up)
  svg.addEventListener("pointercancel", up)
  svg.addEventListener("pointerleave", () => { if (hovered) { hovered = ""; shine() } })
  svg.addEventListener("dblclick", (event) => {
    // The pointer was captured: what it is over has to be looked up.
    const p = toWorld(event), over = host.getRootNode().elementFromPoint?.(event.clientX, event.clientY)
    if (!nodeAt(p) && !over?.closest?.(".tag, .edge")) ask(p)
  })
  svg.addEventListener("wheel", (event) => {
    event.preventDefault()
    const box = svg.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top
    const k = Math.max(0.2, Math.min(3, camera.k * Math.exp(-event.deltaY * 0.0014)))
    camera.x = x - ((x - camera.x) * k) / camera.k
    camera.y = y - ((y - camera.y) * k) / camera.k
    camera.k = k
    camera.mine = true
    aim()
  }, { passive: false })

  // ---------------------------------------------------------------- keys
  const middle = (id) => { const node = nodeOf(id); if (node) return node; const edge = edges().find((one) => one.id === id); return edge?.label || null }
  // The nearest box in the direction of the arrow: what lies straight ahead counts more than what lies aside.
  function toward(id, dx, dy) {
    const here = middle(id)
    if (!here) return nodes()[0]?.id
    const far = (node) => { const x = node.x - here.x, y = node.y - here.y, on = x * dx + y * dy, off = Math.abs(x * dy - y * dx); return on <= 4 ? Infinity : on + 2.2 * off }
    const ahead = nodes().filter((node) => node.id !== id && far(node) < Infinity).sort((a, b) => far(a) - far(b))
    return ahead[0]?.id || id
  }
  function walk(by) {
    const order = nodes().flatMap((node) => [node.id, ...edges().filter((edge) => edge.from === node.id && edge.label).map((edge) => edge.id)])
    const here = order.indexOf(focused || picked())
    return order[(here + by + order.length) % order.length]
  }
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || calmKeys.has(event.key)) return
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
    const go = (id) => { if (!id) return; focus(id); if (linking) target = id; else pick(id); shine(); label() }
    const at = focused || picked()
    const keys = {
      c: () => begin(nodeOf(at) ? at : nodes()[0]?.id),
      Enter: () => (linking ? nodeOf(at) && link(at) : pick(at)),
      " ": () => (linking ? nodeOf(at) && link(at) : pick(at)),
      Escape: () => (linking ? end() : pick("")),
      Delete: remove, Backspace: remove, a: () => ask(null), f: fit,
      n: () => !linking && go(walk(1)), p: () => !linking && go(walk(-1)),
    }
    if (event.key === "Escape" && !linking && !picked()) return
    const act = arrows[event.key] ? () => go(toward(at, ...arrows[event.key])) : keys[event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  })
  svg.addEventListener("focusin", (event) => {
    const id = event.target.closest?.("[data-id]")?.dataset.id
    if (!id) return
    focused = id
    if (!linking && !gesture && !quiet) pick(id)
  })

  const listeners = { "change:board": paint, "change:picked": () => { shine(); label() }, "change:form": ask_name, "change:words": paint }
  for (const [name, act] of Object.entries(listeners)) model.on(name, act)
  // A frame of another size shows everything again, unless everything is seen as it is, or somebody moved the ground.
  const whole = () => {
    const [left, top, wide, high] = board().box || [0, 0, 1, 1], x = camera.x + camera.k * left, y = camera.y + camera.k * top
    return x > -14 && y > -14 && x + camera.k * wide < svg.clientWidth + 14 && y + camera.k * high < svg.clientHeight + 14
  }
  let size = [0, 0]
  const sizes = new ResizeObserver(() => {
    const before = size, now = [svg.clientWidth, svg.clientHeight]
    if (!now[0] || !now[1]) return
    size = now
    const grown = Math.max(now[0] - before[0], now[1] - before[1])
    if (!camera.set || (!camera.mine && (grown > 40 || !whole()))) fit()
  })
  sizes.observe(ground)
  paint()
  // For tests and tools: where a type stands on the page.
  root.schemaBoard = { where: (name) => { const node = nodes().find((one) => one.name === name), box = svg.getBoundingClientRect(); return node && { x: box.left + camera.x + camera.k * node.x, y: box.top + camera.y + camera.k * node.y } } }
  return () => {
    for (const [name, act] of Object.entries(listeners)) model.off(name, act)
    sizes.disconnect()
  }
}

export default { render }
