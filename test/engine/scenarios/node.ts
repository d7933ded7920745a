import * as assert from "node:assert/strict";
import { Bucket } from "@pulumi/aws/s3";
import { DefaultHostManagement, FlowLogDelivery } from "../../../components";
import { account, allowed, region, staff, trusted, type Scenario } from "./scenario";
import { text } from "../../fakeAws/value";

const vpcs = ["vpc-0123456789abcdef0", "vpc-0123456789abcdef1"];
const vpcArn = (id: string): string => `arn:aws:ec2:${region}:${account}:vpc/${id}`;
const setting = (ofRegion: string): string =>
    `arn:aws:ssm:${ofRegion}:${account}:servicesetting/ssm/managed-instance/default-ec2-instance-management-role`;

/** Default Host Management, and delivery of VPC flow logs. */
export const nodeScenarios: readonly Scenario[] = [
    {
        component: "DefaultHostManagement",
        make: (changed) => {
            const { roleArn } = new DefaultHostManagement("hosts", {
                awsManagedCore: false,
                logs: { logGroupNames: changed ? ["/hosts", "/hosts/errors"] : ["/hosts"] },
                administrators: { grantees: staff("DefaultHostManagement", changed) },
            });
            return roleArn;
        },
        exists: [
            "GroupPolicyAttachment DefaultHostManagement-team/policy/hosts-administrators-HASH",
            "Policy policy/hosts-administrators-HASH",
            "Policy policy/hosts-core-HASH",
            "Policy policy/hosts-features-HASH",
            "Role hosts-hosts-HASH",
            "RolePolicyAttachment hosts-hosts-HASH/policy/hosts-core-HASH",
            "RolePolicyAttachment hosts-hosts-HASH/policy/hosts-features-HASH",
            `ServiceSetting ${setting(region)}`,
        ],
        holds: (found) => {
            const role = found("hosts Role");
            assert.deepEqual(trusted(role), ["ssm.amazonaws.com"]);
            assert.equal(found("hosts-setting ServiceSetting").settingValue, role.name);
            const administrators = found("hosts-administrators Policy");
            assert.deepEqual(allowed(administrators, "iam:PassRole"), [role.arn]);
            assert.deepEqual(allowed(administrators, "ssm:UpdateServiceSetting"), [setting(region)]);
        },
        steps: [
            "create GroupPolicyAttachment hosts-administrators-group-DefaultHostManagement-audit",
            "update Policy hosts-features",
        ],
    },
    {
        component: "FlowLogDelivery",
        make: (changed) => {
            const { bucket } = new Bucket("archive", { bucket: "acme-flow-logs" });
            return new FlowLogDelivery("network", {
                logGroup: { logGroupName: "/acme/flow", retentionDays: changed ? 30 : 90 },
                bucket: { bucketName: bucket },
                creators: {
                    grantees: staff("FlowLogDelivery", changed),
                    resourceIds: changed ? vpcs : vpcs.slice(0, 1),
                },
            });
        },
        exists: [
            "BucketPolicy acme-flow-logs",
            "GroupPolicyAttachment FlowLogDelivery-team/policy/network-creators-HASH",
            "LogGroup /acme/flow",
            "Policy policy/network-creators-HASH",
            "Role network-delivery-HASH",
            "RolePolicy network-delivery-HASH:publish",
        ],
        holds: (found) => {
            const role = found("network Role");
            assert.deepEqual(trusted(role), ["vpc-flow-logs.amazonaws.com"]);
            const arn = text(found("network-log-group LogGroup"), "arn");
            assert.deepEqual(allowed(found("network-publish RolePolicy"), "logs:PutLogEvents"), [arn, `${arn}:*`]);
            const creators = found("network-creators Policy");
            assert.deepEqual(allowed(creators, "iam:PassRole"), [role.arn]);
            assert.deepEqual(allowed(creators, "ec2:CreateFlowLogs").slice(1), [vpcArn(vpcs[0] ?? "")]);
            assert.deepEqual(allowed(found("network-bucket-policy BucketPolicy"), "s3:PutObject"), [
                `arn:aws:s3:::acme-flow-logs/AWSLogs/${account}/*`,
            ]);
        },
        steps: [
            "create GroupPolicyAttachment network-creators-group-FlowLogDelivery-audit",
            "update LogGroup network-log-group",
            "update Policy network-creators",
        ],
    },
];
