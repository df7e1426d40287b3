// The other side of early.ts, which is an entry of its own: what was chosen before the editor was there, once; null for nothing. Keys that were pressed follow.
export function takeEarly(): string | null {
  const early = globalThis as { flowforgeEarly?: () => string | null };
  const chosen = early.flowforgeEarly?.() ?? null;
  delete early.flowforgeEarly;
  return chosen;
}
