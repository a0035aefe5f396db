// Draws a tree of plain values as elements. Text arrives as text and is set as text: nothing a document says is HTML.
const SVG = new Set(["svg", "title", "path", "circle", "rect", "line", "g", "polyline", "text"])
const TAGS = new Set([
  ...SVG, "div", "span", "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "button", "details", "summary", "mark", "sup",
  "kbd", "pre", "code", "strong", "em", "small", "header", "footer", "section", "article", "nav", "figure",
  "blockquote", "label", "dl", "dt", "dd", "hr", "textarea", "br", "table", "thead", "tbody", "tr", "td", "th",
])
const ATTRIBUTES = /^(title|role|tabindex|open|disabled|lang|dir|for|id|colspan|viewBox|preserveAspectRatio|width|height|d|cx|cy|r|x|y|x1|x2|y1|y2|rx|points|placeholder|rows|fill|stroke|stroke-width|stroke-dasharray|text-anchor|aria-[a-z]+|data-[a-z-]+)$/

function make(node) {
  const tag = TAGS.has(node.t) ? node.t : "span"
  const element = SVG.has(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag)
  element.kg = {}
  return element
}

function dress(element, node) {
  const before = element.kg
  if ((before.c ?? "") !== (node.c ?? "")) {
    element.setAttribute("class", node.c ?? "")
  }
  const had = before.a ?? {}, has = node.a ?? {}
  for (const name of Object.keys(had)) {
    if (!(name in has) && name !== "open") element.removeAttribute(name)
  }
  for (const [name, value] of Object.entries(has)) {
    if (!ATTRIBUTES.test(name) || had[name] === value) continue
    // A reader's own opening and closing of details survives an update.
    if (name === "open" && "open" in had) continue
    if (value === false || value === null) element.removeAttribute(name)
    else element.setAttribute(name, value === true ? "" : String(value))
  }
  const wore = before.s ?? {}, wears = node.s ?? {}
  for (const name of Object.keys(wore)) {
    if (!(name in wears)) element.style.removeProperty(name)
  }
  for (const [name, value] of Object.entries(wears)) {
    if (wore[name] !== value) element.style.setProperty(name, String(value))
  }
}

function attend(element, node, send) {
  element.kg.on = node.on
  element.kg.send = send
  if (!node.on || element.kg.heard) return
  element.kg.heard = true
  const act = (event) => {
    const on = element.kg.on
    if (!on || element.hasAttribute("disabled")) return
    if (on.copy !== undefined) copy(String(on.copy), element)
    if (on.save !== undefined) save(on.save)
    if (on.sends !== undefined) submit(element.closest(".sheet").querySelector("textarea"))
    if (on.click !== undefined) send({type: "click", value: on.click})
    if (on.click !== undefined || on.copy !== undefined || on.save !== undefined || on.sends !== undefined) {
      event.stopPropagation()
      if (element.tagName !== "SUMMARY") event.preventDefault()
    }
  }
  element.addEventListener("click", act)
  if (element.tagName === "TEXTAREA" && node.on.edit !== undefined) {
    element.addEventListener("change", () => {
      send({type: "click", value: {...element.kg.on.edit, text: element.value}})
    })
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); element.blur() }
    })
  } else if (element.tagName === "TEXTAREA") {
    element.addEventListener("input", () => element.kg.a?.["data-live"] && live(element))
    // Enter sends, Shift+Enter breaks the line; an input method's own Enter (Chinese) is left to it.
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
      event.preventDefault()
      submit(element)
    })
  }
  // Enter and Space on the element itself: on a button inside it they are the button's own.
  element.addEventListener("keydown", (event) => {
    if (event.target !== element || /^(BUTTON|TEXTAREA|SUMMARY)$/i.test(element.tagName)) return
    if (event.key === "Enter" || event.key === " ") act(event)
  })
  if (node.on.keys !== undefined) listen(element)
  element.addEventListener("mouseenter", () => element.kg.on?.hover !== undefined && send({type: "hover", value: element.kg.on.hover}))
  element.addEventListener("mouseleave", () => element.kg.on?.hover !== undefined && send({type: "hover", value: null}))
}

