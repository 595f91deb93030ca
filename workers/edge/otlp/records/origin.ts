import { type Attributes, readAttributes } from "./attributes.ts";
import { contentId } from "./content-id.ts";
import { type JsonObject, objectOf, objectsOf, textField } from "./json-fields.ts";

/** Where records come from: the resource and the instrumentation scope. */
export interface Origin {
  resource: Attributes;
  scope: string;
  /** Names the two; the same for the same content. */
  key: string;
}

/** The items of a request with their origins: `resourceLogs` → `scopeLogs` → `logRecords`, and so for the other signals. */
export function* itemsWithOrigin(
  body: JsonObject,
  [byResource, byScope, items]: readonly [string, string, string],
): Iterable<{ item: JsonObject; origin: Origin }> {
  for (const group of objectsOf(body, byResource)) {
    const resource = readAttributes(objectOf(group, "resource")["attributes"]);
    for (const part of objectsOf(group, byScope)) {
      const described = objectOf(part, "scope");
      const scope = textField(described, "name");
      const origin = { resource, scope, key: contentId(resource, scope, readAttributes(described["attributes"])) };
      for (const item of objectsOf(part, items)) yield { item, origin };
    }
  }
}
