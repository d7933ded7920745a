import * as assert from "node:assert/strict";
import type { DefaultHostManagementArgs } from "../../../components/defaultHostManagement/args";
import type { Unwrap } from "../../../components/pattern/args";
import { planDocuments, type SiblingComponent } from "../../../components/pattern/pattern";
import type { AwsLocation } from "../../../components/pattern/location";
import { administratorPolicies } from "../../../components/nodes/administratorPolicies";
import { defaultHostManagement } from "../../../components/defaultHostManagement/pattern";
import { nameOf, pathAndName } from "../../../components/pattern/location";
import { retired } from "../../../policypack/iam/knowledge/managedPolicies";
import { anyService } from "../../../policypack/iam/knowledge/managedPolicyTable";
import { administrators, everything } from "./fixture";
import { describeIssues } from "../describeIssues";
import { namingScope } from "../namingScopes";
import { features, keyArn } from "../managedInstance/fixture";

type Args = Unwrap<DefaultHostManagementArgs>;

const scope = namingScope("DefaultHostManagement", {}, "ireland");
const documents = (args: Args, location: Partial<AwsLocation> = {}) =>
    planDocuments(defaultHostManagement, namingScope("DefaultHostManagement", location, "ireland"), args);
const existingRoleArn = "arn:aws:iam::123456789012:role/service-role/hosts";
const setting =
    "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/managed-instance/default-ec2-instance-management-role";

describe("DefaultHostManagement documents", () => {
    it("trust Systems Manager on behalf of the account", () => {
        assert.deepEqual(documents({}).trust, {
            kind: "trust",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "TrustService",
                        Effect: "Allow",
                        Principal: { Service: "ssm.amazonaws.com" },
                        Action: ["sts:AssumeRole"],
                        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
                    },
                ],
            },
        });
    });

    it("limit the trust policy to Regions, or omit the guard for a reason", () => {
        const regional = documents({ sourceRegions: ["eu-west-1", "eu-west-2"] }).trust;
        assert.deepEqual(regional?.document.Statement[0]?.Condition, {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: {
                "aws:SourceArn": ["arn:aws:ssm:eu-west-1:123456789012:*", "arn:aws:ssm:eu-west-2:123456789012:*"],
            },
        });
        const reason = "no instance became managed with the guard";
        const open = documents({ acceptUnguardedTrust: reason }).trust;
        assert.equal(open?.document.Statement[0]?.Condition, undefined);
        assert.deepEqual(open?.accepted, [{ rule: "iam-trust-confused-deputy", sid: "TrustService", reason }]);
    });

    it("omit the core policy with awsManagedCore, and all policies of an existing role", () => {
        assert.equal(documents({}).core, undefined);
        assert.deepEqual(
            documents({ awsManagedCore: false }).core?.document.Statement.map(({ Sid }) => Sid),
            [
                "RegisterInstance",
                "OpenChannels",
                "ReadDocuments",
                "ListInstanceAssociations",
                "ReportAssociations",
                "ReportCompliance",
                "ReportComplianceOtherwise",
                "ReportInventoryPatchesAndPackages",
            ],
        );
        const adopted = documents({ existingRoleArn, administrators });
        assert.deepEqual([adopted.trust, adopted.core, adopted.features], [undefined, undefined, undefined]);
    });

    it("cover each further Region, as the documents of that Region would", () => {
        const args = { awsManagedCore: false, logs: features.logs, cloudWatchAgent: {} };
        const both = documents({ ...args, furtherRegions: ["eu-west-2", "eu-west-1"] });
        const [here, there] = [documents(args), documents(args, { region: "eu-west-2" })];
        for (const child of ["core", "features"] as const) {
            assert.deepEqual(
                both[child]?.document.Statement.map(({ Resource }) => [...(Resource ?? [])].sort()),
                here[child]?.document.Statement.map(({ Resource }, i) =>
                    [
                        ...new Set([...(Resource ?? []), ...(there[child]?.document.Statement[i]?.Resource ?? [])]),
                    ].sort(),
                ),
            );
            assert.deepEqual(
                both[child]?.document.Statement.map(({ Action, Condition }) => [Action, Object.keys(Condition ?? {})]),
                here[child]?.document.Statement.map(({ Action, Condition }) => [Action, Object.keys(Condition ?? {})]),
            );
        }
    });

    it("allow administrators to change the setting of the Region, with one role", () => {
        const of = (role: string) => ({
            kind: "grant",
            document: {
                Version: "2012-10-17",
                Statement: [
                    {
                        Sid: "ChangeDefaultRole",
                        Effect: "Allow",
                        Action: ["ssm:GetServiceSetting", "ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
                        Resource: [setting],
                    },
                    {
                        Sid: "PassDefaultRole",
                        Effect: "Allow",
                        Action: ["iam:PassRole"],
                        Resource: [role],
                        Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
                    },
                ],
            },
        });
        const roleName = "AWSSystemsManagerDefaultEC2InstanceManagementRole";
        assert.deepEqual(
            documents({ roleName, path: "/service-role/", administrators }).administrators,
            of(`arn:aws:iam::123456789012:role/service-role/${roleName}`),
        );
        assert.deepEqual(documents({ existingRoleArn, administrators }).administrators, of(existingRoleArn));
        assert.equal(documents({}).administrators, undefined);
    });

    it("use the partition of AWS China and GovCloud", () => {
        for (const [partition, region] of [
            ["aws-cn", "cn-north-1"],
            ["aws-us-gov", "us-gov-west-1"],
        ] as const) {
            const there = JSON.stringify(
                documents({ awsManagedCore: false, sourceRegions: [region], administrators }, { partition, region }),
            );
            assert.deepEqual(
                [...new Set((there.match(/arn:[a-z-]+:/g) ?? []).map((arn) => arn.split(":")[1]))],
                [partition],
            );
        }
    });
});

