import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { ProviderDialog } from "./ProviderDialog.tsx";
import { ProviderPanel } from "./ProviderPanel.tsx";
import { providersQuery } from "./use-single-sign-on.ts";

/** The organisation's identity providers, through which its people sign in. */
export function SingleSignOn({ timeZone, canChange }: { timeZone: string; canChange: boolean }) {
  const providers = useQuery(providersQuery);
  const [registering, setRegistering] = useState(false);
  const rows = providers.data?.data ?? [];
  return (
    <>
      <Panel
        title="Single sign-on"
        sub="OpenID Connect or SAML 2.0, for the addresses of a domain"
        end={canChange && (
          <Button size="sm" look="primary" onClick={() => setRegistering(true)}>
            <Plus size={14} aria-hidden="true" />
            Add provider
          </Button>
        )}
      >
        <Loaded what="Single sign-on" query={providers} skeleton={<TableSkeleton rows={2} />}>
          {({ data }) =>
            data.length === 0
              ? (
                <Empty title="No provider yet">
                  People sign in with a password or a passkey. With a provider they sign in where they do for everything
                  else.
                </Empty>
              )
              : (
                <p className="px-4 pb-4 text-text-2">
                  New people of a proven domain become members when they first sign in.
                </p>
              )}
        </Loaded>
      </Panel>
      {rows.map((provider) => (
        <ProviderPanel key={provider.id} provider={provider} timeZone={timeZone} canChange={canChange} />
      ))}
      {registering && <ProviderDialog onClose={() => setRegistering(false)} />}
    </>
  );
}
