// From times to pixels and back. What is in view is a part of the run: all of it until somebody zooms.

export const labelWidth = 168;
const edge = 12;
const least = 1;

export class Scale {
  private from = 0;
  private until: number | null = null;
  private end = least;
  private width = 1;

  fit(end: number, width: number): void {
    this.end = Math.max(end, least);
    this.width = Math.max(width - labelWidth - edge * 2, 50);
  }

  get start(): number {
    return this.from;
  }

  get stop(): number {
    return this.until ?? this.end;
  }

  x(time: number): number {
    return labelWidth + edge + ((time - this.from) / (this.stop - this.from)) * this.width;
  }

  time(x: number): number {
    const time = this.from + ((x - labelWidth - edge) / this.width) * (this.stop - this.from);
    return Math.min(Math.max(time, 0), this.end);
  }

  zoom(factor: number, x: number): void {
    const at = this.time(x);
    const span = Math.min(Math.max((this.stop - this.from) * factor, least), this.end);
    if (span >= this.end) return this.all();
    this.from = Math.min(Math.max(at - ((at - this.from) / (this.stop - this.from)) * span, 0), this.end - span);
    this.until = this.from + span;
  }

  pan(pixels: number): void {
    if (this.until === null) return;
    const span = this.until - this.from;
    this.from = Math.min(Math.max(this.from + (pixels / this.width) * span, 0), this.end - span);
    this.until = this.from + span;
  }

  all(): void {
    this.from = 0;
    this.until = null;
  }

  /** Round times to write above the bars, at least 90 pixels apart. */
  ticks(): number[] {
    const span = this.stop - this.from;
    const wanted = (span / this.width) * 90;
    const power = 10 ** Math.floor(Math.log10(wanted));
    const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= wanted) ?? wanted;
    const ticks = [];
    for (let at = Math.ceil(this.from / step) * step; at <= this.stop; at += step) ticks.push(at);
    return ticks;
  }
}

export function words(ms: number): string {
  const round = (value: number) => `${Math.round(value * 100) / 100}`;
  return ms < 1000 ? `${round(ms)} ms` : ms < 60_000 ? `${round(ms / 1000)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
