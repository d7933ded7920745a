import { LogGroup } from "@pulumi/aws/cloudwatch";
import { BucketPolicy } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import type { FlowLogDeliveryArgs } from "./args";
import { flowLogDelivery, flowLogDestination } from "./pattern";
import { logGroupArn } from "../statements/logGroups";
import type { NamedResource } from "../pattern/pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { resolveAfter } from "../resources/resolveAfter";
import { currentLocation } from "../resources/currentLocation";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * Delivery of VPC flow logs: a log group and a role that publishes to exactly that group, or a bucket policy, and
 * permission to create flow logs. The role replaces the one that `AWSSupport-EnableVPCFlowLogs` would otherwise create,
 * for which the runbook needs permission to create roles.
 *
 * A bucket has only one policy: the component replaces the existing one, or exports the policy with
 * `attachPolicy: false`. AWS edits the bucket policy itself for principals with `s3:PutBucketPolicy`; creators do not
 * get that permission. If the bucket is encrypted with a KMS key, the key policy must allow
 * `delivery.logs.amazonaws.com` to use the key; the component does not change key policies.
 *
 * @example
 * const delivery = new FlowLogDelivery("network", {
 *     logGroup: { retentionDays: 90 },
 *     creators: { grantees: { groups: ["network"] }, resourceIds: ["vpc-0123456789abcdef0"] },
 * });
 * export const { deliveryRoleArn, logGroupArn } = delivery;
 *
 * @throws RunError listing all validation issues of the args at once; no resource is created.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
 */
export class FlowLogDelivery extends pulumi.ComponentResource {
    /**
     * ARN of the delivery role, for a flow log's `DeliverLogsPermissionArn`. Resolves once its policies are attached.
     * Undefined without a log group.
     */
    readonly deliveryRoleArn?: pulumi.Output<string>;
    /** Name of the delivery role. Undefined without a log group. */
    readonly deliveryRoleName?: pulumi.Output<string>;
    /** Name of the log group. Resolves once it exists. Undefined without a log group. */
    readonly logGroupName?: pulumi.Output<string>;
    /**
     * ARN of the log group, for a flow log's `LogDestination`. Resolves once it exists. Undefined without a log group.
     */
    readonly logGroupArn?: pulumi.Output<string>;
    /**
     * ARN of the bucket with the key prefix, for a flow log's `LogDestination`. Resolves once its policy is attached.
     * Undefined without a bucket.
     */
    readonly bucketArn?: pulumi.Output<string>;
    /** The attached or required bucket policy, as JSON. Undefined without a bucket. */
    readonly bucketPolicy?: pulumi.Output<string>;
    /** ARN of the creators' policy. Resolves once it is attached to all grantees. Undefined without a policy. */
    readonly creatorPolicyArn?: pulumi.Output<string>;
    /** Policy document of `creators` as JSON; undefined unless the level is set without grantees. */
    readonly creatorPolicyJson?: pulumi.Output<string>;

    constructor(name: string, args: FlowLogDeliveryArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:FlowLogDelivery", name, validateArgs(flowLogDelivery, name, args), opts);
        const childOptions = { parent: this };
        const { names, policies } = planComponent(this, flowLogDelivery, name, args);

        if (args.logGroup !== undefined) {
            const { existingLogGroupName, retentionDays = 365, kmsKeyArn } = args.logGroup;
            const groups =
                existingLogGroupName === undefined
                    ? [
                          new LogGroup(
                              `${name}-log-group`,
                              {
                                  name: names.logGroup.name,
                                  retentionInDays: retentionDays,
                                  kmsKeyId: kmsKeyArn,
                                  tags: args.tags,
                                  region: args.region,
                              },
                              childOptions,
                          ),
                      ]
                    : [];
            const location = currentLocation(childOptions, args.region);
            const groupName = pulumi.output(existingLogGroupName ?? names.logGroup.name);
            this.logGroupName = resolveAfter(groupName, groups);
            this.logGroupArn = resolveAfter(
                pulumi.all([location, groupName]).apply(([known, group]) => logGroupArn(known, group)),
                groups,
            );
            const role = serviceRole(this, name, {
                resource: names.role as pulumi.Output<NamedResource>,
                description: "Publishes VPC flow logs to CloudWatch Logs.",
                trust: policies.trust,
                grants: { publish: policies.publish },
                args,
            });
            this.deliveryRoleArn = role.arn;
            this.deliveryRoleName = role.name;
        }

        if (args.bucket !== undefined) {
            const { bucketName, keyPrefix, attachPolicy = true } = args.bucket;
            this.bucketPolicy = policies.bucketPolicy;
            const attached = attachPolicy
                ? [
                      new BucketPolicy(
                          `${name}-bucket-policy`,
                          { bucket: bucketName, policy: this.bucketPolicy, region: args.region },
                          childOptions,
                      ),
                  ]
                : [];
            this.bucketArn = resolveAfter(
                pulumi
                    .all([currentLocation(childOptions, args.region), bucketName, keyPrefix])
                    .apply(([location, bucket, prefix]) =>
                        flowLogDestination(location, {
                            bucketName: bucket,
                            ...(prefix === undefined ? {} : { keyPrefix: prefix }),
                        }),
                    ),
                attached,
            );
        }

        const { creators } = granteePolicies(this, name, ["creators"], {
            names,
            policies,
            descriptions: { creators: "Make VPC flow logs of named resources, and pass the role that delivers them." },
            args,
        });
        this.creatorPolicyArn = creators.arn;
        this.creatorPolicyJson = creators.json;

        this.registerOutputs({
            deliveryRoleArn: this.deliveryRoleArn,
            deliveryRoleName: this.deliveryRoleName,
            logGroupName: this.logGroupName,
            logGroupArn: this.logGroupArn,
            bucketArn: this.bucketArn,
            bucketPolicy: this.bucketPolicy,
            creatorPolicyArn: this.creatorPolicyArn,
            creatorPolicyJson: this.creatorPolicyJson,
        });
    }
}
