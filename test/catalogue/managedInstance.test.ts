import * as assert from "node:assert/strict";
import type { ManagedInstanceAccessArgs, Unwrap } from "../../components/args";
import type { Place } from "../../components/catalogue";
import { brokenLimits } from "../../components/catalogue/limits";
import { managedInstance } from "../../components/catalogue/managedInstance";
import type { PolicyDocument } from "../../policypack/iam";
import { judge } from "../../policypack/rules";
import { iamDataProblems } from "../support/iamData";
import { identityOf } from "./identities";

type Args = Unwrap<ManagedInstanceAccessArgs>;

const key = (id: string, region = "eu-west-1"): string =>
    `arn:aws:kms:${region}:123456789012:key/${id.repeat(8)}-1111-2222-3333-444444444444`;

const everything: Args = {
    ec2Messages: true,
    parameters: { paths: ["/app"], names: ["/shared/license", "flat"], kmsKeyArns: [key("a")] },
    cloudWatchAgent: { configurationParameterNames: ["AmazonCloudWatch-linux"] },
    directoryIds: ["d-1234567890"],
    logs: { logGroupNames: ["/aws/ssm/Acme"], createLogGroups: true },
    outputBuckets: [
        { bucketName: "acme-output", keyPrefix: "runs", kmsKeyArn: key("b", "eu-central-1") },
        { bucketName: "acme-archive", accountId: "210987654321" },
    ],
    sessions: {
        kmsKeyArn: key("c"),
        logGroupName: "acme/sessions",
        bucket: { bucketName: "acme-sessions", keyPrefix: "web" },
    },
    launchers: { grantees: { groups: ["ops"] }, console: true },
};

const documents = (args: Args, place: Partial<Place> = {}) =>
    managedInstance.documents(identityOf("ManagedInstanceAccess", place, "web"), args);

const statements = (document: PolicyDocument | undefined) =>
    Object.fromEntries((document?.Statement ?? []).map(({ Sid, Effect, ...rest }) => [Sid, rest]));

const problems = (args: Args, place?: Partial<Place>): readonly (readonly [path: string, message: string])[] =>
    [
        ...brokenLimits(managedInstance.limits, args),
        ...managedInstance.problems(args, place && identityOf("ManagedInstanceAccess", place, "web")),
    ].map(({ path, message }) => [path, message] as const);

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

