// Hears keys anywhere on the page but in fields, tells the window's width, and keeps the colour scheme of the document.
export function render({model, el}) {
  el.style.display = "none"
  const scheme = () => { document.documentElement.style.colorScheme = model.dark ? "dark" : "light" }
  const chosen = () => { scheme(); localStorage.setItem("kgw-theme", model.dark ? "dark" : "light") }
  const heard = (event) => {
    const at = event.composedPath()[0]
    const typing = at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName ?? ""))
    if (event.ctrlKey || event.metaKey || event.altKey || (typing && event.key !== "Escape")) return
    if (model.keys.includes(event.key)) model.send_msg({type: "key", value: event.key})
  }
  let timer = null
  const measure = () => {
    clearTimeout(timer)
    timer = setTimeout(() => model.send_msg({type: "width", value: window.innerWidth}), 120)
  }
  model.on("dark", chosen)
  scheme()
  document.addEventListener("keydown", heard)
  window.addEventListener("resize", measure)
  model.send_msg({type: "width", value: window.innerWidth})
  const kept = localStorage.getItem("kgw-theme")
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
  if (dark !== model.dark) model.send_msg({type: "scheme", value: dark})
  model.on("remove", () => {
    document.removeEventListener("keydown", heard)
    window.removeEventListener("resize", measure)
  })
  return document.createElement("span")
}
