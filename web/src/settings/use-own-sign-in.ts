import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { LinkedIdentity } from "../../../contract/single-sign-on.ts";
import { postJson, requestJson } from "../api/request.ts";
import { makePasskey } from "../passkeys/browser-passkeys.ts";

/** A passkey of one's account. */
export interface OwnPasskey {
  id: string;
  name?: string | null;
  createdAt: string | null;
  backedUp: boolean;
}

/** One's passkeys. */
export const passkeysQuery = queryOptions({
  queryKey: ["passkeys"],
  queryFn: ({ signal }) => requestJson<OwnPasskey[]>("/auth/passkey/list-user-passkeys", { signal }),
});

/** The identity providers that one's account is tied to. */
export const identitiesQuery = queryOptions({
  queryKey: ["identities"],
  queryFn: ({ signal }) => requestJson<{ data: LinkedIdentity[] }>("/v1/account/identities", { signal }),
});

/** What can be done with one's ways to sign in. */
export function useOwnSignIn() {
  const client = useQueryClient();
  const forget = (queryKey: readonly string[]) => ({
    onSuccess: () => client.invalidateQueries({ queryKey }),
    retry: false,
  });
  return {
    addPasskey: useMutation({ ...forget(passkeysQuery.queryKey), mutationFn: addPasskey }),
    renamePasskey: useMutation({
      ...forget(passkeysQuery.queryKey),
      mutationFn: (renamed: { id: string; name: string }) => postJson("/auth/passkey/update-passkey", renamed),
    }),
    removePasskey: useMutation({
      ...forget(passkeysQuery.queryKey),
      mutationFn: (id: string) => postJson("/auth/passkey/delete-passkey", { id }),
    }),
    unlink: useMutation({
      ...forget(identitiesQuery.queryKey),
      mutationFn: (id: string) => requestJson<void>(`/v1/account/identities/${id}`, { method: "DELETE" }),
    }),
  };
}

/** Has the device make a passkey; nothing where the person changes their mind. */
async function addPasskey(name: string): Promise<void> {
  const options = await requestJson<PublicKeyCredentialCreationOptionsJSON>("/auth/passkey/generate-register-options");
  const response = await makePasskey(options);
  if (response !== undefined) await postJson("/auth/passkey/verify-registration", { response, name });
}
