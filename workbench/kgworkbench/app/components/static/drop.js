// A place to drop files on, or to choose them: each is read here and handed over as base64, a few megabytes at a time.
const MOST = 12e6

function render({ model, el }) {
  const field = document.createElement("input")
  field.type = "file"
  field.multiple = true
  field.accept = model.get("accept")
  field.hidden = true
  const button = document.createElement("button")
  button.type = "button"
  button.className = "kgw-drop"
  const style = document.createElement("style")
  style.textContent = `
    .kgw-drop { width: 100%; height: 38px; padding: 0 14px; border-radius: 8px; border: 1px dashed light-dark(#838e9e, #667285); background: none; cursor: pointer; white-space: nowrap;
      color: light-dark(#556070, #a8b2c0); font: 400 13px/1 Inter, Roboto, "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
    .kgw-drop:hover { border-color: light-dark(#2563eb, #7db0ff); color: light-dark(#2563eb, #7db0ff) }
    .kgw-drop:focus-visible { outline: 2px solid light-dark(#2563eb, #7db0ff); outline-offset: 2px }
    .kgw-over { position: fixed; inset: 0; z-index: 1900; display: none; align-items: center; justify-content: center; pointer-events: none; border: 3px solid light-dark(#2563eb, #7db0ff);
      background: light-dark(rgb(234 241 254 / 86%), rgb(20 28 42 / 86%)); color: light-dark(#1b2430, #e6eaf1); font: 700 20px/1.4 Inter, Roboto, "Segoe UI", "Noto Sans CJK SC", sans-serif }
    .kgw-over.over { display: flex }`
  const veil = document.createElement("div")
  veil.className = "kgw-over"
  const say = () => { button.textContent = model.get("label"); button.title = model.get("hint"); veil.textContent = model.get("hint") }
  say()
  let serial = 0
  async function take(list) {
    const files = []
    for (const file of list) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      let text = ""
      for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
      files.push({ name: file.name, data: btoa(text) })
    }
    // A message of the websocket has its limit: what is too large goes in parts, the last one says so.
    let part = [], size = 0
    const parts = []
    for (const file of files) {
      if (part.length && size + file.data.length > MOST) { parts.push(part); part = []; size = 0 }
      part.push(file)
      size += file.data.length
    }
    if (part.length) parts.push(part)
    parts.forEach((files, k) => {
      serial = Math.max(serial + 1, Date.now())
      model.set("dropped", { serial, files, last: k === parts.length - 1 })
      model.save_changes()
    })
  }
  let depth = 0
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")
  const shown = () => el.isConnected && button.offsetParent !== null
  const enter = (event) => { if (!carries(event) || !shown()) return; event.preventDefault(); depth += 1; veil.classList.add("over") }
  const over = (event) => { if (carries(event) && shown()) event.preventDefault() }
  const leave = (event) => { if (!carries(event)) return; depth = Math.max(depth - 1, 0); if (!depth) veil.classList.remove("over") }
  const drop = (event) => {
    depth = 0
    veil.classList.remove("over")
    if (!carries(event) || !shown()) return
    event.preventDefault()
    take(event.dataTransfer.files)
  }
  button.addEventListener("click", () => field.click())
  field.addEventListener("change", () => { take(field.files); field.value = "" })
  const heard = { dragenter: enter, dragover: over, dragleave: leave, drop }
  for (const [name, act] of Object.entries(heard)) document.addEventListener(name, act)
  model.on("change:label", say)
  model.on("change:hint", say)
  el.append(style, button, field, veil)
  return () => {
    for (const [name, act] of Object.entries(heard)) document.removeEventListener(name, act)
    model.off("change:label", say)
    model.off("change:hint", say)
  }
}

export default { render }
