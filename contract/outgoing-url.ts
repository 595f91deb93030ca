/** Why a URL that a tenant has set may not be asked. */
export type UrlRefusal = "not a URL" | "not https" | "has credentials" | "has a port of its own" | "is not public";

/** What may be asked beside public services. */
export interface OutgoingRule {
  /** On a developer's machine: services of that machine, over HTTP too. */
  loopback?: boolean;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1"]);
/** Ports on which public services take HTTPS. */
const PORTS = new Set(["", "443", "8443"]);
/** Names that mean a machine or a network of one's own. */
const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|onion|home\.arpa)$/;

/**
 * Why a URL that a tenant has set may not be asked by our servers; `undefined` where it may. It looks at the address as it is
 * written: whatever form an IP address has (decimal, octal, hexadecimal, IPv4 in IPv6), the URL parser turns into one.
 *
 * A name can still lead to a private address, also one that changes between looking it up and asking. On Cloudflare a Worker's
 * `fetch` reaches public addresses only; where it runs elsewhere, a proxy that refuses private ones belongs in front. Redirects
 * have to be checked each: {@link fetchOutgoing} follows none.
 */
export function refuseOutgoingUrl(text: string, { loopback = false }: OutgoingRule = {}): UrlRefusal | undefined {
  if (!URL.canParse(text)) return "not a URL";
  const url = new URL(text);
  if (loopback && LOOPBACK.has(url.hostname) && /^https?:$/.test(url.protocol)) return undefined;
  if (url.protocol !== "https:") return "not https";
  if (url.username !== "" || url.password !== "") return "has credentials";
  if (!PORTS.has(url.port)) return "has a port of its own";
  return isPublicHost(url.hostname) ? undefined : "is not public";
}

/** Asks a URL that a tenant has set, which has passed {@link refuseOutgoingUrl}. Redirects are answers like any other. */
export async function fetchOutgoing(
  url: string,
  init: Omit<RequestInit, "redirect">,
  timeoutMs: number,
  rule: OutgoingRule = {},
): Promise<Response> {
  const refusal = refuseOutgoingUrl(url, rule);
  if (refusal !== undefined) throw new TypeError(`a URL that ${refusal} was to be asked`);
  return await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
}

function isPublicHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  if (name.startsWith("[")) return isPublicIpv6(name.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(name)) return isPublicIpv4(name.split(".").map(Number));
  return name.includes(".") && !PRIVATE_NAMES.test(name);
}

/** Ranges that no public service is in (IANA special-purpose registry): first address and length of the prefix. */
const PRIVATE_IPV4: readonly (readonly [address: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

function isPublicIpv4(parts: number[]): boolean {
  const address = toNumber(parts);
  return !PRIVATE_IPV4.some(([start, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(toNumber(start.split(".").map(Number)) / size);
  });
}

const toNumber = (parts: number[]) => parts.reduce((sum, part) => sum * 256 + part, 0);

/** Only global unicast (2000::/3) is public, save what stands there for IPv4 or for nobody. */
function isPublicIpv6(address: string): boolean {
  const words = expand(address);
  const [first = 0, second = 0] = words;
  const embedded = (at: number) => [words[at] ?? 0, words[at + 1] ?? 0].flatMap((word) => [word >> 8, word & 255]);
  // IPv4 in IPv6 by mapping (::ffff:0:0/96) or translation (64:ff9b::/96).
  if (words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff) return isPublicIpv4(embedded(6));
  if (first === 0x64 && second === 0xff9b) return isPublicIpv4(embedded(6));
  if (first === 0x2002) return isPublicIpv4(embedded(1));
  const isDocumentation = (first === 0x2001 && second === 0xdb8) || (first & 0xfff0) === 0x3ff0;
  // Teredo, ORCHID and benchmarking lie below 2001:200::.
  return (first & 0xe000) === 0x2000 && !isDocumentation && !(first === 0x2001 && second < 0x200);
}

function expand(address: string): number[] {
  const [head = "", tail] = address.split("::");
  const words = (text: string) => text === "" ? [] : text.split(":").map((word) => Number.parseInt(word, 16));
  const [front, back] = [words(head), words(tail ?? "")];
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back];
}
