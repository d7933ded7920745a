/** What a program in plain JavaScript can get wrong, where no compiler looks. */
import * as assert from "node:assert/strict";
import * as components from "../../components";
import { deploy } from "../support/deploy";

type Class = new (name: string, args: object) => unknown;

/** Each holder of grantees, in args that are right but for them. */
const holders: Readonly<Record<string, readonly (readonly [path: string, args: object])[]>> = {
    RunCommandAccess: [
        ["administrator", { administrator: { documents: ["Acme-PatchNow"] } }],
        ["operator", { operator: { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] } } }],
        ["reader", { reader: {} }],
    ],
    ManagedInstanceAccess: [["launchers", { launchers: {} }]],
    RunCommandNotifications: [["callers", { callers: {} }]],
    AutomationAccess: [
        ["starters", { alarmNames: ["acme"], starters: { runbooks: ["Acme-RefreshImage"] } }],
        ["approvers", { alarmNames: ["acme"], approvers: {} }],
    ],
    MaintenanceWindowAccess: [
        [
            "registrars",
            { runCommand: { documents: ["Acme-PatchNow"], targetTags: { PatchGroup: ["web"] } }, registrars: {} },
        ],
    ],
};

describe("grantees that are left out", () => {
    for (const [component, cases] of Object.entries(holders)) {
        const Component = (components as unknown as Readonly<Record<string, Class>>)[component];
        for (const [path, args] of cases) {
            it(`are asked for: ${component}, ${path}`, async () => {
                assert.ok(Component !== undefined);
                await assert.rejects(
                    deploy(() => new Component("acme", args)),
                    {
                        message:
                            `${component} "acme".${path}.grantees is missing. ` +
                            'Give the "users", "groups" or "roles" it is for.',
                    },
                );
            });
        }
    }
});
