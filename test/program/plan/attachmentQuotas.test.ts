import * as assert from "node:assert/strict";
import { ConfigError } from "../../../program/config/error";
import type { GivenConfig } from "../../../program/config/read";
import { planStack } from "../../../program/plan/plan";
import { PolicyViolationError } from "../../../program/plan/violationError";
import { home } from "../../support/deploy";

/** The issues and warnings of a stack, one line each. */
const reported = (config: GivenConfig): readonly string[] => {
    try {
        const { instances } = planStack(config, { project: "acme", stack: "test", location: home });
        return instances.flatMap(({ warnings }) =>
            warnings.map(({ path, value, message, fix }) => `warning ${path} ${String(value)} ${message}. ${fix}`),
        );
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.issues.map(({ path, value, message, fix }) => `issue ${path} ${String(value)} ${message}. ${fix}`);
    }
};

/** Readers of Run Command with one policy each. */
const readers = (count: number, grantees: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`r${String(i + 1)}`, { reader: { grantees } }]));

const listed = "(runCommand.r1, runCommand.r2, runCommand.r3, runCommand.r4, runCommand.r5";

describe("the managed policies on a principal", () => {
    const cases: readonly (readonly [name: string, config: GivenConfig, expected: readonly RegExp[]])[] = [
        ["nine on a group", { runCommand: readers(9, { groups: ["ops"] }) }, []],
        [
            "ten on a group",
            { runCommand: readers(10, { groups: ["ops"] }) },
            [
                /^warning ssm-access:runCommand\.r10\.reader\.grantees\.groups\[0\] ops gets 10 managed policies .*, as many as the quota allows: renaming .* fails, because Pulumi attaches the new policy before it detaches the old one\. Before you rename one, detach another policy from this group\.$/,
            ],
        ],
        [
            "eleven on a group, which is not raised",
            { runCommand: readers(11, { groups: ["ops"] }), managedPolicyQuotas: { users: 20 } },
            [
                /^issue ssm-access:runCommand\.r11\.reader\.grantees\.groups\[0\] ops gets 11 managed policies .*, but AWS allows 10 on a group and does not raise this quota\. /,
            ],
        ],
        [
            "a name and an ARN of the same group, in another case",
            {
                runCommand: {
                    ...readers(9, { groups: ["ops"] }),
                    r10: { reader: { grantees: { groups: ["arn:aws:iam::123456789012:group/staff/OPS"] } } },
                },
            },
            [/^warning .*r10.* gets 10 managed policies/],
        ],
        [
            "policies attached elsewhere",
            {
                runCommand: readers(8, { groups: ["ops"] }),
                attachedElsewhere: { groups: { ops: 3 }, users: { ops: 100 } },
            },
            [/^issue .* gets 11 managed policies \(.* and 3 more; 3 elsewhere\)/],
        ],
        [
            "policies attached elsewhere in another account",
            {
                runCommand: readers(8, { groups: ["ops"] }),
                attachedElsewhere: { groups: { "arn:aws:iam::210987654321:group/ops": 3 } },
            },
            [],
        ],
        [
            "eleven on a user",
            { runCommand: readers(11, { users: ["ana"] }) },
            [
                /^warning .* ana gets 11 managed policies .*, more than the quota of 10\. Attach fewer to this user, or have AWS raise the quota and set it in "managedPolicyQuotas"\.$/,
            ],
        ],
        [
            "eleven on a user with a raised quota",
            { runCommand: readers(11, { users: ["ana"] }), managedPolicyQuotas: { users: 20 } },
            [],
        ],
        ["eleven on a role", { runCommand: readers(11, { roles: ["build"] }) }, []],
        [
            "more on a role than a lowered quota",
            { runCommand: readers(11, { roles: ["build"] }), managedPolicyQuotas: { roles: 10 } },
            [/^warning .* build gets 11 managed policies .*, more than the quota of 10\. /],
        ],
        ["levels without a policy", { runCommand: Object.fromEntries([["r1", { reader: {} }]]) }, []],
        [
            "the policies of a node role, of grantees and of AWS",
            {
                managedInstance: {
                    web: {
                        awsManagedCore: true,
                        roleName: "nodes",
                        directoryIds: ["d-0123456789"],
                        managedPolicyArns: ["arn:aws:iam::123456789012:policy/one"],
                    },
                },
                runCommand: readers(1, { roles: ["managedInstance.web"] }),
                managedPolicyQuotas: { roles: 4 },
            },
            [
                /^warning ssm-access:managedInstance\.web nodes gets 4 managed policies \(runCommand\.r1, managedInstance\.web\), as many/,
            ],
        ],
        [
            "an existing node role",
            {
                managedInstance: { web: { existingRoleArn: "arn:aws:iam::123456789012:role/nodes" } },
                managedPolicyQuotas: { roles: 1 },
            },
            [/^warning ssm-access:managedInstance\.web nodes gets 1 managed policy/],
        ],
        [
            "a role of a permission set",
            {
                managedInstance: { web: { existingRoleArn: "arn:aws:iam::123456789012:role/AWSReservedSSO_ops_0" } },
                managedPolicyQuotas: { permissionSetRoles: 1 },
            },
            [/^warning .* AWSReservedSSO_ops_0 gets 1 managed policy .* as many as the quota/],
        ],
    ];
    for (const [name, config, expected] of cases) {
        it(`are counted: ${name}`, () => {
            const lines = reported(config);
            assert.equal(lines.length, expected.length, lines.join("\n"));
            expected.forEach((pattern, i) => {
                assert.match(lines[i] ?? "", pattern);
            });
        });
    }

    it("are listed with the components that attach them", () => {
        assert.ok(reported({ runCommand: readers(10, { groups: ["ops"] }) })[0]?.includes(`${listed} and 5 more)`));
    });

    it("are counted elsewhere as whole numbers, by the name or ARN of a grantee", () => {
        assert.deepEqual(
            reported({
                runCommand: readers(1, { groups: ["ops"] }),
                attachedElsewhere: { groups: { "ops/*": 1, dev: -1 } },
                managedPolicyQuotas: { users: 1.5 },
            }).map((line) => line.split(" ")[1]),
            [
                "ssm-access:attachedElsewhere.groups.ops/*",
                "ssm-access:attachedElsewhere.groups.dev",
                "ssm-access:managedPolicyQuotas.users",
            ],
        );
        assert.match(
            reported({ runCommand: readers(1, {}), attachedElsewhere: { teams: {} } }).join(),
            /attachedElsewhere\.teams undefined is an unknown property/,
        );
    });
});

