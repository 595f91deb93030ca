/** The one client that a test's OpenID provider knows. */
export const OPENID_CLIENT = { client_id: "fleetglass", client_secret: "a client secret of thirty-two letters" };
