import type { InventorySyncArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameRegion } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";
import { duplicateIssues } from "../pattern/duplicates";

type Args = Unwrap<InventorySyncArgs>;

/** The access levels that have a policy of their own, by arg name. */
export const inventoryAccessLevels = ["administrators", "readers"] as const;

const destinationIssues = ({ bucket, sync }: Args): readonly ValidationIssue[] => {
    if (sync === undefined) {
        return [];
    }
    return [
        ...(bucket === undefined && sync.bucketName === undefined
            ? [
                  {
                      path: "sync",
                      message: "has no destination bucket",
                      fix: 'Set "sync.bucketName", or "bucket" to create one.',
                  },
              ]
            : []),
        ...(["bucketName", "bucketRegion", "keyPrefix", "kmsKeyArn"] as const)
            .filter((name) => bucket !== undefined && sync[name] !== undefined)
            .map((name) => ({
                path: `sync.${name}`,
                value: sync[name],
                message: "applies only to an existing bucket, but the sync delivers to the created one",
                fix: `Remove it, or remove "bucket".`,
            })),
        ...(bucket !== undefined &&
        sync.organization !== undefined &&
        sync.organization !== (bucket.organizationId !== undefined)
            ? [
                  {
                      path: "sync.organization",
                      value: sync.organization,
                      message: "contradicts the policy of the created bucket, so every delivery would fail",
                      fix: 'Remove it; it follows from "bucket.organizationId".',
                  },
              ]
            : []),
    ];
};

/** A KMS key works in its own Region only: deliveries to a bucket in another Region would fail. */
const keyIssues = ({ bucket, sync }: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    bucket !== undefined || scope === undefined
        ? []
        : requireSameRegion(
              "sync.kmsKeyArn",
              sync?.kmsKeyArn,
              { ...scope, location: { ...scope.location, region: sync?.bucketRegion ?? scope.location.region } },
              "the bucket is in",
          );

/** Validates args against each other and against the location. */
export const validateInventorySync = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...destinationIssues(args),
    ...duplicateIssues("bucket.accountIds", args.bucket?.accountIds),
    ...duplicateIssues("bucket.syncRegions", args.bucket?.syncRegions),
    ...keyIssues(args, scope),
    ...requireSameRegion("bucket.kmsKeyArn", args.bucket?.kmsKeyArn, scope),
    ...(args.administrators !== undefined && args.sync === undefined
        ? [{ path: "administrators", message: "has no sync to administer", fix: 'Set "sync", or remove it.' }]
        : []),
    ...granteesIssues(args, inventoryAccessLevels, scope),
];
