import * as assert from "node:assert/strict";
import type { DefaultHostManagementArgs } from "../../../components/defaultHostManagement/args";
import type { Unwrap } from "../../../components/pattern/args";
import type { SiblingComponent } from "../../../components/pattern/pattern";
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
    defaultHostManagement.documents(namingScope("DefaultHostManagement", location, "ireland"), args);
const existingRoleArn = "arn:aws:iam::123456789012:role/service-role/hosts";
const setting =
    "arn:aws:ssm:eu-west-1:123456789012:servicesetting/ssm/managed-instance/default-ec2-instance-management-role";

describe("the documents of default host management", () => {
    it("trust Systems Manager on behalf of the own account", () => {
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

    it("limit the trust to Regions, or leave the guard out for a reason", () => {
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

    it("leave the core to AWS unless it is made here, and all of a role that is adopted to whoever made it", () => {
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

    it("let administrators change one setting in one Region, with one role", () => {
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

    it("speak of AWS China and GovCloud in their own partitions", () => {
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

describe("the names of default host management", () => {
    it("hold the setting of the Region, and the role as the setting takes it", () => {
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

describe("the warnings of default host management", () => {
    const neighbour = (component: string, region: string, args: object = {}): SiblingComponent => ({
        reference: `neighbour.${region}`,
        component,
        scope: namingScope(component, { region }),
        args: { ...args },
    });
    const warned = (...neighbours: readonly SiblingComponent[]): readonly string[] =>
        (defaultHostManagement.warnings?.({}, scope, neighbours) ?? []).map(({ message }) => message);

    it("tell of the instance profiles in its Region that keep instances from it", () => {
        const [message = "", ...more] = warned(neighbour("ManagedInstanceAccess", "eu-west-1"));
        assert.deepEqual(more, []);
        assert.match(message, /^has no effect on instances with the instance profile of neighbour\.eu-west-1: /);
        assert.match(message, /allows ssm:UpdateInstanceInformation$/);
    });

    it("tell of the core of AWS, which registers in every Region", () => {
        assert.equal(warned(neighbour("ManagedInstanceAccess", "eu-west-2", { awsManagedCore: true })).length, 1);
        assert.deepEqual(warned(neighbour("ManagedInstanceAccess", "eu-west-2")), []);
    });

    it("say nothing of what makes no instance profile", () => {
        assert.deepEqual(warned(neighbour("RunCommandAccess", "eu-west-1")), []);
        assert.deepEqual(warned(), []);
    });
});

const foreign = "is of account 210987654321, but this stack stands in account 123456789012";

describe("the managed policies that no role of many machines may have", () => {
    it("are at least those that the law knows to pass every role to any service", () => {
        const passing = [...anyService, ...retired].map(nameOf);
        assert.deepEqual(
            passing.filter((name) => !Object.hasOwn(administratorPolicies, name)),
            [],
        );
    });
});

describeIssues("the problems of default host management", defaultHostManagement, scope, [
    ["nothing in a full set", everything],
    ["nothing where nothing is given", {}],
    ["nothing in a role that is adopted", { existingRoleArn, administrators }],
    [
        "what the core of AWS settles",
        { documents: ["Acme-A"], sessionsOnly: true, ec2Messages: true },
        /^sessionsOnly is settled by AmazonSSMManagedEC2InstanceDefaultPolicy of AWS, which is attached$/,
        /^documents is settled by/,
        /^ec2Messages is settled by/,
        /^documents has no use in sessions$/,
        /^ec2Messages has no use in sessions$/,
    ],
    ["nothing where a core is made here", { awsManagedCore: false, documents: ["Acme-A"] }],
    [
        "what is about a role to be made, beside one that is adopted",
        {
            existingRoleArn,
            roleName: "hosts",
            awsManagedCore: true,
            sourceRegions: ["eu-west-1"],
            logs: features.logs,
        },
        /^roleName is of a role to be made, but one is adopted$/,
        /^sourceRegions is of a role/,
        /^awsManagedCore is of a role/,
        /^logs is of a role/,
    ],
    [
        "guarding a trust that is to be unguarded",
        { acceptUnguardedTrust: "instances stayed unmanaged", sourceRegions: ["eu-west-1"] },
        /^sourceRegions guards a trust that is to be unguarded$/,
    ],
    ["nothing in the own Region beside another", { sourceRegions: ["eu-west-2", "eu-west-1"] }],
    [
        "sources without the own Region",
        { sourceRegions: ["eu-west-2"] },
        /^sourceRegions leaves out eu-west-1, so no instance of it gets the role$/,
    ],
    [
        "a role of another partition",
        { existingRoleArn: existingRoleArn.replace("arn:aws:", "arn:aws-us-gov:") },
        /^existingRoleArn is of partition aws-us-gov, but this stack stands in aws$/,
    ],
    ["a wildcard for a Region", { sourceRegions: ["*"] }, /^sourceRegions\[0\] is not a Region's code/],
    ["a reason of one word", { acceptUnguardedTrust: "because" }, /^acceptUnguardedTrust is not a reason/],
    ["a pattern to adopt", { existingRoleArn: `${existingRoleArn}*` }, /^existingRoleArn is not the ARN of one role/],
    [
        "a role of another account",
        { existingRoleArn: existingRoleArn.replace("123456789012", "210987654321") },
        new RegExp(`^existingRoleArn ${foreign}$`),
    ],
    [
        "administrators of another account",
        { administrators: { grantees: { roles: ["arn:aws:iam::210987654321:role/ops"] } } },
        new RegExp(`^administrators\\.grantees\\.roles\\[0\\] ${foreign}$`),
    ],
    ["administrators without a grantee", { administrators: { grantees: {} } }, /^administrators\.grantees has neither/],
    [
        "policies that the core stands in for",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM"] },
        /^managedPolicyArns\[0\] is retired by AWS/,
    ],
    [
        "the core of AWS once more",
        { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy"] },
        /^managedPolicyArns\[0\] is the core as AWS has it$/,
    ],
    [
        "a key of another Region",
        { sessions: { kmsKeyArn: keyArn("c", "us-east-1") } },
        /^sessions\.kmsKeyArn is of Region us-east-1/,
    ],
    ...Object.entries(administratorPolicies).map(([name, allows]): readonly [string, Args, RegExp] => [
        `the managed policy ${name}`,
        { managedPolicyArns: [`arn:aws:iam::aws:policy/service-role/${name}`] },
        new RegExp(`^managedPolicyArns\\[0\\] lets every process on every node ${allows}$`),
    ]),
    [
        "nothing in a policy of one's own that has such a name",
        { managedPolicyArns: ["arn:aws:iam::123456789012:policy/PowerUserAccess"] },
    ],
]);
