import { createContext } from "react";
import type { PageId } from "./pages.ts";

/** Which view is shown. */
export const PageContext = createContext<PageId>("overview");
