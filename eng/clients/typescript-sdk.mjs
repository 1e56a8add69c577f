// Lists the tools and calls one with the official TypeScript SDK: node typescript-sdk.mjs http://localhost:8000/mcp
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const contract = JSON.parse(readFileSync(new URL("../../McpAspire.Server/contract.json", import.meta.url), "utf8"));
const expectedTools = Object.keys(contract.tools).sort();
const userId = "123";

const [url] = process.argv.slice(2);
if (!url) {
  console.error("Usage: node typescript-sdk.mjs URL");
  process.exit(2);
}

const client = new Client({ name: "typescript-sdk-check", version: "1.0.0" });
try {
  const transport = new StreamableHTTPClientTransport(new URL(url));
  await client.connect(transport);

  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name).sort(), expectedTools, "tools/list does not have the tools of the contract.");

  // The SDK checks structured content against the tool's output schema itself, and throws where they differ.
  const result = await client.callTool({ name: "get_user_profile", arguments: { user_id: userId } });
  assert.ok(!result.isError, `get_user_profile returned an error: ${JSON.stringify(result.content)}`);
  assert.equal(result.structuredContent?.id, userId, `get_user_profile returned another user: ${JSON.stringify(result.structuredContent)}`);
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent, "Text and structured content of get_user_profile differ.");

  console.log(`TypeScript SDK: ${tools.length} tools, get_user_profile returned user ${userId}, protocol ${transport.protocolVersion}.`);
} catch (error) {
  console.error(`TypeScript SDK against ${url}: ${error.message}`);
  process.exitCode = 1;
} finally {
  await client.close();
}
