// Draws the bars that are in view; bars closer together than a pixel are one.
import { statuses, type Bar, type Lane } from "./model";
import { labelWidth, words, type Scale } from "./scale";

export const rowHeight = 24;
export const axisHeight = 24;

export interface Look {
  text: string;
  quiet: string;
  line: string;
  stripe: string;
  back: string;
  moment: string;
  font: string;
  bars: Record<(typeof statuses)[number], string>;
}

export interface Scene {
  lanes: Lane[];
  byLane: Bar[][];
  scale: Scale;
  end: number;
  moment: number | null;
  chosen: string | null;
  top: number;
  width: number;
  height: number;
}

export function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--color-${name}`).trim();
  const mixed = (name: string, share: number) => `color-mix(in oklab, ${colour(name)} ${share}%, ${colour("base-100")})`;
  return {
    text: colour("base-content"),
    quiet: mixed("base-content", 65),
    line: colour("base-300"),
    stripe: mixed("primary", 9),
    back: colour("base-100"),
    moment: colour("primary"),
    font: style.fontFamily,
    bars: {
      running: colour("primary"), waiting: mixed("info", 70), completed: colour("success"), failed: colour("error"),
      skipped: mixed("base-content", 25), cancelled: mixed("base-content", 40),
    },
  };
}

export function paint(to: CanvasRenderingContext2D, scene: Scene, look: Look): void {
  const { scale, width, height, top } = scene;
  to.clearRect(0, 0, width, height);
  to.textBaseline = "middle";
  const first = Math.max(0, Math.floor(top / rowHeight));
  const last = Math.min(scene.lanes.length - 1, Math.ceil((top + height - axisHeight) / rowHeight));
  to.save();
  to.beginPath();
  to.rect(0, axisHeight, width, height);
  to.clip();
  for (let lane = first; lane <= last; lane++) {
    const y = axisHeight + lane * rowHeight - top;
    if (scene.lanes[lane]!.id === scene.chosen) {
      to.fillStyle = look.stripe;
      to.fillRect(0, y, width, rowHeight);
    }
    bars(to, scene, look, lane, y);
    to.fillStyle = look.line;
    to.fillRect(0, y + rowHeight - 1, width, 1);
    to.fillStyle = scene.lanes[lane]!.id === scene.chosen ? look.text : look.quiet;
    to.font = `500 12px ${look.font}`;
    to.fillText(cut(to, scene.lanes[lane]!.name, labelWidth - 24), 14, y + rowHeight / 2);
  }
  to.restore();
  axis(to, scene, look);
  if (scene.moment !== null) {
    const x = Math.round(scale.x(scene.moment));
    if (x >= labelWidth) {
      to.fillStyle = look.moment;
      to.fillRect(x - 1, 0, 2, height);
      to.beginPath();
      to.moveTo(x - 6, 0);
      to.lineTo(x + 6, 0);
      to.lineTo(x, 8);
      to.fill();
    }
  }
}

function bars(to: CanvasRenderingContext2D, scene: Scene, look: Look, lane: number, y: number): void {
  const { scale, width } = scene;
  let until = -1;
  let last = -1;
  for (const [, , start, end, status] of scene.byLane[lane] ?? []) {
    const left = Math.max(scale.x(start), labelWidth);
    const right = Math.min(Math.max(scale.x(end < 0 ? scene.end : end), left + 3), width);
    if (right < labelWidth || left > width || (right <= until && status === last)) continue;
    to.fillStyle = look.bars[statuses[status]!];
    to.globalAlpha = scene.moment !== null && start > scene.moment ? 0.3 : 1;
    if (right - left > 8) {
      to.beginPath();
      to.roundRect(left, y + 6, right - left, rowHeight - 13, 4);
      to.fill();
    } else {
      to.fillRect(left, y + 6, right - left, rowHeight - 13);
    }
    until = Math.floor(right);
    last = status;
  }
  to.globalAlpha = 1;
}

function axis(to: CanvasRenderingContext2D, { scale, width }: Scene, look: Look): void {
  to.fillStyle = look.line;
  to.fillRect(0, axisHeight - 1, width, 1);
  to.font = `500 11px ${look.font}`;
  for (const tick of scale.ticks()) {
    const x = Math.round(scale.x(tick));
    to.fillStyle = look.line;
    to.fillRect(x, axisHeight - 6, 1, 6);
    to.fillStyle = look.quiet;
    to.fillText(words(tick), Math.min(x + 4, width - 48), axisHeight / 2 - 1);
  }
}

function cut(to: CanvasRenderingContext2D, text: string, width: number): string {
  if (to.measureText(text).width <= width) return text;
  let length = Math.floor((text.length * width) / to.measureText(text).width);
  while (length > 1 && to.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}
