// Validates GitLab pipelines against GitLab's published schema, ci.json:
//   node validate.mjs FILE...
// Writes a line for each file, and below it what is wrong. Ends with 0 if all are valid, 1 if not.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node validate.mjs FILE...');
  process.exit(1);
}

const schema = JSON.parse(readFileSync(new URL('ci.json', import.meta.url), 'utf8'));
// The schema has keywords for editors, and formats that say nothing more than the patterns beside them.
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
for (const file of files) {
  const valid = validate(parse(readFileSync(file, 'utf8'), { merge: true }));
  console.log(`${file}: ${valid ? 'valid' : 'not valid'}`);
  if (!valid) {
    process.exitCode = 1;
    validate.errors.forEach(({ instancePath, message, params }) => console.log(`  ${instancePath || '/'} ${message} ${JSON.stringify(params)}`));
  }
}
