import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import Ajv from "ajv";
import { parse } from "yaml";
import { checkTypes } from "../../../program/config/checkTypes";
import { EncryptedValue, encryptedValuesIn } from "../../../program/config/encrypted";
import { ConfigError } from "../../../program/config/error";
import { readConfig, type GivenConfig } from "../../../program/config/read";
import { findStackFile, stackConfigAt } from "../../../program/config/stackFile";
import schema from "../../../program/config.schema.json";

/** A value in a stack file, and what the program makes of it. */
interface Case {
    readonly kind: string;
    /** The value of the arg, as it is written in YAML. */
    readonly yaml: string;
    /** The value that the program gets, if it is valid. */
    readonly value?: unknown;
    /** The rest of the issue after the path, if it is not. */
    readonly issue?: string;
}

/** Where the value is, by its declared type: in a list, in a nested object, and as the value of a key. */
const places = {
    boolean: [
        [
            "ssm-access:runCommand.a.operator.cancel",
            (yaml: string) => `ssm-access:runCommand: {a: {operator: {cancel: ${yaml}}}}`,
        ],
        ["ssm-access:protect", (yaml: string) => `ssm-access:protect: ${yaml}`],
    ],
    number: [
        [
            "ssm-access:session.a.preferences.idleSessionTimeoutMinutes",
            (yaml: string) => `ssm-access:session: {a: {preferences: {idleSessionTimeoutMinutes: ${yaml}}}}`,
        ],
        [
            "ssm-access:maintenanceWindow.a.window.durationHours",
            (yaml: string) => `ssm-access:maintenanceWindow: {a: {window: {durationHours: ${yaml}}}}`,
        ],
    ],
    account: [
        [
            "ssm-access:inventorySync.a.bucket.accountIds[0]",
            (yaml: string) => `ssm-access:inventorySync: {a: {bucket: {accountIds: [${yaml}]}}}`,
        ],
    ],
    text: [
        ["ssm-access:tags.Version", (yaml: string) => `ssm-access:tags: {Version: ${yaml}}`],
        ["ssm-access:runCommand.a.tags.V", (yaml: string) => `ssm-access:runCommand: {a: {tags: {V: ${yaml}}}}`],
        ["ssm-access:namePrefix", (yaml: string) => `ssm-access:namePrefix: ${yaml}`],
    ],
} as const;

const notBoolean = (shown: string, type = "string"): string =>
    `${shown} must be a boolean, not a ${type}. Use true or false.`;
const notNumber = (shown: string, type = "string"): string =>
    `${shown} must be a number, not a ${type}. Use decimal digits, such as 15.`;

