/** Hostile input: a clear line for each, exit code 3, never a crash, and the results of the others. */
import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { formats, type OutputFormat } from "../../audit/formats";
import { inputFormats } from "../../audit/inputs/input";
import { AuditFolder, run, runJson } from "./auditFolder";
import { document, samples, template } from "./samples";

const deep = (open: string, close: string, levels: number): string => open.repeat(levels) + close.repeat(levels);

/** Files that cannot be read, and what is said about them. */
const unreadable: Readonly<Record<string, readonly [content: string | Uint8Array, message: RegExp]>> = {
    "an empty file": ["", /is empty/],
    "spaces only": ["  \n\t", /is empty/],
    "truncated JSON": [JSON.stringify(template).slice(0, -3), /truncated/],
    "JSON with an error": ['{\n  "a": 1,\n  "b": ]\n}', /is not valid JSON at line 3, column 8/],
    "a binary file": [Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0, 1, 2, 0x80]), /is a binary file/],
    "a binary file of zeros": [new Uint8Array(64), /is a binary file/],
    "half of a UTF-8 character": [Uint8Array.from([0x7b, 0xe2, 0x82]), /binary file, or text that is neither/],
    "plain text": ["hello", /is none of the known forms of input/],
    "JSON of no known form": ['{"hello": "world"}', /is none of the known forms of input/],
    "a number": ["42", /is none of the known forms of input/],
    null: ["null", /is none of the known forms of input/],
    "a list": ["[]", /is none of the known forms of input/],
    "deeply nested JSON": [deep("[", "]", 200_000), /is none of the known forms|nested too deeply/],
    "deeply nested YAML": [
        `Resources:\n  A: ${deep("[", "]", 2_000)}\n  B: { Type: "AWS::SNS::Topic" }\n`,
        /nested more than 256 levels/,
    ],
    "a YAML bomb": [
        [
            "Resources:",
            "  A: &a [x, x, x, x, x, x, x, x, x]",
            ...Array.from(
                "bcdefghi",
                (name, at) =>
                    `  ${name}: &${name} [${Array(9)
                        .fill(`*${"abcdefgh"[at] ?? ""}`)
                        .join(", ")}]`,
            ),
            '  R: { Type: "AWS::SNS::Topic" }',
        ].join("\n"),
        /by aliases/,
    ],
};

describe("hostile input of the audit", () => {
    const folder = new AuditFolder();
    let good = "";
    before(() => {
        good = folder.write("good.json", JSON.stringify(document));
    });
    after(() => {
        folder.remove();
    });

    for (const [name, [content, message]] of Object.entries(unreadable)) {
        it(`is one line, and costs no other file its result: ${name}`, () => {
            const file = folder.write("hostile.json", content);
            const { code, stdout, stderr } = run([file, good], { format: "json" });
            assert.equal(code, 3);
            assert.match(stderr, message);
            assert.equal(stderr.split("\n").length, 1);
            assert.match(stdout, /iam-passrole-wildcard/);
        });
    }

    it("never quotes the input in a message", () => {
        const secret = "hidden-value-1234";
        for (const text of [`{"a": ${secret}}`, `{"a": "${secret}`, `{"a": "${secret}",}`, secret]) {
            assert.ok(!run([folder.write("secret.json", text)]).stderr.includes(secret), text);
        }
    });

    it("includes one string of many megabytes, in an export and as a file", function () {
        this.timeout(60_000);
        const long = "x".repeat(30_000_000);
        const state = {
            urn: "urn:pulumi:dev::app::aws:iam/policy:Policy::p",
            type: "aws:iam/policy:Policy",
            inputs: { policy: long },
        };
        const file = folder.write("long.json", JSON.stringify({ deployment: { manifest: {}, resources: [state] } }));
        const { code, stdout } = run([file, good], { format: "json", check: ["iam-passrole-*"] });
        assert.equal(code, 1);
        assert.match(stdout, /iam-passrole-wildcard/);
        assert.equal(run([folder.write("long.txt", long)]).code, 3);
    });

    it("includes wrong types everywhere: any sample with one part replaced", () => {
        const parts = fc.oneof(
            fc.constantFrom(
                null,
                true,
                0,
                -1,
                "",
                "x",
                [],
                {},
                [[]],
                [{}],
                { __proto__: null },
                "arn:aws:iam::1:role/x",
            ),
            fc.constantFrom(
                ...["constructor", "__proto__", "urn:pulumi:::::", "\u0000", "${", "{{resolve:ssm:x}}", "[secret]"],
            ),
            fc.jsonValue({ maxDepth: 3 }),
        );
        const jsonSamples = samples.filter(({ text }) => text.startsWith("{"));
        const cases = fc.record({
            sample: fc.constantFrom(...jsonSamples),
            at: fc.nat(),
            part: parts,
            format: fc.constantFrom(...(Object.keys(formats) as OutputFormat[])),
        });
        fc.assert(
            fc.property(cases, ({ sample, at, part, format }) => {
                let count = 0;
                const value: unknown = JSON.parse(sample.text);
                JSON.stringify(value, (_, one: unknown) => {
                    count += 1;
                    return one;
                });
                let left = at % count;
                const text = JSON.stringify(value, (_, one: unknown) => (left-- === 0 ? part : one)) as
                    string | undefined;
                const { code } = run([folder.write("part.json", text ?? "null"), good], { format });
                assert.ok(code === 1 || code === 3, String(code));
            }),
            { numRuns: 400 },
        );
    });

    it("includes cut and changed bytes of any sample, in any form that is named", () => {
        const cases = fc.record({
            sample: fc.constantFrom(...samples),
            at: fc.nat(),
            bytes: fc.uint8Array({ maxLength: 3 }),
            isCut: fc.boolean(),
            inputFormat: fc.constantFrom(undefined, ...inputFormats),
        });
        fc.assert(
            fc.property(cases, ({ sample, at, bytes, isCut, inputFormat }) => {
                const all = Buffer.from(sample.text);
                const from = at % all.length;
                const content = isCut
                    ? all.subarray(0, from)
                    : Buffer.concat([all.subarray(0, from), bytes, all.subarray(from + 1)]);
                const { code } = run([folder.write("bytes.json", content)], { inputFormat });
                assert.ok([0, 1, 3].includes(code));
            }),
            { numRuns: 400 },
        );
    });

    it("includes references in circles, in a template", () => {
        const circle = {
            Resources: {
                A: { Type: "AWS::SNS::TopicPolicy", Properties: { PolicyDocument: { "Fn::GetAtt": ["B", "Arn"] } } },
                B: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: { Ref: "A" } } },
            },
            Conditions: { One: { Condition: "Two" }, Two: { Condition: "One" } },
        };
        const { summary } = runJson([folder.write("circle.json", JSON.stringify(circle)), good]);
        assert.equal(summary.mandatory !== 0, true);
    });
});
