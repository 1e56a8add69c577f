// The tool "echo" with fastmcp, stateless, on a free port.
import { createServer } from "node:net";
import { FastMCP } from "fastmcp";
import { z } from "zod";

const mcp = new FastMCP({ name: "echo", version: "1.0.0" });
mcp.addTool({
  name: "echo",
  description: "Gives back a text.",
  parameters: z.object({ text: z.string().min(1).max(128) }),
  execute: async ({ text }) => JSON.stringify({ text, length: text.length }),
});

// It does not tell the port that it was given for 0.
const probe = createServer();
await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
const { port } = probe.address();
await new Promise((resolve) => probe.close(resolve));
await mcp.start({ transportType: "httpStream", httpStream: { port, host: "127.0.0.1", endpoint: "/mcp", stateless: true } });
console.log(`Now listening on: http://127.0.0.1:${port}`);
