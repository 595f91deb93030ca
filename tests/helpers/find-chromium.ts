import { access, constants } from "node:fs/promises";

/** The lightest first: without windows, pages need less of the processor. */
const CANDIDATES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium to test with: the one in `FLEETGLASS_CHROMIUM`, or the first one installed. */
export async function findChromium(): Promise<string | undefined> {
  const { FLEETGLASS_CHROMIUM: chosen } = process.env;
  for (const path of chosen === undefined ? CANDIDATES : [chosen]) {
    if (await access(path, constants.X_OK).then(() => true, () => false)) return path;
  }
  return undefined;
}
