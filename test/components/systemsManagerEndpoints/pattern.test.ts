import * as assert from "node:assert/strict";
import type { AwsLocation } from "../../../components/pattern/location";
import { awsBucketNames } from "../../../components/nodes/awsBuckets";
import { systemsManagerEndpoints } from "../../../components/systemsManagerEndpoints/pattern";
import { planDocuments, type PlannedDocument } from "../../../components/pattern/pattern";
import { describeIssues, issuesOf } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { everything, least, nodeGroup, ofOrganization, routeTable, subnetIds } from "./fixture";

type Args = typeof least;

const scope = (location: Partial<AwsLocation> = {}) => namingScope("SystemsManagerEndpoints", location, "main");
const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    planDocuments(systemsManagerEndpoints, scope(location), args);

/** The statements by Sid. All of them allow, for every principal. */
const statements = (planned: PlannedDocument | undefined) => {
    assert.equal(planned?.kind, "boundary");
    return Object.fromEntries(
        planned.document.Statement.map(({ Sid, Effect, Principal, ...rest }) => {
            assert.deepEqual([Effect, Principal], ["Allow", { AWS: "*" }]);
            return [Sid, rest];
        }),
    );
};

const account = ["123456789012"];
const byService = { Bool: { "aws:PrincipalIsAWSService": "true" } };
const ownPrincipal = { StringEquals: { "aws:PrincipalAccount": account } };
const ownBoth = { StringEquals: { "aws:PrincipalAccount": account, "aws:ResourceAccount": account } };

