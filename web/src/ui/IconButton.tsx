import type { ReactNode } from "react";
import { Button } from "./Button.tsx";

/** A small button that is an icon; its name is read out and shown when it is pointed at. */
export function IconButton({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return <Button size="sm" look="ghost" aria-label={label} title={label} onClick={onClick}>{children}</Button>;
}
