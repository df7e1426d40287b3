// The words of web/Running/Timeline/TimelineModel.cs. Times are milliseconds from the run's start.

export interface Lane {
  id: string;
  name: string;
}

/** Number of the bar, index of its lane, begin, end or -1, index in `statuses`, what its tip says. */
export type Bar = [id: number, lane: number, start: number, end: number, status: number, tip: string];

export const statuses = ["running", "waiting", "completed", "failed", "skipped", "cancelled"] as const;

export interface News {
  lanes: Lane[];
  bars: Bar[];
  /** Until when the run is known. */
  end: number;
}

export interface Receiver {
  invokeMethodAsync(method: "OnPointed", time: number, lane: number): Promise<void>;
}
