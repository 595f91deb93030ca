/** Marks of the cloud that a model runs on: an inference profile's region, the vendor, the version of the API. */
const BEDROCK =
  /^(?:(?:us|eu|apac|jp|au|ca|sa|global|us-gov)\.)?(?:anthropic|amazon|meta|mistral|cohere|deepseek|qwen|openai|moonshot|moonshotai|minimax|zai)\.(.+?)(?:-v\d+)?(?::\d+)?$/;

/** Variants of a router that cost what the model costs. Others (`:free`, `:nitro`) do not. */
const SAME_PRICE_VARIANT = /:(?:thinking|beta|extended)$/;

/**
 * The name of a model without what surrounds it: `us.anthropic.claude-sonnet-4-5-20250929-v1:0`,
 * `anthropic/claude-sonnet-4.5` and `claude-sonnet-4-5@20250929` all become a name that begins with `claude-sonnet-4-5`.
 */
export function plainModel(name: string): string {
  const lower = name.trim().toLowerCase();
  const own = lower.slice(lower.lastIndexOf("/") + 1);
  return own.replace(/\[1m\]$/, "").replace(BEDROCK, "$1").replace(/@[\w-]+$/, "").replace(SAME_PRICE_VARIANT, "")
    .replace(/(\d)\.(?=\d)/g, "$1-");
}

/** An ending that does not make another model, and of which names it may be taken. */
interface Ending {
  pattern: RegExp;
  of?: RegExp;
}

const ENDINGS: readonly Ending[] = [
  { pattern: /-latest$/ },
  { pattern: /-v\d(?::\d)?$/, of: /^claude-/ },
  { pattern: /-(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])$/ },
  { pattern: /-preview(?:-\d{2}-(?:\d{4}|\d{2}))?$/, of: /^gemini-/ },
  { pattern: /-00\d$/, of: /^gemini-/ },
  { pattern: /-customtools$/, of: /^gemini-/ },
  { pattern: /-thinking$/, of: /^claude-/ },
  // How hard a model thinks changes how many tokens it makes, not what each costs.
  { pattern: /-(?:none|minimal|low|medium|high|xhigh)$/, of: /^(?:gpt-[5-9]|o\d)/ },
];

/**
 * Names under which a model's price may stand, the most exact first: the plain name, then without a date, `-latest` and the
 * like. Nothing else is ever cut off, so that `gpt-5.5-mini` is not taken for `gpt-5`.
 */
export function modelNames(name: string): string[] {
  const names = [plainModel(name)];
  for (let current: string | undefined = names[0]; current !== undefined;) {
    const shorter = withoutEnding(current);
    if (shorter !== undefined) names.push(shorter);
    current = shorter;
  }
  return names;
}

function withoutEnding(name: string): string | undefined {
  const ending = ENDINGS.find(({ pattern, of }) => pattern.test(name) && (of === undefined || of.test(name)));
  return ending === undefined ? undefined : name.replace(ending.pattern, "");
}
