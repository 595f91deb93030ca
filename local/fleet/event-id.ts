import type { Random } from "./prng.ts";

/** A UUIDv7 (RFC 9562): 48 bits of time in epoch ms, then 74 bits drawn from `random`. */
export function mintEventId(random: Random, at: number): string {
  const time = hex(at, 12);
  const first = random.uint32();
  const version = `7${hex(first & 0xfff, 3)}`;
  const variant = hex(0x8000 | ((first >>> 12) & 0x3fff), 4);
  const node = hex(random.uint32(), 8) + hex(random.uint32() & 0xffff, 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
