/** Errors in plain JavaScript programs that the TypeScript compiler would report. */
import * as assert from "node:assert/strict";
import * as components from "../../components";
import { deploy } from "../support/deploy";

type Class = new (name: string, args: object) => unknown;

describe("args of the wrong type", () => {
    const grantees = { groups: ["ops"] };
    const cases: readonly (readonly [component: string, args: unknown, ...lines: string[]])[] = [
        ["ParameterAccess", undefined, " has no args. Pass an args object, as in the documentation of the pattern."],
        ["ParameterAccess", null, " null is null. Set a value or omit the property."],
        ["SessionAccess", { users: null }, ".users null is null. Set a value or omit the property."],
        [
            "InventorySync",
            { bucket: null, sync: { syncName: 5 } },
            ".bucket null is null. Set a value or omit the property.",
            ".sync.syncName 5 is not a string. Write a string in quotes.",
        ],
        [
            "ParameterAccess",
            { readers: { grantees, paths: "/app" }, writers: { grantees, names: [5] } },
            '.readers.paths "/app" is not a list. Write it as [ … ].',
            ".writers.names[0] 5 is not a string. Write a string in quotes.",
        ],
        [
            "SessionAccess",
            { preferences: { idleSessionTimeoutMinutes: "20" } },
            '.preferences.idleSessionTimeoutMinutes "20" is not a number. Write digits without quotes.',
        ],
        ["ParameterAccess", { readers: ["/app"] }, '.readers ["/app"] is not an object. Write it as { … }.'],
    ];
    for (const [component, args, ...lines] of cases) {
        it(`are reported by path for ${component}:${lines.join(" ")}`, async () => {
            const Component = (components as unknown as Readonly<Record<string, Class>>)[component];
            assert.ok(Component !== undefined);
            await assert.rejects(
                deploy(() => new Component("acme", args as object)),
                { message: lines.map((line) => `${component} "acme"${line}`).join("\n") },
            );
        });
    }
});
