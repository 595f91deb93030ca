import { type FormEvent, useState } from "react";
import type { SsoProtocol, SsoProviderInput } from "../../../contract/single-sign-on.ts";
import { problemText } from "../api/problem-text.ts";
import { Button } from "../ui/Button.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useSingleSignOn } from "./use-single-sign-on.ts";

const PROTOCOLS = [
  { value: "oidc", label: "OpenID Connect" },
  { value: "saml", label: "SAML 2.0" },
] as const satisfies readonly { value: SsoProtocol; label: string }[];

/** Registers an identity provider by its address. */
export function ProviderDialog({ onClose }: { onClose: () => void }) {
  const { register } = useSingleSignOn();
  const [protocol, setProtocol] = useState<SsoProtocol>("oidc");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    register.mutate(readForm(protocol, new FormData(event.currentTarget)), { onSuccess: onClose });
  };
  const problem = problemText(register.error);
  return (
    <ModalDialog label="Add provider" onClose={onClose} className="max-w-[520px]">
      <form onSubmit={submit} className="grid gap-4 p-5">
        <h2 className="text-16 font-semibold tracking-[-0.01em]">Add provider</h2>
        <Segmented label="Protocol" value={protocol} options={PROTOCOLS} onChange={setProtocol} />
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <TextField label="Name" name="name" required maxLength={80} placeholder="Okta" autoFocus autoComplete="off" />
          <TextField label="E-mail domain" name="domain" required maxLength={253} placeholder="example.com" />
        </div>
        {protocol === "oidc" ? <OpenidFields /> : <SamlFields />}
        {problem !== undefined && <p role="alert" className="text-12 text-danger-text">{problem}</p>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={register.isPending} aria-busy={register.isPending}>
            Add provider
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}

function OpenidFields() {
  return (
    <>
      <TextField
        label="Issuer"
        name="issuer"
        type="url"
        required
        placeholder="https://example.okta.com"
        hint="Its /.well-known/openid-configuration is read."
      />
      <TextField label="Client id" name="client_id" required autoComplete="off" />
      <TextField
        label="Client secret"
        name="client_secret"
        type="password"
        required
        autoComplete="off"
        hint="It is stored encrypted and never shown again."
      />
    </>
  );
}

function SamlFields() {
  return (
    <>
      <TextField label="Metadata address" name="metadata_url" type="url" placeholder="https://…" />
      <div className="grid gap-1">
        <label htmlFor="metadata-xml" className="text-12 font-medium text-text-2">Or the metadata itself</label>
        <textarea
          id="metadata-xml"
          name="metadata_xml"
          rows={5}
          spellCheck={false}
          className="w-full rounded-md border border-control bg-surface px-2.5 py-1.5 font-mono text-12"
        />
      </div>
    </>
  );
}

function readForm(protocol: SsoProtocol, form: FormData): SsoProviderInput {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const common = {
    name: text("name"),
    domain: text("domain"),
    default_role: "viewer" as const,
    group_claim: null,
    group_roles: {},
  };
  if (protocol === "oidc") {
    const [issuer, client_id, client_secret] = [text("issuer"), text("client_id"), text("client_secret")];
    return { protocol, ...common, issuer, client_id, client_secret };
  }
  const [url, xml] = [text("metadata_url"), text("metadata_xml")];
  return {
    protocol,
    ...common,
    ...(url === "" ? {} : { metadata_url: url }),
    ...(xml === "" ? {} : { metadata_xml: xml }),
  };
}
