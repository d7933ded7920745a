import type { Conditions } from "../../policypack/iam";

/** Tag keys with their allowed values. */
export type Tags = Readonly<Record<string, string | readonly string[]>>;

/** Condition keys for tags, with `key` such as `aws:RequestTag`, `aws:ResourceTag` or `ssm:resourceTag`. */
export const tagKeys = (key: string, tags: Tags): Readonly<Record<string, string | readonly string[]>> =>
    Object.fromEntries(Object.entries(tags).map(([name, values]) => [`${key}/${name}`, values]));

/** Requires all tags, each with one of its allowed values. Undefined without tags. */
export const requireTags = (key: string, tags: Tags | undefined): Conditions | undefined =>
    tags && { StringEquals: tagKeys(key, tags) };
