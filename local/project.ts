import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const PROJECT_DIR = fileURLToPath(new URL("..", import.meta.url).href).replace(/\/$/, "");
