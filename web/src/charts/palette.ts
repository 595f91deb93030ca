import { THEME_EVENT } from "../shell/theme.ts";

const TOKENS = [
  "accent",
  "area",
  "danger",
  "danger-soft",
  "line",
  "line-strong",
  "surface",
  "text-1",
  "text-2",
  "text-3",
  "s1",
  "s2",
  "s3",
  "s4",
  "s5",
  "s6",
  "s7",
  "s8",
] as const;
/** A colour that a canvas may use. */
export type Colour = (typeof TOKENS)[number];

let palette: Record<Colour, string> | undefined;

/** The present value of a colour token, for canvases, which cannot read CSS variables. */
export function colour(name: Colour): string {
  if (palette === undefined) {
    const style = getComputedStyle(document.documentElement);
    palette = Object.fromEntries(TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim()])) as Record<
      Colour,
      string
    >;
  }
  return palette[name];
}

/** Calls back after the colours have changed. */
export function onPaletteChange(redraw: () => void): () => void {
  const change = () => {
    palette = undefined;
    redraw();
  };
  document.addEventListener(THEME_EVENT, change);
  return () => document.removeEventListener(THEME_EVENT, change);
}

/** Colours of series in order; the last is for what is beyond the top. */
export const SERIES_COLOURS = ["s1", "s2", "s3", "s4", "s5"] as const satisfies readonly Colour[];
/** The colour of "Other". */
export const OTHER_COLOUR = "s8" satisfies Colour;
