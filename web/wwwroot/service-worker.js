// Keeps the editor for visits without a network. The list of files with their hashes is made at publish (service-worker-assets.js).
// It answers for pages and files of the editor alone: what is asked of a server goes to that server.
self.importScripts("./service-worker-assets.js");

const prefix = "flowforge-editor-";
const cacheName = `${prefix}${self.assetsManifest.version}`;
const base = new URL("./", self.location).href;
const { assets } = self.assetsManifest;
const kept = new Set(assets.map(({ url }) => new URL(url, base).href));
const index = new URL("index.html", base).href;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => { if (event.data === "take over") self.skipWaiting(); });
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  url.hash = "";
  if (request.mode === "navigate" && url.href.startsWith(base) && !url.pathname.startsWith("/api/") && !/\.[a-z0-9]+$/i.test(url.pathname)) event.respondWith(answer(index, request));
  else if (kept.has(url.href)) event.respondWith(answer(url.href, request));
});

// Each file is checked against its hash, so that a cache is of one build or is not at all. What a cache of before has is not loaded again.
async function install() {
  const cache = await caches.open(cacheName);
  const due = assets.values();
  const load = async () => {
    for (const { url, hash } of due) {
      const href = new URL(url, base).href;
      if (await cache.match(href)) continue;
      const options = { integrity: hash };
      const response = await fetch(href, { ...options, cache: "force-cache" }).catch(() => fetch(href, { ...options, cache: "no-cache" }));
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await cache.put(href, response);
    }
  };
  await Promise.all([load(), load(), load(), load()]);
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
}

async function answer(href, request) {
  return (await (await caches.open(cacheName)).match(href)) ?? fetch(request);
}
