import { RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import type { SsoProvider } from "../../../contract/single-sign-on.ts";
import { problemText } from "../api/problem-text.ts";
import { formatDayMinute } from "../format/time.ts";
import { CodeBlock } from "../first-run/CodeBlock.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Switch } from "../ui/Switch.tsx";
import { GroupRolesForm } from "./GroupRolesForm.tsx";
import { RoleMenu } from "./RoleMenu.tsx";
import { useSingleSignOn } from "./use-single-sign-on.ts";

interface ProviderProps {
  provider: SsoProvider;
  timeZone: string;
  canChange: boolean;
}

/** One identity provider: the proof of its domain, what it is told of us, what it gives and whether it is the only way in. */
export function ProviderPanel({ provider, timeZone, canChange }: ProviderProps) {
  const { change, refresh, remove } = useSingleSignOn();
  const [leaving, setLeaving] = useState(false);
  const canRefresh = provider.protocol === "oidc" || provider.metadata_url !== null;
  const problem = problemText(change.error ?? refresh.error);
  return (
    <Panel
      title={provider.name}
      sub={`${provider.protocol === "oidc" ? "OpenID Connect" : "SAML 2.0"} · ${provider.domain}`}
      end={
        <>
          {provider.domain_verified
            ? <Badge tone="success">Domain proven</Badge>
            : <Badge tone="warning">Domain not proven</Badge>}
          {canChange && canRefresh && (
            <Button
              size="sm"
              look="ghost"
              title="Read its description again"
              aria-label={`Read the description of ${provider.name} again`}
              disabled={refresh.isPending}
              onClick={() => refresh.mutate(provider.id)}
            >
              <RotateCw size={14} />
            </Button>
          )}
          {canChange && (
            <Button
              size="sm"
              look="ghost"
              aria-label={`Remove ${provider.name}`}
              onClick={() => setLeaving(true)}
            >
              <Trash2 size={14} />
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-5 px-4 pt-2 pb-5">
        {!provider.domain_verified && <DomainProof provider={provider} canChange={canChange} />}
        <Facts provider={provider} timeZone={timeZone} />
        <div className="grid justify-items-start gap-1">
          <span className="text-12 font-medium text-text-2">New members are</span>
          <RoleMenu
            label="New members are"
            role={provider.default_role}
            disabled={!canChange}
            onChange={(role) => change.mutate({ id: provider.id, default_role: role })}
          />
        </div>
        <GroupRolesForm
          key={provider.updated_at}
          provider={provider}
          canChange={canChange}
          onSave={(mapping) => change.mutate({ id: provider.id, ...mapping })}
        />
        <Switch
          label="The only way in"
          about={`Passwords and passkeys of addresses at ${provider.domain} are refused, and sessions that came of them end. Admins keep theirs, for when the provider is what is broken.`}
          checked={provider.enforced}
          disabled={!canChange || !provider.domain_verified || change.isPending}
          onChange={(enforced) => change.mutate({ id: provider.id, enforced })}
        />
        {problem !== undefined && <p role="alert" className="text-12 text-danger-text">{problem}</p>}
      </div>
      {leaving && (
        <ConfirmDialog
          title={`Remove ${provider.name}?`}
          typedName={provider.domain}
          keepLabel="Keep provider"
          confirmLabel="Remove provider"
          problem={problemText(remove.error)}
          busy={remove.isPending}
          onConfirm={() => remove.mutate(provider.id, { onSuccess: () => setLeaving(false) })}
          onClose={() => setLeaving(false)}
        >
          <p>Sessions that it opened end at once. People stay members, and need a password to come back.</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function DomainProof({ provider, canChange }: { provider: SsoProvider; canChange: boolean }) {
  const { prove } = useSingleSignOn();
  const { name, value } = provider.dns_record;
  const problem = problemText(prove.error);
  return (
    <div className="grid gap-3">
      <p className="max-w-[64ch] text-text-2">
        Put this TXT record into the DNS of{" "}
        {provider.domain}. Until it is found, nobody is signed in through this provider.
      </p>
      <CodeBlock title={`TXT record ${name}`} text={value} ready />
      {canChange && (
        <Button
          look="primary"
          className="justify-self-start"
          disabled={prove.isPending}
          aria-busy={prove.isPending}
          onClick={() => prove.mutate(provider.id)}
        >
          Check the record
        </Button>
      )}
      {problem !== undefined && <p role="alert" className="text-12 text-danger-text">{problem}</p>}
    </div>
  );
}

function Facts({ provider, timeZone }: { provider: SsoProvider; timeZone: string }) {
  const facts: [string, string][] = [
    ["Issuer", provider.issuer],
    [provider.protocol === "oidc" ? "Redirect URI" : "ACS address", provider.callback_url],
    ...(provider.audience === null ? [] : [["Audience, entity id", provider.audience] satisfies [string, string]]),
    ...(provider.client_id === null ? [] : [["Client id", provider.client_id] satisfies [string, string]]),
    ...provider.certificates.map(({ fingerprint, expires_at }, i): [string, string] => [
      provider.certificates.length === 1 ? "Certificate" : `Certificate ${i + 1}`,
      `${fingerprint.slice(0, 23)}…, until ${formatDayMinute(Date.parse(expires_at), timeZone)}`,
    ]),
  ];
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-12">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-text-3">{term}</dt>
          <dd className="font-mono break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
