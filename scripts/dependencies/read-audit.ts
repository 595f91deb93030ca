/** What the registry's audit came to. `unanswered`: there was no registry to ask. */
export type AuditOutcome =
  | { kind: "clean" }
  | { kind: "found"; advisories: string[] }
  | { kind: "unanswered"; reason: string };

interface AuditReport {
  vulnerabilities?: Record<string, { name: string; severity: string; range: string }>;
  message?: string;
  error?: { summary?: string };
}

/** Reads what `npm audit --json` printed. */
export function readAudit(text: string): AuditOutcome {
  let report: AuditReport;
  try {
    report = JSON.parse(text) as AuditReport;
  } catch {
    return { kind: "unanswered", reason: "npm printed no report" };
  }
  if (report.vulnerabilities === undefined) {
    // Its message names the registry's address; what counts is that nobody answered.
    const reason = /\b\d{3} [A-Z][\w ]*?(?= -)|\bE[A-Z_]{4,}\b/.exec(report.message ?? report.error?.summary ?? "")
      ?.[0];
    return {
      kind: "unanswered",
      reason: `the registry answers no audits${reason === undefined ? "" : ` (${reason})`}`,
    };
  }
  const advisories = Object.values(report.vulnerabilities).map(({ name, severity, range }) =>
    `${name} ${range}: ${severity}`
  );
  return advisories.length === 0 ? { kind: "clean" } : { kind: "found", advisories };
}