// Keys of what is in view go before those of the whole page; a field being typed in keeps its own.
function listen(element) {
  const heard = (event) => {
    if (!element.isConnected) { document.removeEventListener("keydown", heard, true); element.kg.heard = false; return }
    const at = event.composedPath()[0]
    const typing = at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName ?? ""))
    const value = element.kg.on?.keys?.[event.key]
    if (value === undefined || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
    if (!element.checkVisibility()) return
    event.preventDefault()
    event.stopImmediatePropagation()
    element.kg.send({type: "click", value})
  }
  document.addEventListener("keydown", heard, true)
}

// Scrolls only the list it is in: scrollIntoView would move the whole page towards a panel that is folded away.
function reveal(element) {
  const list = element.closest(".scroll, .talk, .entries")
  if (!list) return
  const at = element.getBoundingClientRect(), box = list.getBoundingClientRect()
  if (at.top < box.top || at.bottom > box.bottom) {
    list.scrollTo({ top: list.scrollTop + at.top - box.top - (box.height - at.height) / 2, behavior: "smooth" })
  }
}

// A field that is live sends what it holds while people type, and keeps it.
function live(field) {
  clearTimeout(field.kg.timer)
  field.kg.timer = setTimeout(() => {
    if (field.isConnected) field.kg.send({ type: "click", value: { [field.kg.on.submit]: field.value } })
  }, 220)
}

function submit(field) {
  if (field.kg.a?.["data-live"]) return live(field)
  const text = field.value.trim()
  if (!text || field.kg.on?.submit === undefined) return
  field.kg.send({ type: "click", value: { [field.kg.on.submit]: text } })
  field.value = ""
}

function copy(text, element) {
  const done = () => { element.dataset.copied = "yes"; setTimeout(() => delete element.dataset.copied, 1200) }
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => {})
  else done()
}

function save({name, text}) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], {type: "application/octet-stream"}))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 5000)
}

// A list is one stop of the Tab key: arrows, Home and End go from one of its parts to the next, and only the part that
// has or had the focus can be tabbed through. ``data-rove`` says which arrows: "row" left and right, "list" up and down.
const STOPS = "button, textarea, summary, [tabindex]"
const stopsOf = (part) => [...(part.matches?.(STOPS) ? [part] : []), ...part.querySelectorAll(STOPS)].filter((one) => !one.disabled)
const partsOf = (list) => [...list.children].filter((part) => stopsOf(part).length)

function rove(list) {
  const stops = new Map()
  for (const part of list.children) {
    const found = stopsOf(part)
    if (found.length) stops.set(part, found)
  }
  const parts = [...stops.keys()], active = list.getRootNode().activeElement
  const find = (test) => parts.find(test)
  const here = (active && find((part) => part.contains(active))) ?? find((part) => part.matches("[aria-selected=true], [aria-current]"))
    ?? (stops.has(list.kg.here) ? list.kg.here : undefined) ?? find((part) => part.matches(".on")) ?? parts[0]
  for (const [part, found] of stops) {
    for (const stop of found) {
      const kg = stop.kg, own = kg && kg.a ? kg.a.tabindex : undefined
      const wanted = part === here ? own : "-1"
      if (wanted === undefined) stop.removeAttribute("tabindex")
      else if (stop.getAttribute("tabindex") !== wanted) stop.setAttribute("tabindex", wanted)
    }
  }
  if (list.kg.roves) return
  list.kg.roves = true
  // A drawing that listens to the focus would be a stop of its own.
  if (list.tagName === "svg") list.setAttribute("tabindex", "-1")
  list.addEventListener("focusin", (event) => {
    const part = partsOf(list).find((one) => one.contains(event.target))
    if (!part || part === list.kg.here) return
    list.kg.here = part
    rove(list)
  })
  list.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "TEXTAREA") return
    const row = list.kg.a?.["data-rove"] === "row"
    const by = { [row ? "ArrowRight" : "ArrowDown"]: 1, [row ? "ArrowLeft" : "ArrowUp"]: -1, Home: -1e9, End: 1e9 }[event.key]
    const parts = partsOf(list), at = parts.findIndex((part) => part.contains(event.target))
    if (by === undefined || at < 0) return
    event.preventDefault()
    event.stopPropagation()
    const to = parts[Math.max(0, Math.min(at + by, parts.length - 1))]
    // The same thing in the next part, where it has one: from "Accept" to "Accept".
    const called = event.target.getAttribute("aria-label") || event.target.textContent
    const stops = stopsOf(to)
    const goal = (event.target !== parts[at] && stops.find((one) => (one.getAttribute("aria-label") || one.textContent) === called)) || stops[0]
    goal.focus()
  })
}

