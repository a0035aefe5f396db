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

// What the host paints behind us decides between light and dark: the first ground that is not transparent.
function darkHost(from) {
  const lab = document.body.dataset.jpThemeLight;
  if (lab) return lab === "false";
  for (let at = from; at; at = at.parentElement || at.getRootNode()?.host) {
    const [red, green, blue, share] = paintOf(getComputedStyle(at).backgroundColor);
    if (share > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
