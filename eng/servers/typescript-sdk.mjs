// The tool "echo" with the TypeScript SDK, on a free port: a server and a transport for each request, as its documentation has it for stateless servers.
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

function createMcpServer() {
  const mcp = new McpServer({ name: "echo", version: "1.0.0" });
  mcp.registerTool(
    "echo",
    {
      description: "Gives back a text.",
      inputSchema: { text: z.string().min(1).max(128) },
      outputSchema: { text: z.string(), length: z.number().int() },
    },
    ({ text }) => {
      const result = { text, length: text.length };
      return { content: [{ type: "text", text: JSON.stringify(result) }], structuredContent: result };
    },
  );
  return mcp;
}

const http = createServer(async (request, response) => {
  const mcp = createMcpServer();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.on("close", () => {
    transport.close();
    mcp.close();
  });
  await mcp.connect(transport);
  await transport.handleRequest(request, response);
});
http.listen(0, "127.0.0.1", () => console.log(`Now listening on: http://127.0.0.1:${http.address().port}`));
