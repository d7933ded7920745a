import { allow, document, guardedBy, passRole, type Statement } from "../../policypack/iam";
import type { FlowLogBucket, FlowLogCreators, FlowLogDeliveryArgs } from "./args";
import type { Unwrap } from "../pattern/args";
import { flowLogConstraints, validateFlowLogDelivery, flowLogResources } from "./validate";
import { createLogGroups, findLogGroups, logGroupArn, writeLogs } from "../statements/logGroups";
import { physicalName, type NamingScope } from "../pattern/naming";
import { arn, bucketArn, type AwsLocation } from "../pattern/location";
import { grant, type Pattern, type NamedResource, type PlannedDocument } from "../pattern/pattern";
import { namedPolicy, namedRole } from "../pattern/namedResources";
import { servicePrincipal } from "../statements/servicePrincipal";
import { serviceTrust } from "../statements/serviceTrust";

type Args = Unwrap<FlowLogDeliveryArgs>;
type NameArgs = Pick<FlowLogDeliveryArgs, "path" | "roleName" | "logGroup" | "bucket">;

/** The service that assumes the role, and the service that writes to buckets. */
const publisher = "vpc-flow-logs";
const deliverer = "delivery.logs";

const roleOf = (scope: NamingScope, explicit: NameArgs): NamedResource => namedRole(scope, "delivery", explicit);

const ownGroup = (scope: NamingScope, { logGroup }: NameArgs): NamedResource => {
    const name = logGroup?.logGroupName ?? physicalName(scope, "flow", "logGroup");
    return { name, arn: logGroupArn(scope.location, name) };
};

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
const publish = (scope: NamingScope, args: Args, createLogGroup = true): PlannedDocument => {
    const groups = [args.logGroup?.existingLogGroupName ?? ownGroup(scope, args).name];
    return grant(
        writeLogs(scope.location, "PublishFlowLogs", groups),
        ...(createLogGroup ? [createLogGroups(scope.location, "CreateLogGroup", groups)] : []),
        findLogGroups,
    );
};

/**
 * Allows delivery below the account's own prefix only, on behalf of the account and from the given Regions.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
const bucketPolicy = (
    location: AwsLocation,
    {
        bucketName,
        keyPrefix,
        hivePrefixes = false,
        requireAcl = true,
        sourceRegions = [location.region],
    }: Unwrap<FlowLogBucket>,
): PlannedDocument => {
    const { StringEquals, ...fromLogs } = guardedBy({
        sourceAccount: location.accountId,
        sourceArns: sourceRegions.map((region) => arn(location, "logs", "*", { region })),
    });
    const below = [
        keyPrefix,
        "AWSLogs",
        hivePrefixes ? `aws-account-id=${location.accountId}` : location.accountId,
        "*",
    ];
    const delivered = (statement: Statement): Statement => ({
        ...statement,
        Principal: { Service: servicePrincipal(location, deliverer) },
    });
    return {
        kind: "resource",
        document: document(
            delivered(
                allow(
                    "AWSLogDeliveryWrite",
                    ["s3:PutObject"],
                    [bucketArn(location, bucketName, below.filter((part) => part !== undefined).join("/"))],
                    {
                        StringEquals: {
                            ...StringEquals,
                            ...(requireAcl ? { "s3:x-amz-acl": "bucket-owner-full-control" } : {}),
                        },
                        ...fromLogs,
                    },
                ),
            ),
            delivered(
                allow("AWSLogDeliveryAclCheck", ["s3:GetBucketAcl"], [bucketArn(location, bucketName)], {
                    ...(StringEquals === undefined ? {} : { StringEquals }),
                    ...fromLogs,
                }),
            ),
        ),
    };
};

/** The destination ARN of a flow log: the bucket, and the prefix with a trailing slash. */
export const flowLogDestination = (
    location: AwsLocation,
    { bucketName, keyPrefix }: Pick<Unwrap<FlowLogBucket>, "bucketName" | "keyPrefix">,
): string => bucketArn(location, bucketName, keyPrefix === undefined ? undefined : `${keyPrefix}/`);

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-create-flow-log.html */
const creators = (
    scope: NamingScope,
    args: Args,
    { resourceIds, deleteFlowLogs }: Unwrap<FlowLogCreators>,
): PlannedDocument => {
    const { location } = scope;
    const flowLogs = arn(location, "ec2", "vpc-flow-log/*");
    return grant(
        allow(
            "CreateFlowLogs",
            ["ec2:CreateFlowLogs"],
            [flowLogs, ...resourceIds.map((id) => arn(location, "ec2", `${flowLogResources(id) ?? "vpc"}/${id}`))],
        ),
        ...(deleteFlowLogs === true ? [allow("DeleteFlowLogs", ["ec2:DeleteFlowLogs"], [flowLogs])] : []),
        // These actions do not support resource-level permissions.
        allow("FindFlowLogs", ["ec2:DescribeFlowLogs"], ["*"]),
        ...(args.bucket === undefined
            ? []
            : [allow("DeliverToBuckets", ["logs:CreateLogDelivery", "logs:DeleteLogDelivery"], ["*"])]),
        ...(args.logGroup === undefined
            ? []
            : [passRole("PassDeliveryRole", [roleOf(scope, args).arn], servicePrincipal(location, publisher))]),
    );
};

