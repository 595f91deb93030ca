import clsx from "clsx";

interface SparklineProps {
  values: readonly (number | null)[];
  /** Whether the line stands on zero with an area under it, or floats in its own band. */
  area: boolean;
  selected?: boolean;
  height?: number;
  /** Whether the last value is still counting. */
  partial?: boolean;
}

const WIDTH = 100;
const VIEW_HEIGHT = 24;
const MOST_POINTS = 60;

interface Point {
  x: number;
  y: number;
}

/** As many points as a small line can show, each the mean of its neighbours; a group without values stays a gap. */
export function thinOut(values: readonly (number | null)[], most = MOST_POINTS): (number | null)[] {
  const size = Math.ceil(values.length / most);
  if (size <= 1) return [...values];
  const groups = Array.from(
    { length: Math.ceil(values.length / size) },
    (_, i) => values.slice(i * size, (i + 1) * size),
  );
  return groups.map((group) => {
    const present = group.filter((value) => value !== null);
    return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
  });
}

function pointsOf(values: readonly (number | null)[], area: boolean): (Point | null)[] {
  const present = values.filter((value): value is number => value !== null);
  if (present.length === 0) return values.map(() => null);
  const high = Math.max(...present);
  const low = area ? 0 : Math.min(...present);
  const span = high - low || 1;
  return values.map((value, i) => {
    if (value === null) return null;
    const y = area || high !== low
      ? VIEW_HEIGHT - 1.75 - ((value - low) / span) * (VIEW_HEIGHT - 3.5)
      : VIEW_HEIGHT / 2;
    return { x: (i / Math.max(1, values.length - 1)) * WIDTH, y: Number(y.toFixed(1)) };
  });
}

function pathOf(points: readonly (Point | null)[]): string {
  let path = "";
  let pen = "M";
  for (const point of points) {
    if (point === null) pen = "M";
    else {
      path += `${pen}${point.x.toFixed(1)} ${point.y}`;
      pen = "L";
    }
  }
  return path;
}

function areaOf(points: readonly (Point | null)[]): string {
  const present = points.filter((point): point is Point => point !== null);
  const [first, last] = [present[0], present.at(-1)];
  if (first === undefined || last === undefined) return "";
  return `${pathOf(present)}L${last.x.toFixed(1)} ${VIEW_HEIGHT - 1}L${first.x.toFixed(1)} ${VIEW_HEIGHT - 1}Z`;
}

/** A small line without axes. */
export function Sparkline({ values, area, selected = false, height = VIEW_HEIGHT, partial = false }: SparklineProps) {
  const points = pointsOf(thinOut(values), area);
  const solid = partial ? points.slice(0, -1) : points;
  const line = clsx("fill-none", selected ? "stroke-accent" : "stroke-text-3");
  const shared = {
    className: line,
    strokeWidth: selected ? 1.5 : 1.25,
    strokeLinejoin: "round",
    vectorEffect: "non-scaling-stroke",
  } as const;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${VIEW_HEIGHT}`}
      preserveAspectRatio="none"
      height={height}
      className="block w-full overflow-visible"
      aria-hidden="true"
    >
      {area && <path d={areaOf(points)} className={selected ? "fill-[var(--area)]" : "fill-text-3 opacity-10"} />}
      <path d={pathOf(solid)} {...shared} />
      {partial && <path d={pathOf(points.slice(-2))} {...shared} strokeDasharray="2 2" />}
    </svg>
  );
}
