import { Suspense } from "react";
import { useParam } from "../filters/use-view.ts";
import { may } from "../shell/may.ts";
import { useFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import { Empty } from "../ui/Empty.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { SETTINGS_PARTS } from "./parts.ts";
import type { PermissionFacts } from "./permission-facts.ts";
import { SettingsNav } from "./SettingsNav.tsx";

/** What an organisation decides about itself, part by part. */
export function SettingsPage({ permissions }: { permissions: readonly PermissionFacts[] }) {
  const { me, timeZone } = useFrame();
  const [param] = useParam("part");
  const part = SETTINGS_PARTS.find(({ id }) => id === param) ?? SETTINGS_PARTS[0];
  const boxes = (
    <div className="panel">
      <TableSkeleton rows={6} />
    </div>
  );
  return (
    <View
      title={part.label}
      parent={{ label: "Settings", path: "/settings" }}
      timeZone={timeZone}
      filtered={false}
    >
      <div className="settings-layout">
        <SettingsNav me={me} current={part.id} />
        <div className="grid min-w-0 content-start gap-4">
          {me === undefined ? boxes : may(me, part.permission)
            ? (
              <Suspense fallback={boxes}>
                <part.Content me={me} timeZone={timeZone} permissions={permissions} />
              </Suspense>
            )
            : (
              <div className="panel">
                <Empty title={`You cannot see ${part.label.toLowerCase()}`}>
                  An admin of {me.organization.name} can change that.
                </Empty>
              </div>
            )}
        </div>
      </div>
    </View>
  );
}
