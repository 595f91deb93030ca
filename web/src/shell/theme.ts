/** What a person can choose; "system" follows the operating system. */
export const THEME_CHOICES = ["system", "light", "dark"] as const;
/** A choice of theme. */
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const STORAGE_KEY = "fleetglass.theme";
/** Fired on `document` after the colours have changed; charts redraw. */
export const THEME_EVENT = "fleetglass:theme";

const systemDark = () => matchMedia("(prefers-color-scheme: dark)");

/** The stored choice. */
export function themeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return THEME_CHOICES.find((choice) => choice === stored) ?? "system";
  } catch {
    return "system";
  }
}

function applyTheme(choice: ThemeChoice): void {
  const dark = choice === "dark" || (choice === "system" && systemDark().matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
  document.dispatchEvent(new Event(THEME_EVENT));
}

/** Stores a choice and applies it. */
export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
  applyTheme(choice);
}

/** Follows the operating system while nothing else is chosen. */
export function followSystemTheme(): () => void {
  const query = systemDark();
  const follow = () => applyTheme(themeChoice());
  query.addEventListener("change", follow);
  return () => query.removeEventListener("change", follow);
}
