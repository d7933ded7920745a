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

/** The path of the built pack. */
const bundle = join(folder, manifest.main);

/**
 * Reads name and version of the policy pack of this repository.
 *
 * @throws ConfigError if the pack is to be published but has not been built.
 */
export const policyPack = (
    { publishPolicyPack = true }: Pick<DeploymentsArgs, "publishPolicyPack">,
    built = bundle,
): PolicyPackVersion => {
    if (publishPolicyPack && !existsSync(built)) {
        throw new ConfigError([
            {
                path: `${namespace}:publishPolicyPack`,
                message: `requires policypack/${manifest.main}, which does not exist`,
                fix: "Run `npm run build` in the root of the repository.",
            },
        ]);
    }
    return { name: "ssm-access", version: manifest.version };
};
