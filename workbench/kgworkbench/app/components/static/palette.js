// The command palette: Ctrl+K opens it, what is typed is looked up by the server, arrows and Enter choose.
const STYLE = `
  .pal { position: fixed; inset: 0; z-index: 2100; display: none; justify-content: center; align-items: flex-start; padding-top: 12vh; background: light-dark(rgb(20 28 40 / 32%), rgb(0 0 0 / 55%));
    font: 400 14px/1.4 Inter, Roboto, "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: light-dark(#1b2430, #e6eaf1) }
  .pal.open { display: flex }
  .pal .box { width: min(620px, 92vw); max-height: 66vh; display: flex; flex-direction: column; background: light-dark(#fff, #1c222b); border-radius: 14px; box-shadow: 0 18px 60px rgb(0 0 0 / 28%); overflow: hidden }
  .pal input { font: inherit; font-size: 16px; color: inherit; background: none; border: 0; outline: 0; padding: 16px 20px; border-bottom: 1px solid light-dark(#e4e7ec, #2b323d) }
  .pal input::placeholder { color: light-dark(#5f6b7a, #8e9aaa); opacity: 1 }
  .pal ul { list-style: none; margin: 0; padding: 6px; overflow: auto; scrollbar-width: thin }
  .pal li { display: flex; align-items: center; gap: 12px; padding: 8px 14px; border-radius: 8px; cursor: pointer }
  .pal li.on { background: light-dark(#eaf1fe, #1c2a42) }
  .pal li .name { flex: 1 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
  .pal li .kind { flex: none; max-width: 46%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: light-dark(#5f6b7a, #8e9aaa); font-size: 12px }
  .pal li .dot { width: 9px; height: 9px; border-radius: 50%; flex: none; background: var(--c, light-dark(#cfd6df, #3a4452)) }
  .pal kbd { font: 400 11px/16px ui-monospace, "DejaVu Sans Mono", monospace; color: light-dark(#5f6b7a, #8e9aaa); border: 1px solid light-dark(#e4e7ec, #2b323d); border-radius: 4px; padding: 0 5px }
  .pal .none { padding: 14px 20px; color: light-dark(#556070, #a8b2c0) }`

function make(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

function render({ model, el }) {
  const style = make("style", "", STYLE), pal = make("div", "pal"), box = make("div", "box"), input = make("input"), list = make("ul"), none = make("div", "none")
  pal.setAttribute("role", "dialog")
  pal.setAttribute("aria-modal", "true")
  none.setAttribute("role", "status")
  input.type = "text"
  input.autocomplete = "off"
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-expanded", "true")
  list.setAttribute("role", "listbox")
  list.id = "kgw-palette"
  input.setAttribute("aria-controls", list.id)
  box.append(input, list, none)
  pal.append(box)
  el.append(style, pal)
  let serial = 0, at = 0, timer = null, before = null
  const next = () => (serial = Math.max(serial + 1, Date.now()))
  const isOpen = () => pal.classList.contains("open")
  const tell = (name, value) => { model.set(name, { ...value, serial: next() }); model.save_changes() }
  const look = () => tell("query", { text: input.value })
  const deepest = () => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at }
  function open() {
    before = deepest()
    pal.classList.add("open")
    input.value = ""
    at = 0
    words()
    look()
    requestAnimationFrame(() => input.focus())
    setTimeout(() => { if (isOpen() && deepest() !== input) input.focus() }, 400)
  }
  function close() {
    pal.classList.remove("open")
    before?.focus?.()
  }
  function words() {
    const say = model.get("words") || {}
    input.placeholder = say.hint || ""
    pal.setAttribute("aria-label", say.title || "")
    input.setAttribute("aria-label", say.title || "")
    none.textContent = say.none || ""
  }
  function draw() {
    const hits = model.get("hits") || []
    at = Math.max(0, Math.min(at, hits.length - 1))
    none.style.display = hits.length ? "none" : ""
    list.replaceChildren(...hits.map((hit, k) => {
      const row = make("li", k === at ? "on" : "")
      row.setAttribute("role", "option")
      row.id = `kgw-palette-${k}`
      row.setAttribute("aria-selected", String(k === at))
      const dot = make("span", "dot")
      if (hit.color) dot.style.setProperty("--c", `light-dark(${hit.color}, ${hit.dark})`)
      row.append(dot, make("span", "name", hit.label), make("span", "kind", hit.kind))
      if (hit.key) row.append(make("kbd", "", hit.key))
      row.addEventListener("click", () => choose(k))
      row.addEventListener("mousemove", () => { if (at !== k) { at = k; mark() } })
      return row
    }))
    point()
  }
  // The focus stays in the field; what is chosen is told by its id.
  const point = () => (list.children[at] ? input.setAttribute("aria-activedescendant", list.children[at].id) : input.removeAttribute("aria-activedescendant"))
  function mark() {
    [...list.children].forEach((row, k) => { row.className = k === at ? "on" : ""; row.setAttribute("aria-selected", String(k === at)) })
    point()
    list.children[at]?.scrollIntoView({ block: "nearest" })
  }
  function choose(k) {
    const hit = (model.get("hits") || [])[k]
    close()
    if (hit) tell("chosen", { value: hit.value })
  }
  input.addEventListener("input", () => { clearTimeout(timer); at = 0; timer = setTimeout(look, 80) })
  input.addEventListener("keydown", (event) => {
    event.stopPropagation()
    if (event.key === "k" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); close() }
    if (event.isComposing) return
    if (event.key === "Tab") event.preventDefault()
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const count = list.children.length || 1
      at = (at + (event.key === "ArrowDown" ? 1 : count - 1)) % count
      mark()
      event.preventDefault()
    } else if (event.key === "Enter") { event.preventDefault(); choose(at) } else if (event.key === "Escape") { event.preventDefault(); close() }
  })
  pal.addEventListener("click", (event) => { if (event.target === pal) close() })
  const pressed = (event) => {
    // Wherever the focus went: what else was closed just now may have taken it along.
    if (event.key === "Escape" && isOpen() && !event.isComposing) { event.preventDefault(); event.stopPropagation(); close(); return }
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    isOpen() ? close() : open()
  }
  document.addEventListener("keydown", pressed, true)
  const asked = () => { if (!isOpen()) open() }
  model.on("change:hits", draw)
  model.on("change:words", words)
  model.on("change:asked", asked)
  return () => {
    document.removeEventListener("keydown", pressed, true)
    model.off("change:hits", draw)
    model.off("change:words", words)
    model.off("change:asked", asked)
  }
}

export default { render }
