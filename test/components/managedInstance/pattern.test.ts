import * as assert from "node:assert/strict";
import type { ManagedInstanceAccessArgs } from "../../../components/managedInstance/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { AwsLocation } from "../../../components/pattern/location";
import { managedInstance } from "../../../components/managedInstance/pattern";
import { planDocuments } from "../../../components/pattern/pattern";
import type { PolicyDocument } from "../../../policypack/iam";
import { evaluate } from "../../policypack/evaluate";
import { iamDataIssues } from "../../support/iamData";
import { namingScope } from "../namingScopes";
import { everything, keyArn } from "./fixture";

type Args = Unwrap<ManagedInstanceAccessArgs>;

const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    planDocuments(managedInstance, namingScope("ManagedInstanceAccess", location, "web"), args);

/** The statements by Sid, without their effect: Deny if the Sid begins with "Deny", otherwise Allow. */
const statements = (document: PolicyDocument | undefined) =>
    Object.fromEntries(
        (document?.Statement ?? []).map(({ Sid, Effect, ...rest }) => {
            assert.equal(Effect, Sid.startsWith("Deny") ? "Deny" : "Allow");
            return [Sid, rest];
        }),
    );

const instances = "arn:aws:ec2:eu-west-1:123456789012:instance/*";
const allDocuments = ["arn:aws:ssm:eu-west-1:123456789012:document/*", "arn:aws:ssm:eu-west-1::document/*"];
const channels = {
    Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    ],
    Resource: ["*"],
};

