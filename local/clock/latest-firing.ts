const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * The latest minute up to `now` at which a cron fires, in epoch ms. Knows what our schedules say: minute and hour as a
 * number, `*` or a step, every day, in UTC.
 */
export function latestFiring(cron: string, now: number): number {
  const [minute, hour, ...days] = cron.split(" ");
  if (minute === undefined || hour === undefined || days.length !== 3 || days.some((field) => field !== "*")) {
    throw new RangeError(`The local clock cannot read the cron ${cron}`);
  }
  const thisMinute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  for (let back = 0; back <= DAY_MINUTES; back++) {
    const at = new Date(thisMinute - back * MINUTE_MS);
    if (fits(minute, at.getUTCMinutes()) && fits(hour, at.getUTCHours())) return at.getTime();
  }
  throw new RangeError(`The cron ${cron} never fires`);
}

function fits(field: string, value: number): boolean {
  if (field === "*") return true;
  const step = /^\*\/(\d+)$/.exec(field)?.[1];
  if (step !== undefined) return value % Number(step) === 0;
  if (!/^\d+$/.test(field)) throw new RangeError(`The local clock cannot read ${field} in a cron`);
  return value === Number(field);
}
