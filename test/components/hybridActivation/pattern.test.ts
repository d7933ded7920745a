import * as assert from "node:assert/strict";
import type { AwsLocation } from "../../../components/pattern/location";
import { hybridActivation } from "../../../components/hybridActivation/pattern";
import { nodeCore } from "../../../components/nodes/core";
import { registeredNode } from "../../../components/nodes/kinds";
import { planDocuments } from "../../../components/pattern/pattern";
import type { PolicyDocument } from "../../../policypack/iam";
import { home } from "../../support/deploy";
import { everything, least } from "./fixture";
import { namingScope } from "../namingScopes";
import { keyArn } from "../managedInstance/fixture";

const scope = (location: Partial<AwsLocation> = {}) => namingScope("HybridActivation", location, "factory");
const documents = (args: typeof least, location: Partial<AwsLocation> = {}) =>
    planDocuments(hybridActivation, scope(location), args);

/** The statements by Sid. */
const statements = (document: PolicyDocument | undefined) =>
    Object.fromEntries((document?.Statement ?? []).map(({ Sid, ...rest }) => [Sid, rest]));

describe("HybridActivation documents", () => {
    it("trust Systems Manager on behalf of the account, in the Region of the component", () => {
        assert.deepEqual(documents(least).trust?.document, {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "TrustService",
                    Effect: "Allow",
                    Principal: { Service: "ssm.amazonaws.com" },
                    Action: ["sts:AssumeRole"],
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "123456789012" },
                        ArnLike: { "aws:SourceArn": ["arn:aws:ssm:eu-west-1:123456789012:*"] },
                    },
                },
            ],
        });
    });

    it("name one source for each additional Region, without duplicates", () => {
        const sources = (furtherRegions: string[]) =>
            documents({ ...least, furtherRegions }).trust?.document.Statement[0]?.Condition?.ArnLike?.["aws:SourceArn"];
        const expected = ["eu-west-1", "eu-central-1", "us-east-1"].map((one) => `arn:aws:ssm:${one}:123456789012:*`);
        assert.deepEqual(sources(["eu-central-1", "us-east-1"]), expected);
        assert.deepEqual(sources(["eu-central-1", "eu-west-1", "us-east-1"]), expected);
    });

    it("have the core policy of registered nodes, with managed instances and no EC2 instances", () => {
        assert.deepEqual(documents(least).core?.document.Statement, nodeCore(home, registeredNode, {}));
        assert.deepEqual(statements(documents(least).core?.document).RegisterInstance, {
            Effect: "Allow",
            Action: ["ssm:UpdateInstanceInformation"],
            Resource: ["arn:aws:ssm:eu-west-1:123456789012:managed-instance/*"],
        });
        assert.doesNotMatch(JSON.stringify(documents(least).core), /:ec2:/);
        assert.equal(documents({ ...least, awsManagedCore: true }).core, undefined);
        assert.equal(documents(least).features, undefined);
    });

    it("name the resources of all Regions in the same statements", () => {
        const { core, features } = documents(everything);
        assert.deepEqual(statements(core?.document).ListInstanceAssociations?.Resource, [
            "arn:aws:ssm:eu-west-1:123456789012:managed-instance/*",
            "arn:aws:ssm:eu-central-1:123456789012:managed-instance/*",
        ]);
        const { ReadParameters, DecryptParameters, FetchFromAwsBuckets, DenyReportsOfOthers } = statements(
            features?.document,
        );
        const readable = ["eu-west-1", "eu-central-1"].map(
            (region) => `arn:aws:ssm:${region}:123456789012:parameter/factory/*`,
        );
        assert.deepEqual(ReadParameters?.Resource, readable);
        assert.deepEqual(DecryptParameters, {
            Effect: "Allow",
            Action: ["kms:Decrypt"],
            Resource: [keyArn("a")],
            Condition: {
                StringEquals: { "kms:ViaService": ["ssm.eu-west-1.amazonaws.com", "ssm.eu-central-1.amazonaws.com"] },
                StringLike: { "kms:EncryptionContext:PARAMETER_ARN": readable },
            },
        });
        assert.ok(FetchFromAwsBuckets?.Resource?.includes("arn:aws:s3:::aws-ssm-eu-central-1/*"));
        assert.equal(DenyReportsOfOthers?.Effect, "Deny");
        const sids = features?.document.Statement.map(({ Sid }) => Sid) ?? [];
        assert.equal(new Set(sids).size, sids.length);
    });

    it("allow operators to create activations without tags, in the Region, with exactly this role", () => {
        assert.deepEqual(statements(documents(least).operators?.document), {
            CreateActivations: {
                Effect: "Allow",
                Action: ["ssm:CreateActivation"],
                Resource: ["*"],
                Condition: {
                    StringEquals: { "aws:RequestedRegion": ["eu-west-1"] },
                    Null: { "aws:TagKeys": "true" },
                },
            },
            PassNodeRole: {
                Effect: "Allow",
                Action: ["iam:PassRole"],
                Resource: ["arn:aws:iam::123456789012:role/nodes"],
                Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            },
            ListActivationsAndNodes: {
                Effect: "Allow",
                Action: ["ssm:DescribeActivations", "ssm:DescribeInstanceInformation"],
                Resource: ["*"],
            },
        });
    });

    it("limit the optional permissions of operators to the tags and to nodes with the tags", () => {
        const regions = ["eu-west-1", "eu-central-1"];
        const nodes = regions.map((region) => `arn:aws:ssm:${region}:123456789012:managed-instance/*`);
        const requestTags = {
            "aws:RequestTag/Site": ["factory", "depot"],
            "aws:RequestTag/Tier": ["edge"],
        };
        const keys = { "ForAllValues:StringEquals": { "aws:TagKeys": ["Site", "Tier"] } };
        const onTagged = {
            Condition: {
                StringEquals: { "ssm:resourceTag/Site": ["factory", "depot"], "ssm:resourceTag/Tier": ["edge"] },
            },
        };
        const { PassNodeRole, ListActivationsAndNodes, ...found } = statements(
            documents(everything).operators?.document,
        );
        assert.ok(PassNodeRole && ListActivationsAndNodes);
        assert.deepEqual(found, {
            CreateActivations: {
                Effect: "Allow",
                Action: ["ssm:CreateActivation"],
                Resource: ["*"],
                Condition: { StringEquals: { "aws:RequestedRegion": regions, ...requestTags }, ...keys },
            },
            TagNodes: {
                Effect: "Allow",
                Action: ["ssm:AddTagsToResource"],
                Resource: nodes,
                Condition: {
                    StringEquals: requestTags,
                    ...keys,
                    Null: { "aws:ResourceTag/Site": "true", "aws:ResourceTag/Tier": "true" },
                },
            },
            DeleteActivations: {
                Effect: "Allow",
                Action: ["ssm:DeleteActivation"],
                Resource: ["*"],
                Condition: { StringEquals: { "aws:RequestedRegion": regions } },
            },
            DeregisterNodes: {
                Effect: "Allow",
                Action: ["ssm:DeregisterManagedInstance"],
                Resource: nodes,
                ...onTagged,
            },
            GiveNodeRole: {
                Effect: "Allow",
                Action: ["ssm:UpdateManagedInstanceRole"],
                Resource: ["arn:aws:iam::123456789012:role/nodes"],
            },
            ChangeRoleOfNodes: {
                Effect: "Allow",
                Action: ["ssm:UpdateManagedInstanceRole"],
                Resource: nodes,
                ...onTagged,
            },
        });
    });

    it("use the partition of AWS China and GovCloud", () => {
        for (const [partition, region] of [
            ["aws-cn", "cn-north-1"],
            ["aws-us-gov", "us-gov-west-1"],
        ] as const) {
            const there = documents(least, { partition, region });
            const [trusted] = there.trust?.document.Statement ?? [];
            assert.deepEqual(trusted?.Condition?.ArnLike, {
                "aws:SourceArn": [`arn:${partition}:ssm:${region}:123456789012:*`],
            });
            assert.deepEqual(trusted.Principal, { Service: "ssm.amazonaws.com" });
            assert.doesNotMatch(JSON.stringify(there), /arn:aws:/);
        }
    });
});

describe("HybridActivation names", () => {
    it("are computed from the naming scope, each with its ARN", () => {
        const { awsManagedCore, ...names } = hybridActivation.names(scope(), { path: "/n/" });
        assert.equal(awsManagedCore.arn, "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
        assert.match(names.role.arn, /^arn:aws:iam::123456789012:role\/n\/acme-test-factory-nodes-[0-9a-f]{8}$/);
        for (const child of ["core", "features", "operators"] as const) {
            assert.ok(names[child].arn.startsWith(`arn:aws:iam::123456789012:policy/n/acme-test-factory-${child}-`));
        }
        assert.equal(hybridActivation.names(scope(), { roleName: "nodes" }).role.name, "nodes");
    });
});
