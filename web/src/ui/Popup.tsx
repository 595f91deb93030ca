import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from "react";

/** A small dialog under the button that opens it. */
export interface PopupProps {
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactElement<React.ButtonHTMLAttributes<HTMLButtonElement>>;
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
}

const loadOpenPopup = () => import("./OpenPopup.tsx");
const OpenPopup = lazy(() => loadOpenPopup().then(({ OpenPopup: it }) => ({ default: it })));

/** A button whose dialog is loaded when it is first wanted: most pages are read without one. */
export function Popup(props: PopupProps) {
  const [used, setUsed] = useState(false);
  if (props.open && !used) setUsed(true);
  const closed = cloneElement(props.trigger, {
    "aria-haspopup": "dialog",
    "aria-expanded": false,
    onPointerEnter: () => void loadOpenPopup(),
    onClick: () => props.onOpenChange(true),
  });
  if (!used) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenPopup {...props} />
    </Suspense>
  );
}
