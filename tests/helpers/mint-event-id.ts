/** A UUIDv7, as clients mint them: the time (epoch ms) in front, so that ids of one client sort as they were made. */
export function mintEventId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, "0");
  const random = crypto.randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
}
