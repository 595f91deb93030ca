import { Buffer } from "node:buffer";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { FieldType, Message } from "../../workers/edge/otlp/wire/schema.ts";

/** Enums as OTLP/JSON may name them. */
const ENUM_NAMES = [
  "AGGREGATION_TEMPORALITY_UNSPECIFIED",
  "AGGREGATION_TEMPORALITY_DELTA",
  "AGGREGATION_TEMPORALITY_CUMULATIVE",
];

/** An OTLP/JSON object as the protobuf message of the same content. */
export function encodeProtobuf(object: Record<string, unknown>, message: Message): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  write(writer, object, message);
  return writer.finish();
}

function write(writer: BinaryWriter, object: Record<string, unknown>, message: Message): void {
  for (const [number, [name, type, repeated]] of Object.entries(message)) {
    const value = object[name];
    if (value === undefined || value === null) continue;
    for (const item of repeated === undefined ? [value] : value as unknown[]) {
      writeField(writer, Number(number), type, item);
    }
  }
}

function writeField(writer: BinaryWriter, number: number, type: FieldType, value: unknown): void {
  if (typeof type !== "string") {
    writer.tag(number, WireType.LengthDelimited).fork();
    write(writer, (value ?? {}) as Record<string, unknown>, type);
    writer.join();
    return;
  }
  switch (type) {
    case "string":
      writer.tag(number, WireType.LengthDelimited).string(String(value));
      return;
    case "hex":
    case "base64":
      writer.tag(number, WireType.LengthDelimited).bytes(Buffer.from(String(value), type));
      return;
    case "double":
      writer.tag(number, WireType.Bit64).double(Number(value));
      return;
    case "fixed64":
    case "sfixed64":
      writer.tag(number, WireType.Bit64)[type](BigInt(String(value)));
      return;
    case "bool":
      writer.tag(number, WireType.Varint).bool(Boolean(value));
      return;
    case "int64":
      writer.tag(number, WireType.Varint).int64(BigInt(String(value)));
      return;
    case "uint32":
      writer.tag(number, WireType.Varint).uint32(enumNumber(value));
  }
}

function enumNumber(value: unknown): number {
  return typeof value === "string" && ENUM_NAMES.includes(value) ? ENUM_NAMES.indexOf(value) : Number(value);
}
