import type { NodeFeaturesArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import type { AwsLocation } from "../pattern/location";
import type { SiblingComponent } from "../pattern/pattern";
import type { ValidationIssue } from "../pattern/validationIssue";

/** What the nodes of another component of the stack may use, for warnings about what they may not. */
interface SiblingNodes extends Partial<Unwrap<NodeFeaturesArgs>> {
    readonly existingRoleArn?: string;
    readonly furtherRegions?: readonly string[];
    readonly managedPolicyArns?: readonly string[];
}

/** The components that grant nodes their permissions. */
const nodeComponents: ReadonlySet<string> = new Set([
    "ManagedInstanceAccess",
    "DefaultHostManagement",
    "HybridActivation",
    "EdgeDeviceAccess",
]);

/** The components of the stack that grant permissions to nodes in a Region. */
export const nodesInRegion = (
    siblings: readonly SiblingComponent[],
    region: string,
): readonly { readonly reference: string; readonly nodes: SiblingNodes }[] =>
    siblings.flatMap(({ reference, component, scope, args }) => {
        const nodes = args as SiblingNodes;
        const regions = [scope.location.region, ...(nodes.furtherRegions ?? [])];
        // The component of the default host role grants its permissions, not the components that share it.
        const isShared = component === "DefaultHostManagement" && nodes.existingRoleArn !== undefined;
        return nodeComponents.has(component) && regions.includes(region) && !isShared ? [{ reference, nodes }] : [];
    });

/** The nodes of a component that may write to a bucket, with the prefixes they may write below. */
interface Writers {
    readonly reference: string;
    readonly keyPrefixes: readonly (string | undefined)[];
}

const writersOf = (nodes: ReturnType<typeof nodesInRegion>, bucketName: string): readonly Writers[] =>
    nodes.flatMap(({ reference, nodes: { outputBuckets = [] } }) => {
        const buckets = outputBuckets.filter((bucket) => bucket.bucketName === bucketName);
        return buckets.length === 0 ? [] : [{ reference, keyPrefixes: buckets.map(({ keyPrefix }) => keyPrefix) }];
    });

/** Additional managed policies may allow any bucket, and the stack does not know what they allow. */
const hasKnownPermissions = (nodes: ReturnType<typeof nodesInRegion>): boolean =>
    nodes.length > 0 && nodes.every(({ nodes: { managedPolicyArns = [] } }) => managedPolicyArns.length === 0);

/** Warns about a bucket for command output that no nodes of the stack may write to: nodes write it themselves. */
export const outputBucketWarnings = (
    path: string,
    bucketName: string | undefined,
    { region }: AwsLocation,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] => {
    const nodes = nodesInRegion(siblings, region);
    return bucketName === undefined || !hasKnownPermissions(nodes) || writersOf(nodes, bucketName).length > 0
        ? []
        : [
              {
                  path,
                  value: bucketName,
                  message: `is a bucket that the nodes of ${nodes.map(({ reference }) => reference).join(", ")} cannot write to, so their output is lost`,
                  fix: 'Add it to "outputBuckets" of the nodes that run the commands.',
              },
          ];
};

/** Whether objects with a key prefix are among those that nodes may write; without a prefix, they are at the root. */
export const isBelow = (keyPrefix: string | undefined, permitted: string | undefined): boolean =>
    permitted === undefined || keyPrefix === permitted || keyPrefix?.startsWith(`${permitted}/`) === true;

const locationOf = (keyPrefix: string | undefined): string =>
    keyPrefix === undefined ? "to the root" : `below ${keyPrefix}/`;

/** Warns about command output at a fixed place of a bucket in which nodes of the stack may write elsewhere only. */
export const outputPrefixWarnings = (
    path: string,
    { bucketName, keyPrefix }: { readonly bucketName: string; readonly keyPrefix: string | undefined },
    { region }: AwsLocation,
    siblings: readonly SiblingComponent[],
): readonly ValidationIssue[] => {
    const nodes = nodesInRegion(siblings, region);
    const writers = writersOf(nodes, bucketName);
    const canWrite = writers.some(({ keyPrefixes }) => keyPrefixes.some((permitted) => isBelow(keyPrefix, permitted)));
    return !hasKnownPermissions(nodes) || canWrite
        ? []
        : writers.map(({ reference, keyPrefixes }) => ({
              path,
              value: keyPrefix,
              message:
                  `writes output ${locationOf(keyPrefix)} of bucket ${bucketName}, but the nodes of ${reference} may only ` +
                  `write ${keyPrefixes.map(locationOf).join(" or ")}`,
              fix: `Set it to such a prefix, or change "outputBuckets" of ${reference}.`,
          }));
};