describe("a document longer than its quota", () => {
    const names = (count: number): readonly string[] =>
        Array.from({ length: count }, (_, i) => `Acme-Document-${String(i).padStart(3, "0")}`);
    const instances = (count: number): readonly string[] =>
        Array.from(
            { length: count },
            (_, i) => `arn:aws:ec2:eu-west-1:123456789012:instance/i-${String(i).padStart(17, "0")}`,
        );
    const operator = (count: number): GivenConfig => ({
        runCommand: { ops: { operator: { documents: names(count), targetTags: { PatchGroup: ["web"] } } } },
    });
    const permissions = (count: number): GivenConfig => ({
        automation: {
            images: {
                permissions: { RebootInstances: { actions: ["ec2:RebootInstances"], resources: instances(count) } },
            },
        },
    });
    const cases: readonly (readonly [name: string, config: GivenConfig, expected?: RegExp])[] = [
        ["a managed policy of less than 6,144 characters", operator(80)],
        [
            "a managed policy of less than 10,240 characters",
            operator(100),
            /^ {2}ssm-access:runCommand\.ops \(operator\): .* has 6\d{3} characters without white space, more than the maximum of 6144\./m,
        ],
        ["an inline policy of less than 10,240 characters", permissions(150)],
        [
            "an inline policy of more",
            permissions(200),
            /^ {2}ssm-access:automation\.images \(permissions\): .* has 1\d{4} characters without white space, more than the maximum of 10240\./m,
        ],
    ];
    for (const [name, config, expected] of cases) {
        it(`${expected === undefined ? "is not" : "is"} reported with its path in the config: ${name}`, () => {
            const plan = () => planStack(config, { project: "acme", stack: "test", location: home });
            if (expected === undefined) {
                assert.doesNotThrow(plan);
            } else {
                assert.throws(plan, (error) => error instanceof PolicyViolationError && expected.test(error.message));
            }
        });
    }
});
