import * as assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { parsePulumiYaml } from "../../program/config/pulumiYaml";
import { inWorld } from "./support/harness";
import { inFolder, openedStack, stack } from "./support/stack";

/** Scalars that YAML 1.1, YAML 1.2 and Pulumi read differently. */
const scalars = [
    ...[
        "012",
        "089",
        "-012",
        "+5",
        "0x1F",
        "0X1f",
        "0o17",
        "0b11",
        "1_000",
        "1e3",
        "1E+3",
        ".5",
        "5.",
        "1.10",
        "1e400",
    ],
    ...["012345678901", "012345670123", "123456789012", "00012", "0009", "9007199254740993", "1:30", "0"],
    ...["true", "True", "TRUE", "yes", "No", "on", "y", "~", "null", "Null", '""', "'012'", "!!str 012", "!!float 3"],
    ...["2027-03-01", "2027-3-1", "2027-13-01", "2027-02-30", "2027-03-01T00:00:00Z", "2027-03-01 01:02:03"],
    ...["2027-03-01T01:02:03.50+02:00", "2027-03-01T01:02:03", "2027-03-01 01:02:03Z", "2027-03-01t1:2:3Z"],
];

describe("the stack file", () => {
    it("is read offline as Pulumi reads it", async function () {
        await inWorld(this, {}, (world) => {
            const text = [
                "config:",
                "  ssm-access:scalars:",
                ...scalars.map((scalar, i) => `    s${i}: ${scalar}`),
                "  ssm-access:names: { 012: a, 1.10: b, 2024: c, True: d, 2027-03-01: e }",
                "  ssm-access:base: &base { a: 1, b: [2] }",
                "  ssm-access:merged: { <<: *base, b: *base }",
                "",
            ].join("\n");
            writeFileSync(
                world.stackFile,
                `${readFileSync(world.stackFile, "utf8").replace(/^config:[^]*$/m, "")}${text}`,
            );
            const { code, output } = world.command("config", "--json");
            assert.equal(code, 0, output);
            const byCli = JSON.parse(output) as Readonly<Record<string, { readonly objectValue: unknown }>>;
            const { value } = parsePulumiYaml(text);
            const { config } = JSON.parse(JSON.stringify(value)) as {
                readonly config: Readonly<Record<string, unknown>>;
            };
            const read = config["ssm-access:scalars"] as Readonly<Record<string, unknown>>;
            const expected = byCli["ssm-access:scalars"]?.objectValue as Readonly<Record<string, unknown>>;
            assert.deepEqual(
                scalars.map((scalar, i) => [scalar, read[`s${i}`]]),
                scalars.map((scalar, i) => [scalar, expected[`s${i}`]]),
            );
            for (const key of ["names", "merged"]) {
                assert.deepEqual(config[`ssm-access:${key}`], byCli[`ssm-access:${key}`]?.objectValue);
            }
            return Promise.resolve();
        });
    });

    it("may have booleans and numbers that `pulumi config set` wrote as text", async function () {
        const { world, setUp } = await openedStack("complete");
        await inWorld(this, world, async (opened) => {
            setUp(opened);
            const set = (...words: readonly string[]): void => {
                const { code, output } = opened.command("config", "set", ...words);
                assert.equal(code, 0, output);
            };
            const program = inFolder(opened.projectFolder, stack);
            const before = await opened.preview(program);
            assert.ok(before.succeeded, before.output);

            const shells = "ssm-access:session.shells";
            set("ssm-access:protect", "false");
            set("--path", `${shells}.users.portForwarding`, "true", "--type", "string");
            set("--path", `${shells}.preferences.idleSessionTimeoutMinutes`, "15", "--type", "string");
            set("--path", `${shells}.preferences.maxSessionDurationMinutes`, "480", "--secret");
            assert.equal(opened.configured(["ssm-access:protect"]), "false");
            const after = await opened.preview(program);
            assert.ok(after.succeeded, after.output);
            assert.deepEqual(after.changes, before.changes);

            set("--path", `${shells}.preferences.idleSessionTimeoutMinutes`, "fifteen");
            const failed = await opened.preview(program);
            assert.ok(!failed.succeeded);
            assert.match(failed.output, /idleSessionTimeoutMinutes "fifteen" must be a number, not a string/);
        });
    });
});
