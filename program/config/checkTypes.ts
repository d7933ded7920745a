import type { ValidationIssue } from "../../components/pattern/validationIssue";
import schema from "../config.schema.json";
import { mapLeaves } from "./encrypted";
import type { GivenConfig } from "./read";
import type { Schema } from "./schema";
import { schemaIssues } from "./schemaIssues";
import { namespace } from "./settings";
import { typedConfig } from "./typedValues";
import { UnquotedScalar } from "./unquotedScalar";

/** A config whose values have their declared types, except where there is an issue. */
export interface TypedConfig {
    readonly config: GivenConfig;
    readonly issues: readonly ValidationIssue[];
}

/** Gives the values of a config their declared types. Reports unknown and missing properties, and wrong types. */
export const checkTypesOf = (root: Schema, keysOf: string, given: GivenConfig): TypedConfig => {
    const typed = typedConfig(
        root,
        Object.fromEntries(Object.entries(given).map(([key, value]) => [`${keysOf}:${key}`, value])),
    );
    return {
        config: Object.fromEntries(
            Object.entries(typed).map(([key, value]) => [
                key.slice(keysOf.length + 1),
                mapLeaves(value, (leaf) => (leaf instanceof UnquotedScalar ? leaf.value : leaf)),
            ]),
        ),
        issues: schemaIssues(root, typed),
    };
};

/** Checks the types of the program's config. */
export const checkTypes = (given: GivenConfig): TypedConfig => checkTypesOf(schema, namespace, given);
