// Runs before anything is drawn, so that no page flashes in the wrong colours. The choice is "light", "dark", or absent for what the system says.
const stored = (() => {
  try {
    return localStorage.getItem("flowforge.theme");
  } catch {
    return null;
  }
})();
const dark = stored ? stored === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset["theme"] = dark ? "forge-dark" : "forge-light";