describe("ManagedInstanceAccess documents", () => {
    it("trust EC2 only, without a condition that EC2 cannot satisfy", () => {
        assert.deepEqual(documents({}).trust, {
            kind: "trust",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "TrustEc2",
                        Effect: "Allow",
                        Principal: { Service: "ec2.amazonaws.com" },
                        Action: ["sts:AssumeRole"],
                    },
                ],
            },
        });
    });

    it("have a core policy without parameters, for instances of the account and Region", () => {
        assert.deepEqual(statements(documents({}).core?.document), {
            RegisterInstance: { Action: ["ssm:UpdateInstanceInformation"], Resource: [instances] },
            OpenChannels: channels,
            ReadDocuments: { Action: ["ssm:DescribeDocument", "ssm:GetDocument"], Resource: allDocuments },
            ListInstanceAssociations: { Action: ["ssm:ListInstanceAssociations"], Resource: [instances] },
            ReportAssociations: {
                Action: [
                    "ssm:DescribeAssociation",
                    "ssm:UpdateAssociationStatus",
                    "ssm:UpdateInstanceAssociationStatus",
                ],
                Resource: ["arn:aws:ssm:eu-west-1:123456789012:association/*", instances, ...allDocuments],
            },
            ReportCompliance: {
                Action: ["ssm:PutComplianceItems"],
                Resource: [instances],
                Condition: { StringEquals: { "ec2:SourceInstanceARN": "${ec2:SourceInstanceARN}" } },
            },
            ReportInventoryPatchesAndPackages: {
                Action: [
                    "ssm:GetDeployablePatchSnapshotForInstance",
                    "ssm:GetManifest",
                    "ssm:ListAssociations",
                    "ssm:PutConfigurePackageResult",
                    "ssm:PutInventory",
                ],
                Resource: ["*"],
            },
        });
        assert.equal(documents({}).features, undefined);
        assert.equal(documents({}).launchers, undefined);
    });

    it("allow only the channels with sessionsOnly, and ec2messages only with ec2Messages", () => {
        assert.deepEqual(statements(documents({ sessionsOnly: true }).core?.document), {
            RegisterInstance: { Action: ["ssm:UpdateInstanceInformation"], Resource: [instances] },
            OpenChannels: channels,
        });
        assert.deepEqual(statements(documents({ ec2Messages: true }).core?.document).ExchangeEc2Messages, {
            Action: [
                "AcknowledgeMessage",
                "DeleteMessage",
                "FailMessage",
                "GetEndpoint",
                "GetMessages",
                "SendReply",
            ].map((action) => `ec2messages:${action}`),
            Resource: ["*"],
        });
    });

    it("omit the core policy with awsManagedCore, and the trust policy with an existing role", () => {
        assert.equal(documents({ awsManagedCore: true }).core, undefined);
        assert.equal(documents({ existingRoleArn: "arn:aws:iam::123456789012:role/web" }).trust, undefined);
    });

    it("limit each feature to named resources", () => {
        const logs = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];
        const group = (name: string): readonly string[] =>
            ["", ":*"].map((end) => `arn:aws:logs:eu-west-1:123456789012:log-group:${name}${end}`);
        const parameter = (name: string): string => `arn:aws:ssm:eu-west-1:123456789012:parameter/${name}`;
        const readable = [parameter("app/*"), parameter("shared/license"), parameter("flat")];
        const owned = (...accounts: readonly string[]) => ({ StringEquals: { "s3:ResourceAccount": accounts } });
        assert.deepEqual(statements(documents(everything).features?.document), {
            ReadParameters: { Action: ["ssm:GetParameter", "ssm:GetParameters"], Resource: readable },
            ReadParametersByPath: {
                Action: ["ssm:GetParametersByPath"],
                Resource: [parameter("app"), parameter("app/*")],
            },
            DecryptParameters: {
                Action: ["kms:Decrypt"],
                Resource: [keyArn("a")],
                Condition: {
                    StringEquals: { "kms:ViaService": ["ssm.eu-west-1.amazonaws.com"] },
                    StringLike: { "kms:EncryptionContext:PARAMETER_ARN": readable },
                },
            },
            PublishMetrics: {
                Action: ["cloudwatch:PutMetricData"],
                Resource: ["*"],
                Condition: { StringEquals: { "cloudwatch:namespace": ["CWAgent"] } },
            },
            DescribeMetricDimensions: { Action: ["ec2:DescribeTags", "ec2:DescribeVolumes"], Resource: ["*"] },
            ReadAgentConfiguration: { Action: ["ssm:GetParameter"], Resource: [parameter("AmazonCloudWatch-linux")] },
            SendTraces: {
                Action: [
                    "GetSamplingRules",
                    "GetSamplingStatisticSummaries",
                    "GetSamplingTargets",
                    "PutTelemetryRecords",
                    "PutTraceSegments",
                ].map((action) => `xray:${action}`),
                Resource: ["*"],
            },
            JoinDirectories: {
                Action: ["ds:CreateComputer"],
                Resource: ["arn:aws:ds:eu-west-1:123456789012:directory/d-1234567890"],
            },
            FindDirectories: { Action: ["ds:DescribeDirectories"], Resource: ["*"] },
            WriteLogs: { Action: logs, Resource: group("/aws/ssm/Acme") },
            CreateLogGroups: { Action: ["logs:CreateLogGroup"], Resource: group("/aws/ssm/Acme") },
            SetRetention: { Action: ["logs:PutRetentionPolicy"], Resource: group("/aws/ssm/Acme") },
            WriteOutput: {
                Action: ["s3:PutObject"],
                Resource: ["arn:aws:s3:::acme-output/runs/*"],
                Condition: owned("123456789012"),
            },
            WriteOutputTo210987654321: {
                Action: ["s3:PutObject", "s3:PutObjectAcl"],
                Resource: ["arn:aws:s3:::acme-archive/*"],
                Condition: owned("210987654321"),
            },
            ReadOutputEncryption: {
                Action: ["s3:GetEncryptionConfiguration"],
                Resource: ["arn:aws:s3:::acme-output"],
                Condition: owned("123456789012"),
            },
            EncryptOutput: {
                Action: ["kms:GenerateDataKey"],
                Resource: [keyArn("b", "eu-central-1")],
                Condition: { StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] } },
            },
            FetchFromAwsBuckets: {
                Action: ["s3:GetObject"],
                Resource: [
                    "aws-ssm-eu-west-1",
                    "aws-windows-downloads-eu-west-1",
                    "amazon-ssm-eu-west-1",
                    "eu-west-1-birdwatcher-prod",
                    "patch-baseline-snapshot-eu-west-1",
                    "aws-patch-manager-eu-west-1-5522fb710",
                    "aws-patchmanager-macos-eu-west-1-5522fb710",
                    "aws-ssm-me-south-1",
                    "aws-windows-downloads-me-south-1",
                    "amazon-ssm-me-south-1",
                    "me-south-1-birdwatcher-prod",
                    "patch-baseline-snapshot-me-south-1-uduvl7q8",
                    "aws-patch-manager-me-south-1-a53fc9dce",
                    "aws-patchmanager-macos-me-south-1-a53fc9dce",
                    "aws-ssm-us-gov-west-1",
                    "aws-windows-downloads-us-gov-west-1",
                    "amazon-ssm-us-gov-west-1",
                    "us-gov-west-1-birdwatcher-prod",
                    "patch-baseline-snapshot-us-gov-west-1",
                    "aws-patch-manager-us-gov-west-1-0a1b2c3d4",
                    "aws-patchmanager-macos-us-gov-west-1-0a1b2c3d4",
                ].map((bucket) => `arn:aws:s3:::${bucket}/*`),
            },
            FetchSources: {
                Action: ["s3:GetObject"],
                Resource: ["arn:aws:s3:::acme-scripts/baselines/override.json", "arn:aws:s3:::acme-scripts/web/*"],
                Condition: owned("123456789012"),
            },
            FetchSourcesFrom210987654321: {
                Action: ["s3:GetObject"],
                Resource: ["arn:aws:s3:::aws-quicksetup-patchpolicy-210987654321-a1b2c/*"],
                Condition: owned("210987654321"),
            },
            DecryptSources: {
                Action: ["kms:Decrypt"],
                Resource: [keyArn("d")],
                Condition: { StringEquals: { "kms:ViaService": ["s3.eu-west-1.amazonaws.com"] } },
            },
            ReadPatchBaselines: {
                Action: ["ssm:DescribeEffectivePatchesForPatchBaseline", "ssm:GetPatchBaseline"],
                Resource: [
                    "arn:aws:ssm:eu-west-1:123456789012:patchbaseline/pb-0123456789abcdef0",
                    "arn:aws:ssm:eu-west-1:075727635805:patchbaseline/pb-0fedcba9876543210",
                ],
            },
            FindPatchBaselines: { Action: ["ssm:DescribePatchBaselines", "tag:GetResources"], Resource: ["*"] },
            DenyReportsOfOthers: {
                Action: [
                    "ssm:PutComplianceItems",
                    "ssm:UpdateAssociationStatus",
                    "ssm:UpdateInstanceAssociationStatus",
                ],
                Resource: ["*"],
                Condition: { Null: { "ec2:SourceInstanceARN": "true", "ssm:SourceInstanceARN": "true" } },
            },
            DecryptSessions: { Action: ["kms:Decrypt"], Resource: [keyArn("c")] },
            WriteSessionLogs: { Action: logs, Resource: group("acme/sessions") },
            WriteSessionRecords: {
                Action: ["s3:PutObject"],
                Resource: ["arn:aws:s3:::acme-sessions/web/*"],
                Condition: owned("123456789012"),
            },
            ReadSessionRecordsEncryption: {
                Action: ["s3:GetEncryptionConfiguration"],
                Resource: ["arn:aws:s3:::acme-sessions"],
                Condition: owned("123456789012"),
            },
            FindLogGroups: { Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
        });
    });

    it("allow reading the encryption configuration of encrypted buckets, with or without a key", () => {
        const bucketName = "acme-output";
        const sids = (bucket: object) =>
            Object.keys(statements(documents({ outputBuckets: [{ bucketName, ...bucket }] }).features?.document));
        assert.deepEqual(sids({}), ["WriteOutput"]);
        assert.deepEqual(sids({ encrypted: true }), ["WriteOutput", "ReadOutputEncryption"]);
        assert.deepEqual(sids({ encrypted: false, kmsKeyArn: keyArn("b") }), ["WriteOutput", "EncryptOutput"]);
    });

    it("allow launchers to pass exactly the instance role, new or existing", () => {
        const grantees = { users: ["ana"] };
        assert.deepEqual(
            statements(documents({ roleName: "web", path: "/ec2/", launchers: { grantees } }).launchers?.document),
            {
                PassInstanceRole: {
                    Action: ["iam:PassRole"],
                    Resource: ["arn:aws:iam::123456789012:role/ec2/web"],
                    Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
                },
            },
        );
        const existingRoleArn = "arn:aws:iam::123456789012:role/team/web";
        const adopted = statements(
            documents({ existingRoleArn, path: "/ec2/", launchers: { grantees, console: true } }).launchers?.document,
        );
        assert.deepEqual(adopted.PassInstanceRole?.Resource, [existingRoleArn]);
        assert.deepEqual(adopted.ListInstanceProfiles, { Action: ["iam:ListInstanceProfiles"], Resource: ["*"] });
    });

    it("use the partition, service principals and Region of AWS China and GovCloud", () => {
        const local = { ...everything, patchBaselines: ["pb-0123456789abcdef0"] };
        const china = documents(local, { partition: "aws-cn", region: "cn-north-1" });
        assert.deepEqual(china.trust?.document.Statement[0]?.Principal, { Service: "ec2.amazonaws.com.cn" });
        assert.equal(
            statements(china.launchers?.document).PassInstanceRole?.Condition?.StringEquals?.["iam:PassedToService"],
            "ec2.amazonaws.com.cn",
        );
        assert.deepEqual(
            statements(china.features?.document).DecryptParameters?.Condition?.StringEquals?.["kms:ViaService"],
            ["ssm.cn-north-1.amazonaws.com", "ssm.cn-north-1.amazonaws.com.cn"],
        );
        const gov = documents(local, { partition: "aws-us-gov", region: "us-gov-west-1" });
        assert.deepEqual(gov.trust?.document.Statement[0]?.Principal, { Service: "ec2.amazonaws.com" });
        for (const [partition, of] of [
            ["aws-cn", china],
            ["aws-us-gov", gov],
        ] as const) {
            const arns = JSON.stringify(of).match(/arn:[a-z-]+:(?!kms)[a-z0-9]+:/g) ?? [];
            assert.deepEqual([...new Set(arns.map((arn) => arn.split(":")[1]))], [partition]);
        }
    });

    it("are compliant, and use only actions, resources and keys that AWS knows", async () => {
        for (const args of [
            {},
            everything,
            { sessionsOnly: true },
            { awsManagedCore: true, launchers: everything.launchers },
        ]) {
            for (const planned of Object.values(documents(args)).filter((document) => document !== undefined)) {
                assert.deepEqual(evaluate(planned.kind, planned.document), []);
                const known = [
                    // AWS scopes it to sessions for users. For agents the AWS managed core allows all resources.
                    /^OpenChannels: ssmmessages:OpenDataChannel knows resources/,
                    // Metrics are limited by namespace. The resources of the action are datasets, another feature.
                    /^PublishMetrics: cloudwatch:PutMetricData knows resources/,
                ];
                assert.deepEqual(
                    (await iamDataIssues(planned.kind, planned.document)).filter(
                        (issue) => !known.some((pattern) => pattern.test(issue)),
                    ),
                    [],
                );
            }
        }
    });
});

