// What a test asks the page while it walks it: what has the focus, whether one sees it, and which key leads to a goal.
window.hand = {
  mice: 0,
  // Through every shadow it lies in; null where nothing has it.
  deepest() {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return at && at !== document.body ? at : null
  },
  focused() {
    const at = hand.deepest()
    if (!at) return null
    const said = at.getAttribute("aria-label") || at.textContent.trim() || at.value || at.title || at.placeholder || ""
    const named = at.labels?.length || at.closest("label") || said
    return { tag: at.tagName.toLowerCase(), kind: at.getAttribute("class") || "", name: said.slice(0, 60), seen: hand.seen(at), named: Boolean(named) }
  },
  // A ring on it, or on the frame that it fills; fields and sliders of Material have their own. A page's heading takes
  // the focus when the page comes and needs none: nobody is to press anything there.
  seen(at) {
    if (at.matches("h1[tabindex='-1']")) return true
    const ringed = (one) => {
      const look = getComputedStyle(one), after = getComputedStyle(one, "::after")
      const outlined = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0
      const stroked = look.stroke !== "none" && parseFloat(look.strokeWidth) >= 3
      return outlined || stroked || look.boxShadow !== "none" || parseFloat(after.borderTopWidth) >= 2
    }
    if (ringed(at)) return true
    for (let up = at.parentElement, k = 0; up && k < 3; up = up.parentElement, k += 1) {
      if (up.matches(":focus-within") && ringed(up)) return true
    }
    const frame = at.closest(".MuiInputBase-root")?.querySelector("fieldset")
    if (frame) return parseFloat(getComputedStyle(frame).borderTopWidth) >= 2
    if (at.matches("input[type=range]")) return Boolean(at.closest(".Mui-focusVisible"))
    return Boolean(at.closest(".pal, .ace_editor, .tabulator-editing"))
  },
  // The key that leads there: none where it is there, an arrow within a walked list, else Tab, forward or back.
  towards(goal) {
    const at = hand.deepest()
    if (at === goal) return ""
    const list = at?.closest?.("[data-rove]")
    if (list?.contains(goal)) {
      const parts = [...list.children], place = (node) => parts.findIndex((one) => one.contains(node))
      const by = place(goal) - place(at)
      const [on, back] = list.dataset.rove === "row" ? ["ArrowRight", "ArrowLeft"] : ["ArrowDown", "ArrowUp"]
      if (by) return by > 0 ? on : back
    }
    const way = (one) => { const found = []; for (let up = one; up; up = up.parentNode ?? up.host) found.unshift(up); return found }
    const here = way(at ?? document.body), there = way(goal), k = here.findIndex((one, n) => one !== there[n])
    const before = k > 0 && there[k] && here[k].compareDocumentPosition(there[k]) & Node.DOCUMENT_POSITION_PRECEDING
    return before ? "Shift+Tab" : "Tab"
  },
  // Drops files, given as name and text, and tells whether the page said where they would go while they hung over it.
  drop(files) {
    const data = new DataTransfer()
    for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name))
    const send = (kind) => document.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))
    const veils = (root) => [...root.querySelectorAll("*")].flatMap((one) => [...(one.matches(".kgw-over") ? [one] : []), ...(one.shadowRoot ? veils(one.shadowRoot) : [])])
    send("dragenter")
    const over = veils(document).some((veil) => veil.checkVisibility())
    send("dragover")
    send("drop")
    return over && !veils(document).some((veil) => veil.checkVisibility())
  },
  // The graph view that can be seen, once it is painted.
  graph() {
    const seek = (root) => {
      for (const found of root.querySelectorAll("*")) {
        if (found.graphView && found.offsetParent !== null) return found
        const inner = found.shadowRoot && seek(found.shadowRoot)
        if (inner) return inner
      }
      return null
    }
    const found = seek(document)
    return found?.dataset.painted ? found : null
  },
}
for (const kind of ["mousedown", "pointerdown", "mousemove", "wheel", "touchstart"]) {
  window.addEventListener(kind, (event) => { if (event.isTrusted) hand.mice += 1 }, true)
}
