import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "../../api/problem-text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Loaded } from "../../ui/Loaded.tsx";
import { ModalDialog } from "../../ui/ModalDialog.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { TableSkeleton } from "../../ui/TableSkeleton.tsx";
import { PasswordStep } from "./PasswordStep.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { SetUpDialog } from "./SetUpDialog.tsx";
import { authenticatorQuery, useAuthenticator } from "./use-authenticator.ts";

type Doing = "set up" | "renew codes" | "turn off";

/** Turns the code of an authenticator on and off, and makes new recovery codes. */
export function AuthenticatorPanel() {
  const state = useQuery(authenticatorQuery);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  return (
    <Panel title="Authenticator" sub="A code beside the password, from an app on your phone">
      <Loaded what="The authenticator" query={state} skeleton={<TableSkeleton rows={1} />}>
        {({ isOn }) => (
          <div className="flex flex-wrap items-center gap-2 px-4 pb-4">
            <Badge>{isOn ? "On" : "Off"}</Badge>
            <span className="flex-1" />
            {isOn
              ? (
                <>
                  <Button size="sm" onClick={() => setDoing("renew codes")}>New recovery codes</Button>
                  <Button size="sm" onClick={() => setDoing("turn off")}>Turn off</Button>
                </>
              )
              : <Button size="sm" onClick={() => setDoing("set up")}>Set up</Button>}
          </div>
        )}
      </Loaded>
      {doing === "set up" && <SetUpDialog onClose={close} />}
      {doing === "renew codes" && <RenewCodesDialog onClose={close} />}
      {doing === "turn off" && <TurnOffDialog onClose={close} />}
    </Panel>
  );
}

function RenewCodesDialog({ onClose }: { onClose: () => void }) {
  const { renewCodes } = useAuthenticator();
  return (
    <ModalDialog label="New recovery codes" onClose={onClose} className="max-w-[460px]">
      {renewCodes.data !== undefined
        ? <RecoveryCodes codes={renewCodes.data.backupCodes} onClose={onClose} />
        : (
          <PasswordStep
            title="New recovery codes"
            confirmLabel="Make new codes"
            problem={problemText(renewCodes.error)}
            busy={renewCodes.isPending}
            onConfirm={(password) => renewCodes.mutate(password)}
            onClose={onClose}
          >
            The codes that you have put away end at once.
          </PasswordStep>
        )}
    </ModalDialog>
  );
}

function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const { turnOff } = useAuthenticator();
  return (
    <ModalDialog label="Turn the authenticator off" onClose={onClose} className="max-w-[460px]">
      <PasswordStep
        title="Turn the authenticator off"
        confirmLabel="Turn off"
        problem={problemText(turnOff.error)}
        busy={turnOff.isPending}
        onConfirm={(password) => turnOff.mutate(password, { onSuccess: onClose })}
        onClose={onClose}
      >
        From then on the password alone signs you in, and the recovery codes end.
      </PasswordStep>
    </ModalDialog>
  );
}
