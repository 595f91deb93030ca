import { type ReactNode, useEffect, useRef } from "react";

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
