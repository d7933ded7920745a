import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../components/pattern/validationIssue";
import { brokenLimits } from "../components/pattern/constraints";
import { ConfigError } from "../program/config/error";
import { decoded, isSecret } from "../program/config/decode";
import { schemaProblems } from "../program/config/schemaIssues";
import type { DeploymentsArgs } from "./args";
import schema from "./config.schema.json";
import { limits } from "./limits";
import { namespace } from "./namespace";
import { relations } from "./problems";

/** The config as given, by key without the namespace. */
export type GivenConfig = Readonly<Record<string, unknown>>;

/** All of it is settings that the service shows to whoever may read them. */
const secrets = (keys: readonly string[]): readonly Problem[] =>
    keys.filter(isSecret).map((path) => ({
        path,
        message: "is encrypted, but a deployment needs no secret: its roles are taken by OpenID Connect",
        fix: "Write it in plain text; keep what is secret out of it.",
    }));

const named = (problems: readonly Problem[]): readonly Problem[] =>
    problems.map((problem) => ({ ...problem, path: `${namespace}:${problem.path}` }));

/** What is wrong with a config: its types, then its values, then how they stand to each other. */
const problemsOf = (given: GivenConfig, day: string): readonly Problem[] => {
    const shape = schemaProblems(schema)(
        Object.fromEntries(Object.entries(given).map(([key, value]) => [`${namespace}:${key}`, value])),
    );
    const values = named(brokenLimits(limits, given));
    return shape.length + values.length > 0
        ? [...shape, ...values]
        : named(relations(given as unknown as DeploymentsArgs, day));
};

/**
 * The config, once nothing in it is wrong.
 *
 * @throws ConfigError with every problem at once.
 */
export const checkedConfig = (given: GivenConfig, day: string): DeploymentsArgs => {
    const problems = problemsOf(given, day);
    if (problems.length > 0) {
        throw new ConfigError(problems);
    }
    return given as unknown as DeploymentsArgs;
};

/**
 * Reads the config of the run.
 *
 * @throws ConfigError when one of its values is encrypted.
 */
export const readConfig = (): GivenConfig => {
    const all = Object.entries(pulumi.runtime.allConfig() as Readonly<Record<string, string>>).filter(([key]) =>
        key.startsWith(`${namespace}:`),
    );
    const problems = secrets(all.map(([key]) => key));
    if (problems.length > 0) {
        throw new ConfigError(problems);
    }
    return Object.fromEntries(all.map(([key, text]) => [key.slice(namespace.length + 1), decoded(text)]));
};
