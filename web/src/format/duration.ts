import type { Figure } from "./number.ts";

/** A duration as figure and unit: `9 ms`, `812 ms`, `4.21 s`, `14.2 s`, `1 m 32 s`, `2 h 14 m`. */
export function durationFigure(ms: number): Figure {
  if (ms < 999.5) return { text: ms.toFixed(0), unit: "ms" };
  if (ms < 9_995) return { text: (ms / 1000).toFixed(2), unit: "s" };
  if (ms < 59_950) return { text: (ms / 1000).toFixed(1), unit: "s" };
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return { text: `${Math.floor(seconds / 60)} m ${seconds % 60} s` };
  const minutes = Math.floor(seconds / 60);
  return { text: `${Math.floor(minutes / 60)} h ${minutes % 60} m` };
}

/** {@link durationFigure} as one text. */
export function formatDuration(ms: number): string {
  const { text, unit } = durationFigure(ms);
  return unit === undefined ? text : `${text} ${unit}`;
}

/** How long something has been running, padded so that a column does not jump: `0 m 14 s`, `18 m 42 s`, `2 h 04 m`. */
export function formatRunning(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const pad = (value: number) => String(value).padStart(2, "0");
  if (minutes < 60) return `${minutes} m ${pad(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} m`;
}

/** A short label for an axis of milliseconds: `0`, `500 ms`, `6 s`, `2 min`. */
export function formatAxisSeconds(ms: number): string {
  if (ms === 0) return "0";
  if (ms < 1000) return `${Number(ms.toFixed(0))} ms`;
  return ms < 120_000 ? `${Number((ms / 1000).toFixed(1))} s` : `${Number((ms / 60_000).toFixed(1))} min`;
}
