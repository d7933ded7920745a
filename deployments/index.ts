import type { DeploymentsArgs } from "./args";
import { checkedConfig, readConfig } from "./config";
import { deployEnvironment } from "./environment";
import { enforcePolicies } from "./policies";
import { policyPack } from "./policyPack";

/** What a run puts out. */
interface DeploymentsOutputs {
    /** The environments, each with the branch that updates it. */
    readonly environments: Readonly<Record<string, string>>;
    /** The version of the pack that is published. */
    readonly policyPackVersion?: string;
}

/** Reads the config, checks all of it, and only then makes anything. */
const run = (): DeploymentsOutputs => {
    const config: DeploymentsArgs = checkedConfig(readConfig(), new Date().toISOString().slice(0, 10));
    const own = policyPack(config);
    for (const [name, args] of Object.entries(config.environments)) {
        deployEnvironment(config, name, args);
    }
    const pack = enforcePolicies(config, own);
    return {
        environments: Object.fromEntries(
            Object.entries(config.environments).map(([name, { branch = "main" }]) => [name, branch]),
        ),
        ...(pack === undefined ? {} : { policyPackVersion: own.version }),
    };
};

export = run;
