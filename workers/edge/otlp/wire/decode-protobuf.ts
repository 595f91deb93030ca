import { Buffer } from "node:buffer";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { AppError } from "../../../../contract/problem.ts";
import type { Field, FieldType, Message } from "./schema.ts";

/** Values nest this deep at most; a deeper one is somebody's attempt to exhaust the stack. */
const MAX_DEPTH = 64;

/**
 * A protobuf message as the object that its OTLP/JSON form parses to: ids are hex, 64-bit numbers text. So whatever reads a
 * request sees the same in both encodings. Fails with `MALFORMED_BODY`.
 */
export function decodeProtobuf(bytes: Uint8Array, message: Message): Record<string, unknown> {
  try {
    return readMessage(new BinaryReader(bytes), bytes.length, message, MAX_DEPTH);
  } catch (cause) {
    throw new AppError("MALFORMED_BODY", "The body is not a valid protobuf message.", { cause });
  }
}

function readMessage(reader: BinaryReader, end: number, message: Message, depth: number): Record<string, unknown> {
  if (depth === 0) throw new RangeError("the message nests too deeply");
  if (end > reader.len) throw new RangeError("a nested message is longer than what holds it");
  const object: Record<string, unknown> = {};
  while (reader.pos < end) {
    const [number, wireType] = reader.tag();
    const field = message[number];
    if (field === undefined) reader.skip(wireType, number);
    else readField(reader, wireType, field, object, depth);
  }
  if (reader.pos > end) throw new RangeError("a field is longer than its message");
  return object;
}

function readField(
  reader: BinaryReader,
  wireType: WireType,
  [name, type, repeated]: Field,
  object: Record<string, unknown>,
  depth: number,
): void {
  if (wireType !== wireTypeOf(type)) throw new RangeError(`${name} has wire type ${wireType}`);
  const value = readValue(reader, type, depth);
  if (repeated === undefined) object[name] = value;
  else ((object[name] ??= []) as unknown[]).push(value);
}

function readValue(reader: BinaryReader, type: FieldType, depth: number): unknown {
  switch (type) {
    case "string":
      return reader.string();
    case "bool":
      return reader.bool();
    case "hex":
      return Buffer.from(reader.bytes()).toString("hex");
    case "base64":
      return Buffer.from(reader.bytes()).toString("base64");
    case "double":
      return reader.double();
    case "uint32":
      return reader.uint32();
    case "int64":
    case "fixed64":
    case "sfixed64":
      return String(reader[type]());
    default: {
      const length = reader.uint32();
      return readMessage(reader, reader.pos + length, type, depth - 1);
    }
  }
}

function wireTypeOf(type: FieldType): WireType {
  switch (type) {
    case "bool":
    case "int64":
    case "uint32":
      return WireType.Varint;
    case "fixed64":
    case "sfixed64":
    case "double":
      return WireType.Bit64;
    default:
      return WireType.LengthDelimited;
  }
}
