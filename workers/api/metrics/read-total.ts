import { aggregateEvents, emptyFigures } from "../../../stores/clickhouse/aggregate-events.ts";
import { bySide } from "../../../stores/clickhouse/dimension.ts";
import type { FigureName } from "../../../stores/clickhouse/figures.ts";
import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { RequestContext } from "../context.ts";
import type { Question } from "./question.ts";

/** Figures of all the asked events together; of the question's period, unless another is given. */
export async function readTotal<F extends FigureName>(
  ctx: Pick<RequestContext, "events" | "signal">,
  { period, scope }: Question,
  figures: readonly F[],
  range: TimeRange = period,
): Promise<Record<F, number | null>> {
  if (figures.length === 0) return emptyFigures(figures);
  const [total] = await aggregateEvents(ctx.events, scope(range), { by: [bySide(range.from)], figures }, ctx.signal);
  return total?.figures ?? emptyFigures(figures);
}
