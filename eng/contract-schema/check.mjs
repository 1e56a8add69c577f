// Validates JSON Schemas of draft 2020-12 against the published meta-schema, and JSON against them:
//   node check.mjs < checks.json
// Standard input is an array of {"name": ..., "schema": ..., "instance": ...}; without "instance" only the schema is validated.
// Writes a line for each thing that is wrong. Ends with 0 if nothing is, 1 if something is, 2 if the input is no such array.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

let checks;
try {
  checks = JSON.parse(readFileSync(0, 'utf8'));
} catch (error) {
  console.error(`standard input: ${error.message}`);
  process.exit(2);
}

if (!Array.isArray(checks)) {
  console.error('standard input: must be an array of checks');
  process.exit(2);
}

for (const { name, schema, ...rest } of checks) {
  // Strict: a keyword or a format that the draft does not have is a mistake.
  const ajv = addFormats.default(new Ajv.default({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true }));
  if (!ajv.validateSchema(schema)) {
    report(name, 'the schema', ajv.errors);
    continue;
  }

  let validate;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    process.exitCode = 1;
    console.log(`${name}: the schema: ${error.message}`);
    continue;
  }

  if ('instance' in rest && !validate(rest.instance)) {
    report(name, 'the JSON', validate.errors);
  }
}

function report(name, what, errors) {
  process.exitCode = 1;
  errors.forEach(({ instancePath, message, params }) => console.log(`${name}: ${what}: ${instancePath || '/'} ${message} ${JSON.stringify(params)}`));
}
