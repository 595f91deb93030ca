/** Licences that ask for no more than to be named. */
const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
]);

/** Licences that ask for more, and the packages that may have them: used unchanged, and no part of what is deployed. */
const BY_PACKAGE: readonly (readonly [licence: string, names: RegExp])[] = [
  // Tests of accessibility.
  ["MPL-2.0", /^(?:@axe-core\/playwright|axe-core)$/],
  // The dashboard's build.
  ["MPL-2.0", /^lightningcss(?:-.+)?$/],
  ["LGPL-3.0-or-later", /^@img\/sharp-.+$/],
  // Data of browsers, read by the dashboard's build.
  ["CC-BY-4.0", /^caniuse-lite$/],
  // Part of the identity provider of tests; MIT, not written as SPDX has it.
  ["MIT License", /^xml-escape$/],
];

/** A package that is installed. */
export interface InstalledPackage {
  name: string;
  /** SPDX expression; `undefined` where it says none. */
  licence: string | undefined;
}

/** Whether a package may be used under what it says its licence is: an SPDX expression of one level. */
export function mayUse({ name, licence }: InstalledPackage): boolean {
  const isAllowed = (one: string) =>
    PERMISSIVE.has(one) || BY_PACKAGE.some(([allowed, names]) => allowed === one && names.test(name));
  if (licence === undefined) return false;
  const choices = licence.replace(/^\((.*)\)$/, "$1").split(" OR ");
  return choices.some((choice) => choice.split(" AND ").every(isAllowed));
}
