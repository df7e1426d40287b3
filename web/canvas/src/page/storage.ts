// The browser's own store: one IndexedDB database, a store a collection, values are texts.
import { createStore, del, entries, get, set, type UseStore } from "idb-keyval";

const stores = new Map<string, UseStore>();

// One database a collection: idb-keyval makes one object store in each.
function storeOf(collection: string): UseStore {
  let store = stores.get(collection);
  if (!store) stores.set(collection, (store = createStore(`flowforge.${collection}`, collection)));
  return store;
}

export async function read(collection: string, key: string): Promise<string | null> {
  return (await get<string>(key, storeOf(collection))) ?? null;
}

/** Keeps a text, which may come as UTF-8. */
export function write(collection: string, key: string, value: string | Uint8Array): Promise<void> {
  return set(key, typeof value === "string" ? value : new TextDecoder().decode(value), storeOf(collection));
}

export function remove(collection: string, key: string): Promise<void> {
  return del(key, storeOf(collection));
}

export async function list(collection: string): Promise<string[]> {
  return (await entries<string, string>(storeOf(collection))).map(([, value]) => value);
}

export async function usage(): Promise<number> {
  return (await navigator.storage?.estimate())?.usage ?? 0;
}

/** Whether the browser has promised to keep it when the disk grows full. */
export async function isSafe(): Promise<boolean> {
  return (await navigator.storage?.persisted?.()) ?? false;
}

/** Asks the browser for that promise; gives whether it made it. */
export async function makeSafe(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Whether the editor opens without a network. */
export async function isOffline(): Promise<boolean> {
  return "serviceWorker" in navigator && !!(await navigator.serviceWorker.getRegistration())?.active;
}
