import { useQuery } from "@tanstack/react-query";
import type { Me } from "../../../contract/account.ts";
import { meQuery } from "../api/queries.ts";
import { useView } from "../filters/use-view.ts";
import type { ViewState } from "../filters/view-state.ts";
import { useRefresh } from "./use-refresh.ts";

/** What every view over a period needs to ask its questions. */
export interface ViewFrame {
  me: Me | undefined;
  view: ViewState;
  change: (change: Partial<ViewState>) => void;
  timeZone: string;
  refresh: boolean;
  /** Whether it is known who asks; nothing is asked before. */
  ready: boolean;
}

/** The signed-in person, the view that the URL holds, and whether it is asked for again by itself. */
export function useFrame(): ViewFrame {
  const me = useQuery(meQuery).data;
  const [view, change] = useView();
  const [refresh] = useRefresh();
  return { me, view, change, timeZone: me?.organization.time_zone ?? "UTC", refresh, ready: me !== undefined };
}
