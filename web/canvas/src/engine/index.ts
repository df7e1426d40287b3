// The page's side of the engine: starts its worker, keeps its runs' rows, ends it when it does not stop. The seam to C#: web/Here.
import type { Call } from "../worker/engine";
import { release, take } from "./locks";
import * as rows from "./rows";

interface Receiver {
  invokeMethodAsync(method: string, ...args: unknown[]): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** How long Stop waits for an engine that is busy before it ends it. */
const patience = 800;

class Engine {
  private worker: Worker | null = null;
  private starting: Promise<void> | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private readonly streams = new Set<number>();
  private readonly known = new Set<string>();
  private readonly whole = new Set<string>();
  private readonly reading: Promise<void>;
  private writing: Promise<unknown> = Promise.resolve();
  private isListed = false;
  private token: string | null = null;
  private last = 0;

  constructor(private readonly receiver: Receiver) {
    this.reading = rows.runIds().then((ids) => ids.forEach((id) => this.known.add(id)));
  }

  /** Whether a run is one of this browser. */
  async has(run: string): Promise<boolean> {
    await this.reading;
    return this.known.has(run);
  }

  /** Answers as the API would: the status, a space, the body. */
  async ask(method: string, path: string, body: string): Promise<string> {
    const run = /^\/runs\/([^/?]+)/.exec(path)?.[1];
    await this.begin();
    if (run) await this.bringBack(run);
    if (path.startsWith("/runs?") || path === "/runs") await this.listAll();
    if (run && path.endsWith("/cancel")) return this.stop(method, path, body);
    return (await this.call("AskAsync", method, path, body)) as string;
  }

  async follow(stream: number, run: string, last: string | null, withItems: boolean): Promise<void> {
    await this.begin();
    await this.bringBack(run);
    this.streams.add(stream);
    void this.call("FollowAsync", stream, run, last, withItems).catch(() => this.end(stream));
  }

  unfollow(stream: number): void {
    if (this.streams.delete(stream) && this.worker) void this.call("Unfollow", stream).catch(() => {});
  }

  /** The token that calls through the server carry; null for none. */
  useToken(token: string | null): void {
    if (token === this.token) return;
    this.token = token;
    if (this.worker) void this.call("UseToken", token).catch(() => {});
  }

  /** Loads the engine before it is needed. */
  warm(): Promise<void> {
    return this.begin();
  }

  private async stop(method: string, path: string, body: string): Promise<string> {
    const asked = this.call("AskAsync", method, path, body) as Promise<string>;
    const answer = await Promise.race([asked, new Promise<null>((resolve) => setTimeout(() => resolve(null), patience))]);
    if (answer !== null) return answer;
    asked.catch(() => {});
    this.lose("It was ended because it did not stop.");
    await this.begin();
    return (await this.call("AskAsync", method, path, body)) as string;
  }

  private begin(): Promise<void> {
    return (this.starting ??= this.start());
  }

  private async start(): Promise<void> {
    await this.reading;
    await this.writing;
    const worker = (this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module", name: "flowforge-engine" }));
    worker.onmessage = ({ data }) => this.heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.worker === worker) this.lose(event.message ?? "The engine could not be loaded.");
    };
    if (this.token !== null) await this.call("UseToken", this.token);
    for (const [run, row] of await rows.allRuns()) {
      if (!row.hasEnded && (await take(run))) await this.bringBack(run);
    }
    await this.call("ResumeAsync");
  }

  private call(name: string, ...args: unknown[]): Promise<unknown> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker!.postMessage({ id, name, args } satisfies Call);
    });
  }

  private heard(data: any): void {
    if ("id" in data) {
      const asked = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ("error" in data) asked?.reject(new Error(data.error));
      else asked?.resolve(data.result);
    } else if ("tell" in data) {
      if (data.text === null) this.end(data.tell);
      else if (this.streams.has(data.tell)) void this.receiver.invokeMethodAsync("Told", data.tell, data.text);
    } else {
      this.writing = this.writing.then(() => this.keep(data)).catch((error: unknown) => console.warn("A row of a run could not be kept.", error));
      if (data.keep === "run") this.heardRun(data.run, data.hasEnded);
    }
  }

  private heardRun(run: string, hasEnded: boolean): void {
    this.known.add(run);
    this.whole.add(run);
    if (hasEnded) release(run);
    else void take(run);
  }

  private keep(data: any): Promise<unknown> {
    switch (data.keep) {
      case "run":
        return rows.keepRun(data.run, { row: data.row, hasEnded: data.hasEnded });
      case "segment":
        return rows.keepSegment(data.run, data.segment);
      case "page":
        return rows.keepPage(data.family, data.hash, data.content);
      case "document":
        return rows.keepDocument(data.hash, data.document);
      default:
        this.known.delete(data.run);
        return rows.forget(data.run, data.family, data.isLast);
    }
  }

  /** Gives the engine all rows of a run of before. */
  private async bringBack(run: string): Promise<void> {
    if (this.whole.has(run) || !(await this.has(run))) return;
    const kept = await rows.readRun(run);
    if (!kept) return;
    this.whole.add(run);
    const { family, hash } = JSON.parse(kept.row) as { family: string; hash: string };
    const document = await rows.readDocument(hash);
    if (document !== undefined) await this.call("RestoreDocumentAsync", hash, document);
    for (const page of await rows.readPages(family)) await this.call("RestorePageAsync", family, page.hash, page.content);
    for (const one of await rows.readSegments(run)) await this.call("RestoreSegmentAsync", run, one.ordinal, one.first, one.last, one.content);
    await this.call("RestoreRunAsync", kept.row);
  }

  private async listAll(): Promise<void> {
    if (this.isListed) return;
    this.isListed = true;
    for (const [run, row] of await rows.allRuns()) {
      if (row.hasEnded && !this.whole.has(run)) await this.call("RestoreRunAsync", row.row);
    }
  }

  /** The worker is gone; runs that had not ended go on with the next one, from what has been kept. */
  private lose(reason: string): void {
    this.worker?.terminate();
    this.worker = null;
    this.starting = null;
    this.isListed = false;
    this.whole.clear();
    for (const asked of this.waiting.values()) asked.reject(new Error(reason));
    this.waiting.clear();
    [...this.streams].forEach((stream) => this.end(stream));
  }

  private end(stream: number): void {
    if (this.streams.delete(stream)) void this.receiver.invokeMethodAsync("Told", stream, null);
  }
}

export const create = (receiver: Receiver): Engine => new Engine(receiver);
