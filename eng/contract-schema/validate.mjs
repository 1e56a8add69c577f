// Validates instances against JSON schemas of draft 2020-12:
//   node validate.mjs < input.json > output.json
// The input is an array of {schema, instances}; the output has an array for each of them, with 1 for each instance that is valid and 0 for each that is not.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const rows = JSON.parse(readFileSync(0, 'utf8'));
const answers = rows.map(({ schema, instances }) => {
  const validate = addFormats(new Ajv({ strict: false, logger: false })).compile(schema);
  return instances.map((instance) => (validate(instance) ? 1 : 0));
});
console.log(JSON.stringify(answers));