describe("DefaultHostManagement names", () => {
    it("include the setting of the Region and the role", () => {
        const names = defaultHostManagement.names(scope, { path: "/hosts/" });
        assert.equal(names.setting.arn, setting);
        assert.match(pathAndName(names.role.arn), /^hosts\/acme-test-ireland-hosts-[0-9a-f]{8}$/);
        assert.equal(names.awsManagedCore.arn, "arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy");
        const fixed = defaultHostManagement.names(scope, { roleName: "hosts" });
        assert.equal(pathAndName(fixed.role.arn), "hosts");
        const adopted = defaultHostManagement.names(scope, { existingRoleArn, path: "/x/" });
        assert.deepEqual(adopted.role, { name: "hosts", arn: existingRoleArn });
        assert.equal(pathAndName(adopted.role.arn), "service-role/hosts");
    });
});

describe("DefaultHostManagement warnings", () => {
    const sibling = (component: string, region: string, args: object = {}): SiblingComponent => ({
        reference: `sibling.${region}`,
        component,
        scope: namingScope(component, { region }),
        args: { ...args },
        names: {},
    });
    const warned = (...siblings: readonly SiblingComponent[]): readonly string[] =>
        (defaultHostManagement.warnings?.({}, scope, siblings) ?? []).map(({ message }) => message);

    it("report instance profiles in the Region, which take precedence", () => {
        const [message = "", ...more] = warned(sibling("ManagedInstanceAccess", "eu-west-1"));
        assert.deepEqual(more, []);
        assert.match(message, /^has no effect on instances with the instance profile of sibling\.eu-west-1: /);
        assert.match(message, /allows ssm:UpdateInstanceInformation$/);
    });

    it("report instance profiles with the AWS managed core, which register in every Region", () => {
        assert.equal(warned(sibling("ManagedInstanceAccess", "eu-west-2", { awsManagedCore: true })).length, 1);
        assert.deepEqual(warned(sibling("ManagedInstanceAccess", "eu-west-2")), []);
    });

    const owned = (args: Args, sharing: Args = {}, region = "eu-west-1"): readonly string[] => {
        const owner = namingScope("DefaultHostManagement", { region: "eu-central-1" }, "frankfurt");
        return (
            defaultHostManagement.warnings?.(
                { existingRoleArn: defaultHostManagement.names(owner, args).role.arn, ...sharing },
                namingScope("DefaultHostManagement", { region }),
                [
                    {
                        reference: "defaultHostManagement.frankfurt",
                        component: "DefaultHostManagement",
                        scope: owner,
                        args: { ...args },
                        names: defaultHostManagement.names(owner, args),
                    },
                ],
            ) ?? []
        ).map(({ path, message, fix }) => `${path} ${message}. ${fix}`);
    };

    it("report a role of another Region whose permissions or trust policy do not cover the Region", () => {
        assert.deepEqual(owned({ awsManagedCore: false }), [
            "existingRoleArn is the role of defaultHostManagement.frankfurt, whose permissions do not cover eu-west-1. " +
                'Add "eu-west-1" to "furtherRegions" of defaultHostManagement.frankfurt.',
        ]);
        assert.equal(owned({ logs: features.logs, furtherRegions: ["eu-north-1"] }).length, 1);
        assert.deepEqual(owned({ sourceRegions: ["eu-central-1"] }), [
            "existingRoleArn is the role of defaultHostManagement.frankfurt, whose trust policy does not cover eu-west-1. " +
                'Add "eu-west-1" to "sourceRegions" of defaultHostManagement.frankfurt.',
        ]);
    });

    it("are empty for a role whose permissions cover the Region, and for other roles", () => {
        assert.deepEqual(owned({ awsManagedCore: false, logs: features.logs, furtherRegions: ["eu-west-1"] }), []);
        assert.deepEqual(owned({}), []);
        assert.deepEqual(owned({ directoryIds: [] }), []);
        assert.deepEqual(owned({ awsManagedCore: false }, {}, "eu-central-1"), []);
        assert.deepEqual(owned({ awsManagedCore: false }, { existingRoleArn }), []);
        assert.deepEqual(owned({ awsManagedCore: false, existingRoleArn }), []);
    });

    it("ignore components without an instance profile", () => {
        assert.deepEqual(warned(sibling("RunCommandAccess", "eu-west-1")), []);
        assert.deepEqual(warned(), []);
    });
});

