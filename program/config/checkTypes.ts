import type { ValidationIssue } from "../../components/pattern/validationIssue";
import schema from "../config.schema.json";
import type { GivenConfig } from "./read";
import { schemaIssues } from "./schemaIssues";
import { mapLeaves, EncryptedValue } from "./encrypted";
import { namespace } from "./settings";

/** Reports unknown properties, missing properties and values of the wrong type. */
export const checkTypes = (config: GivenConfig): readonly ValidationIssue[] => {
    const given = mapLeaves(config, (leaf) =>
        leaf instanceof EncryptedValue ? leaf.placeholder : leaf,
    ) as GivenConfig;
    return schemaIssues(
        schema,
        Object.fromEntries(Object.entries(given).map(([key, value]) => [`${namespace}:${key}`, value])),
    );
};
