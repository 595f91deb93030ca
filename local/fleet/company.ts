import type { Agent } from "./agents.ts";
import { Random } from "./prng.ts";

/** A person or machine with one agent. */
export interface Sender {
  userId: string;
  agent: Agent;
  agentVersion: string;
  team: string;
  repos: readonly [string, ...string[]];
  /** How many of its kind's sessions are its own, beside the others. */
  weight: number;
}

type Senders = readonly [Sender, ...Sender[]];

/** An organisation whose fleet is simulated. */
export interface Company {
  slug: string;
  timeZone: string;
  /** Sessions on a weekday: of people with their agents, and of agents that work alone. */
  pairSessions: number;
  serviceSessions: number;
  pairs: Senders;
  services: Senders;
  /** An agent that has fallen silent, and for how long. */
  silent?: { agentId: string; forMs: number };
}

/** A team, what it works on, who is in it and with which agents. */
export interface TeamPlan {
  team: string;
  repos: readonly [string, ...string[]];
  people: Record<string, readonly Agent[]>;
}

/** Machines that run an agent; `repos` is what they work through. */
export interface ServicePlan {
  agent: Agent;
  team: string;
  senders: readonly string[];
  repos: readonly [string, ...string[]];
  weight: number;
}

/** One sender for each agent of each person; the agent named first is the one used most. */
export function hirePeople(slug: string, teams: readonly TeamPlan[]): Senders {
  const senders = teams.flatMap(({ team, repos, people }) =>
    Object.entries(people).flatMap(([name, agents]) => {
      const userId = `${name.toLowerCase().replaceAll(" ", ".")}@${slug}.example`;
      const random = new Random("person", userId);
      const diligence = random.logNormal(1, 0.6);
      return agents.map((agent, rank): Sender => ({
        userId,
        agent,
        agentVersion: chooseVersion(random, agent),
        team,
        repos,
        weight: diligence / (1 + 2 * rank),
      }));
    })
  );
  return requireOne(senders);
}

/** One sender for each machine. */
export function deployServices(slug: string, plans: readonly ServicePlan[]): Senders {
  const senders = plans.flatMap(({ agent, team, senders, repos, weight }) =>
    senders.map((userId): Sender => {
      const random = new Random("machine", slug, userId);
      return {
        userId,
        agent,
        agentVersion: chooseVersion(random, agent),
        team,
        repos,
        weight: weight / senders.length,
      };
    })
  );
  return requireOne(senders);
}

function chooseVersion(random: Random, { versions }: Agent): string {
  const newest = versions.at(-1) ?? versions[0];
  return random.chance(0.6) ? newest : random.pick(versions);
}

function requireOne(senders: Sender[]): Senders {
  const [first, ...others] = senders;
  if (first === undefined) throw new Error("a company needs somebody who sends");
  return [first, ...others];
}