const cases: Readonly<Record<keyof typeof places, readonly Case[]>> = {
    boolean: [
        { kind: "true", yaml: "true", value: true },
        { kind: "FALSE without quotes", yaml: "FALSE", value: false },
        { kind: "text, as the CLI writes it", yaml: '"true"', value: true },
        { kind: "text of false", yaml: '"false"', value: false },
        { kind: "text with a capital letter", yaml: '"True"', value: true },
        { kind: "text with spaces", yaml: '" true "', issue: notBoolean('" true "') },
        { kind: "yes, which is text", yaml: "yes", issue: notBoolean('"yes"') },
        { kind: "on, which is text", yaml: "on", issue: notBoolean('"on"') },
        { kind: "no text", yaml: '""', issue: notBoolean('""') },
        { kind: "a number", yaml: "1", issue: notBoolean("1", "number") },
        { kind: "text of a number", yaml: '"1"', issue: notBoolean('"1"') },
    ],
    number: [
        { kind: "a number", yaml: "15", value: 15 },
        { kind: "a hexadecimal number", yaml: "0x10", value: 16 },
        { kind: "an octal number", yaml: "017", value: 15 },
        { kind: "a number with an exponent", yaml: "1e1", value: 10 },
        { kind: "text, as the CLI writes it", yaml: '"15"', value: 15 },
        { kind: "text with a fraction", yaml: '"1.50"', value: 1.5 },
        { kind: "negative text", yaml: '"-5"', value: -5 },
        { kind: "text with an exponent", yaml: '"1e3"', issue: notNumber('"1e3"') },
        { kind: "hexadecimal text", yaml: '"0x10"', issue: notNumber('"0x10"') },
        { kind: "text with a leading zero", yaml: '"015"', issue: notNumber('"015"') },
        { kind: "text with spaces", yaml: '" 15 "', issue: notNumber('" 15 "') },
        { kind: "text that is no number", yaml: '"NaN"', issue: notNumber('"NaN"') },
        { kind: "no text", yaml: '""', issue: notNumber('""') },
        {
            kind: "text of more digits than a number has",
            yaml: '"9007199254740993"',
            issue: notNumber('"9007199254740993"'),
        },
        { kind: "a boolean", yaml: "true", issue: notNumber("true", "boolean") },
    ],
    account: [
        { kind: "quoted", yaml: '"012345678901"', value: "012345678901" },
        {
            kind: "without quotes",
            yaml: "123456789012",
            issue: '123456789012 must be a string, not a number. Put it in quotes: "123456789012".',
        },
        {
            kind: "without its leading zero",
            yaml: "012345678901",
            issue:
                "12345678901 must be a string, but YAML reads 012345678901 without quotes as a number. " +
                'Put it in quotes: "012345678901".',
        },
        {
            kind: "read as octal",
            yaml: "012345670123",
            issue:
                "1402433619 must be a string, but YAML reads 012345670123 without quotes as a number. " +
                'Put it in quotes: "012345670123".',
        },
        {
            kind: "after the CLI has dropped the leading zero",
            yaml: "12345678901",
            issue:
                "12345678901 must be a string, not a number. Put its 12 digits in quotes: YAML drops a leading zero, or " +
                "reads the digits after it as octal.",
        },
    ],
    text: [
        { kind: "text", yaml: "web", value: "web" },
        { kind: "a number in quotes", yaml: '"1"', value: "1" },
        { kind: "a boolean in quotes", yaml: '"true"', value: "true" },
        { kind: "yes", yaml: "yes", value: "yes" },
        {
            kind: "a number",
            yaml: "7",
            issue: '7 must be a string, not a number. Put it in quotes: "7".',
        },
        {
            kind: "a version",
            yaml: "1.10",
            issue: '1.1 must be a string, but YAML reads 1.10 without quotes as a number. Put it in quotes: "1.10".',
        },
        {
            kind: "a number with an exponent",
            yaml: "1e3",
            issue: '1000 must be a string, but YAML reads 1e3 without quotes as a number. Put it in quotes: "1e3".',
        },
        {
            kind: "a number of more digits than a number has",
            yaml: "9007199254740993",
            issue:
                "9007199254740992 must be a string, but YAML reads 9007199254740993 without quotes as a number. " +
                'Put it in quotes: "9007199254740993".',
        },
        {
            kind: "a boolean with a capital letter",
            yaml: "True",
            issue: 'true must be a string, but YAML reads True without quotes as a boolean. Put it in quotes: "True".',
        },
        {
            kind: "a date",
            yaml: "2027-03-01",
            issue:
                '"2027-03-01 00:00:00 +0000 UTC" must be a string, but YAML reads 2027-03-01 without quotes as a date. ' +
                'Put it in quotes: "2027-03-01".',
        },
    ],
};

/** What the program gets, or the issue, at a path of the config. */
const outcomeAt = (path: string, given: GivenConfig): unknown => {
    const { config, issues } = checkTypes(given);
    const issue = issues.find((each) => each.path === path);
    if (issue !== undefined) {
        const { value, message, fix } = issue;
        return `${JSON.stringify(value)} ${message}. ${fix}`;
    }
    return path
        .replace("ssm-access:", "")
        .replace(/\[(\d)\]/g, ".$1")
        .split(".")
        .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>>)[name], config);
};

const withoutNamespace = (config: Readonly<Record<string, unknown>>): GivenConfig =>
    Object.fromEntries(Object.entries(config).map(([key, value]) => [key.slice("ssm-access:".length), value]));

