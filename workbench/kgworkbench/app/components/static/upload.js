// A button that takes one file and hands it over in slices, the next when the last has arrived.
const SLICE = 3 * 2 ** 20

function render({ model, el }) {
  const style = document.createElement("style")
  style.textContent = `
    .kgw-upload { width: 100%; height: 38px; padding: 0 14px; border-radius: 8px; border: 1px solid light-dark(#838e9e, #667285); background: light-dark(#ffffff, #14181f); cursor: pointer;
      white-space: nowrap; overflow: hidden; text-overflow: ellipsis; color: light-dark(#1b2430, #e6eaf1);
      font: 700 13px/1 Inter, Roboto, "Segoe UI", "Helvetica Neue", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
    .kgw-upload:hover { background: light-dark(#f2f4f7, #1e242d) }
    .kgw-upload:focus-visible { outline: 2px solid light-dark(#2563eb, #7db0ff); outline-offset: 2px }
    .kgw-upload[aria-busy="true"] { cursor: progress; color: light-dark(#556070, #a8b2c0) }`
  const field = document.createElement("input")
  field.type = "file"
  field.accept = ".zip"
  field.hidden = true
  const button = document.createElement("button")
  button.type = "button"
  button.className = "kgw-upload"
  let file = null, number = 0, serial = 0
  const say = () => {
    const share = file && file.size ? ` ${Math.min(100, Math.round((100 * number * SLICE) / file.size))} %` : ""
    button.textContent = file ? model.get("busy") + share : model.get("label")
    button.title = model.get("hint")
    button.setAttribute("aria-busy", String(Boolean(file)))
  }
  async function send() {
    const from = number * SLICE
    const bytes = new Uint8Array(await file.slice(from, from + SLICE).arrayBuffer())
    let text = ""
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768))
    number += 1
    const last = number * SLICE >= file.size
    model.set("slice", { name: file.name, file: serial, number, data: btoa(text), last })
    model.save_changes()
    say()
  }
  const next = () => {
    const [which, count] = model.get("got")
    if (!file || which !== serial || count !== number) return
    if (number * SLICE < file.size) { send(); return }
    file = null
    say()
  }
  const stop = () => { file = null; say() }
  button.addEventListener("click", () => { if (!file) field.click() })
  field.addEventListener("change", () => {
    file = field.files[0] ?? null
    field.value = ""
    number = 0
    serial = Math.max(serial + 1, Date.now())
    if (file) send()
  })
  model.on("change:got", next)
  model.on("change:failed", stop)
  model.on("change:label", say)
  say()
  el.append(style, button, field)
  return () => { model.off("change:got", next); model.off("change:failed", stop); model.off("change:label", say) }
}

export default { render }
