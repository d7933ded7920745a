import * as assert from "node:assert/strict";
import { PolicyViolationError } from "../../../program/plan/violationError";
import { planStack, type StackPlan } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { home } from "../../support/deploy";

const planOf = (config: GivenConfig, stack = "test"): StackPlan =>
    planStack(config, { project: "acme", stack, location: home });

const images = { permissions: { ReadImages: { actions: ["ec2:DescribeImages"], resources: ["*"] } } };
const tasks = { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] } };
/** Condition keys are not case-sensitive, so it is unclear which of the two keys IAM evaluates. */
const nonCompliant = {
    permissions: {
        ReadImages: {
            actions: ["ec2:DescribeImages"],
            resources: ["*"],
            conditions: { StringEquals: { "aws:PrincipalTag/team": ["a"], "aws:principaltag/Team": ["b"] } },
        },
    },
};
const operator = { ...tasks, grantees: { groups: ["ops"] } };

/** A component of the plan by reference. */
const member = ({ instances }: StackPlan, reference: string) =>
    instances.find((instance) => instance.reference === reference) ?? assert.fail(`no ${reference}`);

const roleArnOf = (plan: StackPlan, reference: string): string | undefined =>
    member(plan, reference).physicalNames.role?.arn;

describe("planStack", () => {
    it("resolves references to ARNs, and orders the referenced component first", () => {
        const plan = planOf({
            runCommand: { patching: { operator: { ...operator, notificationRoleArns: ["automation.images"] } } },
            automation: { images },
        });
        assert.deepEqual(
            plan.instances.map(({ reference }) => reference),
            ["automation.images", "runCommand.patching"],
        );
        assert.deepEqual(member(plan, "runCommand.patching").after, ["automation.images"]);
        assert.deepEqual(
            (
                member(plan, "runCommand.patching").resolved.operator as typeof operator & {
                    notificationRoleArns: string[];
                }
            ).notificationRoleArns,
            [roleArnOf(plan, "automation.images")],
        );
    });

    it("treats a grantee with a pattern's key as a reference, and any other text as a role name", () => {
        const grantees = { roles: ["automation.images", "platform.admin"] };
        const plan = planOf({
            automation: { images },
            runCommand: { patching: { operator: { ...operator, grantees } } },
        });
        assert.deepEqual((member(plan, "runCommand.patching").resolved.operator as typeof operator).grantees, {
            roles: [roleArnOf(plan, "automation.images"), "platform.admin"],
        });
    });

    it("orders two roles that pass each other", () => {
        const passing = (other: string) => ({
            ...images,
            nested: { runbooks: ["Acme-Next"], assumeRoleArns: [other] },
        });
        const plan = planOf({ automation: { a: passing("automation.b"), b: passing("automation.a") } });
        assert.deepEqual(
            plan.instances.map(({ reference, after }) => [reference, after]),
            [
                ["automation.b", []],
                ["automation.a", ["automation.b"]],
            ],
        );
    });

    it("applies the stack's settings to components that support but do not set them", () => {
        const permissionsBoundary = "arn:aws:iam::123456789012:policy/boundary";
        const plan = planOf({
            tags: { Owner: "platform", Environment: "dev" },
            permissionsBoundary,
            namePrefix: "house",
            automation: { images: { ...images, tags: { Owner: "images" }, namePrefix: "own" } },
            runCommand: { patching: { operator } },
            managedInstance: { adopted: { existingRoleArn: "arn:aws:iam::123456789012:role/web" } },
        });
        const { resolved: automation } = member(plan, "automation.images");
        assert.deepEqual(automation.tags, { Owner: "images", Environment: "dev" });
        assert.equal(automation.namePrefix, "own");
        assert.equal(automation.permissionsBoundary, permissionsBoundary);
        assert.equal("permissionsBoundary" in member(plan, "runCommand.patching").resolved, false);
        assert.match(
            member(plan, "runCommand.patching").physicalNames.operator?.name ?? "",
            /^house-patching-operator-/,
        );
        // This component creates no role.
        assert.equal("permissionsBoundary" in member(plan, "managedInstance.adopted").resolved, false);
    });

    it("allows several components to use one existing role and AWS managed policies", () => {
        const adopted = { existingRoleArn: "arn:aws:iam::123456789012:role/web", awsManagedCore: true };
        assert.equal(planOf({ managedInstance: { a: adopted, b: { ...adopted } } }).instances.length, 2);
    });

    it("allows a component to use the default role of another Region, and orders it after that role", () => {
        const plan = planOf({
            defaultHostManagement: {
                frankfurt: { existingRoleArn: "defaultHostManagement.ireland", region: "eu-central-1" },
                ireland: {},
            },
        });
        assert.deepEqual(
            plan.instances.map(({ reference, after }) => [reference, after]),
            [
                ["defaultHostManagement.ireland", []],
                ["defaultHostManagement.frankfurt", ["defaultHostManagement.ireland"]],
            ],
        );
        assert.equal(
            roleArnOf(plan, "defaultHostManagement.frankfurt"),
            roleArnOf(plan, "defaultHostManagement.ireland"),
        );
    });

    it("rejects two default roles in one Region", () => {
        assert.throws(
            () => planOf({ defaultHostManagement: { one: {}, other: {} } }),
            /defaultHostManagement\.other "default-ec2-instance-management-role" is the name of its setting, and .*\.one creates one/,
        );
    });

    it("warns only about a component that has no effect next to another one", () => {
        const plan = planOf({
            managedInstance: { web: {}, far: { region: "eu-central-1" } },
            defaultHostManagement: { ireland: {} },
        });
        assert.deepEqual(
            plan.instances.flatMap(({ reference, warnings }) => warnings.map(({ path }) => [reference, path])),
            [["defaultHostManagement.ireland", "ssm-access:defaultHostManagement.ireland"]],
        );
        assert.match(
            member(plan, "defaultHostManagement.ireland").warnings[0]?.message ?? "",
            /^has no effect on instances with the instance profile of managedInstance\.web: /,
        );
    });

    it("uses the component's own Region in ARNs", () => {
        const plan = planOf({ runCommand: { here: { operator }, there: { operator, region: "eu-central-1" } } });
        const [grant] = member(plan, "runCommand.there").reviewed;
        assert.match(
            JSON.stringify(grant?.plannedDocument.document),
            /arn:aws:ssm:eu-central-1:123456789012:document\/Acme-PatchNow/,
        );
    });

    it("lists accepted violations with their reasons", () => {
        const acceptUnguardedTrust = "Windows of this account do not send the key (ticket 42).";
        const plan = planOf({ maintenanceWindow: { patching: { runCommand: tasks, acceptUnguardedTrust } } });
        const accepted = plan.instances.flatMap(({ reviewed }) => reviewed.flatMap((document) => document.accepted));
        assert.deepEqual(
            accepted.map(({ violation, reason }) => [violation.rule.name, reason]),
            [["iam-trust-confused-deputy", acceptUnguardedTrust]],
        );
    });

    it("reports the violations of all documents in one error", () => {
        assert.throws(
            () => planOf({ automation: { first: nonCompliant, second: nonCompliant } }),
            (error) => {
                assert.ok(error instanceof PolicyViolationError);
                const [summary, ...violations] = error.message.split("\n");
                assert.equal(summary, "Blocked by policy: 2 violations; nothing was built.");
                assert.deepEqual(
                    violations.map((line) => line.slice(0, line.indexOf(":", line.indexOf(")")))),
                    ["  ssm-access:automation.first (permissions)", "  ssm-access:automation.second (permissions)"],
                );
                return true;
            },
        );
    });
});