const foreign = "is in account 210987654321, but the component deploys to account 123456789012";

describe("administratorPolicies", () => {
    it("include all managed policies of the policy pack that can pass any role to any service", () => {
        const passing = [...anyService, ...retired].map(nameOf);
        assert.deepEqual(
            passing.filter((name) => !Object.hasOwn(administratorPolicies, name)),
            [],
        );
    });
});

describeIssues("DefaultHostManagement validation", defaultHostManagement, scope, [
    ["all features", everything],
    ["no args", {}],
    ["an existing role", { existingRoleArn, administrators }],
    [
        "args without effect with awsManagedCore and sessionsOnly",
        { documents: ["Acme-A"], sessionsOnly: true, ec2Messages: true },
        /^sessionsOnly has no effect with AmazonSSMManagedEC2InstanceDefaultPolicy, which is attached$/,
        /^documents has no effect with AmazonSSM/,
        /^ec2Messages has no effect with AmazonSSM/,
        /^documents has no effect with sessionsOnly$/,
        /^ec2Messages has no effect with sessionsOnly$/,
    ],
    ["documents with an own core policy", { awsManagedCore: false, documents: ["Acme-A"] }],
    [
        "an existing role with args for a new one",
        {
            existingRoleArn,
            roleName: "hosts",
            awsManagedCore: true,
            sourceRegions: ["eu-west-1"],
            furtherRegions: ["eu-west-2"],
            logs: features.logs,
        },
        /^roleName applies to a new role, but existingRoleArn uses an existing one$/,
        /^sourceRegions applies to a new role/,
        /^furtherRegions applies to a new role/,
        /^awsManagedCore applies to a new role/,
        /^logs applies to a new role/,
    ],
    [
        "source Regions without a guard",
        { acceptUnguardedTrust: "instances stayed unmanaged", sourceRegions: ["eu-west-1"] },
        /^sourceRegions guards the trust policy, but acceptUnguardedTrust removes the guard$/,
    ],
    ["source Regions with the own Region", { sourceRegions: ["eu-west-2", "eu-west-1"] }],
    [
        "source Regions without the own Region",
        { sourceRegions: ["eu-west-2"] },
        /^sourceRegions does not include eu-west-1, so no instance there gets the role$/,
    ],
    [
        "an existing role of another partition",
        { existingRoleArn: existingRoleArn.replace("arn:aws:", "arn:aws-us-gov:") },
        /^existingRoleArn is in partition aws-us-gov, but the component deploys to aws$/,
    ],
    [
        "source Regions without a further Region",
        { sourceRegions: ["eu-west-1"], furtherRegions: ["eu-west-2", "eu-west-3"] },
        /^sourceRegions does not include eu-west-2, so no instance there gets the role$/,
        /^sourceRegions does not include eu-west-3/,
    ],
    ["a key of a further Region", { furtherRegions: ["us-east-1"], sessions: { kmsKeyArn: keyArn("c", "us-east-1") } }],
    ["a wildcard for a further Region", { furtherRegions: ["*"] }, /^furtherRegions\[0\] is not a Region code/],
    ["a wildcard for a Region", { sourceRegions: ["*"] }, /^sourceRegions\[0\] is not a Region code/],
    ["a reason of one word", { acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    [
        "an existing role with a wildcard",
        { existingRoleArn: `${existingRoleArn}*` },
        /^existingRoleArn is not the ARN of one role/,
    ],
    [
        "an existing role of another account",
        { existingRoleArn: existingRoleArn.replace("123456789012", "210987654321") },
        new RegExp(`^existingRoleArn ${foreign}$`),
    ],
    [
        "administrators of another account",
        { administrators: { grantees: { roles: ["arn:aws:iam::210987654321:role/ops"] } } },
        new RegExp(`^administrators\\.grantees\\.roles\\[0\\] ${foreign}$`),
    ],
    ["administrators without grantees", { administrators: { grantees: {} } }, /^administrators\.grantees has neither/],
    [
        "a managed policy that the core replaces",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM"] },
        /^managedPolicyArns\[0\] is deprecated by AWS/,
    ],
    [
        "the AWS managed core again",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy"] },
        /^managedPolicyArns\[0\] is the policy that awsManagedCore attaches$/,
    ],
    [
        "a key of another Region",
        { sessions: { kmsKeyArn: keyArn("c", "us-east-1") } },
        /^sessions\.kmsKeyArn is in Region us-east-1/,
    ],
    ...Object.entries(administratorPolicies).map(([name, allows]): readonly [string, Args, RegExp] => [
        `the managed policy ${name}`,
        { managedPolicyArns: [`arn:aws:iam::aws:policy/service-role/${name}`] },
        new RegExp(`^managedPolicyArns\\[0\\] allows every process on every node to ${allows}$`),
    ]),
    [
        "a customer managed policy with the name of an administrator policy",
        { managedPolicyArns: ["arn:aws:iam::123456789012:policy/PowerUserAccess"] },
    ],
]);
