import * as assert from "node:assert/strict";
import type { Place } from "../../components/catalogue";
import { expiryProblems, expiryWarnings } from "../../components/catalogue/activationExpiry";
import { hybridActivation } from "../../components/catalogue/hybridActivation";
import { nodeCore } from "../../components/catalogue/nodeCore";
import { registeredNode } from "../../components/catalogue/nodeKinds";
import { inRegions } from "../../components/catalogue/regional";
import { registrationCommands } from "../../components/catalogue/registrationCommands";
import { allow, type PolicyDocument } from "../../policypack/iam";
import { home } from "../support/deploy";
import { describeProblems, problemsOf } from "./describeProblems";
import { everything, least } from "./hybridActivationSample";
import { identityOf } from "./identities";
import { keyArn } from "./managedInstanceSample";

const identity = (place: Partial<Place> = {}) => identityOf("HybridActivation", place, "factory");
const documents = (args: typeof least, place: Partial<Place> = {}) => hybridActivation.documents(identity(place), args);

/** The statements by Sid. */
const statements = (document: PolicyDocument | undefined) =>
    Object.fromEntries((document?.Statement ?? []).map(({ Sid, ...rest }) => [Sid, rest]));

describe("the documents of hybrid nodes", () => {
    it("trust Systems Manager on behalf of the account, in the Region of the activations", () => {
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

    it("name one source for each further Region, each once", () => {
        const sources = (furtherRegions: string[]) =>
            documents({ ...least, furtherRegions }).trust?.document.Statement[0]?.Condition?.ArnLike?.["aws:SourceArn"];
        const expected = ["eu-west-1", "eu-central-1", "us-east-1"].map((one) => `arn:aws:ssm:${one}:123456789012:*`);
        assert.deepEqual(sources(["eu-central-1", "us-east-1"]), expected);
        assert.deepEqual(sources(["eu-central-1", "eu-west-1", "us-east-1"]), expected);
    });

    it("have the core of registered nodes, which names managed instances and no EC2 instance", () => {
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

    it("name what is of each Region in every Region, in the same statements", () => {
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

    it("let operators make activations without tags, in the Region, with exactly this role", () => {
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

    it("let operators do more when asked, with these tags and to nodes with these tags only", () => {
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
                Condition: { StringEquals: requestTags, ...keys },
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

    it("speak of AWS China and GovCloud in their own partitions", () => {
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

describe("statements for several Regions", () => {
    it("are those of one Region where there is one", () => {
        const statement = allow("A", ["ssm:GetDocument"], ["*"]);
        assert.deepEqual(
            inRegions(home, ["eu-west-1"], () => [statement]),
            [statement],
        );
    });

    it("name each value once, in resources and in conditions of one value", () => {
        assert.deepEqual(
            inRegions(home, ["a", "b", "a"], ({ region }) => [
                allow("A", ["s3:GetObject"], [`arn:${region}`, "*"], { StringEquals: { same: "x", other: region } }),
            ]),
            [
                allow("A", ["s3:GetObject"], ["arn:a", "*", "arn:b"], {
                    StringEquals: { same: ["x"], other: ["a", "b"] },
                }),
            ],
        );
    });
});

describe("the commands that register a machine", () => {
    const registration = {
        activationId: "11111111-2222-3333-4444-555555555555",
        activationCode: "Code0123456789abcdef",
    };
    const commands = registrationCommands(home, registration);

    it("are those of the builds that AWS documents, and of the snap; none for macOS", () => {
        assert.deepEqual(Object.keys(commands), [
            "linux_amd64",
            "linux_arm64",
            "debian_amd64",
            "debian_arm",
            "snap",
            "windows_amd64",
            "windows_arm64",
            "windows_386",
        ]);
    });

    it("download over TLS from the Region's own bucket, and register in the Region", () => {
        assert.equal(
            commands.debian_arm,
            [
                "set -e",
                "dir=$(mktemp -d)",
                `curl --fail --silent --show-error --proto '=https' --tlsv1.2 --output "$dir/ssm-setup-cli" 'https://amazon-ssm-eu-west-1.s3.eu-west-1.amazonaws.com/latest/debian_arm/ssm-setup-cli'`,
                'chmod +x "$dir/ssm-setup-cli"',
                `sudo "$dir/ssm-setup-cli" -register -activation-code 'Code0123456789abcdef' -activation-id '11111111-2222-3333-4444-555555555555' -region 'eu-west-1'`,
                'rm -r "$dir"',
            ].join("\n"),
        );
        assert.match(
            commands.windows_amd64 ?? "",
            /'https:\/\/amazon-ssm-eu-west-1\.s3\.eu-west-1\.amazonaws\.com\/latest\/windows_amd64\/ssm-setup-cli\.exe'/,
        );
        assert.match(
            commands.windows_amd64 ?? "",
            /ssm-setup-cli\.exe" -register -activation-code='Code0123456789abcdef' -activation-id='1{8}-2222-3333-4444-5{12}' -region='eu-west-1'/,
        );
        assert.match(commands.snap ?? "", /-register -code 'Code0123456789abcdef' -id '1{8}-.*' -region 'eu-west-1'/);
    });

    it("weaken no check of what they install", () => {
        for (const [build, text] of Object.entries(commands)) {
            assert.doesNotMatch(text, /skip-signature|downgrade|manifest-url|--insecure| -k |http:/, build);
            assert.ok(text.includes(registration.activationCode) && text.includes(registration.activationId), build);
        }
    });

    it("come from the partition's own domain in China", () => {
        const china = registrationCommands({ ...home, partition: "aws-cn", region: "cn-north-1" }, registration);
        assert.match(china.linux_amd64 ?? "", /amazon-ssm-cn-north-1\.s3\.cn-north-1\.amazonaws\.com\.cn\/latest/);
        const gov = registrationCommands({ ...home, partition: "aws-us-gov", region: "us-gov-west-1" }, registration);
        assert.match(gov.linux_amd64 ?? "", /s3\.us-gov-west-1\.amazonaws\.com\/latest/);
    });
});

describe("the end of an activation", () => {
    const now = new Date("2026-11-22T10:00:00Z");
    const told = (value: unknown) => expiryProblems("at", value, now).map(({ message }) => message);
    const warned = (value: unknown) => expiryWarnings("at", value, now).map(({ message }) => message);

    it("is right up to 30 days from now, to the second", () => {
        for (const right of ["2026-11-22T10:00:01Z", "2026-12-22T10:00:00Z"]) {
            assert.deepEqual([told(right), warned(right)], [[], []]);
        }
        assert.deepEqual(told("2026-12-22T10:00:01Z"), ["is more than 30 days from now"]);
        assert.match(expiryProblems("at", "2027-01-01T00:00:00Z", now)[0]?.fix ?? "", /before 2026-12-22T10:00:00Z/);
    });

    it("is a date of the calendar", () => {
        for (const wrong of ["2026-11-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-12-01T24:00:00Z"]) {
            assert.deepEqual(told(wrong), ["is no date of the calendar"], wrong);
        }
    });

    it("is told of, and not refused, once it has passed: the activation may stay where it is", () => {
        for (const passed of ["2026-11-22T10:00:00Z", "2020-01-01T00:00:00Z"]) {
            assert.deepEqual(told(passed), []);
            assert.match(warned(passed).join("\n"), /^has passed: no machine registers/);
        }
    });

    it("is not judged while it is unknown, nor twice where its form is wrong", () => {
        for (const other of [undefined, Symbol("unknown"), "tomorrow", "2026-12-01"]) {
            assert.deepEqual([told(other), warned(other)], [[], []]);
        }
    });

    it("is warned of by the pattern", () => {
        const warnings = (expirationDate: string) =>
            hybridActivation.warnings?.({ activation: { expirationDate } }, identity(), []).map(({ path }) => path);
        assert.deepEqual(warnings("2020-01-01T00:00:00Z"), ["activation.expirationDate"]);
        assert.deepEqual(hybridActivation.warnings?.(least, identity(), []), []);
    });
});

const farAway = new Date(Date.now() + 31 * 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z/, "Z");

describeProblems("the problems of hybrid nodes", hybridActivation, identity(), [
    ["nothing in a full set", everything],
    ["nothing where nothing is given", {}],
    ["nothing in an activation of AWS's defaults", { activation: {} }],
    [
        "too many machines, and none",
        { activation: { registrationLimit: 1001 } },
        /^activation\.registrationLimit is not a whole number of machines from 1 to 1000$/,
    ],
    ["no machine", { activation: { registrationLimit: 0 } }, /^activation\.registrationLimit is not a whole number/],
    ["half a machine", { activation: { registrationLimit: 1.5 } }, /^activation\.registrationLimit is not a whole/],
    [
        "an end that is too far away",
        { activation: { expirationDate: farAway } },
        /^activation\.expirationDate is more than 30 days from now$/,
    ],
    [
        "an end that AWS would write otherwise",
        { activation: { expirationDate: "2026-12-01T09:00:00+01:00" } },
        /^activation\.expirationDate is not a date and time in UTC/,
    ],
    [
        "a name that AWS refuses",
        { activation: { defaultInstanceName: "press #1", description: "x".repeat(257) } },
        /^activation\.defaultInstanceName is not a name/,
        /^activation\.description is not a text of 1 to 256 characters$/,
    ],
    [
        "tags of AWS, and tags that are patterns",
        {
            activation: { nodeTags: { "aws:Site": "a" } },
            operators: { grantees: { users: ["ana"] }, nodeTags: { Site: ["*"] } },
        },
        /^activation\.nodeTags\.aws:Site is not a tag key/,
        /^operators\.nodeTags\.Site\[0\] is not a tag value/,
    ],
    [
        "tags without values",
        { operators: { grantees: { users: ["ana"] }, nodeTags: { Site: [] } } },
        /^operators\.nodeTags\.Site has 0 values$/,
    ],
    ["operators without a grantee", { operators: { grantees: {} } }, /^operators\.grantees has neither/],
    [
        "an operator of another account",
        { operators: { grantees: { roles: ["arn:aws:iam::210987654321:role/it"] } } },
        /^operators\.grantees\.roles\[0\] is of account 210987654321/,
    ],
    ["a wildcard for a Region", { furtherRegions: ["*"] }, /^furtherRegions\[0\] is not a Region's code/],
    [
        "a role that Systems Manager cannot name",
        { path: `/${"a".repeat(60)}/`, roleName: "nodes" },
        /^path makes "a+\/nodes" of the role, and Systems Manager takes 64 characters for path and name$/,
    ],
    ["nothing in a path that leaves room", { path: "/nodes/", roleName: "factory" }],
    [
        "policies that administer, and what the core stands in for",
        {
            managedPolicyArns: [
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
            ],
        },
        /^managedPolicyArns\[0\] lets every process on every node do everything$/,
        /^managedPolicyArns\[1\] is the core as AWS has it$/,
    ],
    ["both cores", { awsManagedCore: true, sessionsOnly: true }, /^sessionsOnly contradicts awsManagedCore/],
]);

describe("the problems of hybrid nodes, as long as values are unknown,", () => {
    it("are none", () => {
        const unknown = Symbol("unknown") as unknown as string;
        assert.deepEqual(
            problemsOf(hybridActivation, {
                path: `/${"a".repeat(80)}/`,
                activation: { expirationDate: unknown, defaultInstanceName: unknown },
                managedPolicyArns: [unknown],
            }),
            [],
        );
    });
});

describe("the names of hybrid nodes", () => {
    it("are computed from the identity alone, each with its ARN", () => {
        const { awsManagedCore, ...names } = hybridActivation.names(identity(), { path: "/n/" });
        assert.equal(awsManagedCore.arn, "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
        assert.match(names.role.arn, /^arn:aws:iam::123456789012:role\/n\/acme-test-factory-nodes-[0-9a-f]{8}$/);
        for (const child of ["core", "features", "operators"] as const) {
            assert.ok(names[child].arn.startsWith(`arn:aws:iam::123456789012:policy/n/acme-test-factory-${child}-`));
        }
        assert.equal(hybridActivation.names(identity(), { roleName: "nodes" }).role.name, "nodes");
    });
});
