import { useSyncExternalStore } from "react";

/** What the key for commands is called where somebody sits: ⌘ on Apple's keyboards, Ctrl on all others. */
export function useModKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    () => () => {},
    () => /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl",
    () => "⌘",
  );
}
