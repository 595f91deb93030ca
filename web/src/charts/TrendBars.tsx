interface TrendBarsProps {
  values: readonly (number | null)[];
  /** Whether it is bad news. */
  bad?: boolean;
}

const WIDTH = 100;
const HEIGHT = 24;

/** A small row of bars: how often something happened, bucket by bucket. */
export function TrendBars({ values, bad = false }: TrendBarsProps) {
  const high = Math.max(1, ...values.map((value) => value ?? 0));
  const slot = WIDTH / Math.max(1, values.length);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={`block h-5 w-full ${bad ? "fill-danger" : "fill-text-3"}`}
      aria-hidden="true"
    >
      {values.map((value, i) => {
        const height = ((value ?? 0) / high) * HEIGHT;
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
