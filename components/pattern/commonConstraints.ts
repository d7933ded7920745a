import type { ValueConstraint } from "./constraints";
import * as limit from "./values";

const namePrefix: ValueConstraint = {
    description: 'a prefix: 1 to 32 letters, digits, "_" or "-"',
    pattern: "[A-Za-z0-9_-]{1,32}",
};

/** Constraints on the args that all patterns share. */
export const patternConstraints = {
    namePrefix,
    path: limit.iamPath,
    region: limit.region,
    tags: { keys: limit.tagKey, values: limit.tagValue },
} as const;

/** Constraints on the args of patterns whose policies can cover several Regions. */
export const severalRegionsConstraints = { furtherRegions: { atLeast: 1, each: limit.region } } as const;

/** Constraints on the args that all patterns with a role share. */
export const rolePatternConstraints = {
    ...patternConstraints,
    permissionsBoundary: limit.permissionsBoundary,
    roleName: limit.roleName,
} as const;
