import type { Problem } from "../../components/pattern/validationIssue";
import schema from "../config.schema.json";
import type { GivenConfig } from "./read";
import { schemaProblems } from "./schemaIssues";
import { mapLeaves, Secure } from "./encrypted";
import { namespace } from "./settings";

let validate: ReturnType<typeof schemaProblems> | undefined;

/** Everything in the config that is not known there, is missing, or has the wrong type. */
export const shapeProblems = (config: GivenConfig): readonly Problem[] => {
    // Compiled when first asked for, and once: a command plans before its program does.
    validate ??= schemaProblems(schema);
    const given = mapLeaves(config, (leaf) => (leaf instanceof Secure ? leaf.placeholder : leaf)) as GivenConfig;
    return validate(Object.fromEntries(Object.entries(given).map(([key, value]) => [`${namespace}:${key}`, value])));
};
