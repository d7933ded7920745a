import type { InventorySyncArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameRegion } from "../pattern/sameAccountAndRegion";
import { granteesIssues } from "../pattern/grantees";
import type { NamingScope } from "../pattern/naming";
import type { ValidationIssue } from "../pattern/validationIssue";
import { duplicateIssues } from "../pattern/duplicates";

type Args = Unwrap<InventorySyncArgs>;

/** Those who hold a policy of their own, by the arg that names them. */
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
                      message: "delivers to no bucket",
                      fix: 'Give "sync.bucketName", or "bucket" to make one.',
                  },
              ]
            : []),
        ...(["bucketName", "bucketRegion", "keyPrefix", "kmsKeyArn"] as const)
            .filter((name) => bucket !== undefined && sync[name] !== undefined)
            .map((name) => ({
                path: `sync.${name}`,
                value: sync[name],
                message: "is of another bucket, but the sync delivers to the one made here",
                fix: `Take it away, or take "bucket" away.`,
            })),
        ...(bucket !== undefined &&
        sync.organization !== undefined &&
        sync.organization !== (bucket.organizationId !== undefined)
            ? [
                  {
                      path: "sync.organization",
                      value: sync.organization,
                      message: "contradicts the bucket made here, which would refuse the deliveries",
                      fix: 'Take it away; "bucket.organizationId" decides.',
                  },
              ]
            : []),
    ];
};

/** A key serves its own Region, and a bucket that stands in another one would refuse every delivery. */
const keyIssues = ({ bucket, sync }: Args, scope?: NamingScope): readonly ValidationIssue[] =>
    bucket !== undefined || scope === undefined
        ? []
        : requireSameRegion(
              "sync.kmsKeyArn",
              sync?.kmsKeyArn,
              { ...scope, location: { ...scope.location, region: sync?.bucketRegion ?? scope.location.region } },
              "the bucket is in",
          );

/** What relates several args, or args and the location. */
export const validateInventorySync = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...destinationIssues(args),
    ...duplicateIssues("bucket.accountIds", args.bucket?.accountIds),
    ...duplicateIssues("bucket.syncRegions", args.bucket?.syncRegions),
    ...keyIssues(args, scope),
    ...requireSameRegion("bucket.kmsKeyArn", args.bucket?.kmsKeyArn, scope),
    ...(args.administrators !== undefined && args.sync === undefined
        ? [{ path: "administrators", message: "have no sync to change", fix: 'Give "sync", or take them away.' }]
        : []),
    ...granteesIssues(args, inventoryAccessLevels, scope),
];
