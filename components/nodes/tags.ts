import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { arn, type AwsLocation } from "../pattern/location";
import { tagKeys } from "../statements/tagConditions";
import * as limit from "../pattern/values";

/** Tags that nodes get when they register: each key with the values it may have. */
export type NodeTags = Readonly<Record<string, readonly string[]>>;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html */
const maxTags = 50;

/** The limits of tags with one value each. */
export const nodeTagConstraints = { atLeast: 1, atMost: maxTags, keys: limit.tagKey, values: limit.tagValue } as const;

/** The limits of tags with several values to choose from. */
export const nodeTagChoiceConstraints = {
    ...nodeTagConstraints,
    values: { atLeast: 1, each: limit.tagValue },
} as const;

/** That a request carries exactly these tags, or none at all where none are given; in these Regions. */
export const registeringWith = (tags: NodeTags | undefined, regions: readonly string[]): Conditions =>
    tags === undefined
        ? { StringEquals: { "aws:RequestedRegion": regions }, Null: { "aws:TagKeys": "true" } }
        : {
              StringEquals: { "aws:RequestedRegion": regions, ...tagKeys("aws:RequestTag", tags) },
              "ForAllValues:StringEquals": { "aws:TagKeys": Object.keys(tags) },
          };

/** The managed nodes of some Regions. */
export const managedNodes = (location: AwsLocation, regions: readonly string[]): readonly string[] =>
    regions.map((region) => arn(location, "ssm", "managed-instance/*", { region }));

/**
 * Whoever registers with tags tags the node in the same call; nothing where there are none. A node that has one of the tags
 * already keeps it: whoever could give it another value could take it from those who may command it.
 */
export const tagNodes = (
    location: AwsLocation,
    tags: NodeTags | undefined,
    regions: readonly string[],
): readonly Statement[] =>
    tags === undefined
        ? []
        : [
              allow("TagNodes", ["ssm:AddTagsToResource"], managedNodes(location, regions), {
                  StringEquals: tagKeys("aws:RequestTag", tags),
                  "ForAllValues:StringEquals": { "aws:TagKeys": Object.keys(tags) },
                  Null: Object.fromEntries(Object.keys(tags).map((key) => [`aws:ResourceTag/${key}`, "true"])),
              }),
          ];
