import type { Conditions } from "../../policypack/iam";

/** Tags, each with the value or the values that it may have. */
export type Tags = Readonly<Record<string, string | readonly string[]>>;

/** The keys of a condition on tags: `aws:RequestTag` of a request, `aws:ResourceTag` or `ssm:resourceTag` of a resource. */
export const tagKeys = (key: string, tags: Tags): Readonly<Record<string, string | readonly string[]>> =>
    Object.fromEntries(Object.entries(tags).map(([name, values]) => [`${key}/${name}`, values]));

/** That all of these tags are there, each with one of its values; no condition where none are given. */
export const requireTags = (key: string, tags: Tags | undefined): Conditions | undefined =>
    tags && { StringEquals: tagKeys(key, tags) };
