import type { DeploymentsArgs } from "./args";
import { checkedConfig, readConfig } from "./config";
import { deployEnvironment } from "./environment";
import { enforcePolicies } from "./policies";
import { policyPack } from "./policyPack";

/** The stack outputs. */
interface DeploymentsOutputs {
    /** The branch of each environment. */
    readonly environments: Readonly<Record<string, string>>;
    /** The published version of the policy pack. */
    readonly policyPackVersion?: string;
}

/** Reads and validates the whole config before it creates any resource. */
const run = (): DeploymentsOutputs => {
    const config: DeploymentsArgs = checkedConfig(readConfig(), new Date().toISOString().slice(0, 10));
    const packVersion = policyPack(config);
    for (const [name, args] of Object.entries(config.environments)) {
        deployEnvironment(config, name, args);
    }
    const pack = enforcePolicies(config, packVersion);
    return {
        environments: Object.fromEntries(
            Object.entries(config.environments).map(([name, { branch = "main" }]) => [name, branch]),
        ),
        ...(pack === undefined ? {} : { policyPackVersion: packVersion.version }),
    };
};

export = run;
