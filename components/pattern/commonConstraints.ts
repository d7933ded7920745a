import type { ValueLimit } from "./constraints";
import * as limit from "./values";

const namePrefix: ValueLimit = {
    allowed: 'a prefix: 1 to 32 letters, digits, "_" or "-"',
    pattern: "[A-Za-z0-9_-]{1,32}",
};

/** The limits of what every pattern takes. */
export const patternLimits = {
    namePrefix,
    path: limit.iamPath,
    region: limit.region,
    tags: { keys: limit.tagKey, values: limit.tagValue },
} as const;

/** The limits of what every pattern with a role takes. */
export const rolePatternLimits = {
    ...patternLimits,
    permissionsBoundary: limit.permissionsBoundary,
    roleName: limit.roleName,
} as const;
