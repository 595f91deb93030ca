import type { ReactNode } from "react";
import { Failure } from "./Failure.tsx";

interface LoadedProps<T> {
  /** What it is, for the words of a failure. */
  what: string;
  query: { data: T | undefined; error: unknown; isError: boolean; refetch: () => Promise<unknown> };
  /** The boxes of the content. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** What was asked for, or its boxes while it is not there, or why it will not come. Older data stays while newer is asked for. */
export function Loaded<T>({ what, query, skeleton, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure what={what} error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
