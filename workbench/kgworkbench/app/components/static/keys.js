// Hears keys anywhere on the page but in fields, tells the window's width, and keeps the colour scheme of the document.
function render({ model, el }) {
  // The server takes the newest value of a property: what is said in quick succession is said together, by number.
  let said = [], serial = 0
  const send = (type, value) => {
    serial = Math.max(serial + 1, Date.now())
    said = [...said.slice(-7), { type, value, serial }]
    model.set("said", said)
    model.save_changes()
  }
  el.style.display = "none"
  const scheme = () => { document.documentElement.style.colorScheme = model.get("dark") ? "dark" : "light" }
  const chosen = () => { scheme(); localStorage.setItem("kgw-theme", model.get("dark") ? "dark" : "light") }
  const heard = (event) => {
    const at = event.composedPath()[0]
    const typing = at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName ?? ""))
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return
    if (model.get("keys").includes(event.key)) send("key", event.key)
  }
  let timer = null
  const measure = () => {
    clearTimeout(timer)
    timer = setTimeout(() => send("width", window.innerWidth), 120)
  }
  model.on("change:dark", chosen)
  scheme()
  document.addEventListener("keydown", heard)
  window.addEventListener("resize", measure)
  send("width", window.innerWidth)
  const kept = localStorage.getItem("kgw-theme")
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
  if (dark !== model.get("dark")) send("scheme", dark)
  return () => {
    model.off("change:dark", chosen)
    document.removeEventListener("keydown", heard)
    window.removeEventListener("resize", measure)
  }
}

export default { render }
