import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { meQuery } from "../api/queries.ts";
import { PageContext } from "./page-context.ts";
import { PageGate } from "./PageGate.tsx";
import { type PageId, PAGES } from "./pages.ts";
import { Sidebar } from "./Sidebar.tsx";
import { TabBar } from "./TabBar.tsx";
import { followSystemTheme } from "./theme.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const CommandPalette = lazy(() => import("./CommandPalette.tsx").then(({ CommandPalette: it }) => ({ default: it })));
const ShortcutHelp = lazy(() => import("./ShortcutHelp.tsx").then(({ ShortcutHelp: it }) => ({ default: it })));

type Overlay = "palette" | "help" | null;

/** The frame around every view: navigation, palette and shortcuts. */
export function AppShell({ page, children }: { page: PageId; children: ReactNode }) {
  const [overlay, setOverlay] = useState<Overlay>(null);
  const who = useQuery(meQuery);
  const me = who.data;
  useEffect(followSystemTheme, []);
  useShortcuts({
    "mod+k": () => setOverlay((open) => (open === "palette" ? null : "palette")),
    "?": () => setOverlay("help"),
    ...Object.fromEntries(PAGES.map(({ key, path }) => [`g ${key}`, () => location.assign(path)])),
  });
  const close = () => setOverlay(null);
  return (
    <>
      <ShellFrame page={page} me={me} onSearch={() => setOverlay("palette")} onHelp={() => setOverlay("help")}>
        <PageGate page={page} who={who}>{children}</PageGate>
      </ShellFrame>
      <Suspense>
        {overlay === "palette" && (
          <CommandPalette
            page={page}
            me={me}
            onClose={close}
            onHelp={() => setOverlay("help")}
          />
        )}
        {overlay === "help" && <ShortcutHelp page={page} onClose={close} />}
      </Suspense>
    </>
  );
}

interface FrameProps extends React.ComponentProps<typeof Sidebar> {
  children: ReactNode;
}

/** The frame without its behaviour, which is also what a page shows before its script runs. */
export function ShellFrame({ children, ...navigation }: FrameProps) {
  return (
    <PageContext value={navigation.page}>
      <a className="skip-link" href="#main">Skip to content</a>
      <div className="app">
        <Sidebar {...navigation} />
        <div className="flex min-w-0 flex-col border-line min-[900px]:border-l">{children}</div>
      </div>
      <TabBar {...navigation} />
    </PageContext>
  );
}
