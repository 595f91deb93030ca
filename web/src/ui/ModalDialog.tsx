import { type ReactNode, useEffect, useRef } from "react";

/** What somebody is asked to write. */
const FIRST_FIELD = "input:not([type=checkbox], [type=radio], :disabled)";

interface ModalProps {
  label: string;
  onClose: () => void;
  className: string;
  children: ReactNode;
}

/**
 * A dialog over the page. The browser's own element keeps the focus inside, makes the rest inert, closes on Escape and gives
 * the focus back, without any style element that the content security policy would refuse.
 */
export function ModalDialog({ label, onClose, className, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Where something scrolls or is chosen before it, the browser would begin there.
    dialog.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      // Only the backdrop is the dialog itself; its content lies in the element below.
      onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
      className={`m-auto w-[calc(100%-24px)] rounded-xl border border-line-strong bg-raised text-text-1 shadow-modal outline-none backdrop:bg-scrim ${className}`}
    >
      <div>{children}</div>
    </dialog>
  );
}
