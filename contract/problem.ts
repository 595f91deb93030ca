/** What a problem code means on the wire. */
export interface ProblemDefinition {
  /** HTTP status; for codes of single events, the status an answer has when nothing else was wrong. */
  status: number;
  /** Short human-readable summary that does not change between occurrences. */
  title: string;
  /** Whether sending the same request again later can succeed. */
  retryable: boolean;
}

/** Every code an answer can carry; each has a page `docs/errors/<code>.md`. */
export const PROBLEMS = {
  MALFORMED_JSON: { status: 400, title: "The body is not valid JSON", retryable: false },
  MALFORMED_BODY: { status: 400, title: "The body could not be decoded", retryable: false },
  INVALID_QUERY: { status: 400, title: "A parameter of the address is not valid", retryable: false },
  AUTH_MISSING: { status: 401, title: "No credentials were sent", retryable: false },
  AUTH_INVALID: { status: 401, title: "The credentials are not valid", retryable: false },
  AUTH_REVOKED: { status: 401, title: "The API key was revoked", retryable: false },
  ORG_MISMATCH: { status: 403, title: "The organisation is not the one of the credentials", retryable: false },
  ORG_MISSING: { status: 403, title: "You belong to no organisation", retryable: false },
  SCOPE_MISSING: { status: 403, title: "The credentials lack a permission", retryable: false },
  EMAIL_UNVERIFIED: { status: 403, title: "The e-mail address is not confirmed", retryable: false },
  SSO_REQUIRED: { status: 403, title: "Single sign-on is the only way in", retryable: false },
  ORG_SUSPENDED: { status: 403, title: "The organisation is suspended", retryable: false },
  NOT_FOUND: { status: 404, title: "There is nothing here", retryable: false },
  METHOD_NOT_ALLOWED: { status: 405, title: "The method is not supported here", retryable: false },
  CONFLICT: { status: 409, title: "The request conflicts with the present state", retryable: false },
  BODY_TOO_LARGE: { status: 413, title: "The body is too large", retryable: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: "The content type or encoding is not supported", retryable: false },
  VAL_INVALID_FORMAT: { status: 422, title: "The request has no valid content", retryable: false },
  QUERY_TOO_WIDE: { status: 422, title: "The question is about too much at once", retryable: false },
  EXPORT_TOO_LARGE: { status: 422, title: "There is more than can be answered at once", retryable: false },
  REQUIRED: { status: 422, title: "A required field is missing", retryable: false },
  INVALID_TYPE: { status: 422, title: "A field has the wrong type", retryable: false },
  INVALID_VALUE: { status: 422, title: "A field has a value that is not allowed", retryable: false },
  TOO_LONG: { status: 422, title: "A field is too long", retryable: false },
  TOO_LARGE: { status: 422, title: "The event or one of its parts is too large", retryable: false },
  TOO_DEEP: { status: 422, title: "A value is nested too deeply", retryable: false },
  UNKNOWN_EVENT_TYPE: { status: 422, title: "The event type is not known", retryable: false },
  TIMESTAMP_OUT_OF_RANGE: { status: 422, title: "The event time is outside the accepted range", retryable: false },
  RATE_LIMITED: { status: 429, title: "Too many requests or events", retryable: true },
  QUOTA_EXCEEDED: { status: 429, title: "The plan's quota is used up", retryable: true },
  INTERNAL: { status: 500, title: "Something went wrong on our side", retryable: true },
  INGEST_UNAVAILABLE: { status: 503, title: "Events cannot be taken at the moment", retryable: true },
  STORE_UNAVAILABLE: { status: 503, title: "A data store does not answer at the moment", retryable: true },
} as const satisfies Record<string, ProblemDefinition>;

/** A code of the registry. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One wrong place in a request: an RFC 6901 pointer and what is wrong there. */
export interface ProblemPlace {
  pointer: string;
  detail: string;
}

/** The body of an `application/problem+json` answer (RFC 9457). */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** Request id, also in `X-Request-Id`. */
  instance: string;
  code: ProblemCode;
  errors?: ProblemPlace[];
}

const DOCS_BASE = "https://docs.fleetglass.dev/errors/";

/** An expected failure: thrown anywhere on a request's way and rendered once, at the door. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly places: ProblemPlace[];
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Record<string, string>;
  /** Of a request without a valid event: how many were refused under which code. */
  readonly rejected: Partial<Record<ProblemCode, number>> | undefined;

  /**
   * @param detail says what was attempted and the value in the way; never an internal
   * @param options `places` are pointers into the request, `retryAfterSeconds` becomes `Retry-After`
   */
  constructor(
    code: ProblemCode,
    detail?: string,
    options: {
      places?: ProblemPlace[];
      retryAfterSeconds?: number;
      headers?: Record<string, string>;
      rejected?: Partial<Record<ProblemCode, number>> | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(detail ?? PROBLEMS[code].title, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.places = options.places ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.headers = options.headers ?? {};
    this.rejected = options.rejected;
  }

  /** The problem body for one request. */
  toBody(requestId: string): ProblemBody {
    const { status, title } = PROBLEMS[this.code];
    return {
      type: `${DOCS_BASE}${this.code}`,
      title,
      status,
      ...(this.message === title ? {} : { detail: this.message }),
      instance: requestId,
      code: this.code,
      ...(this.places.length > 0 ? { errors: this.places } : {}),
    };
  }

  /** The whole answer: problem body, status, `Retry-After` where known. */
  toResponse(requestId: string): Response {
    const headers = new Headers(this.headers);
    headers.set("content-type", "application/problem+json");
    headers.set("x-request-id", requestId);
    headers.set("cache-control", "no-store");
    if (this.retryAfterSeconds !== undefined) headers.set("retry-after", String(this.retryAfterSeconds));
    return new Response(JSON.stringify(this.toBody(requestId)), { status: PROBLEMS[this.code].status, headers });
  }
}

/** Any thrown value as an {@link AppError}; unknown errors become `INTERNAL` with fixed text and keep their cause. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError("INTERNAL", undefined, { cause: error });
}
