// The service worker: registered once the page has nothing better to do, so that no first visit waits for it. Says when a newer editor is ready.
interface Receiver {
  invokeMethodAsync(method: "OnUpdate"): Promise<void>;
}

/** How long the page is left alone after it stands, in milliseconds. */
const rest = 4_000;
let waiting: ServiceWorker | null = null;

export function watchUpdates(receiver: Receiver): void {
  if (!("serviceWorker" in navigator)) return;
  setTimeout(() => void register(receiver), rest);
}

/** Has the newer editor take over, and loads the page anew with it. */
export function update(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("take over");
}

async function register(receiver: Receiver): Promise<void> {
  const registration = await navigator.serviceWorker.register("service-worker.js", { updateViaCache: "none" }).catch((error: unknown) => console.info("The editor is not kept for offline use.", error));
  if (!registration) return;
  const look = (worker: ServiceWorker | null) => {
    // The first one of all is no update.
    if (worker?.state !== "installed" || !navigator.serviceWorker.controller) return;
    waiting = worker;
    void receiver.invokeMethodAsync("OnUpdate");
  };
  look(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    fresh?.addEventListener("statechange", () => look(fresh));
  });
  setInterval(() => void registration.update().catch(() => {}), 3_600_000);
}
