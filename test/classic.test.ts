import * as assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { patterns } from "../components/patterns";
import { isRecord } from "../program/config/encrypted";
import { stackConfigIn } from "../program/config/stackFile";
import { patternKey } from "../program/config/patterns";

/** One job that the classic pages have people do by hand. */
interface Row {
    readonly job: string;
    readonly component: string;
    /** The args that do it; an example of each stands in a stack's file. */
    readonly args: readonly string[];
    /** The file of what the page had people write. */
    readonly fixture: string;
}

const rows: readonly Row[] = [
    {
        job: "the role and profile of instances that process commands",
        component: "ManagedInstanceAccess",
        args: ["parameters", "logs", "outputBuckets"],
        fixture: "managedInstance",
    },
    {
        job: "who may use Run Command",
        component: "RunCommandAccess",
        args: ["administrator", "operator", "reader"],
        fixture: "runCommand",
    },
    {
        job: "the role of maintenance windows",
        component: "MaintenanceWindowAccess",
        args: ["runCommand", "automation", "window"],
        fixture: "maintenanceWindow",
    },
    {
        job: "who may register tasks with a window",
        component: "MaintenanceWindowAccess",
        args: ["registrars"],
        fixture: "registrars",
    },
    {
        job: "notifications of Run Command",
        component: "RunCommandNotifications",
        args: ["kmsKeyArn"],
        fixture: "runCommandNotifications",
    },
    {
        job: "the role that runbooks assume",
        component: "AutomationAccess",
        args: ["permissions"],
        fixture: "automation",
    },
    { job: "who may start runbooks", component: "AutomationAccess", args: ["starters"], fixture: "automation" },
    {
        job: "events of Automation, and runbooks that events and schedules start",
        component: "AutomationEvents",
        args: ["notifications", "rule", "schedule"],
        fixture: "automationEvents",
    },
    {
        job: "runbooks that launch instances",
        component: "AutomationAccess",
        args: ["instanceRoleArns"],
        fixture: "automation",
    },
    {
        job: "who may launch instances with the profile",
        component: "ManagedInstanceAccess",
        args: ["launchers"],
        fixture: "launchers",
    },
];

const root = join(__dirname, "..");

/** The instances of a pattern in the stacks' files. */
const instancesOf = (component: string): readonly unknown[] =>
    ["dev", "prod"].flatMap((stack) => {
        const instances = stackConfigIn(root, stack)[`ssm-access:${patternKey(component)}`];
        return isRecord(instances) ? Object.values(instances) : [];
    });

describe("what the classic pages had people click together", () => {
    for (const { job, component, args, fixture } of rows) {
        describe(job, () => {
            it(`is a component: ${component}`, () => {
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

            it("has its old policies among those judged", () => {
                assert.ok(existsSync(join(root, `test/fixtures/classic/${fixture}.json`)));
            });
        });
    }

    it("leaves no old policy without its job", () => {
        assert.deepEqual(
            readdirSync(join(root, "test/fixtures/classic")).filter(
                (file) => !rows.some(({ fixture }) => file === `${fixture}.json`),
            ),
            [],
        );
    });
});
