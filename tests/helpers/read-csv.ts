/** The records of a CSV text (RFC 4180), every field as the text it stands for, and whether it was quoted. */
export function readCsv(text: string): { value: string; quoted: boolean }[][] {
  const records: { value: string; quoted: boolean }[][] = [];
  let record: { value: string; quoted: boolean }[] = [];
  for (let at = 0; at < text.length;) {
    const quoted = text[at] === '"';
    const end = quoted ? endOfQuoted(text, at) : endOfPlain(text, at);
    const raw = text.slice(at, end);
    record.push({ value: quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw, quoted });
    if (text[end] === ",") {
      at = end + 1;
      continue;
    }
    if (text.slice(end, end + 2) !== "\r\n") {
      throw new Error(`a record ends with ${JSON.stringify(text.slice(end, end + 2))}`);
    }
    records.push(record);
    record = [];
    at = end + 2;
  }
  return records;
}

function endOfQuoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at + 1;
    at++;
  }
  throw new Error("a quoted field does not end");
}

function endOfPlain(text: string, start: number): number {
  const found = text.slice(start).search(/[,\r]/);
  return found < 0 ? text.length : start + found;
}
