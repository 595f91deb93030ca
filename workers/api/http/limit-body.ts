import { bodyLimit } from "hono/body-limit";
import { AppError } from "../../../contract/problem.ts";

const MAX_BYTES = 64 * 1024;

/** Refuses bodies larger than any form that people fill in. */
export const limitBody = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new AppError("BODY_TOO_LARGE", `The body is larger than ${MAX_BYTES} bytes.`);
  },
});
