import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Answer, type Delivery, GZIP_FROM_BYTES, MOST_ANSWER_BYTES, type Transport } from "./transport.ts";

const compress = promisify(gzip);

/**
 * Sends with Node's own client rather than with `fetch`, because its sockets can be told not to keep the process alive while an
 * answer is awaited, and because compression runs beside the host's thread.
 */
export const nodeTransport: Transport = async (delivery) => {
  const isLong = delivery.gzip && delivery.body.length >= GZIP_FROM_BYTES;
  const body = isLong ? await compress(delivery.body) : Buffer.from(delivery.body);
  return await post(delivery, body, isLong ? { "content-encoding": "gzip" } : {});
};

function post({ url, headers, signal }: Delivery, body: Uint8Array, encoding: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    const request = send(url, {
      method: "POST",
      headers: { ...headers, ...encoding, "content-length": String(body.byteLength) },
    });
    const give = () => request.destroy(new Error("no answer in time"));
    signal.addEventListener("abort", give);
    let answer: (() => void) | undefined;
    request.on("socket", (socket) => socket.unref());
    request.on("error", (error) => answer === undefined ? reject(error) : answer());
    request.on("close", () => {
      signal.removeEventListener("abort", give);
      // Closed without an answer and without an error.
      if (answer === undefined) reject(new Error("connection closed"));
    });
    request.on("response", (response) => {
      let text = "";
      // The status is the answer; a body that breaks off does not take it back.
      answer = () =>
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers["retry-after"] ?? null,
          contentType: response.headers["content-type"] ?? null,
          body: text,
        });
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
        if (text.length > MOST_ANSWER_BYTES) response.destroy();
      });
      response.on("error", answer);
      response.on("close", answer);
    });
    if (signal.aborted) give();
    request.end(body);
  });
}
