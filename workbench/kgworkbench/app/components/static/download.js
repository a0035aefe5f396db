// A button that has the server make a file, gathers it in slices and saves it.
const PATHS = ["M12 4.500v10", "M8 11l4 4 4-4", "M5 19.500h14"]

function render({ model, el }) {
  const style = document.createElement("style")
  style.textContent = `
    .kgw-download { width: 32px; height: 32px; padding: 0; border: 0; border-radius: 8px; background: none; cursor: pointer; display: inline-flex; align-items: center; justify-content: center;
      color: light-dark(#556070, #a8b2c0) }
    .kgw-download:hover { background: light-dark(#f2f4f7, #1e242d); color: light-dark(#1b2430, #e6eaf1) }
    .kgw-download:focus-visible { outline: 2px solid light-dark(#2563eb, #7db0ff); outline-offset: 2px }
    .kgw-download svg { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round }
    .kgw-download[aria-busy="true"] { cursor: progress; color: light-dark(#2563eb, #7db0ff) }
    .kgw-download[aria-busy="true"] svg { animation: kgw-breathe 1s ease-in-out infinite alternate }
    .kgw-download.bad { color: light-dark(#b93a32, #f28b82) }
    @keyframes kgw-breathe { from { opacity: 1 } to { opacity: .35 } }
    @media (prefers-reduced-motion: reduce) { .kgw-download svg { animation: none !important } }`
  const button = document.createElement("button")
  button.type = "button"
  button.className = "kgw-download"
  const space = "http://www.w3.org/2000/svg"
  const drawing = document.createElementNS(space, "svg")
  drawing.setAttribute("viewBox", "0 0 24 24")
  drawing.setAttribute("aria-hidden", "true")
  for (const d of PATHS) {
    const path = document.createElementNS(space, "path")
    path.setAttribute("d", d)
    drawing.append(path)
  }
  button.append(drawing)
  let slices = [], busy = false
  const say = (error) => {
    button.title = error || model.get(busy ? "busy" : "label")
    button.setAttribute("aria-label", button.title)
    button.setAttribute("aria-busy", String(busy))
    button.classList.toggle("bad", Boolean(error))
  }
  const click = () => {
    if (busy) return
    busy = true
    slices = []
    say()
    model.set("wanted", model.get("wanted") + 1)
    model.save_changes()
  }
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const take = () => {
    const slice = model.get("slice")
    if (!busy || slice.file !== model.get("wanted")) return
    if (slice.error) { busy = false; say(slice.error); return }
    slices.push(bytes(slice.data))
    if (!slice.last) { model.set("got", [slice.file, slice.number]); model.save_changes(); return }
    const address = URL.createObjectURL(new Blob(slices, { type: "application/zip" }))
    const link = document.createElement("a")
    link.href = address
    link.download = slice.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10000)
    slices = []
    busy = false
    say()
  }
  const reword = () => say()
  button.addEventListener("click", click)
  model.on("change:slice", take)
  model.on("change:label", reword)
  say()
  el.append(style, button)
  return () => { model.off("change:slice", take); model.off("change:label", reword) }
}

export default { render }
