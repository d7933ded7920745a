import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../program/config/error";
import type { DeploymentsArgs } from "./args";
import { namespace } from "./namespace";
import type { PolicyPackVersion } from "./policies";

const folder = join(__dirname, "..", "policypack");
const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly main: string;
    readonly version: string;
};

/** Where the pack is once it is built. */
const bundle = join(folder, manifest.main);

/**
 * The pack of this repository.
 *
 * @throws ConfigError when it is to be published and was not built.
 */
export const policyPack = (
    { publishPolicyPack = true }: Pick<DeploymentsArgs, "publishPolicyPack">,
    built = bundle,
): PolicyPackVersion => {
    if (publishPolicyPack && !existsSync(built)) {
        throw new ConfigError([
            {
                path: `${namespace}:publishPolicyPack`,
                message: `needs policypack/${manifest.main}, which is not there`,
                fix: "Run `npm run build` in the root of the repository.",
            },
        ]);
    }
    return { name: "ssm-access", version: manifest.version };
};
