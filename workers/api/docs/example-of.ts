/** As much of JSON Schema as our documents use. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  format?: string;
  minimum?: number;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
  description?: string;
  required?: string[];
}

const TEXT_BY_FORMAT: Record<string, string> = {
  uri: "https://example.com/",
  url: "https://example.com/",
  email: "ana@example.com",
};

/** What examples are made of beside a schema. */
export interface ExampleContext {
  /** Schemas by the name that references use. */
  named: Record<string, JsonSchema>;
  /** The time that examples say, ISO 8601: events of long ago would not be taken. */
  at: string;
}

/** A value that fits a schema: its own example where it has one, else the plainest there is. */
export function exampleOf(schema: JsonSchema, context: ExampleContext): unknown {
  const { $ref, example, examples, const: only, enum: choices } = schema;
  if (example !== undefined) return example;
  if (examples?.[0] !== undefined) return examples[0];
  if ($ref !== undefined) return exampleOf(context.named[$ref.slice($ref.lastIndexOf("/") + 1)] ?? {}, context);
  if (only !== undefined) return only;
  if (schema.default !== undefined) return schema.default;
  if (choices?.[0] !== undefined) return choices[0];
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, context)));
  const [alternative] = [...schema.anyOf ?? [], ...schema.oneOf ?? []];
  if (alternative !== undefined) return exampleOf(alternative, context);
  return exampleByType(schema, context);
}

function exampleByType(schema: JsonSchema, context: ExampleContext): unknown {
  const [type] = [schema.type ?? "object"].flat();
  switch (type) {
    case "string":
      if (schema.format === "date-time") return context.at;
      if (schema.format === "date") return context.at.slice(0, 10);
      return TEXT_BY_FORMAT[schema.format ?? ""] ?? "text";
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "null":
      return null;
    case "array":
      return schema.items === undefined ? [] : [exampleOf(schema.items, context)];
    default:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, exampleOf(property, context)]),
      );
  }
}
