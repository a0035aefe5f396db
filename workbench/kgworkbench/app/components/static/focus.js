// Keeps the focus of whoever works by keyboard: a link past the navigation, a focus that is found again where what had
// it went away, tables walked by arrows, and a way out of the code editor.
const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"
const inside = (node) => [...(node.shadowRoot ?? node).children].flatMap((one) => (one.tagName === "SLOT" ? one.assignedElements() : [one]))
const seen = (one) => one.isConnected && one.checkVisibility({ visibilityProperty: true }) && !one.disabled
const stops = (one) => one.matches(STOPS) && one.tabIndex >= 0 && seen(one)
const called = (one) => one.getAttribute("aria-label") || (one.type === "checkbox" ? one.value : "") || one.textContent.trim() || one.title

function* within(node) {
  yield node
  for (const one of inside(node)) yield* within(one)
}
const first = (node, test) => { for (const one of within(node)) if (test(one)) return one; return null }

function deepest() {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at && at !== document.body && at !== document.documentElement ? at : null
}
const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode()?.host ?? null

function render({ model, el }) {
  el.style.display = "none"
  // What has the focus, the way up from it, and the place of each step among its neighbours.
  let held = null
  function note() {
    const at = deepest()
    if (!at || at === held?.at) return
    const way = []
    for (let node = above(at), child = at; node; node = above(node)) {
      if (node.tagName === "SLOT") continue
      way.push({ node, at: inside(node).indexOf(child) })
      child = node
    }
    held = { at, way, name: called(at), field: at.closest(".tabulator-cell")?.getAttribute("tabulator-field") }
  }
  const heading = () => {
    const main = first(document.body, (one) => one.tagName === "MAIN")
    return main && first(main, (one) => one.tagName === "H1" && seen(one))
  }
  const take = (one) => {
    if (!one) return false
    if (!one.matches(STOPS)) one.tabIndex = -1
    one.focus()
    return deepest() === one
  }
  // The nearest thing still there: the same control in what took its place, else a neighbour, else the page's heading.
  function regain({ at, way, name, field }, skip = null) {
    if (at !== skip && seen(at) && take(at)) return true
    for (const { node, at: place } of way) {
      if (node.tagName === "MAIN" || node === document.body) break
      if (!seen(node)) continue
      if (node.matches(".tabulator-cell")) return take(node)
      const kids = inside(node), from = Math.max(place, 0)
      const order = [...kids.slice(skip ? from + 1 : from), ...kids.slice(0, from).reverse()]
      if (!order.length) continue
      if (field) { const cell = order[0].querySelector?.(`[tabulator-field="${field}"]`); if (cell) return take(cell) }
      const found = first(order[0], (one) => stops(one) && called(one) === name) ?? order.map((kid) => first(kid, stops)).find(Boolean)
      if (found) return take(found)
    }
    return take(heading())
  }
  const watch = setInterval(() => {
    if (!held || document.hidden) return
    if (deepest()) note()
    else regain(held)
  }, 120)

  // -------------------------------------------------------------- tables: arrows walk, Enter edits or selects
  const typing = (at) => /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)
  const writing = (at) => typing(at) && !/^(checkbox|radio|range|button|submit|file)$/.test(at.type)
  function walk(event) {
    const at = event.composedPath()[0], table = at.closest?.(".tabulator")
    if (!table || typing(at) || event.ctrlKey || event.metaKey || event.altKey) return
    const rows = [...table.querySelectorAll(".tabulator-row")].filter(seen), row = at.closest(".tabulator-row")
    const cells = (line) => [...line.children].filter((one) => one.matches(".tabulator-cell, .tabulator-col") && seen(one))
    const edits = (line) => Boolean(line?.querySelector(".tabulator-editable"))
    const field = at.closest("[tabulator-field]")?.getAttribute("tabulator-field")
    const into = (line) => take(edits(line) ? cells(line).find((one) => one.getAttribute("tabulator-field") === field) ?? cells(line)[0] : line)
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -1e9, End: 1e9, PageDown: 8, PageUp: -8 }[event.key]
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const column = at.closest(".tabulator-col"), number = rows.indexOf(row)
    let done = true
    if (step && column) done = step > 0 && rows.length && into(rows[0])
    else if (step && number === 0 && event.key === "ArrowUp") {
      const columns = [...table.querySelectorAll(".tabulator-col")].filter(seen)
      take(columns.find((one) => one.getAttribute("tabulator-field") === field) ?? columns[0])
    } else if (step && rows.length) into(row ? rows[Math.max(0, Math.min(number + step, rows.length - 1))] : rows.find((one) => one.matches(".tabulator-selected")) ?? rows[0])
    else if (side && (column || edits(row))) {
      const line = column ? cells(column.parentElement) : cells(row)
      take(line[Math.max(0, Math.min(line.indexOf(at.closest(".tabulator-cell, .tabulator-col")) + side, line.length - 1))])
    } else if (event.key === "Enter" && (column || row)) (column ?? (at.matches(".tabulator-editable") ? at : row)).click()
    else if (event.key === " " && row) row.click()
    else done = false
    if (done) { event.preventDefault(); note() }
  }
  // Whether the hand has moved the focus since it last asked for anything: what arrives late must not take it back.
  let moved = false
  function heard(event) {
    const at = event.composedPath()[0]
    if (event.key === "Tab") moved = true
    else if ((event.key.length === 1 || event.key === "Enter") && (!writing(at) || at.closest(".pal"))) moved = false
    if (event.key === "Escape") {
      // The editor keeps the Tab key for itself: Escape is the way out of it.
      const editor = event.composedPath().find((one) => one.matches?.(".ace_editor"))
      if (editor) { note(); const { way, name } = held; return void regain({ at: editor, way: way.slice(way.findIndex((one) => one.node === editor) + 1), name }, editor) }
    }
    // Tabulator makes every cell a stop: a table is one, and its cells are reached by arrows.
    if (event.key === "Tab" && !typing(at)) {
      for (const one of within(document.body)) if (one.tabIndex === 0 && one.matches(".tabulator-cell")) one.tabIndex = -1
    }
    note()
  }
  const pointed = () => { held = null; moved = true }

  // -------------------------------------------------------------- the link past the navigation, and arriving on a page
  const skip = document.createElement("button")
  skip.id = "kgw-skip"
  skip.type = "button"
  const style = document.createElement("style")
  style.textContent = `#kgw-skip { position: fixed; left: 12px; top: -60px; z-index: 2300; padding: 10px 16px; border: 0; border-radius: 8px; cursor: pointer;
    font: 700 13px/1.4 Inter, Roboto, "Segoe UI", "Noto Sans CJK SC", sans-serif; background: light-dark(#2563eb, #7db0ff); color: light-dark(#fff, #0f1722) }
    #kgw-skip:focus { top: 10px; outline: 2px solid light-dark(#1b2430, #e6eaf1); outline-offset: 2px }`
  const word = () => { skip.textContent = model.get("word") || "" }
  word()
  skip.addEventListener("click", () => take(heading()))
  document.head.append(style)
  document.body.prepend(skip)
  let waiting = 0
  const arrive = () => {
    clearInterval(waiting)
    const end = Date.now() + 4000
    const elsewhere = () => { const at = moved && deepest(); return at && seen(at) }
    waiting = setInterval(() => { if (elsewhere() || take(heading()) || Date.now() > end) { clearInterval(waiting); note() } }, 50)
  }
  model.on("change:word", word)
  model.on("change:arrived", arrive)
  document.addEventListener("keydown", heard, true)
  document.addEventListener("keyup", note, true)
  document.addEventListener("keydown", walk)
  document.addEventListener("pointerdown", pointed, true)
  return () => {
    clearInterval(watch)
    clearInterval(waiting)
    skip.remove()
    style.remove()
    model.off("change:word", word)
    model.off("change:arrived", arrive)
    document.removeEventListener("keydown", heard, true)
    document.removeEventListener("keyup", note, true)
    document.removeEventListener("keydown", walk)
    document.removeEventListener("pointerdown", pointed, true)
  }
}

export default { render }
