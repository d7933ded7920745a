import * as assert from "node:assert/strict";
import type { AwsLocation } from "../../../components/pattern/location";
import { awsBucketNames } from "../../../components/nodes/awsBuckets";
import { systemsManagerEndpoints } from "../../../components/systemsManagerEndpoints/pattern";
import type { PlannedDocument } from "../../../components/pattern/pattern";
import { describeIssues, issuesOf } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { everything, least, nodeGroup, ofOrganization, routeTable, subnetIds } from "./fixture";

type Args = typeof least;

const scope = (location: Partial<AwsLocation> = {}) => namingScope("SystemsManagerEndpoints", location, "main");
const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    systemsManagerEndpoints.documents(scope(location), args);

/** The statements by Sid. All of them allow, and speak to anybody. */
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

describe("the policies of endpoints", () => {
    it("are those of ssm and ssmmessages, as long as nothing else is asked for", () => {
        const asked = Object.entries(documents(least)).flatMap(([service, planned]) => (planned ? [service] : []));
        assert.deepEqual(asked, ["ssm", "ssmmessages"]);
    });

    it("let own principals use what is their own, documents and parameters of AWS, and own nodes register", () => {
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

    it("let own principals open channels, which know no resource", () => {
        assert.deepEqual(statements(documents(least).ssmmessages), {
            OpenOwnChannels: { Action: ["ssmmessages:*"], Resource: ["*"], Condition: ownPrincipal },
        });
        assert.deepEqual(statements(documents({ ...least, ec2Messages: true }).ec2messages), {
            OpenOwnChannels: { Action: ["ec2messages:*"], Resource: ["*"], Condition: ownPrincipal },
        });
    });

    it("bind the other services to own principals at own resources", () => {
        const all = documents({ ...least, ec2: true, kms: true, logs: true });
        for (const service of ["ec2", "kms", "logs"] as const) {
            assert.deepEqual(statements(all[service]), {
                UseOwn: { Action: [`${service}:*`], Resource: ["*"], Condition: ownBoth },
            });
        }
    });

    it("let anybody read the buckets of AWS by name, and those that are named", () => {
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

    it("name several accounts, or the organization instead of accounts", () => {
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

    it("are left out where everything may pass", () => {
        const open = documents({ ...everything, fullAccess: ["ec2", "kms"] });
        assert.deepEqual(
            Object.entries(open).flatMap(([service, planned]) => (planned ? [] : [service])),
            ["ec2", "kms"],
        );
    });

    it("speak of AWS China and GovCloud in their own partitions", () => {
        const china = documents(everything, { partition: "aws-cn", region: "cn-north-1" });
        assert.match(JSON.stringify(china), /arn:aws-cn:s3:::aws-ssm-cn-north-1\/\*/);
        const gov = documents(everything, { partition: "aws-us-gov", region: "us-gov-west-1" });
        assert.match(JSON.stringify(gov), /arn:aws-us-gov:ssm:us-gov-west-1::document\/\*/);
        assert.doesNotMatch(JSON.stringify([china, gov]), /arn:aws:/);
    });
});

describe("the names of endpoints", () => {
    const serviceNames = (location: Partial<AwsLocation>, given = {}) => {
        const { securityGroup, ...services } = systemsManagerEndpoints.names(scope(location), given);
        assert.match(securityGroup.name, /^acme-test-main-endpoints-[0-9a-f]{8}$/);
        return Object.fromEntries(Object.entries(services).map(([service, { name }]) => [service, name]));
    };

    it("are those of the endpoint services of the Region, in every partition", () => {
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

    it("can be given one by one", () => {
        const kms = "com.amazonaws.eu-west-1.kms-fips";
        assert.equal(serviceNames({}, { serviceNames: { kms } }).kms, kms);
    });
});

describeIssues("the problems of endpoints", systemsManagerEndpoints, scope(), [
    ["nothing in a full set", everything],
    ["nothing in the least", least],
    ["nothing in one of an organization", ofOrganization],
    ["endpoints without nodes", { vpcId: least.vpcId, subnetIds }, /^ has neither "nodeSecurityGroupIds" nor/],
    [
        "everybody as nodes",
        { ...least, nodeCidrBlocks: ["0.0.0.0/0", "0.0.0.0/1", "::/0"] },
        /^nodeCidrBlocks\[0\] is not an IPv4 range of 8 to 32 bits/,
        /^nodeCidrBlocks\[1\] is not an IPv4 range/,
        /^nodeCidrBlocks\[2\] is not an IPv4 range/,
    ],
    [
        "a range that begins in its middle",
        { ...least, nodeCidrBlocks: ["10.1.2.3/16", "10.1.0.0/16"] },
        /^nodeCidrBlocks\[0\] does not begin with the first address of the range$/,
    ],
    [
        "ids of something else",
        { ...least, vpcId: "main", nodeSecurityGroupIds: ["default"], s3RouteTableIds: ["rtb-1"] },
        /^vpcId is not the id of a VPC/,
        /^nodeSecurityGroupIds\[0\] is not the id of a security group/,
        /^s3RouteTableIds\[0\] is not the id of a route table/,
    ],
    [
        "a subnet twice",
        { ...least, subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"] },
        /^subnetIds\[1\] is given twice$/,
    ],
    ["no subnet", { ...least, subnetIds: [] }, /^subnetIds has 0 values$/],
    [
        "accounts and an organization",
        { ...ofOrganization, accountIds: ["123456789012"] },
        /^ has "accountIds" and "organizationId"$/,
    ],
    [
        "an account of 11 digits, an organization's ARN",
        { ...least, accountIds: ["12345678901"] },
        /^accountIds\[0\] is not the 12 digits of an account$/,
    ],
    [
        "an organization by another name",
        { ...least, organizationId: "acme" },
        /^organizationId is not the id of an organization/,
    ],
    [
        "wildcards among the buckets",
        { ...everything, readableBucketNames: ["al2023-repos-*"] },
        /^readableBucketNames\[0\] is not a bucket name/,
    ],
    [
        "what is about no endpoint",
        {
            ...least,
            awsBuckets: {},
            readableBucketNames: ["packages"],
            fullAccess: ["kms"],
            serviceNames: { ec2: "a.b.c" },
        },
        /^awsBuckets is about the policy of the endpoint of s3, which is not asked for$/,
        /^readableBucketNames is about the policy of the endpoint of s3, which is not asked for$/,
        /^fullAccess\[0\] is about the endpoint of kms, which is not asked for$/,
        /^serviceNames\.ec2 is about the endpoint of ec2, which is not asked for$/,
    ],
    [
        "buckets in a policy that is not written",
        { ...ofOrganization, awsBuckets: {}, fullAccess: ["s3"] },
        /^awsBuckets is about the policy of the endpoint of s3, which is not written$/,
    ],
    [
        "services that have no endpoint here",
        { ...least, fullAccess: ["sqs"], serviceNames: { sqs: "com.amazonaws.eu-west-1.sqs" } },
        /^fullAccess\[0\] is not one of ssm, ssmmessages/,
        /^serviceNames\.sqs is not one of ssm, ssmmessages/,
    ],
    [
        "a Region without buckets",
        { ...everything, awsBuckets: { bucketSet: "own" } },
        /^awsBuckets\.bucketSet is not "current" or "guide"$/,
    ],
]);

describe("the problems of endpoints, as long as ids are unknown,", () => {
    it("are none", () => {
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
