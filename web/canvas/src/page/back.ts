// Tells when there may be a server again: the network is back, or the page is looked at after it was not.
interface Receiver {
  invokeMethodAsync(method: "OnBack"): Promise<void>;
}

export function watchBack(receiver: Receiver) {
  const tell = () => document.visibilityState === "visible" && navigator.onLine && void receiver.invokeMethodAsync("OnBack");
  addEventListener("online", tell);
  document.addEventListener("visibilitychange", tell);
  return {
    unbind() {
      removeEventListener("online", tell);
      document.removeEventListener("visibilitychange", tell);
    },
  };
}
