import * as assert from "node:assert/strict";
import { EdgeDeviceAccess, HybridActivation, NodeEgress, SystemsManagerEndpoints } from "../../../components";
import { allowed, staff, trusted, type Scenario } from "./scenario";
import { text, texts } from "../../fakeAws/value";

const vpcId = "vpc-0123456789abcdef0";

/** Nodes outside EC2, and the network between nodes and Systems Manager. */
export const fleetScenarios: readonly Scenario[] = [
    {
        component: "HybridActivation",
        make: (changed) =>
            new HybridActivation("factory", {
                parameters: { paths: changed ? ["/factory", "/depot"] : ["/factory"] },
                activation: { registrationLimit: 20, nodeTags: { Site: "factory" } },
                operators: { grantees: staff("HybridActivation", changed), nodeTags: { Site: ["factory"] } },
            }),
        exists: [
            "Activation UUID",
            "GroupPolicyAttachment HybridActivation-team/policy/factory-operators-HASH",
            "Policy policy/factory-core-HASH",
            "Policy policy/factory-features-HASH",
            "Policy policy/factory-operators-HASH",
            "Role factory-nodes-HASH",
            "RolePolicyAttachment factory-nodes-HASH/policy/factory-core-HASH",
            "RolePolicyAttachment factory-nodes-HASH/policy/factory-features-HASH",
        ],
        holds: (found) => {
            const role = found("factory Role");
            const activation = found("factory-activation Activation");
            assert.deepEqual(trusted(role), ["ssm.amazonaws.com"]);
            assert.equal(activation.iamRole, role.name);
            assert.equal(activation.name, "factory");
            assert.match(text(activation, "expirationDate"), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
            assert.deepEqual(allowed(found("factory-operators Policy"), "iam:PassRole"), [role.arn]);
        },
        // The activation is not replaced: a new one would have another code.
        steps: [
            "create GroupPolicyAttachment factory-operators-group-HybridActivation-audit",
            "update Policy factory-features",
        ],
    },
    {
        component: "EdgeDeviceAccess",
        make: (changed) =>
            new EdgeDeviceAccess("plant", {
                devices: { grantees: { roles: ["refresher"] } },
                logs: { logGroupNames: changed ? ["/plant", "/plant/errors"] : ["/plant"] },
            }),
        exists: [
            "Policy policy/plant-core-HASH",
            "Policy policy/plant-devices-HASH",
            "Policy policy/plant-features-HASH",
            "Role plant-nodes-HASH",
            "RolePolicyAttachment plant-nodes-HASH/policy/plant-core-HASH",
            "RolePolicyAttachment plant-nodes-HASH/policy/plant-features-HASH",
            "RolePolicyAttachment refresher/policy/plant-devices-HASH",
        ],
        holds: (found) => {
            const role = found("plant Role");
            assert.deepEqual(trusted(role), ["ssm.amazonaws.com"]);
            assert.deepEqual(allowed(found("plant-devices Policy"), "iam:PassRole"), [role.arn]);
        },
        steps: ["update Policy plant-features"],
    },
    {
        component: "SystemsManagerEndpoints",
        make: (changed) =>
            new SystemsManagerEndpoints("main", {
                vpcId,
                subnetIds: ["subnet-0123456789abcdef0"],
                nodeCidrBlocks: changed ? ["10.0.0.0/20", "10.1.0.0/20"] : ["10.0.0.0/20"],
                s3RouteTableIds: ["rtb-0123456789abcdef0"],
                logs: changed,
            }),
        exists: [
            "SecurityGroup sg-ID",
            "SecurityGroupIngressRule sgr-ID",
            "VpcEndpoint vpce-ID",
            "VpcEndpoint vpce-ID",
            "VpcEndpoint vpce-ID",
        ],
        holds: (found) => {
            const rule = found("main-from-10.0.0.0-20 SecurityGroupIngressRule");
            assert.deepEqual([rule.ipProtocol, rule.fromPort, rule.toPort], ["tcp", 443, 443]);
            for (const service of ["ssm", "ssmmessages"]) {
                const endpoint = found(`main-${service} VpcEndpoint`);
                assert.deepEqual(endpoint.securityGroupIds, [rule.securityGroupId]);
                assert.equal(endpoint.privateDnsEnabled, true);
                assert.equal(endpoint.serviceName, `com.amazonaws.eu-west-1.${service}`);
            }
            const s3 = found("main-s3 VpcEndpoint");
            assert.equal(s3.vpcEndpointType, "Gateway");
            assert.deepEqual(texts(s3.securityGroupIds), []);
        },
        steps: ["create SecurityGroupIngressRule main-from-10.1.0.0-20", "create VpcEndpoint main-logs"],
    },
    {
        component: "NodeEgress",
        make: (changed) =>
            new NodeEgress("nodes", {
                vpcId,
                cidrBlocks: changed ? ["10.0.16.0/24", "10.0.17.0/24"] : ["10.0.16.0/24"],
                prefixListIds: ["pl-6da54004"],
            }),
        exists: ["SecurityGroup sg-ID", "SecurityGroupEgressRule sgr-ID", "SecurityGroupEgressRule sgr-ID"],
        holds: (found) => {
            const [range, s3] = [
                found("nodes-to-10.0.16.0-24 SecurityGroupEgressRule"),
                found("nodes-to-pl-6da54004 SecurityGroupEgressRule"),
            ];
            assert.equal(range.securityGroupId, s3.securityGroupId);
            assert.match(text(found("nodes SecurityGroup"), "arn"), new RegExp(`/${text(s3, "securityGroupId")}$`));
        },
        steps: ["create SecurityGroupEgressRule nodes-to-10.0.17.0-24"],
    },
];
