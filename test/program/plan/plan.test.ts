import * as assert from "node:assert/strict";
import { PolicyViolationError } from "../../../program/plan/violationError";
import { planStack, type StackPlan } from "../../../program/plan/plan";
import type { GivenConfig } from "../../../program/config/read";
import { home } from "../../support/deploy";

const planOf = (config: GivenConfig, stack = "test"): StackPlan =>
    planStack(config, { project: "acme", stack, location: home });

const images = { permissions: { ReadImages: { actions: ["ec2:DescribeImages"], resources: ["*"] } } };
const tasks = { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] } };
/** IAM does not tell the case of keys apart, so it is unclear which of the two counts. */
const unlawful = {
    permissions: {
        ReadImages: {
            actions: ["ec2:DescribeImages"],
            resources: ["*"],
            conditions: { StringEquals: { "aws:PrincipalTag/team": ["a"], "aws:principaltag/Team": ["b"] } },
        },
    },
};
const operator = { ...tasks, grantees: { groups: ["ops"] } };

/** A member of the plan by its reference. */
const member = ({ instances }: StackPlan, reference: string) =>
    instances.find((instance) => instance.reference === reference) ?? assert.fail(`no ${reference}`);

const roleArnOf = (plan: StackPlan, reference: string): string | undefined =>
    member(plan, reference).physicalNames.role?.arn;

describe("planStack", () => {
    it("turns references into ARNs, and puts what is referred to first", () => {
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

    it("takes a grantee that begins with a pattern for a reference, and any other text for a name", () => {
        const grantees = { roles: ["automation.images", "platform.admin"] };
        const plan = planOf({
            automation: { images },
            runCommand: { patching: { operator: { ...operator, grantees } } },
        });
        assert.deepEqual((member(plan, "runCommand.patching").resolved.operator as typeof operator).grantees, {
            roles: [roleArnOf(plan, "automation.images"), "platform.admin"],
        });
    });

    it("lets one of two roles that pass each other be made first", () => {
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

    it("fills in the settings of the stack where the component says nothing and has a use for them", () => {
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
        // No role is made there, so there is nothing to bound.
        assert.equal("permissionsBoundary" in member(plan, "managedInstance.adopted").resolved, false);
    });

    it("lets several components adopt one role and use the policies of AWS", () => {
        const adopted = { existingRoleArn: "arn:aws:iam::123456789012:role/web", awsManagedCore: true };
        assert.equal(planOf({ managedInstance: { a: adopted, b: { ...adopted } } }).instances.length, 2);
    });

    it("lets the default role of another Region be adopted, once it is there", () => {
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

    it("refuses two default roles in one Region", () => {
        assert.throws(
            () => planOf({ defaultHostManagement: { one: {}, other: {} } }),
            /defaultHostManagement\.other "default-ec2-instance-management-role" is the name of its setting, and .*\.one makes one/,
        );
    });

    it("warns of what another component of the stack leaves without effect, and of nothing else", () => {
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

    it("names by the component's own Region", () => {
        const plan = planOf({ runCommand: { here: { operator }, there: { operator, region: "eu-central-1" } } });
        const [grant] = member(plan, "runCommand.there").reviewed;
        assert.match(
            JSON.stringify(grant?.planned.document),
            /arn:aws:ssm:eu-central-1:123456789012:document\/Acme-PatchNow/,
        );
    });

    it("lists what the config accepts, with its reason", () => {
        const acceptUnguardedTrust = "Windows of this account do not send the key (ticket 42).";
        const plan = planOf({ maintenanceWindow: { patching: { runCommand: tasks, acceptUnguardedTrust } } });
        const accepted = plan.instances.flatMap(({ reviewed }) => reviewed.flatMap((document) => document.accepted));
        assert.deepEqual(
            accepted.map(({ verdict, reason }) => [verdict.rule.name, reason]),
            [["iam-trust-confused-deputy", acceptUnguardedTrust]],
        );
    });

    it("refuses once, for all documents, what the law does not allow", () => {
        assert.throws(
            () => planOf({ automation: { first: unlawful, second: unlawful } }),
            (error) => {
                assert.ok(error instanceof PolicyViolationError);
                const [opening, ...findings] = error.message.split("\n");
                assert.equal(opening, "The law refuses 2 findings; nothing was built.");
                assert.deepEqual(
                    findings.map((line) => line.slice(0, line.indexOf(":", line.indexOf(")")))),
                    ["  ssm-access:automation.first (permissions)", "  ssm-access:automation.second (permissions)"],
                );
                return true;
            },
        );
    });
});
