import { allow, type Conditions, type Statement } from "../../policypack/iam";
import { arn, type AwsLocation } from "../pattern/location";
import { tagKeys } from "../statements/tagConditions";
import * as limit from "../pattern/values";

/** Tags that nodes get at registration: each key with its allowed values. */
export type NodeTags = Readonly<Record<string, readonly string[]>>;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html */
const maxTags = 50;

/** Constraints on tags with one value each. */
export const nodeTagConstraints = { atLeast: 1, atMost: maxTags, keys: limit.tagKey, values: limit.tagValue } as const;

/** Constraints on tags with several allowed values each. */
export const nodeTagChoiceConstraints = {
    ...nodeTagConstraints,
    values: { atLeast: 1, each: limit.tagValue },
} as const;

/** Requires that a request has exactly these tags, or no tags if undefined, and is in these Regions. */
export const registeringWith = (tags: NodeTags | undefined, regions: readonly string[]): Conditions =>
    tags === undefined
        ? { StringEquals: { "aws:RequestedRegion": regions }, Null: { "aws:TagKeys": "true" } }
        : {
              StringEquals: { "aws:RequestedRegion": regions, ...tagKeys("aws:RequestTag", tags) },
              "ForAllValues:StringEquals": { "aws:TagKeys": Object.keys(tags) },
          };

/** The ARN patterns of all registered nodes in the Regions. */
export const managedNodes = (location: AwsLocation, regions: readonly string[]): readonly string[] =>
    regions.map((region) => arn(location, "ssm", "managed-instance/*", { region }));

/**
 * Allows tagging nodes, because registering with tags also tags the node. Nodes that already have one of the tags
 * cannot be tagged: changing its value would take the node away from the principals who can send it commands.
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
