/** Red, green, blue (0 to 255) and opacity of a computed colour. What is not written as rgb() a canvas can tell: lab(), oklch(), color(). */
function paintOf(colour) {
  if (colour.startsWith("rgb")) {
    const [red, green, blue, share = 1] = colour.match(/[\d.]+/g).map(Number);
    return [red, green, blue, share];
  }
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, share] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, share / 255];
}

// What a host says of its theme: JupyterLab, VS Code and Colab each in an attribute of their own.
const HOST_THEMES = ["data-jp-theme-light", "data-jp-theme-name", "data-vscode-theme-kind", "theme", "data-theme", "class", "style"];

// Where the host says nothing, what it paints behind us decides: the first ground that is not transparent.
function darkHost(from) {
  const { jpThemeLight: lab, vscodeThemeKind: code } = document.body.dataset, colab = document.documentElement.getAttribute("theme");
  if (lab) return lab === "false";
  if (code) return code === "vscode-dark" || code === "vscode-high-contrast";
  if (colab === "dark" || colab === "light") return colab === "dark";
  for (let at = from; at; at = at.parentElement || at.getRootNode()?.host) {
    const [red, green, blue, share] = paintOf(getComputedStyle(at).backgroundColor);
    if (share > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

// JupyterLab leaves a view its keys, all of them; but a notebook one clicked in must still be saved by Ctrl+S.
function passSave(root) {
  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s" || !document.body.dataset.jpThemeLight) return;
    event.preventDefault();
    event.stopPropagation();
    const { key, code, keyCode, ctrlKey, metaKey, shiftKey } = event;
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, keyCode, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }));
  }, true);
}

/** Marks the root when its kernel is gone; what it returns ends that. A host without a manager of models says nothing of it. */
function watchKernel(model, root) {
  const manager = model.widget_manager;
  if (!manager?.get_model) return () => {};
  const hear = async () => {
    try {
      const own = await manager.get_model(model.get("_own"));
      root.dataset.kernel = own.comm_live === false ? "gone" : "live";
    } catch { delete root.dataset.kernel; }
  };
  model.on("comm_live_update", hear);
  return () => model.off("comm_live_update", hear);
}
