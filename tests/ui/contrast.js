// What on the page is hard to read: every visible text and every field's or button's border whose contrast with what
// lies behind it is below WCAG 2.2 (1.4.3 and 1.4.11). Returns one line for each look, not for each element.
() => {
  const canvas = new OffscreenCanvas(1, 1), brush = canvas.getContext("2d", { willReadFrequently: true })
  const known = new Map()
  // Any colour a style sheet can say, as red, green, blue and opacity.
  const rgba = (text) => {
    if (!known.has(text)) {
      brush.clearRect(0, 0, 1, 1)
      brush.fillStyle = "#000"
      brush.fillStyle = text
      brush.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data
      known.set(text, [r, g, b, a / 255])
    }
    return known.get(text)
  }
  const over = (top, under) => [0, 1, 2].map((k) => top[k] * top[3] + under[k] * (1 - top[3])).concat(1)
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4))
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }
  const parentOf = (node) => node.assignedSlot || node.parentElement || node.getRootNode().host || null
  // The colours that may lie behind: one, or each of a pattern's.
  const grounds = (element) => {
    const layers = []
    for (let at = element; at; at = parentOf(at)) {
      const style = getComputedStyle(at), image = style.backgroundImage
      if (image.includes("gradient")) {
        const stops = image.match(/(rgba?|oklab|lab|color)\([^()]*\)/g) || []
        if (stops.length) return stops.map((stop) => layers.reduceRight((under, top) => over(top, under), rgba(stop)))
      }
      const colour = rgba(style.backgroundColor)
      if (colour[3] > 0) layers.push(colour)
      if (colour[3] === 1) break
    }
    const last = rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") ? "#000" : "#fff")
    return [layers.reduceRight((under, top) => over(top, under), last)]
  }
  // What is written on a drawing lies on the shape under it.
  const shape = (element) => {
    const box = element.getBoundingClientRect()
    const under = element.getRootNode().elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    const on = under.find((one) => one instanceof SVGGeometryElement && rgba(getComputedStyle(one).fill)[3] > 0.5)
    if (!on) return grounds(element)
    const fill = rgba(getComputedStyle(on).fill)
    return [over([...fill.slice(0, 3), fill[3] * Number(getComputedStyle(on).opacity)], grounds(element)[0])]
  }
  const faint = (element) => {
    let rest = 1
    for (let at = element; at; at = parentOf(at)) rest *= Number(getComputedStyle(at).opacity)
    return rest
  }
  const idle = (element) => {
    for (let at = element; at; at = parentOf(at)) {
      if (at.disabled || at.getAttribute?.("aria-disabled") === "true" || at.getAttribute?.("aria-hidden") === "true") return true
      if (at.matches?.(".Mui-disabled, [inert]")) return true
    }
    return false
  }
  const seen = (element) => {
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight &&
      element.checkVisibility({ visibilityProperty: true })
  }
  const hex = (colour) => `#${colour.slice(0, 3).map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`
  const name = (element) => {
    const cls = String(element.className?.baseVal ?? element.className ?? "").trim().split(/\s+/).filter((one) => !/^css-/.test(one)).slice(0, 3).join(".")
    const up = parentOf(element), over = up ? String(up.className?.baseVal ?? up.className ?? "").trim().split(/\s+/)[0] : ""
    return `${over ? `.${over} ` : ""}${element.tagName.toLowerCase()}${cls ? `.${cls}` : ""}`
  }
  const found = new Map()
  const tell = (what, least, element, value, front, back, text) => {
    const key = `${what} ${name(element)} ${hex(front)} on ${hex(back)}: ${value.toFixed(2)} < ${least}`
    if (!found.has(key)) found.set(key, text)
  }
  let looked = 0
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) walk(element.shadowRoot)
      if (/^(STYLE|SCRIPT|TITLE|CANVAS)$/i.test(element.tagName)) continue
      const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).map((node) => node.data.trim()).join(" ")
      const field = /^(INPUT|TEXTAREA)$/.test(element.tagName) && !/checkbox|radio|range|file|hidden/.test(element.type)
      const control = field || /^(BUTTON|FIELDSET)$/.test(element.tagName) || element.matches(".chip[role=button]")
      if (!words && !control) continue
      if (!seen(element) || (element.tagName === "FIELDSET" ? element.disabled : idle(element))) continue
      const style = getComputedStyle(element), behind = element instanceof SVGElement ? shape(element) : grounds(element), rest = faint(element)
      if (words || field) {
        looked += 1
        const said = words || element.value || element.placeholder || ""
        const empty = field && !element.value && element.placeholder
        const ink = rgba(empty ? getComputedStyle(element, "::placeholder").color : element instanceof SVGElement ? style.fill : style.color)
        const size = parseFloat(style.fontSize), least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5
        if (said && rest > 0.02) for (const ground of behind) {
          const front = over([...ink.slice(0, 3), ink[3] * rest], ground), value = ratio(front, ground)
          if (value < least - 0.005) tell("text", least, element, value, front, ground, said.slice(0, 40))
        }
      }
      // A border says where a control is, where its ground does not.
      if (control && parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none") {
        const line = rgba(style.borderTopColor), outside = grounds(parentOf(element))[0]
        if (line[3] < 0.02) continue
        const shown = over([...line.slice(0, 3), line[3] * rest], outside)
        const value = Math.max(ratio(shown, outside), ratio(behind[0], outside))
        if (value < 2.995) tell("border", 3, element, value, shown, outside, words.slice(0, 40))
      }
    }
  }
  walk(document)
  return { looked, found: [...found].map(([key, text]) => `${key} "${text}"`).sort() }
}
