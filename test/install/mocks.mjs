// Runs a compiled program of the project in the working directory as `pulumi preview` would, on mocks instead of an
// engine. Prints the type and name of each resource, and the outputs.
import console from "node:console";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";

// The copy of the project, which the components use too.
const pulumi = createRequire(join(process.cwd(), "package.json"))("@pulumi/pulumi");

const location = {
    "aws:index/getPartition:getPartition": { partition: "aws" },
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
    "aws:index/getRegion:getRegion": { region: "eu-west-1" },
};

/** Previews the program that `load` imports, with this config. */
export const preview = async (load, config) => {
    const made = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                made.push([type, name]);
                return { id: undefined, state: inputs };
            },
            call: ({ token }) => location[token],
        },
        "acme",
        "dev",
        true,
    );
    pulumi.runtime.setAllConfig(config);
    const outputs = await pulumi.runtime.runInPulumiStack(async () => {
        const program = await load();
        const { default: exported = program } = program;
        return typeof exported === "function" ? exported() : exported;
    });
    await pulumi.runtime.disconnect();
    const known = await new Promise((resolve) => pulumi.output(outputs).apply(resolve));
    console.log(JSON.stringify({ made: made.sort(), outputs: known }));
};
