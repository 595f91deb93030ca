import { createHash } from "node:crypto";
import { type Dialect, splitStatements } from "./split-statements.ts";

export interface Migration {
  /** Four digits, which give the order. */
  id: string;
  /** What it does, from the file's name: `create_events`. */
  name: string;
  up: string[];
  down: string[];
  /** SHA-256 of the file, line endings aside. */
  checksum: string;
}

const FILE_NAME = /^(\d{4})_([a-z][a-z0-9_]*)\.sql$/;
const MARKER = /^-- migrate:(up|down)[ \t]*$/gm;

/** Reads one migration file: a part after `-- migrate:up`, then a part after `-- migrate:down`. */
export function parseMigration(fileName: string, content: string, dialect: Dialect): Migration {
  const match = FILE_NAME.exec(fileName);
  const [, id, name] = match ?? [];
  if (id === undefined || name === undefined) {
    throw new Error(`${fileName}: a migration is named NNNN_verb_noun.sql, with lower-case words`);
  }
  const text = content.replaceAll("\r\n", "\n");
  const [up, down] = splitParts(fileName, text);
  return {
    id,
    name,
    up: readPart(fileName, "up", up, dialect),
    down: readPart(fileName, "down", down, dialect),
    checksum: createHash("sha256").update(text).digest("hex"),
  };
}

function splitParts(fileName: string, text: string): [string, string] {
  const markers = [...text.matchAll(MARKER)];
  const [up, down] = markers;
  if (markers.length !== 2 || up?.[1] !== "up" || down?.[1] !== "down") {
    throw new Error(`${fileName}: needs one line "-- migrate:up" and after it one line "-- migrate:down"`);
  }
  return [text.slice(up.index + up[0].length, down.index), text.slice(down.index + down[0].length)];
}

function readPart(fileName: string, part: string, sql: string, dialect: Dialect): string[] {
  try {
    const statements = splitStatements(sql, dialect);
    if (statements.length === 0) throw new Error("it holds no statement");
    return statements;
  } catch (error) {
    throw new Error(`${fileName}: the ${part} part cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
