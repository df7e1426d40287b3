// The seam to C# (web/Running/Timeline/RunTimeline.razor.cs): a run's bars, a lane a node, drawn on one canvas however many there are.
import type { Bar, Lane, News, Receiver } from "./model";
import { axisHeight, lookOf, paint, rowHeight } from "./paint";
import { Scale, words } from "./scale";

export function mount(host: HTMLElement, receiver: Receiver) {
  const sheet = host.ownerDocument.createElement("canvas");
  const space = host.ownerDocument.createElement("div");
  const tip = host.ownerDocument.createElement("div");
  space.className = "timeline-space";
  tip.className = "timeline-tip";
  tip.hidden = true;
  sheet.setAttribute("role", "img");
  sheet.setAttribute("aria-label", "Time line");
  host.append(sheet, space, tip);

  const lanes: Lane[] = [];
  const byLane: Bar[][] = [];
  const bars = new Map<number, Bar>();
  const scale = new Scale();
  let look = lookOf(host);
  let end = 1;
  let moment: number | null = null;
  let chosen: string | null = null;
  let due = 0;

  const draw = () => {
    due = 0;
    const [width, height, ratio] = [host.clientWidth, host.clientHeight, devicePixelRatio];
    if (width === 0) return;
    if (sheet.width !== Math.round(width * ratio) || sheet.height !== Math.round(height * ratio)) {
      sheet.width = Math.round(width * ratio);
      sheet.height = Math.round(height * ratio);
      sheet.style.width = `${width}px`;
      sheet.style.height = `${height}px`;
    }
    space.style.height = `${Math.max(0, axisHeight + lanes.length * rowHeight - height)}px`;
    scale.fit(end, width);
    const to = sheet.getContext("2d")!;
    to.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(to, { lanes, byLane, scale, end, moment, chosen, top: host.scrollTop, width, height }, look);
  };
  const redraw = () => (due ||= requestAnimationFrame(draw));

  const at = (event: MouseEvent) => {
    const box = host.getBoundingClientRect();
    const [x, y] = [event.clientX - box.x, event.clientY - box.y];
    const lane = y < axisHeight ? -1 : Math.floor((y - axisHeight + host.scrollTop) / rowHeight);
    return { x, y, lane: lane < lanes.length ? lane : -1 };
  };
  const barAt = (lane: number, x: number) =>
    byLane[lane]?.find(([, , start, stop]) => x >= scale.x(start) - 2 && x <= Math.max(scale.x(stop < 0 ? end : stop), scale.x(start) + 3) + 2);

  // Only the last place of a drag is told, and only when the one before has been answered.
  let wanted: { time: number; lane: number } | null = null;
  let isTelling = false;
  const tell = async (time: number, lane: number) => {
    wanted = { time, lane };
    if (isTelling) return;
    isTelling = true;
    while (wanted) {
      const next: { time: number; lane: number } = wanted;
      wanted = null;
      await receiver.invokeMethodAsync("OnPointed", next.time, next.lane);
    }
    isTelling = false;
  };

  const point = (event: PointerEvent, isFirst: boolean) => {
    const { x, lane } = at(event);
    const bar = isFirst ? barAt(lane, x) : undefined;
    const time = bar ? (bar[3] < 0 ? bar[2] : bar[3]) : x < 168 ? -1 : scale.time(x);
    void tell(time, isFirst ? lane : -1);
  };
  sheet.addEventListener("pointerdown", (event) => {
    sheet.setPointerCapture(event.pointerId);
    point(event, true);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (event.buttons & 1) point(event, false);
    const { x, y, lane } = at(event);
    const bar = x > 168 ? barAt(lane, x) : undefined;
    tip.hidden = !bar;
    if (bar) {
      tip.textContent = `${lanes[lane]!.name}${bar[5] ? ` · ${bar[5]}` : ""} · ${bar[3] < 0 ? "still running" : words(bar[3] - bar[2])}`;
      tip.style.transform = `translate(${Math.min(x + 12, host.clientWidth - 240)}px, ${Math.min(y + 14, host.clientHeight - 34) + host.scrollTop}px)`;
    }
  });
  sheet.addEventListener("pointerleave", () => (tip.hidden = true));
  host.addEventListener("scroll", redraw);
  host.addEventListener("wheel", (event) => {
    if (event.ctrlKey) scale.zoom(event.deltaY > 0 ? 1.25 : 0.8, at(event).x);
    else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) scale.pan(event.deltaX || event.deltaY);
    else return;
    event.preventDefault();
    redraw();
  }, { passive: false });
  const sizes = new ResizeObserver(redraw);
  sizes.observe(host);
  const themes = new MutationObserver(() => {
    look = lookOf(host);
    redraw();
  });
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });

  return {
    add(json: string) {
      const news = JSON.parse(json) as News;
      for (const lane of news.lanes) {
        lanes.push(lane);
        byLane.push([]);
      }
      const touched = new Set<number>();
      for (const bar of news.bars) {
        const old = bars.get(bar[0]);
        bars.set(bar[0], bar);
        const row = byLane[bar[1]]!;
        if (old) row[row.lastIndexOf(old)] = bar;
        else row.push(bar);
        touched.add(bar[1]);
      }
      for (const lane of touched) byLane[lane]!.sort((one, other) => one[2] - other[2]);
      end = Math.max(end, news.end);
      redraw();
    },
    show(time: number | null, node: string | null) {
      moment = time;
      if (node !== chosen) {
        chosen = node;
        const lane = lanes.findIndex((one) => one.id === node);
        const y = lane * rowHeight;
        if (lane >= 0 && (y < host.scrollTop || y + rowHeight * 2 > host.scrollTop + host.clientHeight)) host.scrollTop = y - rowHeight;
      }
      redraw();
    },
    unmount() {
      sizes.disconnect();
      themes.disconnect();
      host.replaceChildren();
    },
  };
}