describe("SystemsManagerEndpoints policies", () => {
    it("are those of ssm and ssmmessages by default", () => {
        const enabled = Object.entries(documents(least)).flatMap(([service, planned]) => (planned ? [service] : []));
        assert.deepEqual(enabled, ["ssm", "ssmmessages"]);
    });

    it("allow own principals to use own and AWS-owned resources, and own nodes to register", () => {
        assert.deepEqual(statements(documents(least).ssm), {
            UseOwn: { Action: ["ssm:*"], Resource: ["*"], Condition: ownBoth },
            UseDocumentsOfAws: {
                Action: [
                    "ssm:CreateAssociation",
                    "ssm:CreateAssociationBatch",
                    "ssm:DeleteAssociation",
                    "ssm:DescribeAssociation",
                    "ssm:DescribeDocument",
                    "ssm:DescribeDocumentParameters",
                    "ssm:GetDocument",
                    "ssm:ListDocumentVersions",
                    "ssm:SendCommand",
                    "ssm:StartAutomationExecution",
                    "ssm:StartSession",
                    "ssm:UpdateAssociation",
                    "ssm:UpdateAssociationStatus",
                ],
                Resource: ["arn:aws:ssm:eu-west-1::document/*"],
                Condition: ownPrincipal,
            },
            StartDefinitionsOfAws: {
                Action: ["ssm:StartAutomationExecution"],
                Resource: ["arn:aws:ssm:eu-west-1::automation-definition/*"],
                Condition: ownPrincipal,
            },
            UsePredefinedPatchBaselines: {
                Action: [
                    "ssm:DescribeEffectivePatchesForPatchBaseline",
                    "ssm:GetDefaultPatchBaseline",
                    "ssm:GetPatchBaseline",
                    "ssm:RegisterDefaultPatchBaseline",
                    "ssm:RegisterPatchBaselineForPatchGroup",
                ],
                Resource: ["arn:aws:ssm:eu-west-1:*:patchbaseline/*"],
                Condition: ownPrincipal,
            },
            ReadParametersOfAws: {
                Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
                Resource: ["arn:aws:ssm:eu-west-1::parameter/aws/*"],
                Condition: ownPrincipal,
            },
            RegisterOwnNodes: {
                Action: [
                    "ssm:RegisterManagedInstance",
                    "ssm:RequestManagedInstanceRoleToken",
                    "ssm:UpdateManagedInstancePublicKey",
                ],
                Resource: ["*"],
                Condition: { StringEquals: { "ssm:NodeAccountId": account } },
            },
            LetServicesOfAws: { Action: ["ssm:*"], Resource: ["*"], Condition: byService },
        });
    });

    it("allow own principals to open channels", () => {
        assert.deepEqual(statements(documents(least).ssmmessages), {
            OpenOwnChannels: { Action: ["ssmmessages:*"], Resource: ["*"], Condition: ownPrincipal },
        });
        assert.deepEqual(statements(documents({ ...least, ec2Messages: true }).ec2messages), {
            OpenOwnChannels: { Action: ["ec2messages:*"], Resource: ["*"], Condition: ownPrincipal },
        });
    });

    it("limit the other services to own principals and own resources", () => {
        const all = documents({ ...least, ec2: true, kms: true, logs: true });
        for (const service of ["ec2", "kms", "logs"] as const) {
            assert.deepEqual(statements(all[service]), {
                UseOwn: { Action: [`${service}:*`], Resource: ["*"], Condition: ownBoth },
            });
        }
    });

    it("allow everyone to read AWS-owned and additional buckets by name", () => {
        assert.deepEqual(statements(documents({ ...least, s3RouteTableIds: [routeTable] }).s3), {
            UseOwn: { Action: ["s3:*"], Resource: ["*"], Condition: ownBoth },
            FetchFromAwsBuckets: {
                Action: ["s3:GetObject"],
                Resource: awsBucketNames("eu-west-1", {}).map((name) => `arn:aws:s3:::${name}/*`),
            },
            FetchForPeople: {
                Action: ["s3:GetObject"],
                Resource: [
                    "arn:aws:s3:::ssm-document-categories-eu-west-1/*",
                    "arn:aws:s3:::session-manager-downloads/*",
                ],
            },
            LetServicesOfAws: { Action: ["s3:GetObject", "s3:PutObject"], Resource: ["*"], Condition: byService },
        });
        const named = statements(documents(everything).s3);
        assert.deepEqual(named.FetchFromFurtherBuckets, {
            Action: ["s3:GetObject"],
            Resource: ["arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*"],
        });
        assert.ok(named.FetchFromAwsBuckets?.Resource?.includes("arn:aws:s3:::amazon-ssm-packages-eu-west-1/*"));
    });

    it("support several accounts, or an organization instead", () => {
        const accounts = ["123456789012", "111122223333"];
        assert.deepEqual(statements(documents(everything).ssm).UseOwn?.Condition, {
            StringEquals: { "aws:PrincipalAccount": accounts, "aws:ResourceAccount": accounts },
        });
        const organization = "o-a1b2c3d4e5";
        const { ssm, ssmmessages, s3 } = documents(ofOrganization);
        assert.deepEqual(statements(ssm).UseOwn?.Condition, {
            StringEquals: { "aws:PrincipalOrgID": organization, "aws:ResourceOrgID": organization },
        });
        assert.deepEqual(statements(ssm).RegisterOwnNodes?.Condition, {
            StringEquals: { "ssm:NodeOrgId": organization },
        });
        assert.deepEqual(statements(ssmmessages).OpenOwnChannels?.Condition, {
            StringEquals: { "aws:PrincipalOrgID": organization },
        });
        assert.doesNotMatch(JSON.stringify([ssm, ssmmessages, s3]), /Account/);
    });

    it("are omitted for services with full access", () => {
        const planned = documents({ ...everything, fullAccess: ["ec2", "kms"] });
        assert.deepEqual(
            Object.entries(planned).flatMap(([service, policy]) => (policy ? [] : [service])),
            ["ec2", "kms"],
        );
    });

    it("use the partitions of China and GovCloud", () => {
        const china = documents(everything, { partition: "aws-cn", region: "cn-north-1" });
        assert.match(JSON.stringify(china), /arn:aws-cn:s3:::aws-ssm-cn-north-1\/\*/);
        const gov = documents(everything, { partition: "aws-us-gov", region: "us-gov-west-1" });
        assert.match(JSON.stringify(gov), /arn:aws-us-gov:ssm:us-gov-west-1::document\/\*/);
        assert.doesNotMatch(JSON.stringify([china, gov]), /arn:aws:/);
    });
});

describe("SystemsManagerEndpoints names", () => {
    const serviceNames = (location: Partial<AwsLocation>, given = {}) => {
        const { securityGroup, ...services } = systemsManagerEndpoints.names(scope(location), given);
        assert.match(securityGroup.name, /^acme-test-main-endpoints-[0-9a-f]{8}$/);
        return Object.fromEntries(Object.entries(services).map(([service, { name }]) => [service, name]));
    };

    it("are the Region's endpoint service names in every partition", () => {
        const expected = (region: string) =>
            Object.fromEntries(
                ["ssm", "ssmmessages", "ec2messages", "ec2", "kms", "logs", "s3"].map((service) => [
                    service,
                    `com.amazonaws.${region}.${service}`,
                ]),
            );
        assert.deepEqual(serviceNames({}), expected("eu-west-1"));
        assert.deepEqual(serviceNames({ partition: "aws-us-gov", region: "us-gov-west-1" }), expected("us-gov-west-1"));
        assert.deepEqual(serviceNames({ partition: "aws-cn", region: "cn-northwest-1" }), {
            ...expected("cn-northwest-1"),
            ec2: "cn.com.amazonaws.cn-northwest-1.ec2",
        });
    });

    it("can be overridden per service", () => {
        const kms = "com.amazonaws.eu-west-1.kms-fips";
        assert.equal(serviceNames({}, { serviceNames: { kms } }).kms, kms);
    });
});