describe("the documents of managed instances", () => {
    it("trust EC2 and nobody else, without a condition that EC2 does not send", () => {
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

    it("have a core that reads no parameter and speaks for instances of its own account and Region", () => {
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

    it("allow sessions alone nothing but the channels, and the older messages only when asked for", () => {
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

    it("leave the core to AWS, and the trust to an existing role", () => {
        assert.equal(documents({ awsManagedCore: true }).core, undefined);
        assert.equal(documents({ existingRoleArn: "arn:aws:iam::123456789012:role/web" }).trust, undefined);
    });

    it("name what may be read and written, each feature apart", () => {
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
                Resource: [key("a")],
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
            JoinDirectories: {
                Action: ["ds:CreateComputer"],
                Resource: ["arn:aws:ds:eu-west-1:123456789012:directory/d-1234567890"],
            },
            FindDirectories: { Action: ["ds:DescribeDirectories"], Resource: ["*"] },
            WriteLogs: { Action: logs, Resource: group("/aws/ssm/Acme") },
            CreateLogGroups: { Action: ["logs:CreateLogGroup"], Resource: group("/aws/ssm/Acme") },
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
                Resource: [key("b", "eu-central-1")],
                Condition: { StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] } },
            },
            DecryptSessions: { Action: ["kms:Decrypt"], Resource: [key("c")] },
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

    it("let launchers pass exactly the instance role, made or adopted", () => {
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

    it("speak of AWS China and GovCloud in their own partitions, hosts and Regions", () => {
        const china = documents(everything, { partition: "aws-cn", region: "cn-north-1" });
        assert.deepEqual(china.trust?.document.Statement[0]?.Principal, { Service: "ec2.amazonaws.com.cn" });
        assert.equal(
            statements(china.launchers?.document).PassInstanceRole?.Condition?.StringEquals?.["iam:PassedToService"],
            "ec2.amazonaws.com.cn",
        );
        assert.deepEqual(
            statements(china.features?.document).DecryptParameters?.Condition?.StringEquals?.["kms:ViaService"],
            ["ssm.cn-north-1.amazonaws.com", "ssm.cn-north-1.amazonaws.com.cn"],
        );
        const gov = documents(everything, { partition: "aws-us-gov", region: "us-gov-west-1" });
        assert.deepEqual(gov.trust?.document.Statement[0]?.Principal, { Service: "ec2.amazonaws.com" });
        for (const [partition, of] of [
            ["aws-cn", china],
            ["aws-us-gov", gov],
        ] as const) {
            const arns = JSON.stringify(of).match(/arn:[a-z-]+:(?!kms)[a-z0-9]+:/g) ?? [];
            assert.deepEqual([...new Set(arns.map((arn) => arn.split(":")[1]))], [partition]);
        }
    });

    it("are lawful, and hold only what AWS knows", async () => {
        for (const args of [
            {},
            everything,
            { sessionsOnly: true },
            { awsManagedCore: true, launchers: everything.launchers },
        ]) {
            for (const planned of Object.values(documents(args)).filter((document) => document !== undefined)) {
                assert.deepEqual(judge(planned.kind, planned.document), []);
                const known = [
                    // The reference has no resource for it; scoping it to sessions is for users, as AWS's core shows.
                    /^OpenChannels: ssmmessages:OpenDataChannel knows resources/,
                    // AWS limits metrics by namespace; datasets are another feature of the same action.
                    /^PublishMetrics: cloudwatch:PutMetricData knows resources/,
                ];
                assert.deepEqual(
                    (await iamDataProblems(planned.kind, planned.document)).filter(
                        (problem) => !known.some((pattern) => pattern.test(problem)),
                    ),
                    [],
                );
            }
        }
    });
});

describe("the names of managed instances", () => {
    const identity = identityOf("ManagedInstanceAccess", {}, "web");

    it("are computed from the identity alone, each with its ARN", () => {
        const names = managedInstance.names(identity, { path: "/ec2/" });
        assert.equal(new Set(Object.values(names).map(({ arn }) => arn)).size, Object.keys(names).length);
        assert.match(names.role.arn, /^arn:aws:iam::123456789012:role\/ec2\/acme-test-web-instance-[0-9a-f]{8}$/);
        assert.match(names.instanceProfile.arn, /:instance-profile\/ec2\/acme-test-web-instance-[0-9a-f]{8}$/);
        assert.equal(names.awsManagedCore.arn, "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
    });

    it("can be fixed, and are those of an existing role", () => {
        const fixed = managedInstance.names(identity, { roleName: "web", instanceProfileName: "web-profile" });
        assert.deepEqual(
            [fixed.role, fixed.instanceProfile],
            [
                { name: "web", arn: "arn:aws:iam::123456789012:role/web" },
                { name: "web-profile", arn: "arn:aws:iam::123456789012:instance-profile/web-profile" },
            ],
        );
        const arn = "arn:aws:iam::123456789012:role/team/nodes";
        assert.deepEqual(managedInstance.names(identity, { existingRoleArn: arn, path: "/x/" }).role, {
            name: "nodes",
            arn,
        });
    });
});

describe("bad args of managed instances", () => {
    const refused: readonly (readonly [what: string, args: Args, at: readonly string[], message: RegExp])[] = [
        ["the root path", { parameters: { paths: ["/"] } }, ["parameters.paths[0]"], /a path below the root/],
        ["a wildcard in a path", { parameters: { paths: ["/app/*"] } }, ["parameters.paths[0]"], /without a wildcard/],
        ["a slash at its end", { parameters: { paths: ["/app/"] } }, ["parameters.paths[0]"], /without a slash/],
        ["a path of AWS", { parameters: { paths: ["/aws/service"] } }, ["parameters.paths[0]"], /a path/],
        ["a wildcard in a name", { parameters: { names: ["db*"] } }, ["parameters.names[0]"], /full name/],
        ["keys without parameters", { parameters: { kmsKeyArns: [key("a")] } }, ["parameters"], /neither/],
        [
            "an alias",
            { parameters: { paths: ["/app"], kmsKeyArns: ["arn:aws:kms:eu-west-1:123456789012:alias/app"] } },
            ["parameters.kmsKeyArns[0]"],
            /neither an alias/,
        ],
        ["a wildcard in a document", { documents: ["AWS-*"] }, ["documents[0]"], /without a wildcard/],
        [
            "a namespace of AWS",
            { cloudWatchAgent: { namespaces: ["AWS/EC2"] } },
            ["cloudWatchAgent.namespaces[0]"],
            /AWS\//,
        ],
        ["a directory's name", { directoryIds: ["corp.example.com"] }, ["directoryIds[0]"], /directory id/],
        ["a wildcard in a group", { logs: { logGroupNames: ["/aws/ssm/*"] } }, ["logs.logGroupNames[0]"], /wildcard/],
        [
            "a bucket's ARN",
            { outputBuckets: [{ bucketName: "arn:aws:s3:::b" }] },
            ["outputBuckets[0].bucketName"],
            /bucket/,
        ],
        [
            "a prefix with a slash at its end",
            { outputBuckets: [{ bucketName: "acme", keyPrefix: "runs/" }] },
            ["outputBuckets[0].keyPrefix"],
            /without a slash/,
        ],
        [
            "a wildcard in a prefix",
            { sessions: { bucket: { bucketName: "acme", keyPrefix: "*" } } },
            ["sessions.bucket.keyPrefix"],
            /key prefix/,
        ],
        [
            "an account of 11 digits",
            { outputBuckets: [{ bucketName: "acme", accountId: "12345678901" }] },
            ["outputBuckets[0].accountId"],
            /12 digits/,
        ],
        ["sessions of nothing", { sessions: {} }, ["sessions"], /neither/],
        ["nobody as launcher", { launchers: { grantees: {} } }, ["launchers.grantees"], /neither/],
        [
            "a wildcard as launcher",
            { launchers: { grantees: { roles: ["*"] } } },
            ["launchers.grantees.roles[0]"],
            /existing IAM role/,
        ],
        ["both cores", { awsManagedCore: true, sessionsOnly: true }, ["sessionsOnly"], /contradicts awsManagedCore/],
        [
            "what the core of AWS settles",
            { awsManagedCore: true, documents: ["Acme-A"], ec2Messages: true, parameters: { paths: ["/app"] } },
            ["documents", "ec2Messages", "parameters"],
            /is settled by|narrows nothing/,
        ],
        [
            "what sessions do not use",
            { sessionsOnly: true, documents: ["Acme-A"] },
            ["documents"],
            /no use in sessions/,
        ],
        [
            "adopting and naming at once",
            {
                existingRoleArn: "arn:aws:iam::123456789012:role/web",
                roleName: "web",
                permissionsBoundary: "arn:aws:iam::123456789012:policy/edge",
            },
            ["roleName", "permissionsBoundary"],
            /one is adopted/,
        ],
        [
            "a pattern to adopt",
            { existingRoleArn: "arn:aws:iam::123456789012:role/web-*" },
            ["existingRoleArn"],
            /one role/,
        ],
        [
            "accepting without adopting",
            { acceptTrustedPrincipals: ["ssm.amazonaws.com"] },
            ["acceptTrustedPrincipals"],
            /a role is made/,
        ],
        [
            "accepting everybody",
            { existingRoleArn: "arn:aws:iam::123456789012:role/web", acceptTrustedPrincipals: ["*"] },
            ["acceptTrustedPrincipals[0]"],
            /without a wildcard/,
        ],
        [
            "the core of AWS as a further policy",
            { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"] },
            ["managedPolicyArns[0]"],
            /the core as AWS has it/,
        ],
        [
            "the retired policy",
            { managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM"] },
            ["managedPolicyArns[0]"],
            /retired/,
        ],
        [
            "a wildcard policy",
            { managedPolicyArns: ["arn:aws:iam::aws:policy/*"] },
            ["managedPolicyArns[0]"],
            /one managed policy/,
        ],
        [
            "a profile name with a slash",
            { instanceProfileName: "a/b" },
            ["instanceProfileName"],
            /instance profile name/,
        ],
    ];
    for (const [what, args, at, message] of refused) {
        it(`are refused: ${what}`, () => {
            const found = problems(args);
            assert.deepEqual(
                found.map(([path]) => path),
                at,
            );
            found.forEach(([, text]) => {
                assert.match(text, message);
            });
        });
    }

    it("are refused once the place is known: other accounts, other Regions", () => {
        const args: Args = {
            existingRoleArn: "arn:aws:iam::210987654321:role/web",
            managedPolicyArns: ["arn:aws:iam::210987654321:policy/own"],
            parameters: { paths: ["/app"], kmsKeyArns: [key("a", "us-east-1")] },
            sessions: { kmsKeyArn: key("c", "us-east-1") },
            launchers: { grantees: { roles: ["arn:aws:iam::210987654321:role/ops"] } },
        };
        assert.deepEqual(problems(args), []);
        assert.deepEqual(problems(args, {}), [
            ["existingRoleArn", "is of account 210987654321, but this stack stands in account 123456789012"],
            ["managedPolicyArns[0]", "is of account 210987654321, but this stack stands in account 123456789012"],
            ["parameters.kmsKeyArns[0]", "is a key of Region us-east-1, but the instances are managed in eu-west-1"],
            ["sessions.kmsKeyArn", "is a key of Region us-east-1, but the instances are managed in eu-west-1"],
            [
                "launchers.grantees.roles[0]",
                "is of account 210987654321, but this stack stands in account 123456789012",
            ],
        ]);
    });

    it("are none in a full set", () => {
        assert.deepEqual(problems(everything, {}), []);
    });
});
