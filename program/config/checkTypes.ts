import type { ValidationIssue } from "../../components/pattern/validationIssue";
import schema from "../config.schema.json";
import type { GivenConfig } from "./read";
import { schemaIssues } from "./schemaIssues";
import { mapLeaves, EncryptedValue } from "./encrypted";
import { namespace } from "./settings";

let validate: ReturnType<typeof schemaIssues> | undefined;

/** Everything in the config that is not known there, is missing, or has the wrong type. */
export const checkTypes = (config: GivenConfig): readonly ValidationIssue[] => {
    // Compiled when first asked for, and once: a command plans before its program does.
    validate ??= schemaIssues(schema);
    const given = mapLeaves(config, (leaf) =>
        leaf instanceof EncryptedValue ? leaf.placeholder : leaf,
    ) as GivenConfig;
    return validate(Object.fromEntries(Object.entries(given).map(([key, value]) => [`${namespace}:${key}`, value])));
};
