import type { FlowLogDeliveryArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { requireSameRegion } from "../pattern/sameAccountAndRegion";
import { granteesConstraints, granteesIssues } from "../pattern/grantees";
import type { Constraints, ValueConstraint } from "../pattern/constraints";
import type { NamingScope } from "../pattern/naming";
import { idle } from "../nodes/validate";
import { rolePatternConstraints } from "../pattern/commonConstraints";
import type { ValidationIssue } from "../pattern/validationIssue";
import * as limit from "../pattern/values";

type Args = Unwrap<FlowLogDeliveryArgs>;

/** The resources that flow logs support: the prefix of their IDs and the resource type in their ARNs. */
const resources: readonly (readonly [prefix: string, resource: string])[] = [
    ["vpc-", "vpc"],
    ["subnet-", "subnet"],
    ["eni-", "network-interface"],
    ["nat-", "natgateway"],
    ["tgw-attach-", "transit-gateway-attachment"],
    ["tgw-", "transit-gateway"],
];

/** The ARN resource type of an ID. */
export const flowLogResources = (id: string): string | undefined =>
    resources.find(([prefix]) => id.startsWith(prefix))?.[1];

const hexadecimal = "[0-9a-f]{8}([0-9a-f]{9})?";

const resourceId: ValueConstraint = {
    description:
        'the ID of a VPC, subnet, network interface, NAT gateway, transit gateway or attachment: "vpc-…", "subnet-…", "eni-…", "nat-…", "tgw-…" or "tgw-attach-…"',
    pattern: `(${resources.map(([prefix]) => prefix).join("|")})${hexadecimal}`,
};

const flowLogId: ValueConstraint = {
    description: 'the ID of a flow log: "fl-" and 8 or 17 hexadecimal digits',
    pattern: `fl-${hexadecimal}`,
};

const flowLogPrefix: ValueConstraint = {
    description: 'a key prefix without leading or trailing slash, without "*", "?" or "$", not starting with "AWSLogs"',
    pattern: `(?!AWSLogs(/|$))${String(limit.keyPrefix.pattern)}`,
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentions: readonly number[] = [
    0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const flowLogConstraints: Constraints<Args> = {
    properties: {
        ...rolePatternConstraints,
        logGroup: {
            properties: {
                existingLogGroupName: limit.logGroupName,
                logGroupName: limit.logGroupName,
                retentionDays: limit.wholeNumber("days", 0, 3653),
                kmsKeyArn: limit.kmsKeyArn,
            },
            groups: [{ rule: "atMostOne", of: ["existingLogGroupName", "logGroupName"] }],
        },
        bucket: {
            properties: {
                bucketName: limit.bucketName,
                keyPrefix: flowLogPrefix,
                sourceRegions: { atLeast: 1, each: limit.region },
            },
        },
        flowLogIds: { atLeast: 1, each: flowLogId },
        creators: { properties: { grantees: granteesConstraints, resourceIds: { atLeast: 1, each: resourceId } } },
    },
    groups: [{ rule: "atLeastOne", of: ["logGroup", "bucket"] }],
};

const groupIssues = ({ logGroup }: Args, scope?: NamingScope): readonly ValidationIssue[] => {
    if (logGroup === undefined) {
        return [];
    }
    const { retentionDays, kmsKeyArn } = logGroup;
    return [
        ...idle(
            logGroup,
            "existingLogGroupName",
            ["retentionDays", "kmsKeyArn"],
            "applies only to a log group that the component creates, but existingLogGroupName is set",
        ).map((issue) => ({ ...issue, path: `logGroup.${issue.path}` })),
        ...(typeof retentionDays !== "number" || retentions.includes(retentionDays) || !Number.isInteger(retentionDays)
            ? []
            : [
                  {
                      path: "logGroup.retentionDays",
                      value: retentionDays,
                      message: "is not a retention that CloudWatch Logs supports",
                      fix: `Use one of ${retentions.join(", ")}.`,
                  },
              ]),
        ...requireSameRegion("logGroup.kmsKeyArn", kmsKeyArn, scope, "the log group is in"),
    ];
};

const roleArgs = ["roleName", "permissionsBoundary", "flowLogIds"] as const;

/** Validates args against each other and against the location. */
export const validateFlowLogDelivery = (args: Args, scope?: NamingScope): readonly ValidationIssue[] => [
    ...(args.logGroup === undefined
        ? roleArgs
              .filter((name) => args[name] !== undefined)
              .map((name) => ({
                  path: name,
                  value: args[name],
                  message: "applies only to the role that writes to a log group, but there is no log group",
                  fix: `Remove it, or set "logGroup".`,
              }))
        : []),
    ...groupIssues(args, scope),
    ...granteesIssues(args, ["creators"], scope),
];
