import type { Scope } from "../../../contract/telemetry.ts";
import { type Attributes, textOf } from "./records/attributes.ts";
import { contentId } from "./records/content-id.ts";
import { userOf } from "./identity.ts";

/** Stands for «whichever» in a sender's scope. */
const ANY = "*";
/** Stands for «not told». */
const UNTOLD = "?";

/** What is known of who sent a record: the service, which instance of it, and for whom. */
interface Sender {
  service: string;
  instance: string | undefined;
  user: string | undefined;
}

function senderOf(attributes: Attributes, resource: Attributes): Sender {
  return {
    service: textOf(resource, "service.namespace", "service.name") === undefined
      ? UNTOLD
      : `${textOf(resource, "service.namespace") ?? ""}/${textOf(resource, "service.name") ?? ""}`,
    instance: textOf(resource, "service.instance.id"),
    user: nameless(userOf(attributes, resource)),
  };
}

/** Scopes are remembered for longer than events and are keys of tables: a person is not named in them. */
const nameless = (user: string | undefined) => user === undefined ? undefined : contentId(user);

const scopeOf = (service: string, instance: string, user: string): Scope => `a:${service}|${instance}|${user}`;

/** The scopes that a record speaks for: its sender as it is, and as others may know it that know less. */
export function scopesToldOf(attributes: Attributes, resource: Attributes): Scope[] {
  const { service, instance = UNTOLD, user = UNTOLD } = senderOf(attributes, resource);
  return [ANY, instance].flatMap((i) => [ANY, user].map((u) => scopeOf(service, i, u)));
}

/** The scopes in which a record without a session may be spoken for: by its sender, or by one who says less of itself. */
export function scopesAsked(attributes: Attributes, resource: Attributes): Scope[] {
  const { service, instance, user } = senderOf(attributes, resource);
  const instances = instance === undefined ? [ANY] : [instance, UNTOLD];
  const users = user === undefined ? [ANY] : [user, UNTOLD];
  return instances.flatMap((i) => users.map((u) => scopeOf(service, i, u)));
}
