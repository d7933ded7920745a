import * as pulumi from "@pulumi/pulumi";
import type { ValidationIssue } from "../components/pattern/validationIssue";
import { checkConstraints } from "../components/pattern/constraints";
import { ConfigError } from "../program/config/error";
import { checkTypesOf } from "../program/config/checkTypes";
import { isSecret } from "../program/config/decode";
import { readKeysOf } from "../program/config/read";
import type { DeploymentsArgs } from "./args";
import schema from "./config.schema.json";
import { constraints } from "./constraints";
import { namespace } from "./namespace";
import { crossFieldIssues } from "./crossFieldIssues";

/** The config before validation, by key without the namespace. */
export type GivenConfig = Readonly<Record<string, unknown>>;

const isNamespaced = (key: string): boolean => key.startsWith(`${namespace}:`);

/** All values become deployment settings, which every user with read access can see. */
const secrets = (keys: readonly string[]): readonly ValidationIssue[] =>
    keys.filter(isSecret).map((path) => ({
        path,
        message: "is encrypted, but a deployment needs no secret: it assumes its roles with OpenID Connect",
        fix: "Use a plain-text value without secrets.",
    }));

const named = (issues: readonly ValidationIssue[]): readonly ValidationIssue[] =>
    issues.map((issue) => ({ ...issue, path: `${namespace}:${issue.path}` }));

/** Validates the values of a config whose types are right; if they are valid, also the relations between values. */
const valueIssues = (config: GivenConfig, day: string): readonly ValidationIssue[] => {
    const values = checkConstraints(constraints, config);
    return named(values.length > 0 ? values : crossFieldIssues(config as unknown as DeploymentsArgs, day));
};

/**
 * Validates the config.
 *
 * @throws ConfigError with all issues at once.
 */
export const checkedConfig = (given: GivenConfig, day: string): DeploymentsArgs => {
    const { config, issues: shape } = checkTypesOf(schema, namespace, given);
    const reported = new Set(shape.map(({ path }) => path));
    const values = shape.length > 0 ? named(checkConstraints(constraints, config)) : valueIssues(config, day);
    const issues = [...shape, ...values.filter(({ path }) => !reported.has(path))];
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    return config as unknown as DeploymentsArgs;
};

/**
 * Reads the config of the stack.
 *
 * @throws ConfigError if a value is encrypted.
 */
export const readConfig = (folder = process.cwd()): GivenConfig => {
    const issues = secrets(Object.keys(pulumi.runtime.allConfig() as object).filter(isNamespaced));
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    return readKeysOf(namespace, folder);
};
