/** How the SDK names itself to the service. */
export const SDK_NAME = "fleetglass-sdk";
/** The version of the package; a test holds it against package.json. */
export const SDK_VERSION = "0.1.0";
