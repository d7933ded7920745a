import { createHash } from "node:crypto";
import type { AwsLocation } from "./location";

/** Identifies a component uniquely. The physical names of its children are computed from it. */
export interface NamingScope {
    readonly location: AwsLocation;
    /** The Pulumi project. */
    readonly project: string;
    /** The Pulumi stack. */
    readonly stack: string;
    /** The component's class, such as `RunCommandAccess`. */
    readonly component: string;
    /** The component's logical name. */
    readonly name: string;
    /** Replaces project and stack, so that renaming either keeps the names. */
    readonly namePrefix?: string | undefined;
}

const partsOf = ({ location, project, stack, component, name, namePrefix }: NamingScope): readonly unknown[] => [
    location.partition,
    location.accountId,
    location.region,
    project,
    stack,
    component,
    name,
    namePrefix,
];

/** Whether two naming scopes give the same names and ARNs. */
export const isSameScope = (one: NamingScope, other: NamingScope): boolean => {
    const others = partsOf(other);
    return partsOf(one).every((part, i) => part === others[i]);
};

/** The maximum length of each kind of name in AWS, in characters. */
export const maxNameLength = {
    role: 64,
    policy: 128,
    instanceProfile: 128,
    topic: 256,
    maintenanceWindow: 128,
    eventRule: 64,
    schedule: 64,
    scheduleGroup: 64,
    serviceSetting: 1000,
    logGroup: 512,
    bucket: 63,
    document: 128,
    resourceDataSync: 64,
    alias: 250,
    securityGroup: 255,
    cluster: 255,
} as const;

const hashLength = 8;

/**
 * The physical name of a child: a readable part, then a hash. The hash covers the tuple before it is joined, so that
 * `ssm-dev` + `eu` and `ssm` + `dev-eu` differ. The tuple is lower-cased because IAM names are case-insensitive. A
 * computed name is known at preview, and so is every document that contains it.
 *
 * @param maximum the most characters, if fewer than AWS allows for the kind.
 */
export const physicalName = (
    scope: NamingScope,
    child: string,
    kind: keyof typeof maxNameLength,
    maximum: number = maxNameLength[kind],
): string => {
    const { project, stack, location, component, name, namePrefix } = scope;
    const owner = namePrefix === undefined ? [project, stack] : [namePrefix];
    const tuple = [...owner, location.region, component, name, child].map((part) => part.toLowerCase());
    const hash = createHash("sha256").update(JSON.stringify(tuple)).digest("hex").slice(0, hashLength);
    const readable = [...owner, name, child].join("-").replace(/[^A-Za-z0-9_-]+/g, "-");
    return `${readable.slice(0, maximum - hashLength - 1).replace(/-+$/, "")}-${hash}`;
};

/** The name of a bucket: lower case, beginning with a letter or a digit. */
export const bucketNameFor = (scope: NamingScope, child: string): string =>
    physicalName(scope, child, "bucket").toLowerCase().replaceAll("_", "-").replace(/^-+/, "");
