import { Search } from "lucide-react";
import type { ReactNode } from "react";

/** What happened, why, and one way out. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="state-note grid h-full content-center justify-items-center gap-1 px-6 py-8 text-center">
      <Search size={20} strokeWidth={1.5} className="mb-1.5 text-text-3" aria-hidden="true" />
      <h3 className="font-medium">{title}</h3>
      <p className="max-w-[44ch] text-balance text-text-2">{children}</p>
      {action !== undefined && <div className="mt-2.5">{action}</div>}
    </div>
  );
}