/** The config as Pulumi passes it to the program: the value of a key as text, an object as JSON. */
const passed = (config: Readonly<Record<string, unknown>>): Record<string, string> =>
    Object.fromEntries(
        Object.entries(config).map(([key, value]) => {
            const json = JSON.stringify(value);
            return [key, json.startsWith('"') ? (JSON.parse(json) as string) : json];
        }),
    );

describe("typed config values", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "ssm-access-"));
    });
    after(() => {
        rmSync(folder, { recursive: true });
        pulumi.runtime.setAllConfig({});
    });

    const write = (config: string): string => {
        writeFileSync(join(folder, "Pulumi.test.yaml"), `config:\n  ${config}\n`);
        return config;
    };
    const inFile = (config: string): Readonly<Record<string, unknown>> => {
        write(config);
        return stackConfigAt(findStackFile(folder, { stack: "test" }));
    };
    const inProgram = async (config: Readonly<Record<string, string>>): Promise<GivenConfig> => {
        await pulumi.runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) }, "acme", "test");
        pulumi.runtime.setAllConfig(config);
        return readConfig(folder);
    };
    const isAcceptedByEditors = new Ajv({ allErrors: true, strict: false }).compile(schema);

    for (const [type, declared] of Object.entries(places)) {
        for (const { kind, yaml, value, issue } of cases[type as keyof typeof places]) {
            for (const [path, configOf] of declared) {
                const expected = issue ?? value;
                it(`reads ${kind} at ${path}, a ${type}: offline, and from Pulumi`, async () => {
                    const config = inFile(configOf(yaml));
                    assert.deepEqual(outcomeAt(path, withoutNamespace(config)), expected);
                    assert.deepEqual(outcomeAt(path, await inProgram(passed(config))), expected);
                });
            }
        }
    }

    it("accepts in editors what the program accepts", () => {
        for (const [type, declared] of Object.entries(places)) {
            for (const { kind, yaml, issue } of cases[type as keyof typeof places]) {
                // Not dates and capitals: editors read YAML 1.2.
                if (kind === "a date" || yaml === "012345670123") {
                    continue;
                }
                for (const [path, configOf] of declared) {
                    isAcceptedByEditors({ config: parse(configOf(yaml)) as unknown });
                    const at = `/config/${path.replace(/\[(\d)\]/g, ".$1").replaceAll(".", "/")}`;
                    const errors = (isAcceptedByEditors.errors ?? []).filter(
                        ({ instancePath, keyword }) => instancePath === at && ["type", "pattern"].includes(keyword),
                    );
                    assert.equal(errors.length > 0, issue !== undefined, `${kind} at ${path}`);
                }
            }
        }
    });

    it("reads what the CLI makes of the file: the values of keys as text, and objects without leading zeros", async () => {
        const rewritten = inFile('ssm-access:protect: "true"\n  ssm-access:namePrefix: "2024"');
        const { config, issues } = checkTypes(withoutNamespace(rewritten));
        assert.deepEqual([config, issues], [{ protect: true, namePrefix: "2024" }, []]);
        assert.deepEqual(await inProgram(passed(rewritten)), { protect: "true", namePrefix: "2024" });
    });

    it("takes the text of a key for an object that `pulumi config set` wrote as JSON", async () => {
        const json = inFile(`ssm-access:runCommand: '{"a":{"reader":{"grantees":{"groups":["ops"]}}}}'`);
        const expected = { runCommand: { a: { reader: { grantees: { groups: ["ops"] } } } } };
        assert.deepEqual(checkTypes(withoutNamespace(json)), { config: expected, issues: [] });
        assert.deepEqual(checkTypes(await inProgram(passed(json))), { config: expected, issues: [] });
    });

    it("trusts the value that Pulumi passes if the stack file has another one, or does not exist", async () => {
        write("ssm-access:namePrefix: 1.10");
        assert.deepEqual(await inProgram({ "ssm-access:namePrefix": "2024" }), { namePrefix: "2024" });
        rmSync(join(folder, "Pulumi.test.yaml"));
        assert.deepEqual(await inProgram({ "ssm-access:namePrefix": "1.1" }), { namePrefix: "1.1" });
        const dates = checkTypes(await inProgram({ "ssm-access:tags": '{"D":"2027-03-01 00:00:00 +0000 UTC"}' }));
        assert.deepEqual(dates.issues, [
            {
                path: "ssm-access:tags.D",
                value: "2027-03-01 00:00:00 +0000 UTC",
                message: "is what YAML makes of a date without quotes",
                fix: "Put the date in quotes, as it was written.",
            },
        ]);
    });

    describe("that are encrypted", () => {
        const secret = (text: string): EncryptedValue => new EncryptedValue("path", text, 1);
        const session = (minutes: unknown): GivenConfig => ({
            session: { a: { preferences: { idleSessionTimeoutMinutes: minutes } } },
        });
        const issuesOf = (config: GivenConfig): readonly string[] =>
            checkTypes(config).issues.map(({ path, value, message, fix }) => {
                assert.equal(value, undefined);
                return `${path} ${message}. ${fix}`;
            });

        it("have the declared type, and stay encrypted", () => {
            const { config, issues } = checkTypes(session(secret("15")));
            assert.deepEqual(issues, []);
            assert.deepEqual(
                encryptedValuesIn(config).map(({ plainText }) => plainText),
                [15],
            );
            assert.deepEqual(issuesOf(session(secret("15").hidden())), []);
        });

        it("are rejected without being printed if they have another type, or cannot be kept secret", () => {
            assert.deepEqual(issuesOf(session(secret("hunter2"))), [
                "ssm-access:session.a.preferences.idleSessionTimeoutMinutes is encrypted, and must be a number. " +
                    "Use decimal digits, such as 15.",
            ]);
            assert.deepEqual(issuesOf({ protect: secret("true"), tags: secret("{}") }), [
                "ssm-access:tags is encrypted, but must be an object. " +
                    "Encrypt only the secret values in it: pulumi config set --secret --path.",
                "ssm-access:protect is encrypted, but AWS and the state show it in plain text. Use a plain-text value.",
            ]);
        });
    });

    describe("in a file that YAML reads differently", () => {
        const messageOf = (config: string): string => {
            try {
                inFile(config);
            } catch (error) {
                if (error instanceof ConfigError) {
                    return error.message.split("\n").slice(1).join("\n").trim();
                }
                throw error;
            }
            return "";
        };

        it("reports property names that become others, and duplicates", async () => {
            const names = "ssm-access:tags: {012: a, 1.10: b, 2024: c, true: d}";
            assert.equal(
                messageOf(names),
                'Pulumi.test.yaml:2:21 "012" is a property name that YAML reads as the number 10. Put it in quotes: "012".\n' +
                    '  Pulumi.test.yaml:2:29 "1.10" is a property name that YAML reads as the number 1.1. Put it in quotes: "1.10".',
            );
            await assert.rejects(
                inProgram({ "ssm-access:tags": '{"10":"a","1.1":"b","2024":"c","true":"d"}' }),
                ConfigError,
            );
            assert.deepEqual(await inProgram({ "ssm-access:tags": '{"012":"a"}' }), { tags: { "012": "a" } });
            assert.match(
                messageOf("ssm-access:tags: {A: a, A: b}"),
                /:2:27 is not valid YAML: map keys must be unique\./,
            );
        });

        it("follows aliases and merge keys, except in circles and without end", () => {
            const config = inFile(
                "ssm-access:tags: &tags {A: a}\n  ssm-access:runCommand: {a: {tags: {<<: *tags, B: b}}}",
            );
            assert.deepEqual(config["ssm-access:runCommand"], { a: { tags: { A: "a", B: "b" } } });
            assert.match(messageOf("ssm-access:tags: &tags {A: *tags}"), /an alias refers to a value that contains it/);
            assert.match(messageOf("ssm-access:tags: *tags"), /unresolved alias/);
            const many = Array.from({ length: 20 }, () => "*b").join();
            assert.match(
                messageOf(
                    `ssm-access:a: &a [1]\n  ssm-access:b: &b [*a, *a, *a, *a, *a, *a]\n  ssm-access:c: [${many}]`,
                ),
                /excessive alias count/,
            );
        });
    });
});
