// The token of the server: for this tab, or for this browser until one signs out. It has a collection of its own, which no export takes.
import { read, remove, write } from "./storage";

const name = "flowforge.token";

export async function readToken(): Promise<string | null> {
  return sessionStorage.getItem(name) ?? (await read("access", "token"));
}

export async function keepToken(token: string, isKept: boolean): Promise<void> {
  await forgetToken();
  if (isKept) await write("access", "token", token);
  else sessionStorage.setItem(name, token);
}

export async function forgetToken(): Promise<void> {
  sessionStorage.removeItem(name);
  await remove("access", "token");
}
