import { LogGroup } from "@pulumi/aws/cloudwatch";
import { BucketPolicy } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { maximumOf } from "../../policypack/iam";
import type { FlowLogDeliveryArgs } from "./args";
import { flowLogDelivery, flowLogDestination } from "./pattern";
import { logGroupArn } from "../statements/logGroups";
import type { NamedResource } from "../pattern/pattern";
import { granteePolicies } from "../resources/granteePolicies";
import { compliantPolicy } from "../resources/compliantPolicy";
import { resolveAfter } from "../resources/resolveAfter";
import { currentLocation } from "../resources/currentLocation";
import { validateArgs, planComponent } from "../resources/planComponent";
import { serviceRole } from "../resources/serviceRole";

/**
 * What VPC Flow Logs deliver with: a log group and the role that publishes to exactly that one, or the policy of a bucket;
 * and who may make flow logs. It stands in for the role that `AWSSupport-EnableVPCFlowLogs` would make by itself with
 * rights to make any.
 *
 * A bucket has one policy: the one attached here replaces what the bucket has, and `attachPolicy: false` hands it out
 * instead. AWS would write the policy itself for whoever holds `s3:PutBucketPolicy`; creators get no such right. A bucket
 * that encrypts with a key needs the key's policy to let `delivery.logs.amazonaws.com` use it, which is not done here.
 *
 * @example
 * const delivery = new FlowLogDelivery("network", {
 *     logGroup: { retentionDays: 90 },
 *     creators: { grantees: { groups: ["network"] }, resourceIds: ["vpc-0123456789abcdef0"] },
 * });
 * export const { deliveryRoleArn, logGroupArn } = delivery;
 *
 * @throws RunError naming every problem of the args at once; nothing is made then.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
 */
export class FlowLogDelivery extends pulumi.ComponentResource {
    /** ARN of the role, once it may publish; a flow log's `DeliverLogsPermissionArn`. Undefined without a log group. */
    readonly deliveryRoleArn?: pulumi.Output<string>;
    /** The role's name; undefined without a log group. */
    readonly deliveryRoleName?: pulumi.Output<string>;
    /** Name of the log group, once it exists; undefined without one. */
    readonly logGroupName?: pulumi.Output<string>;
    /** ARN of the log group, once it exists; a flow log's `LogDestination`. Undefined without a log group. */
    readonly logGroupArn?: pulumi.Output<string>;
    /** ARN of the bucket, with the prefix, once its policy lets flow logs in; a flow log's `LogDestination`. */
    readonly bucketArn?: pulumi.Output<string>;
    /** The policy that the bucket has or needs, as JSON; undefined without a bucket. */
    readonly bucketPolicy?: pulumi.Output<string>;
    /** ARN of the creators' policy, once attached to all its grantees; undefined without creators. */
    readonly creatorPolicyArn?: pulumi.Output<string>;

    constructor(name: string, args: FlowLogDeliveryArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("ssm-access:index:FlowLogDelivery", name, validateArgs(flowLogDelivery, name, args), opts);
        const childOptions = { parent: this };
        const { names, documents } = planComponent(this, flowLogDelivery, name, args);

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
                planned: names.role as pulumi.Output<NamedResource>,
                description: "Publishes VPC flow logs to CloudWatch Logs.",
                trust: documents.trust,
                grants: { publish: documents.publish },
                args,
            });
            this.deliveryRoleArn = role.arn;
            this.deliveryRoleName = role.name;
        }

        if (args.bucket !== undefined) {
            const { bucketName, keyPrefix, attachPolicy = true } = args.bucket;
            this.bucketPolicy = compliantPolicy(documents.bucketPolicy, this, maximumOf.bucketPolicy);
            const policies = attachPolicy
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
                policies,
            );
        }

        const { creators } = granteePolicies(this, name, ["creators"], {
            names,
            documents,
            descriptions: { creators: "Make VPC flow logs of named resources, and pass the role that delivers them." },
            args,
        });
        this.creatorPolicyArn = creators;

        this.registerOutputs({
            deliveryRoleArn: this.deliveryRoleArn,
            deliveryRoleName: this.deliveryRoleName,
            logGroupName: this.logGroupName,
            logGroupArn: this.logGroupArn,
            bucketArn: this.bucketArn,
            bucketPolicy: this.bucketPolicy,
            creatorPolicyArn: this.creatorPolicyArn,
        });
    }
}
