import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { DevFacts } from "../../local/dev-facts.ts";
import type { ApiDocument, Operation } from "../../workers/api/docs/document.ts";
import type { JsonSchema } from "../../workers/api/docs/example-of.ts";

/** An operation of the document. */
export interface DocumentedOperation extends Operation {
  /** `GET /v1/keys/{id}` */
  name: string;
  method: string;
  path: string;
}

/** The document that a stack serves, and what can be asked of it. */
export interface ServedDocument {
  document: ApiDocument;
  operations: DocumentedOperation[];
  /** What is wrong with a value, in words; nothing where it is what a schema says, and has no field that it leaves unsaid. */
  faultsOf(schema: JsonSchema, value: unknown): string[];
}

/** Fetches the document of the API. */
export async function fetchDocument({ urls }: DevFacts): Promise<ServedDocument> {
  const document = await (await fetch(`${urls.edge}/v1/openapi.json`)).json() as ApiDocument;
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { binary: true } });
  // The package is CommonJS, and its types say so.
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  const components = closed(document.components) as object;
  const validators = new Map<JsonSchema, ValidateFunction>();
  const validatorOf = (schema: JsonSchema) => {
    const known = validators.get(schema);
    if (known !== undefined) return known;
    const made = ajv.compile({ ...closed(schema) as object, components });
    validators.set(schema, made);
    return made;
  };
  return {
    document,
    operations: listOperations(document),
    faultsOf(schema, value) {
      const validate = validatorOf(schema);
      if (validate(value)) return [];
      return (validate.errors ?? []).map(({ instancePath, message, params }) =>
        `${instancePath}: ${message} ${JSON.stringify(params)}`
      );
    },
  };
}

function listOperations({ paths }: ApiDocument): DocumentedOperation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, operation]) => {
      const method = verb.toUpperCase();
      return { ...operation, method, path, name: `${method} ${path}` };
    })
  );
}

/** The same schema, taking no property that it does not name; one that takes any says so itself. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]));
  const isOpen = copy["type"] !== "object" || copy["properties"] === undefined || "additionalProperties" in copy;
  return isOpen ? copy : { ...copy, additionalProperties: false };
}
