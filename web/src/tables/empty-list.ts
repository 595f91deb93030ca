import { lazy } from "react";

/** What stands in the place of rows. Loaded when there are none: most lists have some. */
export const EmptyList = lazy(() => import("./EmptyList.tsx").then(({ EmptyList: it }) => ({ default: it })));
