import { useLayoutEffect, useRef } from "react";

const SEQUENCE_MS = 900;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/**
 * Runs actions by key: a key as `x` or `?`, `mod+k` for ⌘ or Ctrl, or two keys one after the other as `g o`. Keys without
 * `mod` are left alone while something is being typed and while a menu or dialog is open.
 */
export function useShortcuts(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  // Before anything is painted: who sees what a key is for may press it.
  useLayoutEffect(() => {
    latest.current = actions;
  });
  useLayoutEffect(() => {
    let first = "";
    let firstAt = 0;
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const run = (name: string) => {
        const action = latest.current[name];
        if (action === undefined) return false;
        event.preventDefault();
        action();
        return true;
      };
      if (event.metaKey || event.ctrlKey) {
        run(`mod+${key}`);
        return;
      }
      if (event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (document.querySelector("dialog[open],[role=dialog],[role=menu]") !== null) return;
      const sequence = performance.now() - firstAt < SEQUENCE_MS ? `${first} ${key}` : "";
      first = key;
      firstAt = performance.now();
      if (!run(sequence)) run(key);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
