/** Whether this browser has passkeys at all. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Asks the device for a passkey to sign in with; `undefined` where the person does not want to. */
export async function readPasskey(options: PublicKeyCredentialRequestOptionsJSON): Promise<object | undefined> {
  return await orNothing(
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  );
}

/** Has the device make a passkey; `undefined` where the person does not want to, or it has one already. */
export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<object | undefined> {
  return await orNothing(
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  );
}

async function orNothing(asked: Promise<Credential | null>): Promise<object | undefined> {
  try {
    const credential = await asked;
    return credential === null ? undefined : (credential as PublicKeyCredential).toJSON();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
