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

describe("args of another kind", () => {
    const grantees = { groups: ["ops"] };
    const cases: readonly (readonly [component: string, args: unknown, ...lines: string[]])[] = [
        ["ParameterAccess", undefined, " has no args. Give them, as the page of the pattern shows."],
        ["ParameterAccess", null, " null is null. Give a value, or leave it out."],
        ["SessionAccess", { users: null }, ".users null is null. Give a value, or leave it out."],
        [
            "InventorySync",
            { bucket: null, sync: { syncName: 5 } },
            ".bucket null is null. Give a value, or leave it out.",
            ".sync.syncName 5 is no text. Write a text.",
        ],
        [
            "ParameterAccess",
            { readers: { grantees, paths: "/app" }, writers: { grantees, names: [5] } },
            '.readers.paths "/app" is no list. Write a list: [ … ].',
            ".writers.names[0] 5 is no text. Write a text.",
        ],
        [
            "SessionAccess",
            { preferences: { idleSessionTimeoutMinutes: "20" } },
            '.preferences.idleSessionTimeoutMinutes "20" is no number. Write a number.',
        ],
        ["ParameterAccess", { readers: ["/app"] }, '.readers ["/app"] is no object. Write an object: { … }.'],
    ];
    for (const [component, args, ...lines] of cases) {
        it(`are named, each by its path: ${component}, ${lines.join(" ")}`, async () => {
            const Component = (components as unknown as Readonly<Record<string, Class>>)[component];
            assert.ok(Component !== undefined);
            await assert.rejects(
                deploy(() => new Component("acme", args as object)),
                { message: lines.map((line) => `${component} "acme"${line}`).join("\n") },
            );
        });
    }
});
