import type { ValidationIssue } from "../../components/pattern/validationIssue";
import schema from "../config.schema.json";
import type { GivenConfig } from "./read";
import { schemaIssues } from "./schemaIssues";
import { mapLeaves, EncryptedValue } from "./encrypted";
import { namespace } from "./settings";

let validate: ReturnType<typeof schemaIssues> | undefined;

/** Reports unknown properties, missing properties and values of the wrong type. */
export const checkTypes = (config: GivenConfig): readonly ValidationIssue[] => {
    // Compiled lazily and once: the preview command plans the stack before its program does.
    validate ??= schemaIssues(schema);
    const given = mapLeaves(config, (leaf) =>
        leaf instanceof EncryptedValue ? leaf.placeholder : leaf,
    ) as GivenConfig;
    return validate(Object.fromEntries(Object.entries(given).map(([key, value]) => [`${namespace}:${key}`, value])));
};
