/** `npm run schema`: writes the JSON Schema of the stacks' config, which editors and the program read. */
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { configSchema } from "../program/configSchema";

const file = join(__dirname, "..", "program", "config.schema.json");

writeFileSync(file, `${JSON.stringify(configSchema(), undefined, 2)}\n`);
console.log(`${relative(process.cwd(), file)} written`);