// A dialog takes the focus, keeps the Tab key inside, and gives the focus back to where it was when it goes.
function converse(dialog) {
  const before = deepFocus()
  dialog.kg.before = before
  dialog.tabIndex = -1
  requestAnimationFrame(() => dialog.focus({ preventScroll: true }))
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return
    const stops = stopsOf(dialog).filter((one) => one.tabIndex >= 0 && one !== dialog)
    const at = stops.indexOf(dialog.getRootNode().activeElement), last = stops.length - 1
    event.preventDefault()
    stops[event.shiftKey ? (at > 0 ? at - 1 : last) : (at < last ? at + 1 : 0)]?.focus()
  })
}

function deepFocus() {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  return at
}

function remove(child) {
  const dialog = child.matches?.("[role=dialog]") ? child : child.querySelector?.("[role=dialog]")
  child.remove()
  if (dialog?.kg?.before?.isConnected) dialog.kg.before.focus({ preventScroll: true })
}

function morph(parent, nodes, send) {
  const keyed = new Map()
  for (const child of parent.childNodes) {
    if (child.kg?.k !== undefined) keyed.set(child.kg.k, child)
  }
  let place = parent.firstChild
  for (const node of nodes) {
    if (typeof node !== "object" || node === null) {
      const text = String(node ?? "")
      if (place && place.nodeType === Node.TEXT_NODE) {
        if (place.data !== text) place.data = text
        place = place.nextSibling
      } else {
        parent.insertBefore(document.createTextNode(text), place)
      }
      continue
    }
    let element = null
    if (node.k !== undefined && keyed.has(node.k)) element = keyed.get(node.k)
    else if (node.k === undefined && place?.kg && place.kg.k === undefined) element = place
    if (element && element.kg.t !== node.t) element = null
    if (!element) {
      element = make(node)
      parent.insertBefore(element, place)
    } else if (element === place) {
      place = place.nextSibling
    } else {
      parent.insertBefore(element, place)
    }
    update(element, node, send)
  }
  while (place) {
    const next = place.nextSibling
    remove(place)
    place = next
  }
}

function update(element, node, send) {
  const tail = node.a?.["data-tail"] !== undefined
  const atEnd = tail && element.scrollHeight - element.scrollTop - element.clientHeight < 80
  const shown = element.kg.a?.["data-show"]
  dress(element, node)
  const { heard, value: held, here, roves, before } = element.kg
  element.kg = {t: node.t, c: node.c, a: node.a, s: node.s, k: node.k, heard, value: held, here, roves, before}
  attend(element, node, send)
  const value = node.a?.["data-value"]
  if (value !== undefined && element.kg.value !== value && element !== element.getRootNode().activeElement) element.value = value
  element.kg.value = value
  morph(element, node.x ?? [], send)
  if (node.a?.["data-rove"]) rove(element)
  if (node.a?.role === "dialog" && before === undefined) converse(element)
  if (tail && (atEnd || !shown)) requestAnimationFrame(() => { element.scrollTop = element.scrollHeight })
  const show = node.a?.["data-show"]
  if (show && show !== shown && !tail) {
    requestAnimationFrame(() => reveal(element))
  }
}

function render({ model, el }) {
  const root = document.createElement("div")
  root.className = "sheet"
  // The server takes the newest value of a property: what is said in quick succession is said together, by number.
  let said = [], serial = 0
  const send = (message) => {
    serial = Math.max(serial + 1, Date.now())
    said = [...said.slice(-7), { ...message, serial }]
    model.set("said", said)
    model.save_changes()
  }
  const draw = () => {
    const node = JSON.parse(model.get("drawn") || "{}")
    morph(root, node && node.t ? [node] : [], send)
  }
  model.on("change:drawn", draw)
  draw()
  el.appendChild(root)
  return () => model.off("change:drawn", draw)
}

export default { render }
