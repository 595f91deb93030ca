const CHOICE = "fleetglass:telemetry";

/** Whether this browser may tell how the dashboard does. Browsers that ask not to be watched are not. */
export function telemetryAllowed(): boolean {
  const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return globalPrivacyControl !== true && navigator.doNotTrack !== "1" && localStorage.getItem(CHOICE) !== "off";
}

/** Allows or forbids it for this browser, from the next page on. */
export function allowTelemetry(allowed: boolean): void {
  if (allowed) localStorage.removeItem(CHOICE);
  else localStorage.setItem(CHOICE, "off");
}
