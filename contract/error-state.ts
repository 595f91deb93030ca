import { z } from "zod";

/** What people can say of an error that is not open. */
export const SET_STATES = ["muted", "resolved"] as const;
/** What an error can be: a resolved one that happens again has regressed. */
export const ErrorState = z.enum(["open", ...SET_STATES, "regressed"]);
export type ErrorState = z.infer<typeof ErrorState>;

/** Which errors a list shows. New and regressed ones are among the open. */
export const ERROR_LISTS = ["all", "open", "new", "regressed", "muted", "resolved"] as const;
/** A choice among errors. */
export type ErrorListName = (typeof ERROR_LISTS)[number];

/** Most errors that an organisation can have muted or resolved at once. */
export const MAX_SET_STATES = 500;

/** Body of `PUT /v1/errors/{fingerprint}/state`. */
export const ErrorStateInput = z.strictObject({
  state: z.enum(["open", ...SET_STATES]).meta({
    description:
      "`muted`: known, not listed among the open ones. `resolved`: mended; it regresses when it happens again.",
  }),
});
export type ErrorStateInput = z.infer<typeof ErrorStateInput>;

/** Answer of `PUT /v1/errors/{fingerprint}/state`. */
export const ErrorStateAnswer = ErrorStateInput.extend({ fingerprint: z.string() }).meta({ id: "ErrorState" });
export type ErrorStateAnswer = z.infer<typeof ErrorStateAnswer>;
