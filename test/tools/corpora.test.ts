/** The parts of `npm run corpora` that need no registry: reading samples, the second check, and the table. */
import * as assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packages } from "../../tools/corpora/packages";
import { exampleSamples } from "../../tools/corpora/pulumiExamples";
import { fileSamples, resourceOf, textSamples, type Sample } from "../../tools/corpora/samples";
import { suspicions } from "../../tools/corpora/secondCheck";
import { documentsIn, seenIn } from "../../tools/corpora/seen";
import { compare, updated, type Group, type SeenInPackage } from "../../tools/corpora/table";
import { root } from "../support/imports";

const passing = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
const trusting = (Condition?: unknown): object => ({
    Effect: "Allow",
    Principal: { Service: "states.amazonaws.com" },
    Action: "sts:AssumeRole",
    ...(Condition === undefined ? {} : { Condition }),
});
const documentWith = (...Statement: readonly object[]): object => ({ Version: "2012-10-17", Statement });

/** Calls `read` with a folder of these files. */
const inFolder = async <Result>(
    files: Readonly<Record<string, string>>,
    read: (folder: string) => Result | Promise<Result>,
): Promise<Result> => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-corpora-test-"));
    try {
        for (const [path, text] of Object.entries(files)) {
            mkdirSync(dirname(join(folder, path)), { recursive: true });
            writeFileSync(join(folder, path), text);
        }
        return await read(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
};

describe("the samples of a package", () => {
    it("are its templates and documents, and no other file", async () => {
        const samples = await inFolder(
            {
                "a/template.yaml": "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {Name: !Ref X}\n",
                "a/policy.json": JSON.stringify(documentWith(passing)),
                "a/settings.json": '{ "Resources": ["*"] }',
                "a/broken.json": "{",
                "b/policy.json": JSON.stringify(documentWith(passing)),
            },
            (folder) => fileSamples(folder, /^a\//),
        );
        assert.deepEqual(
            samples.map(({ place, resources }) => [place, resources.map(({ type }) => type)]),
            [
                ["a/policy.json", ["corpus:index/document:Document"]],
                ["a/template.yaml", ["aws:cloudformation/stack:Stack"]],
            ],
        );
    });

    it("are the documents in running text, also those in text inside them", async () => {
        const document = documentWith(passing);
        const text = `Run { this }:\n\n    ${JSON.stringify(document, undefined, 2)}\n\nand get\n\n    ${JSON.stringify(
            {
                Policy: JSON.stringify(document),
            },
        )}\n`;
        const samples = await inFolder({ "examples/one.rst": text, "examples/two.rst": "no Statement" }, (folder) =>
            textSamples(folder, /\.rst$/),
        );
        assert.deepEqual(
            samples.map(({ place, written }) => [place, written.map(({ value }) => value)]),
            [
                ["examples/one.rst#1", [document]],
                ["examples/one.rst#2", [document]],
            ],
        );
    });

    it("are the resources that the examples of an SDK register", async () => {
        const code = [
            'import * as aws from "@pulumi/aws";',
            "const example = aws.iam.getPolicyDocument({ statements: [{",
            '    principals: [{ type: "Service", identifiers: ["states.amazonaws.com"] }],',
            '    actions: ["sts:AssumeRole"],',
            '    conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],',
            "}] });",
            'const bucket = new aws.s3.Bucket("uploads");',
            'new aws.iam.Role("role", { assumeRolePolicy: example.then(example => example.json) });',
            'new aws.iam.Policy("policy", { policy: JSON.stringify({ Statement: { Effect: "Allow",',
            '    Action: "s3:GetObject", Resource: bucket.arn } }) });',
            'new aws.sqs.QueuePolicy("unknown", { queueUrl: "q", policy: earlier.json });',
            'new aws.iam.Policy("after", { policy: missing() });',
        ];
        const comment = `/**\n * \`\`\`typescript\n${code.map((line) => ` * ${line}`).join("\n")}\n * \`\`\`\n */\n`;
        const [sample, ...others] = await inFolder({ "iam/role.d.ts": comment }, (folder) =>
            exampleSamples(folder, /\.d\.ts$/),
        );
        assert.deepEqual(others, []);
        assert.equal(sample?.place, "iam/role.d.ts#1");
        const texts = new Map(
            sample.written.map(({ name, value }) => [name, value as Readonly<Record<string, string>>]),
        );
        assert.deepEqual([...texts.keys()].sort(), ["policy", "role", "unknown", "uploads"]);
        assert.deepEqual(JSON.parse(texts.get("role")?.assumeRolePolicy ?? ""), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: ["sts:AssumeRole"],
                    Principal: { Service: ["states.amazonaws.com"] },
                    Condition: { StringEquals: { "aws:SourceAccount": ["123456789012"] } },
                },
            ],
        });
        assert.match(texts.get("policy")?.policy ?? "", /"arn:aws:s3:::uploads"/);
        assert.deepEqual(
            documentsIn(sample)
                .map((place) => place.split("::").at(-1))
                .sort(),
            ["policy policy", "role assumeRolePolicy"],
        );
    });
});

