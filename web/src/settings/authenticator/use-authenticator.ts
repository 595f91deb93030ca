import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { postJson, requestJson } from "../../api/request.ts";

/** What an authenticator and its owner need to begin with. */
export interface AuthenticatorStart {
  /** `otpauth://totp/…`, as a picture or by hand. */
  totpURI: string;
  backupCodes: string[];
}

/** Whether signing in asks for the code of an authenticator. */
export const authenticatorQuery = queryOptions({
  queryKey: ["authenticator"],
  queryFn: async ({ signal }) => {
    const { user } = await requestJson<{ user: { twoFactorEnabled?: boolean | null } }>("/auth/get-session", {
      signal,
    });
    return { isOn: user.twoFactorEnabled === true };
  },
});

/** What can be done with one's authenticator; each but the code asks for the password again. */
export function useAuthenticator() {
  const client = useQueryClient();
  const changed = {
    onSuccess: () => client.invalidateQueries({ queryKey: authenticatorQuery.queryKey }),
    retry: false,
  };
  return {
    start: useMutation({
      mutationFn: (password: string) => postJson<AuthenticatorStart>("/auth/two-factor/enable", { password }),
      retry: false,
    }),
    confirm: useMutation({
      ...changed,
      mutationFn: (code: string) => postJson("/auth/two-factor/verify-totp", { code: code.replaceAll(/\D/g, "") }),
    }),
    renewCodes: useMutation({
      mutationFn: (password: string) =>
        postJson<Pick<AuthenticatorStart, "backupCodes">>("/auth/two-factor/generate-backup-codes", { password }),
      retry: false,
    }),
    turnOff: useMutation({
      ...changed,
      mutationFn: (password: string) => postJson("/auth/two-factor/disable", { password }),
    }),
  };
}
