// A run belongs to one tab: the one that holds its lock, which the browser lets go when the tab is closed.
const held = new Map<string, () => void>();

/** Takes a run's lock, or finds that it is held here; false when another tab has it. */
export function take(run: string): Promise<boolean> {
  if (held.has(run)) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`flowforge.run.${run}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise<void>((release) => held.set(run, release));
    });
  });
}

export function release(run: string): void {
  held.get(run)?.();
  held.delete(run);
}