const template = (resources: Readonly<Record<string, object>>): Sample => {
    const value = { Resources: resources };
    const props = { templateBody: JSON.stringify(value) };
    return {
        place: "t.json",
        resources: [resourceOf("aws:cloudformation/stack:Stack", "stack", props)],
        written: [{ name: "", value }],
    };
};

const roleWith = (AssumeRolePolicyDocument: object, more: object = {}): object => ({
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument, ...more },
});

describe("the second check", () => {
    const kinds: Readonly<Record<string, readonly [resource: object, checks: readonly string[]]>> = {
        "a grant on every role": [{ D: documentWith(passing) }, ["passes every role"]],
        "a grant on one role": [
            { D: documentWith({ ...passing, Resource: "arn:aws:iam::123456789012:role/app" }) },
            [],
        ],
        "a denial on every role": [{ D: documentWith({ ...passing, Effect: "Deny" }) }, []],
        "a grant as text": [{ D: JSON.stringify(documentWith(passing)) }, ["passes every role"]],
        "a service": [{ D: documentWith(trusting()) }, ["service without a source key"]],
        "a service with a source account": [
            { D: documentWith(trusting({ StringEquals: { "AWS:SourceAccount": "123456789012" } })) },
            [],
        ],
        "a service in a template": [
            { D: documentWith({ ...trusting(), Principal: { Service: "states.${AWS::URLSuffix}" } }) },
            ["service without a source key"],
        ],
        "a permission": [
            { Action: "lambda:InvokeFunction", Principal: "sns.amazonaws.com" },
            ["permission without a source"],
        ],
        "a permission with a source": [
            { Action: "lambda:InvokeFunction", Principal: "sns.amazonaws.com", SourceArn: "arn:aws:sns:us-east-1:1:t" },
            [],
        ],
        everyone: [
            { D: documentWith({ Effect: "Allow", Principal: { AWS: ["*"] }, Action: "sqs:*", Resource: "*" }) },
            ["everyone without a condition"],
        ],
        "the administrator policy": [
            { Arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
            ["administrator policy"],
        ],
    };
    for (const [name, [Properties, checks]] of Object.entries(kinds)) {
        it(`finds ${checks.length === 0 ? "nothing" : checks.join(", ")} in ${name}`, () => {
            const found = suspicions(template({ R: { Type: "Acme::Any::Thing", Properties } }));
            assert.deepEqual(
                found.map(({ check, resource }) => [check, resource]),
                checks.map((check) => [check, "R"]),
            );
        });
    }
});

describe("what is seen in a sample", () => {
    it("is what the rules report, with its place", () => {
        assert.deepEqual(
            seenIn(template({ R: roleWith(documentWith(trusting())) })).map(({ rule, about, place }) => [
                rule,
                about,
                place,
            ]),
            [
                [
                    "iam-trust-confused-deputy",
                    "states.amazonaws.com",
                    "t.json R.Properties.AssumeRolePolicyDocument Statement[0].Principal.Service",
                ],
            ],
        );
    });

    it("is what the second check finds in a resource in which the rules report nothing of the kind", () => {
        const quiet = roleWith(documentWith({ ...trusting(), Principal: { Service: "ec2.amazonaws.com" } }));
        const loud = roleWith(documentWith(trusting()));
        assert.deepEqual(
            seenIn(template({ Loud: loud, Quiet: quiet })).flatMap(({ rule, place }) =>
                rule.startsWith("not reported") ? [[rule, place]] : [],
            ),
            [
                [
                    "not reported: service without a source key",
                    "t.json Quiet Properties.AssumeRolePolicyDocument.Statement.0",
                ],
            ],
        );
    });
});

describe("the table of decisions", () => {
    const seen = (place: string, more: Partial<SeenInPackage> = {}): SeenInPackage => ({
        rule: "iam-passrole-wildcard",
        message: "action, mandatory",
        about: "*",
        from: "npm one",
        place,
        ...more,
    });
    const group = (places: Group["places"], more: Partial<Group> = {}): Group => ({
        rule: "iam-passrole-wildcard",
        message: "action, mandatory",
        about: "*",
        decision: "right",
        why: "It passes every role.",
        places,
        ...more,
    });

    it("lacks what is new, keeps what is gone, and ignores packages that were not evaluated", () => {
        const table = [group({ "npm one": ["a", "gone"], "npm other": ["b"] })];
        const { unlisted, gone, undecided } = compare(table, [seen("a"), seen("new")], ["npm one"]);
        assert.deepEqual(
            [unlisted.map(({ place }) => place), gone, undecided],
            [["new"], ["iam-passrole-wildcard (action, mandatory) *: npm one gone"], []],
        );
    });

    it("lacks what is the same place with another message, level or subject", () => {
        const table = [group({ "npm one": ["a"] })];
        for (const more of [{ message: "action, advisory" }, { about: "arn:*" }, { rule: "iam-passrole-service" }]) {
            assert.equal(compare(table, [seen("a", more)], ["npm one"]).unlisted.length, 1);
        }
    });

    it("keeps decisions when it is updated, drops what is gone, and leaves new entries undecided", () => {
        const table = [
            group({ "npm one": ["a", "gone"] }),
            group({ "npm one": ["b"] }, { decision: "false alarm", why: "It is a boundary." }),
        ];
        const after = updated(table, [seen("new"), seen("b"), seen("a")]);
        assert.deepEqual(after, [
            group({ "npm one": ["b"] }, { decision: "false alarm", why: "It is a boundary." }),
            group({ "npm one": ["a"] }),
            group({ "npm one": ["new"] }, { decision: "undecided", why: "" }),
        ]);
        assert.equal(compare(after, [seen("a"), seen("b"), seen("new")], ["npm one"]).undecided.length, 1);
        assert.deepEqual(updated(after, [seen("a"), seen("b"), seen("new")]), after);
    });

    it("has a reason for every decision, and names only packages that are pinned", () => {
        const table = JSON.parse(
            readFileSync(join(root, "tools", "corpora", "decisions.json"), "utf8"),
        ) as readonly Group[];
        const pinned = new Set(packages.map(({ registry, name }) => `${registry} ${name}`));
        for (const { rule, about, decision, why, places } of table) {
            assert.notEqual(decision, "undecided", `${rule} ${about}`);
            assert.match(why, /^[^ ].*\.$/, `${rule} ${about}`);
            assert.deepEqual(
                Object.keys(places).filter((from) => !pinned.has(from)),
                [],
            );
        }
    });
});
