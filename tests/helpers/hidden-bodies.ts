const person = { email: "attacked@example.com", password: "a password for tests alone", name: "Ana" };

/** The sign-in library's open routes, and bodies that they take: they stand in no document. */
export const LIBRARY_BODIES: Record<string, unknown> = {
  "POST /auth/sign-up/email": person,
  "POST /auth/sign-in/email": person,
  "POST /auth/sign-out": {},
  "GET /auth/get-session": undefined,
  "POST /auth/send-verification-email": { email: person.email, callbackURL: "/" },
  "GET /auth/verify-email": undefined,
  "POST /auth/request-password-reset": { email: person.email, redirectTo: "/login" },
  "GET /auth/reset-password/{token}": undefined,
  "POST /auth/reset-password": { token: "not-a-token", newPassword: person.password },
  "POST /auth/change-password": { currentPassword: person.password, newPassword: person.password },
  "POST /auth/update-user": { name: "Ana" },
  "POST /auth/two-factor/enable": { password: person.password },
  "POST /auth/two-factor/verify-totp": { code: "000000" },
  "POST /auth/two-factor/verify-backup-code": { code: "aaaaa-aaaaa" },
  "GET /auth/passkey/generate-register-options": undefined,
  "GET /auth/passkey/list-user-passkeys": undefined,
  "POST /auth/passkey/verify-authentication": { response: { id: "x", rawId: "x", type: "public-key", response: {} } },
  "POST /auth/passkey/delete-passkey": { id: "x" },
};

/** Bodies that the operators' routes take; most do nothing where there is nothing. */
export const OPERATOR_BODIES: Record<string, unknown> = {
  "PATCH /v1/operator/organizations/{id}": { plan: "team" },
  "POST /v1/operator/jobs": { job: "sweep-rollups", region: "us", input: {}, key: "attacked" },
  "POST /v1/operator/replay": {
    source: "dead_letters",
    region: "us",
    to: "2020-01-01T00:00:00Z",
    cursor: null,
    limit: 1,
    dry_run: true,
  },
  "POST /v1/operator/reprice": {
    org_id: "org_none",
    from: "2020-01-01T00:00:00Z",
    to: "2020-01-02T00:00:00Z",
    cursor: null,
    limit: 1,
    dry_run: true,
  },
};
