export type Dialect = "postgres" | "clickhouse";

/** Splits SQL into its statements, at semicolons that stand outside strings, quoted names and comments. */
export function splitStatements(sql: string, dialect: Dialect): string[] {
  const statements: string[] = [];
  let start = 0;
  let hasContent = false;
  const finish = (end: number) => {
    if (hasContent) statements.push(sql.slice(start, end).trim());
    start = end + 1;
    hasContent = false;
  };
  for (let at = 0; at < sql.length;) {
    const commentEnd = findCommentEnd(sql, at, dialect);
    if (commentEnd !== undefined) {
      at = commentEnd;
      continue;
    }
    if (sql[at] === ";") {
      finish(at);
      at += 1;
      continue;
    }
    if (!/\s/.test(sql.charAt(at))) hasContent = true;
    at = findQuoteEnd(sql, at, dialect) ?? at + 1;
  }
  finish(sql.length);
  return statements;
}

function findCommentEnd(sql: string, at: number, dialect: Dialect): number | undefined {
  if (sql.startsWith("--", at)) {
    const end = sql.indexOf("\n", at);
    return end === -1 ? sql.length : end + 1;
  }
  if (!sql.startsWith("/*", at)) return undefined;
  // PostgreSQL nests block comments, ClickHouse does not.
  let depth = 1;
  let position = at + 2;
  while (depth > 0) {
    const close = sql.indexOf("*/", position);
    if (close === -1) throw new Error("A block comment is not closed");
    const open = dialect === "postgres" ? sql.indexOf("/*", position) : -1;
    const opensFirst = open !== -1 && open < close;
    depth += opensFirst ? 1 : -1;
    position = (opensFirst ? open : close) + 2;
  }
  return position;
}

function findQuoteEnd(sql: string, at: number, dialect: Dialect): number | undefined {
  const quote = sql.charAt(at);
  if (quote === "$") return findDollarQuoteEnd(sql, at);
  if (quote !== "'" && quote !== '"' && quote !== "`") return undefined;
  const escapes = dialect === "clickhouse" || (quote === "'" && isEscapeString(sql, at));
  for (let position = at + 1; position < sql.length; position++) {
    if (escapes && sql[position] === "\\") position += 1;
    else if (sql[position] === quote && sql[position + 1] === quote) position += 1;
    else if (sql[position] === quote) return position + 1;
  }
  throw new Error(`A ${quote} is not closed: ${sql.slice(at, at + 40)}`);
}

/** PostgreSQL reads backslashes as escapes only in E'…'. */
function isEscapeString(sql: string, at: number): boolean {
  return /(^|[^\w$])e$/i.test(sql.slice(Math.max(0, at - 2), at));
}

function findDollarQuoteEnd(sql: string, at: number): number | undefined {
  // Inside a name or a parameter such as $1, a dollar sign opens nothing.
  if (/[\w$]/.test(sql.charAt(at - 1))) return undefined;
  const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(sql.slice(at, at + 70))?.[0];
  if (tag === undefined) return undefined;
  const end = sql.indexOf(tag, at + tag.length);
  if (end === -1) throw new Error(`A ${tag} is not closed`);
  return end + tag.length;
}
