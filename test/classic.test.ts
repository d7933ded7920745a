import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { patterns } from "../components/patterns";
import { isRecord } from "../program/config/encrypted";
import { stackConfigAt } from "../program/config/stackFile";
import { exampleStacks } from "../tools/examples";
import { patternKey } from "../program/config/patterns";

/** One task that the classic setup pages of AWS describe as manual steps. */
interface Row {
    readonly task: string;
    readonly component: string;
    /** The args for the task. A stack has an example of each. */
    readonly args: readonly string[];
    /** The fixture with the policies from the page. */
    readonly fixture: string;
}

const rows: readonly Row[] = [
    {
        task: "instance role and instance profile for managed instances",
        component: "ManagedInstanceAccess",
        args: ["parameters", "logs", "outputBuckets"],
        fixture: "managedInstance",
    },
    {
        task: "user access to Run Command",
        component: "RunCommandAccess",
        args: ["administrator", "operator", "reader"],
        fixture: "runCommand",
    },
    {
        task: "service role of maintenance windows",
        component: "MaintenanceWindowAccess",
        args: ["runCommand", "automation", "window"],
        fixture: "maintenanceWindow",
    },
    {
        task: "user access to register maintenance window tasks",
        component: "MaintenanceWindowAccess",
        args: ["registrars"],
        fixture: "registrars",
    },
    {
        task: "Run Command notifications",
        component: "RunCommandNotifications",
        args: ["kmsKeyArn"],
        fixture: "runCommandNotifications",
    },
    {
        task: "service role of Automation",
        component: "AutomationAccess",
        args: ["permissions"],
        fixture: "automation",
    },
    { task: "user access to start runbooks", component: "AutomationAccess", args: ["starters"], fixture: "automation" },
    {
        task: "Automation events, and runbooks that rules and schedules start",
        component: "AutomationEvents",
        args: ["notifications", "rule", "schedule"],
        fixture: "automationEvents",
    },
    {
        task: "runbooks that launch instances with an instance role",
        component: "AutomationAccess",
        args: ["instanceRoleArns"],
        fixture: "automation",
    },
    {
        task: "user access to launch instances with the instance profile",
        component: "ManagedInstanceAccess",
        args: ["launchers"],
        fixture: "launchers",
    },
];

const root = join(__dirname, "..");

/** The instances of a pattern in the example stacks. */
const instancesOf = (component: string): readonly unknown[] =>
    [exampleStacks.complete, exampleStacks.strict].flatMap((stack) => {
        const instances = stackConfigAt(stack)[`ssm-access:${patternKey(component)}`];
        return isRecord(instances) ? Object.values(instances) : [];
    });

describe("the classic setup pages", () => {
    for (const { task, component, args, fixture } of rows) {
        describe(task, () => {
            it(`has a component: ${component}`, () => {
                assert.ok(patterns.some((pattern) => pattern.component === component));
                assert.ok(existsSync(join(root, `components/${patternKey(component)}/component.ts`)));
            });

            for (const arg of args) {
                it(`has an example of "${arg}" in a stack`, () => {
                    assert.ok(instancesOf(component).some((instance) => isRecord(instance) && arg in instance));
                });
            }

            it("has a page", () => {
                const page = `docs/patterns/${patternKey(component)}.md`;
                assert.ok(existsSync(join(root, page)));
                assert.ok(readFileSync(join(root, "README.md"), "utf8").includes(`](${page})`));
            });

            it("has a fixture with its old policies", () => {
                assert.ok(existsSync(join(root, `test/fixtures/classic/${fixture}.json`)));
            });
        });
    }

    it("have a task for every fixture", () => {
        assert.deepEqual(
            readdirSync(join(root, "test/fixtures/classic")).filter(
                (file) => !rows.some(({ fixture }) => file === `${fixture}.json`),
            ),
            [],
        );
    });
});
