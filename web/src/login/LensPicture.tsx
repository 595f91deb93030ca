import { ribbonRows, seededRandom } from "../ui/RibbonField.tsx";

const LENS = { x: 440, y: 340, width: 576, height: 320 };
const PITCH = 32;
const LOOKS = [
  { stroke: "stroke-s1", until: 0.42 },
  { stroke: "stroke-s2", until: 0.78 },
  { stroke: "stroke-line-strong", until: 0.96 },
  { stroke: "stroke-danger", until: 1 },
];

function litRows(): { stroke: string; path: string }[] {
  const random = seededRandom(90);
  const paths = LOOKS.map(({ stroke }) => ({ stroke, path: "" }));
  for (let y = LENS.y + PITCH / 2; y < LENS.y + LENS.height; y += PITCH) {
    let x = LENS.x - 20 + random() * 120;
    while (x < LENS.x + LENS.width) {
      const draw = random();
      const index = LOOKS.findIndex(({ until }) => draw < until);
      const length = index === 3 ? 10 + random() * 30 : random() < 0.3 ? 3 + random() * 8 : 20 + random() * 90;
      const lit = paths[index];
      if (lit !== undefined) lit.path += `M${Math.round(x)} ${y}h${Math.round(length)}`;
      // Now and then a session ends, and another begins later on the same line.
      x += length + 20 + (random() < 0.06 ? 120 : 0);
    }
  }
  return paths;
}

/** Many sessions in grey, and a lens in which they are seen for what they are. */
export function LensPicture() {
  return (
    <svg
      viewBox="0 0 1440 1000"
      preserveAspectRatio="xMidYMid slice"
      className="absolute inset-0 size-full"
      aria-hidden="true"
    >
      <defs>
        <clipPath id="lens">
          <rect {...LENS} rx="18" />
        </clipPath>
      </defs>
      <path
        d={ribbonRows({ width: 1440, height: 1000, pitch: 20, seed: 7 })}
        fill="none"
        strokeWidth="8"
        strokeLinecap="round"
        className="stroke-line-strong opacity-50"
      />
      <rect {...LENS} rx="18" className="fill-surface" />
      <g clipPath="url(#lens)" fill="none" strokeWidth="13" strokeLinecap="round">
        {litRows().map(({ stroke, path }) => <path key={stroke} d={path} className={stroke} />)}
      </g>
      <rect {...LENS} rx="18" fill="none" strokeWidth="1.5" className="stroke-line-strong" />
    </svg>
  );
}
