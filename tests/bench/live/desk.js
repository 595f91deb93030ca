// Stands where edge and api stand: hands chunks to the live object, lets viewers in, and answers what the page asks about
// who looks at it. Everything else is not there.
const ADMIN = { "live:read": "org", "metrics:read": "org", "organization:read": "org", "members:read": "org" };
const organization = {
  id: "org_bench",
  name: "Bench",
  region: "us",
  residency: "us",
  role: "admin",
  time_zone: "UTC",
};
const me = {
  user: { id: "usr_bench", name: "Bench", email: "bench@example.com" },
  organization,
  organizations: [organization],
  grants: ADMIN,
  version: "bench",
};

export default {
  async fetch(request, { ORG_LIVE }) {
    const live = ORG_LIVE.get(ORG_LIVE.idFromName("bench"));
    const ticket = () => live.issueTicket({ sees: "everything", expiresAt: Date.now() + 3_600_000 });
    switch (new URL(request.url).pathname) {
      case "/feed":
        return Response.json(await live.applyChunks(await request.json()));
      case "/v1/live": {
        const headers = { upgrade: "websocket", "x-fleetglass-ticket": await ticket() };
        return await live.fetch("https://live/", { headers });
      }
      case "/v1/live/tickets":
        return Response.json({ ticket: await ticket() }, { status: 201 });
      case "/v1/me":
        return Response.json(me);
      default:
        return Response.json({ title: "Not here", status: 404, code: "NOT_FOUND" }, { status: 404 });
    }
  },
};
