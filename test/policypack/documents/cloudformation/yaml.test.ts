/** YAML that other parsers accept is read whole; where a template cannot be read whole, the place is named. */
import * as assert from "node:assert/strict";
import { documentsOf } from "../../../../policypack/documents";
import { yamlTemplate } from "../../../../policypack/documents/cloudformation/yaml";
import { UnreadableDocument } from "../../../../policypack/iam";

/** Text to the value of its JSON form. PyYAML 6.0.3 and SnakeYAML, on which CloudFormation builds, read the same. */
const accepted: Readonly<Record<string, readonly [text: string, value: unknown]>> = {
    "a quoted function closed at the indentation of its key": [
        `A:
  Policy: !Sub '{
    "a": 1
  }'
  After: x
B: y
`,
        { A: { Policy: { "Fn::Sub": '{ "a": 1 }' }, After: "x" }, B: "y" },
    ],
    "a quoted function closed to the left of its key": [
        `A:
  B:
    Policy: !Sub "{
  \\"a\\": 1
}"
    After: x
`,
        { A: { B: { Policy: { "Fn::Sub": '{ "a": 1 }' }, After: "x" } } },
    ],
    "a flow mapping closed to the left of its key": [
        `A:
  B:
    Tags: {
      a: b
  }
    After: x
`,
        { A: { B: { Tags: { a: "b" }, After: "x" } } },
    ],
    "a flow sequence with items at column 1": [
        `A:
  Tags: [
    a,
b,
{ c: d,
e: f }
]
  After: x
`,
        { A: { Tags: ["a", "b", { c: "d", e: "f" }], After: "x" } },
    ],
    "quoted text that goes on at column 1": [
        `A:
  Single: 'one
two'
  Double: "one
two"
  After: x
`,
        { A: { Single: "one two", Double: "one two", After: "x" } },
    ],
    "quoted text with an escaped quote": [
        `A:
  Single: 'it''s
one'
  Double: "a \\" b
c"
  After: x
`,
        { A: { Single: "it's one", Double: 'a " b c', After: "x" } },
    ],
    "a block scalar, whose indentation counts": ["A: |\n  one\nB: two\n", { A: "one\n", B: "two" }],
    "a comment without a space before it": ['A: "one"#comment\nB: two\n', { A: "one", B: "two" }],
    "a document between its markers": ["---\nA: 1\n...\n", { A: "1" }],
};

/** What no parser accepts, with the place at which it is reported. */
const rejected: Readonly<Record<string, readonly [text: string, place: string]>> = {
    "a flow sequence without an end": ["A: 1\nB: [\n", "line 3, column 1"],
    "a flow mapping without an end": ["A: 1\nB: { a\n", "line 3, column 1"],
    "quoted text without an end": ["A: 1\nB: 'text\nC: 2\n", "line 4, column 1"],
    "a mapping in a mapping": ["A: 1\nB: C: D\n", "line 2, column 4"],
    "tabs as indentation": ["A:\n  B: 1\n\tC: 2\n", "line 3, column 1"],
    "a second document": ["A: 1\n---\nB: 2\n", "line 2"],
    "an invalid escape": ['A: "\\q"\n', "line 1, column 5"],
    "an anchor that is not defined": ["A: *b\n", "the anchor *b"],
};

describe("YAML", () => {
    for (const [name, [text, value]] of Object.entries(accepted)) {
        it(`is read whole: ${name}`, () => {
            for (const lines of [text, text.replaceAll("\n", "\r\n")]) {
                const { template, flaw } = yamlTemplate(lines);
                assert.deepEqual(JSON.parse(JSON.stringify(template).replaceAll("\\r", "")), value);
                assert.equal(flaw, undefined);
            }
        });
    }

    for (const [name, [text, place]] of Object.entries(rejected)) {
        it(`is reported with the place: ${name}`, () => {
            const { flaw = "" } = yamlTemplate(text);
            assert.ok(flaw.includes(place), flaw);
        });
    }

    it("is evaluated as far as it can be read", () => {
        const policy = `Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: { Statement: [] }
`;
        const found = documentsOf(
            "aws:cloudformation/stack:Stack",
            { templateBody: `${policy}  Q: [\n` },
            { readTemplate: yamlTemplate },
        );
        assert.deepEqual(
            found.map(({ property, raw }) => [property, raw instanceof UnreadableDocument]),
            [
                ["templateBody.Resources.P.Properties.PolicyDocument", false],
                ["templateBody", true],
            ],
        );
    });

    it("is JSON with a mistake", () => {
        assert.match(yamlTemplate('{"Resources": {"P": {}}').flaw ?? "", /at line 1, column 24$/);
        assert.equal(yamlTemplate('{"Resources": {"P": {}},}').flaw, undefined);
    });
});