describeIssues("SystemsManagerEndpoints validation", systemsManagerEndpoints, scope(), [
    ["every endpoint", everything],
    ["the minimum", least],
    ["an organization", ofOrganization],
    ["endpoints without nodes", { vpcId: least.vpcId, subnetIds }, /^ has neither "nodeSecurityGroupIds" nor/],
    [
        "CIDR blocks that are too large or not IPv4",
        { ...least, nodeCidrBlocks: ["0.0.0.0/0", "0.0.0.0/1", "::/0"] },
        /^nodeCidrBlocks\[0\] is not an IPv4 CIDR block of 8 to 32 bits/,
        /^nodeCidrBlocks\[1\] is not an IPv4 CIDR block/,
        /^nodeCidrBlocks\[2\] is not an IPv4 CIDR block/,
    ],
    [
        "an unaligned CIDR block",
        { ...least, nodeCidrBlocks: ["10.1.2.3/16", "10.1.0.0/16"] },
        /^nodeCidrBlocks\[0\] does not begin with the first address of the range$/,
    ],
    [
        "malformed IDs",
        { ...least, vpcId: "main", nodeSecurityGroupIds: ["default"], s3RouteTableIds: ["rtb-1"] },
        /^vpcId is not the ID of a VPC/,
        /^nodeSecurityGroupIds\[0\] is not the ID of a security group/,
        /^s3RouteTableIds\[0\] is not the ID of a route table/,
    ],
    [
        "a duplicate subnet",
        { ...least, subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"] },
        /^subnetIds\[1\] duplicates subnetIds\[0\]$/,
    ],
    ["an empty list of subnets", { ...least, subnetIds: [] }, /^subnetIds has 0 values$/],
    [
        "accounts and an organization",
        { ...ofOrganization, accountIds: ["123456789012"] },
        /^ has "accountIds" and "organizationId"$/,
    ],
    [
        "an account ID of 11 digits",
        { ...least, accountIds: ["12345678901"] },
        /^accountIds\[0\] is not a 12-digit account ID$/,
    ],
    [
        "a malformed organization ID",
        { ...least, organizationId: "acme" },
        /^organizationId is not the ID of an organization/,
    ],
    [
        "a wildcard bucket name",
        { ...everything, readableBucketNames: ["al2023-repos-*"] },
        /^readableBucketNames\[0\] is not a bucket name/,
    ],
    [
        "args of disabled endpoints",
        {
            ...least,
            awsBuckets: {},
            readableBucketNames: ["packages"],
            fullAccess: ["kms"],
            serviceNames: { ec2: "a.b.c" },
        },
        /^awsBuckets applies to the policy of the s3 endpoint, which is not enabled$/,
        /^readableBucketNames applies to the policy of the s3 endpoint, which is not enabled$/,
        /^fullAccess\[0\] applies to the kms endpoint, which is not enabled$/,
        /^serviceNames\.ec2 applies to the ec2 endpoint, which is not enabled$/,
    ],
    [
        "buckets of an endpoint with full access",
        { ...ofOrganization, awsBuckets: {}, fullAccess: ["s3"] },
        /^awsBuckets applies to the policy of the s3 endpoint, which fullAccess removes$/,
    ],
    [
        "unsupported services",
        { ...least, fullAccess: ["sqs"], serviceNames: { sqs: "com.amazonaws.eu-west-1.sqs" } },
        /^fullAccess\[0\] is not one of ssm, ssmmessages/,
        /^serviceNames\.sqs is not one of ssm, ssmmessages/,
    ],
    [
        "an unknown bucket set",
        { ...everything, awsBuckets: { bucketSet: "own" } },
        /^awsBuckets\.bucketSet is not "current" or "guide"$/,
    ],
]);

describe("SystemsManagerEndpoints validation with unknown IDs", () => {
    it("reports no issues", () => {
        const unknown = Symbol("unknown") as unknown as string;
        assert.deepEqual(
            issuesOf(systemsManagerEndpoints, {
                vpcId: unknown,
                subnetIds: [unknown, unknown],
                nodeSecurityGroupIds: [nodeGroup],
                nodeCidrBlocks: [unknown],
            }),
            [],
        );
    });
});
