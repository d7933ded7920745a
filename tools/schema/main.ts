/** `npm run schema`: writes the JSON Schemas of the stack configs, for editors and for validation by the programs. */
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { constraints } from "../../deployments/constraints";
import { namespace } from "../../deployments/namespace";
import { configSchema } from ".";
import { packageSchema } from "./packageSchema";
import { interfaceSchema } from "./interfaceSchema";

const root = join(__dirname, "..", "..");

/** The config schema of `deployments`. */
export const deploymentsSchema = (): Readonly<Record<string, unknown>> =>
    interfaceSchema(join(root, "deployments", "args.ts"), "DeploymentsArgs", namespace, constraints);

const write = (file: string, schema: unknown): void => {
    writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
    console.log(`${relative(process.cwd(), file)} written`);
};

if (require.main === module) {
    write(join(root, "program", "config.schema.json"), configSchema());
    write(join(root, "components", "schema.json"), packageSchema());
    write(join(root, "deployments", "config.schema.json"), deploymentsSchema());
}
