// Rows of this browser's runs in IndexedDB, one database a kind of row.
import { createStore, del, entries, get, keys, set, type UseStore } from "idb-keyval";

export interface RunRow {
  row: string;
  hasEnded: boolean;
}

export interface Segment {
  ordinal: number;
  first: number;
  last: number;
  content: Uint8Array;
}

const stores = new Map<string, UseStore>();
const storeOf = (name: string): UseStore => {
  let store = stores.get(name);
  if (!store) stores.set(name, (store = createStore(`flowforge.${name}`, name)));
  return store;
};
const runs = () => storeOf("runs");
const frames = () => storeOf("frames");
const pages = () => storeOf("pages");
const documents = () => storeOf("documents");

/** Ids have no dot, so a prefix with one names all rows of an owner. */
const below = (owner: string) => IDBKeyRange.bound(`${owner}.`, `${owner}/`, false, true);

function all<T>(store: UseStore, owner: string): Promise<[string, T][]> {
  return store("readonly", (rows) => {
    const found: [string, T][] = [];
    return new Promise((resolve, reject) => {
      const asked = rows.openCursor(below(owner));
      asked.onerror = () => reject(asked.error);
      asked.onsuccess = () => {
        const cursor = asked.result;
        if (!cursor) return resolve(found);
        found.push([String(cursor.key), cursor.value as T]);
        cursor.continue();
      };
    });
  });
}

function removeAll(store: UseStore, owner: string): Promise<void> {
  return store("readwrite", (rows) => {
    const asked = rows.delete(below(owner));
    return new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve();
      asked.onerror = () => reject(asked.error);
    });
  });
}

export const runIds = () => keys<string>(runs());
export const allRuns = () => entries<string, RunRow>(runs());
export const readRun = (run: string) => get<RunRow>(run, runs());
export const keepRun = (run: string, row: RunRow) => set(run, row, runs());
export const keepSegment = (run: string, segment: Segment) => set(`${run}.${String(segment.ordinal).padStart(7, "0")}`, segment, frames());
export const keepPage = (family: string, hash: string, content: Uint8Array) => set(`${family}.${hash}`, content, pages());
export const keepDocument = (hash: string, document: string) => set(hash, document, documents());
export const readSegments = async (run: string) => (await all<Segment>(frames(), run)).map(([, segment]) => segment);
export const readPages = async (family: string) => (await all<Uint8Array>(pages(), family)).map(([key, content]) => ({ hash: key.slice(family.length + 1), content }));
export const readDocument = (hash: string) => get<string>(hash, documents());

export async function forget(run: string, family: string, isLast: boolean): Promise<void> {
  await del(run, runs());
  await removeAll(frames(), run);
  if (isLast) await removeAll(pages(), family);
}
