interface TrendBarsProps {
  values: readonly (number | null)[];
  /** Whether it is bad news. */
  bad?: boolean;
}

const WIDTH = 100;
const HEIGHT = 24;
/** More than this are too thin to be seen. */
const MOST_BARS = 28;

/** A small row of bars: how often something happened, some buckets to a bar. */
export function TrendBars({ values, bad = false }: TrendBarsProps) {
  const perBar = Math.ceil(values.length / MOST_BARS);
  const bars = Array.from(
    { length: Math.ceil(values.length / Math.max(1, perBar)) },
    (_, i) => values.slice(i * perBar, (i + 1) * perBar).reduce<number>((sum, value) => sum + (value ?? 0), 0),
  );
  const high = Math.max(1, ...bars);
  const slot = WIDTH / Math.max(1, bars.length);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={`block h-5 w-full ${bad ? "fill-danger" : "fill-text-3"}`}
      aria-hidden="true"
    >
      {bars.map((value, i) => {
        const height = (value / high) * HEIGHT;
        return height > 0 && (
          <rect
            key={i}
            x={i * slot}
            y={HEIGHT - Math.max(1, height)}
            width={slot * 0.75}
            height={Math.max(1, height)}
          />
        );
      })}
    </svg>
  );
}
