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
  // How the page was last seen, for the server to draw it so from the first: no flash of another theme or width.
  const remember = () => { document.cookie = `kgw-seen=${model.get("dark") ? "dark" : "light"}-${Math.round(window.innerWidth)}; path=/; max-age=31536000; SameSite=Lax` }
  const chosen = () => { scheme(); remember(); localStorage.setItem("kgw-theme", model.get("dark") ? "dark" : "light") }
  const heard = (event) => {
    if (event.defaultPrevented || event.isComposing) return
    const path = event.composedPath(), at = path[0]
    const typing = at && (at.isContentEditable || /^(TEXTAREA|SELECT)$/.test(at.tagName ?? "") || (at.tagName === "INPUT" && !/^(checkbox|radio|range|button|submit|file)$/.test(at.type)))
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !typing && /^[zy]$/i.test(event.key)) {
      event.preventDefault()
      return send("key", event.shiftKey || event.key.toLowerCase() === "y" ? "redo" : "undo")
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // In a field Escape belongs to the field: a cell's editor and the code editor are left by it, a form is closed.
    if (typing && event.key === "Escape" && !path.some((one) => one.matches?.(".tabulator, .ace_editor"))) return send("key", "Leave")
    if (typing || event.repeat) return
    if (model.get("keys").includes(event.key)) send("key", event.key)
  }
  let timer = null
  const measure = () => {
    clearTimeout(timer)
    timer = setTimeout(() => { remember(); send("width", window.innerWidth) }, 120)
  }
  model.on("change:dark", chosen)
  scheme()
  // Where the server is gone a banner says so, and the page comes back by itself: the address knows what was in view.
  const banner = document.createElement("div")
  banner.id = "kgw-banner"
  banner.setAttribute("role", "alert")
  banner.style.cssText = "position:fixed;left:50%;top:12px;transform:translateX(-50%);z-index:2200;display:none;align-items:center;gap:10px;max-width:min(640px,92vw);padding:10px 16px;border-radius:10px;" +
    "font:400 13px/1.45 Inter,Roboto,'Segoe UI','Noto Sans CJK SC',sans-serif;background:light-dark(#fdf3dc,#352b12);color:light-dark(#7a5200,#e3b341);box-shadow:0 8px 28px rgb(16 24 40 / 22%)"
  document.body.append(banner)
  let lost = null, asked = 0
  const show = (word) => { banner.textContent = (model.get("words") || {})[word] || ""; banner.style.display = "flex" }
  const well = () => { clearInterval(lost); lost = null; banner.style.display = "none" }
  // A server that was restarted takes the websocket and knows nothing of this page: it answers no ping.
  const ping = () => { asked = Date.now(); send("ping", asked); setTimeout(() => { if (lost !== null) location.reload() }, 2500) }
  const away = () => {
    if (lost !== null) return
    show("lost")
    let since = 0
    lost = setInterval(async () => {
      const answer = await fetch("static/js/bokeh.min.js", { method: "HEAD", cache: "no-store" }).catch(() => null)
      if (lost === null || !answer?.ok) { since = 0; return }
      show("back")
      since += 1
      if (since > 3) location.reload()
    }, 1000)
  }
  const page = window.Bokeh?.documents?.[0]
  page?.on_event?.("connection_lost", away)
  page?.on_event?.("client_reconnected", ping)
  const ponged = () => { if (model.get("pong") === asked) well() }
  model.on("change:pong", ponged)
  // A table of Panel 1.9 waits for its style sheets before it draws itself anew, in a loop that takes all the time the
  // browser has, and waits for ever where they were put in place again meanwhile: after a second it need not wait.
  const settle = setInterval(() => {
    for (const one of page?._all_models?.values?.() ?? []) {
      if (!/DataTabulator$/.test(one.type ?? "")) continue
      const table = window.Bokeh.index?.find_one?.(one)
      if (table?._resize_pending) for (const sheet of table._initialized_stylesheets?.keys() ?? []) table._initialized_stylesheets.set(sheet, true)
    }
  }, 1000)
  document.addEventListener("keydown", heard)
  window.addEventListener("resize", measure)
  send("width", window.innerWidth)
  remember()
  const kept = localStorage.getItem("kgw-theme")
  const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
  if (dark !== model.get("dark")) send("scheme", dark)
  return () => {
    model.off("change:dark", chosen)
    model.off("change:pong", ponged)
    clearInterval(lost)
    clearInterval(settle)
    banner.remove()
    document.removeEventListener("keydown", heard)
    window.removeEventListener("resize", measure)
  }
}

export default { render }
