interface RibbonFieldProps {
  width: number;
  height: number;
  /** Distance of the rows. */
  pitch: number;
  thickness: number;
  seed: number;
  className?: string;
}

/** A stream of numbers in [0, 1) that is the same for the same seed, so that a picture is the same at every build. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A path of short and long dashes in rows: many sessions at once, seen from afar. */
export function ribbonRows({ width, height, pitch, seed }: Omit<RibbonFieldProps, "thickness" | "className">): string {
  const random = seededRandom(seed);
  let path = "";
  for (let y = pitch / 2; y < height; y += pitch) {
    let x = -random() * 200;
    while (x < width) {
      const burst = 3 + Math.floor(random() * 9);
      for (let i = 0; i < burst && x < width; i++) {
        const length = random() < 0.35 ? 2 + random() * 6 : 12 + random() * 52;
        path += `M${Math.round(x)} ${Math.round(y)}h${Math.round(length)}`;
        x += length + pitch * 0.75;
      }
      x += 60 + random() * 260;
    }
  }
  return path;
}

/** The quiet picture of many sessions, in one grey. */
export function RibbonField({ thickness, className, ...field }: RibbonFieldProps) {
  return (
    <svg
      viewBox={`0 0 ${field.width} ${field.height}`}
      preserveAspectRatio="xMidYMid slice"
      className={className}
      aria-hidden="true"
    >
      <path
        d={ribbonRows(field)}
        fill="none"
        className="stroke-line-strong opacity-50"
        strokeWidth={thickness}
        strokeLinecap="round"
      />
    </svg>
  );
}
