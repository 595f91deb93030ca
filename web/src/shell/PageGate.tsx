import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Me } from "../../../contract/account.ts";
import { Empty } from "../ui/Empty.tsx";
import { Failure } from "../ui/Failure.tsx";
import { may } from "./may.ts";
import { findPage, type PageId } from "./pages.ts";
import { TopBar } from "./TopBar.tsx";

interface PageGateProps {
  page: PageId;
  who: UseQueryResult<Me>;
  children: ReactNode;
}

/** A view, or why it cannot be shown: nobody knows who asks, or whoever asks may not see it. */
export function PageGate({ page, who, children }: PageGateProps) {
  const { label, permission } = findPage(page);
  if (permission === null || (who.data === undefined && !who.isError)) return children;
  if (who.data !== undefined && may(who.data, permission)) return children;
  return (
    <>
      <TopBar title={label} />
      <main id="main" className="content">
        <div className="panel">
          {who.data === undefined
            ? <Failure what="This page" error={who.error} onRetry={() => void who.refetch()} />
            : (
              <Empty title={`You cannot see ${label.toLowerCase()}`}>
                An admin of {who.data.organization.name} can change that.
              </Empty>
            )}
        </div>
      </main>
    </>
  );
}
