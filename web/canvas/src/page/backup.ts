// All that this browser keeps, as one file and back. Rows with bytes are written as { bytes: base64 }.
import { clear, createStore, entries, setMany, type UseStore } from "idb-keyval";

const collections = ["workflows", "settings", "runs", "frames", "pages", "documents"] as const;
const format = "flowforge.browser";

const storeOf = (collection: string): UseStore => createStore(`flowforge.${collection}`, collection);

function packed(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { bytes: base64(value) } : value;
}

function unpacked(_: string, value: any): unknown {
  return value && typeof value === "object" && typeof value.bytes === "string" && Object.keys(value).length === 1
    ? Uint8Array.from(atob(value.bytes), (letter) => letter.charCodeAt(0))
    : value;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}

/** How many rows each collection has. */
export async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const collection of collections) found[collection] = (await entries(storeOf(collection))).length;
  return found;
}

export async function backup(): Promise<string> {
  const all: Record<string, unknown> = {};
  for (const collection of collections) all[collection] = await entries(storeOf(collection));
  return JSON.stringify({ format, version: 1, ...all }, packed);
}

/** Adds what a file has; of two rows with one key the file's stays. Gives null, or why it could not be read. */
export async function restore(selector: string): Promise<string | null> {
  const input = document.querySelector<HTMLInputElement>(selector);
  const file = input?.files?.[0];
  if (!file) return "No file was chosen.";
  try {
    const all = JSON.parse(await file.text(), unpacked);
    if (all?.format !== format || all.version !== 1) return "This file is not an export of FlowForge.";
    const rows = collections.map((collection) => [collection, all[collection] ?? []] as const);
    if (rows.some(([, list]) => !Array.isArray(list) || list.some((row) => !Array.isArray(row) || row.length !== 2))) return "This file is damaged.";
    for (const [collection, list] of rows) await setMany(list, storeOf(collection));
    return null;
  } catch {
    return "This file is not JSON.";
  } finally {
    if (input) input.value = "";
  }
}

export async function forgetRuns(): Promise<void> {
  for (const collection of ["runs", "frames", "pages", "documents"]) await clear(storeOf(collection));
}