describe("ManagedInstanceAccess names", () => {
    const scope = namingScope("ManagedInstanceAccess", {}, "web");

    it("are computed from the naming scope, each with its ARN", () => {
        const names = managedInstance.names(scope, { path: "/ec2/" });
        assert.equal(new Set(Object.values(names).map(({ arn }) => arn)).size, Object.keys(names).length);
        assert.match(names.role.arn, /^arn:aws:iam::123456789012:role\/ec2\/acme-test-web-instance-[0-9a-f]{8}$/);
        assert.match(names.instanceProfile.arn, /:instance-profile\/ec2\/acme-test-web-instance-[0-9a-f]{8}$/);
        assert.equal(names.awsManagedCore.arn, "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
    });

    it("can be explicit, or those of an existing role", () => {
        const fixed = managedInstance.names(scope, { roleName: "web", instanceProfileName: "web-profile" });
        assert.deepEqual(
            [fixed.role, fixed.instanceProfile],
            [
                { name: "web", arn: "arn:aws:iam::123456789012:role/web" },
                { name: "web-profile", arn: "arn:aws:iam::123456789012:instance-profile/web-profile" },
            ],
        );
        const arn = "arn:aws:iam::123456789012:role/team/nodes";
        assert.deepEqual(managedInstance.names(scope, { existingRoleArn: arn, path: "/x/" }).role, {
            name: "nodes",
            arn,
        });
    });
});
