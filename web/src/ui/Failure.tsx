import { RotateCw, TriangleAlert } from "lucide-react";
import { ApiProblem } from "../api/problem.ts";
import { Button } from "./Button.tsx";

/** What stands in the place of a panel that could not be loaded. */
export function Failure({ what, error, onRetry }: { what: string; error: unknown; onRetry: () => void }) {
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div
      role="alert"
      className="state-note grid h-full content-center justify-items-center gap-1 px-6 py-8 text-center"
    >
      <TriangleAlert size={20} strokeWidth={1.5} className="mb-1.5 text-danger-text" aria-hidden="true" />
      <h3 className="font-medium">{what} did not load</h3>
      <p className="max-w-[44ch] text-balance text-text-2">
        {problem?.detail ?? "The service could not be reached. Check the connection and try again."}
      </p>
      <Button size="sm" className="mt-2.5" onClick={onRetry}>
        <RotateCw size={14} className="text-text-3" aria-hidden="true" />
        Retry
      </Button>
      {problem?.requestId !== undefined && (
        <p className="mt-2 text-12 text-text-3">
          Request <code className="break-all">{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}
