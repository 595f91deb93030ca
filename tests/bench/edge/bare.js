// The least that a Worker can do with a batch: read it and parse it.
export default {
  async fetch(request) {
    const encoding = request.headers.get("content-encoding");
    const body = encoding === "gzip"
      ? new Response(request.body.pipeThrough(new DecompressionStream("gzip")))
      : request;
    const { events } = await body.json();
    return Response.json({ accepted: events.length }, { status: 202 });
  },
};
