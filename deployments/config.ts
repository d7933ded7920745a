import * as pulumi from "@pulumi/pulumi";
import type { ValidationIssue } from "../components/pattern/validationIssue";
import { checkConstraints } from "../components/pattern/constraints";
import { ConfigError } from "../program/config/error";
import { decode, isSecret } from "../program/config/decode";
import { schemaIssues } from "../program/config/schemaIssues";
import type { DeploymentsArgs } from "./args";
import schema from "./config.schema.json";
import { constraints } from "./constraints";
import { namespace } from "./namespace";
import { crossFieldIssues } from "./crossFieldIssues";

/** The config before validation, by key without the namespace. */
export type GivenConfig = Readonly<Record<string, unknown>>;

/** All values become deployment settings, which every user with read access can see. */
const secrets = (keys: readonly string[]): readonly ValidationIssue[] =>
    keys.filter(isSecret).map((path) => ({
        path,
        message: "is encrypted, but a deployment needs no secret: it assumes its roles with OpenID Connect",
        fix: "Use a plain-text value without secrets.",
    }));

const named = (issues: readonly ValidationIssue[]): readonly ValidationIssue[] =>
    issues.map((issue) => ({ ...issue, path: `${namespace}:${issue.path}` }));

/** Validates types and values; if they are valid, also the relations between values. */
const issuesOf = (given: GivenConfig, day: string): readonly ValidationIssue[] => {
    const shape = schemaIssues(
        schema,
        Object.fromEntries(Object.entries(given).map(([key, value]) => [`${namespace}:${key}`, value])),
    );
    const values = named(checkConstraints(constraints, given));
    return shape.length + values.length > 0
        ? [...shape, ...values]
        : named(crossFieldIssues(given as unknown as DeploymentsArgs, day));
};

/**
 * Validates the config.
 *
 * @throws ConfigError with all issues at once.
 */
export const checkedConfig = (given: GivenConfig, day: string): DeploymentsArgs => {
    const issues = issuesOf(given, day);
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    return given as unknown as DeploymentsArgs;
};

/**
 * Reads the config of the stack.
 *
 * @throws ConfigError if a value is encrypted.
 */
export const readConfig = (): GivenConfig => {
    const all = Object.entries(pulumi.runtime.allConfig() as Readonly<Record<string, string>>).filter(([key]) =>
        key.startsWith(`${namespace}:`),
    );
    const issues = secrets(all.map(([key]) => key));
    if (issues.length > 0) {
        throw new ConfigError(issues);
    }
    return Object.fromEntries(all.map(([key, text]) => [key.slice(namespace.length + 1), decode(text)]));
};
