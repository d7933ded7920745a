import type { InventorySyncArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { foreignRegion } from "../pattern/sameAccountAndRegion";
import { granteesProblems } from "../pattern/grantees";
import type { Identity } from "../pattern/naming";
import type { Problem } from "../pattern/validationIssue";
import { repeated } from "../pattern/duplicates";

type Args = Unwrap<InventorySyncArgs>;

/** Those who hold a policy of their own, by the arg that names them. */
export const inventoryHolders = ["administrators", "readers"] as const;

const destinationProblems = ({ bucket, sync }: Args): readonly Problem[] => {
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
const keyProblems = ({ bucket, sync }: Args, identity?: Identity): readonly Problem[] =>
    bucket !== undefined || identity === undefined
        ? []
        : foreignRegion(
              "sync.kmsKeyArn",
              sync?.kmsKeyArn,
              { ...identity, place: { ...identity.place, region: sync?.bucketRegion ?? identity.place.region } },
              "the bucket is in",
          );

/** What relates several args, or args and the place. */
export const inventoryProblems = (args: Args, identity?: Identity): readonly Problem[] => [
    ...destinationProblems(args),
    ...repeated("bucket.accountIds", args.bucket?.accountIds),
    ...repeated("bucket.syncRegions", args.bucket?.syncRegions),
    ...keyProblems(args, identity),
    ...foreignRegion("bucket.kmsKeyArn", args.bucket?.kmsKeyArn, identity),
    ...(args.administrators !== undefined && args.sync === undefined
        ? [{ path: "administrators", message: "have no sync to change", fix: 'Give "sync", or take them away.' }]
        : []),
    ...granteesProblems(args, inventoryHolders, identity),
];