/** Delivery of VPC flow logs to a log group or a bucket. */
export const flowLogDelivery: Pattern<
    Args,
    {
        /** Has no ARN without a log group, because no role is created. */
        readonly role: { readonly name: string; readonly arn?: string };
        /** Has no ARN if the log group exists already and is not created. */
        readonly logGroup: { readonly name: string; readonly arn?: string };
        /** Has the bucket's ARN if the policy is attached, because a bucket has only one policy. */
        readonly bucketPolicy: { readonly name: string; readonly arn?: string };
        readonly creators: NamedResource;
    },
    Record<"trust" | "publish" | "bucketPolicy" | "creators", PlannedDocument | undefined>,
    NameArgs
> = {
    component: "FlowLogDelivery",
    summary: "The role and the bucket policy for delivering VPC flow logs, and who may create flow logs.",
    sources: [
        "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-create-flow-log.html",
        "https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-awssupport-enable-vpc-flowlogs.html",
    ],
    unverified: [
        {
            fact: "AWS's bucket policy requires s3:x-amz-acl. One report says that deliveries to a bucket with the ownership setting BucketOwnerEnforced send no ACL.",
            arg: "bucket.requireAcl",
            check: "Create a flow log to the bucket. If no object arrives within 15 minutes, set requireAcl to false.",
        },
        {
            fact: "AWS's minimum policy for the role contains logs:CreateLogGroup. AWS does not document whether it is needed for an existing log group.",
            arg: "createLogGroup",
            check: "Set createLogGroup to false and create a flow log. If it stays active without an access error and delivers, the permission is not needed.",
        },
    ],
    constraints: flowLogConstraints,
    children: {
        role: {
            kind: "role",
            nameArg: "roleName",
            trust: "trust",
            grants: ["publish"],
            passedTo: publisher,
            passedBy: ["creators"],
        },
        logGroup: { kind: "logGroup", nameArg: "logGroup.logGroupName", existingArg: "logGroup.existingLogGroupName" },
        bucketPolicy: { kind: "bucketPolicy", nameArg: "bucket.bucketName" },
        creators: { kind: "policy", purpose: "grantees" },
    },
    validate: validateFlowLogDelivery,
    names: (scope, explicit) => {
        const { logGroup, bucket } = explicit;
        const group = ownGroup(scope, explicit);
        const { bucketName } = bucket ?? {};
        const role = roleOf(scope, explicit);
        return {
            role: logGroup === undefined ? { name: role.name } : role,
            logGroup:
                logGroup === undefined || logGroup.existingLogGroupName !== undefined ? { name: group.name } : group,
            bucketPolicy:
                typeof bucketName === "string" && bucket?.attachPolicy !== false
                    ? { name: bucketName, arn: bucketArn(scope.location, bucketName) }
                    : { name: physicalName(scope, "bucket", "policy") },
            creators: namedPolicy(scope, "creators", explicit),
        };
    },
    documents: {
        trust: ({ location }, { logGroup, flowLogIds = ["*"] }) =>
            logGroup &&
            serviceTrust(
                location,
                publisher,
                flowLogIds.map((id) => arn(location, "ec2", `vpc-flow-log/${id}`)),
            ),
        publish: (scope, args) => args.logGroup && publish(scope, args, args.logGroup.createLogGroup),
        bucketPolicy: ({ location }, { bucket }) => bucket && bucketPolicy(location, bucket),
        creators: (scope, args) => args.creators && creators(scope, args, args.creators),
    },
};
