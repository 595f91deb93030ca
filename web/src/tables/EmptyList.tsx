import { useQuery } from "@tanstack/react-query";
import { use } from "react";
import { onboardingQuery } from "../api/queries.ts";
import { useView } from "../filters/use-view.ts";
import { PageContext } from "../shell/page-context.ts";
import { hasPeriod } from "../shell/pages.ts";
import { Button, buttonClass } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";

/** What stands in the place of rows, with the way on: to a first event, without the filters, or over a longer period. */
export function EmptyList({ title, text }: { title: string; text: string }) {
  const [view, change] = useView();
  const filtered = hasPeriod(use(PageContext));
  const onboarding = useQuery({ ...onboardingQuery, enabled: filtered });
  if (!filtered) return <Empty title={title}>{text}</Empty>;
  if (onboarding.data?.has_events === false) {
    return (
      <Empty
        title="Nothing has arrived yet"
        action={<a className={buttonClass("primary", "sm")} href="/">Connect an agent</a>}
      >
        What your agents do appears here within seconds.
      </Empty>
    );
  }
  const action = view.filters.length > 0
    ? <Button size="sm" onClick={() => change({ filters: [] })}>Clear filters</Button>
    : view.period === "90d"
    ? undefined
    : <Button size="sm" onClick={() => change({ period: "90d", from: null, to: null })}>Last 90 days</Button>;
  return <Empty title={title} action={action}>{text}</Empty>;
}
