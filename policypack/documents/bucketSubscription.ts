/** The permission that @pulumi/aws writes for an event handler of a bucket: `bucket.onObjectCreated`. */

/** The types from the bucket to the permission, as a URN lists them. The URN of a resource ends with its own type. */
const chain =
    /(?:^|\$)aws:s3\/bucket(?:V2)?:Bucket(?:V2)?\$aws:s3:BucketEventSubscription\$aws:lambda\/permission:Permission$/;

/**
 * Whether a permission belongs to an event handler of a bucket of the same stack: its parent is the subscription, whose
 * parent is the bucket. The engine writes both into the URN.
 */
export const isBucketSubscription = (urn: string): boolean => chain.test(urn.split("::")[2] ?? "");
