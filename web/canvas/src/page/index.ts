// What pages need of the browser beyond HTML. The seam to C#: web/Shell/Browser.cs.
export { bindKeys } from "./keys";
export { takeEarly } from "./takeEarly";
export { backup, counts, forgetRuns, restore } from "./backup";
export { download } from "./download";
export { enterSends } from "./enter";
export { watchBack } from "./back";
export { takeFields } from "./fields";
export { forgetToken, keepToken, readToken } from "./token";
export { update, watchUpdates } from "./updates";
export { isOffline, isSafe, list, makeSafe, read, remove, usage, write } from "./storage";

export function theme(): string {
  return document.documentElement.dataset["theme"] === "forge-dark" ? "dark" : "light";
}

/** What was chosen: light, dark, or system. */
export function themeChoice(): string {
  return localStorage.getItem("flowforge.theme") ?? "system";
}

export function setTheme(theme: string): void {
  const isDark = theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  document.documentElement.dataset["theme"] = isDark ? "forge-dark" : "forge-light";
  if (theme === "system") localStorage.removeItem("flowforge.theme");
  else localStorage.setItem("flowforge.theme", theme);
}

export function reveal(selector: string): void {
  document.querySelector(selector)?.scrollIntoView({ block: "nearest" });
}

export function focus(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
}
