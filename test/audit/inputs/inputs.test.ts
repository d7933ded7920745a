/** Every form of input, in every encoding, reports the same violation at its own place. */
import * as assert from "node:assert/strict";
import { inputFormats } from "../../../audit/inputs/input";
import { AuditFolder, run, runJson } from "../auditFolder";
import { account, details, document, samples, template } from "../samples";

const rule = "iam-passrole-wildcard";

const utf16 = (text: string, isBigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(text, "utf16le");
    return isBigEndian ? bytes.swap16() : bytes;
};

const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
    "UTF-8": (text) => Buffer.from(text),
    "UTF-8 with a byte order mark": (text) => Buffer.from(`\ufeff${text}`),
    "UTF-16, as PowerShell writes it": (text) => utf16(`\ufeff${text}`, false),
    "UTF-16 big-endian": (text) => utf16(`\ufeff${text}`, true),
    "UTF-16 without a byte order mark": (text) => utf16(text, false),
};

describe("the inputs of the audit", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });

    it("have a sample of every form but assemblies", () => {
        const formats = new Set(samples.map(({ format }) => format));
        assert.deepEqual(
            inputFormats.filter((format) => !formats.has(format)),
            ["cdk"],
        );
    });

    for (const sample of samples) {
        const { file, text, format } = sample;
        it(`are read: ${format} (${file})`, () => {
            for (const inputFormat of [undefined, format]) {
                const path = folder.write(`forms/${file}`, text);
                const { findings, summary } = runJson([path], { inputFormat, check: [rule] });
                assert.deepEqual(
                    findings.map((one) => [one.rule, one.resource, one.type, one.stack, one.line ?? 0]),
                    [[rule, sample.address, sample.type, sample.stack, sample.line]],
                );
                const [{ property, path: within } = {}] = findings;
                assert.equal([property, within].filter((part) => part !== "").join("."), sample.path);
                assert.equal(summary.unreadable, 0);
            }
        });
    }

    for (const [name, encode] of Object.entries(encodings)) {
        it(`are read in ${name}`, () => {
            for (const { file, text } of samples) {
                const path = folder.write(`encodings/${file}`, encode(text));
                assert.equal(runJson([path], { check: [rule] }).findings.length, 1, file);
            }
        });
    }

    it("are rejected in a form that they do not have", () => {
        const path = folder.write("forms/named.json", JSON.stringify(document));
        const { code, stderr } = run([path], { inputFormat: "terraform" });
        assert.equal(code, 3);
        assert.match(stderr, /named\.json is not a plan or state as `terraform show -json` writes it\.$/);
    });

    it("of folders are found by their form, and other files are counted", () => {
        for (const { file, text } of samples) {
            folder.write(`estate/${file}`, text);
        }
        folder.write("estate/package.json", JSON.stringify({ name: "app", version: "1.0.0" }));
        folder.write("estate/docs/values.yaml", "replicas: 3\n");
        folder.write("estate/node_modules/app/policy.json", JSON.stringify(document));
        folder.write("estate/readme.txt", "no input");
        const { findings, summary } = runJson([folder.at("estate")], { check: [rule] });
        assert.equal(findings.length, samples.length);
        assert.equal(summary.skippedFiles, 2);
        assert.equal(runJson([folder.at("estate")], { check: [rule], inputFormat: "terraform" }).findings.length, 3);
    });

    it("keep the results of the others if one is unreadable", () => {
        const good = folder.write("mixed/good.json", JSON.stringify(document));
        const truncated = folder.write("mixed/truncated.json", JSON.stringify(document).slice(0, 60));
        const missing = folder.at("mixed/missing.json");
        const { code, stdout, stderr } = run([truncated, good, missing], { format: "json" });
        assert.equal(code, 3);
        assert.match(
            stderr,
            /truncated\.json ends in the middle of its JSON: it is truncated\.\n.*missing\.json does not exist\.$/,
        );
        assert.match(stdout, /iam-passrole-wildcard/);
    });
});

describe("a CDK assembly", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });
    const manifest = {
        version: "48.0.0",
        artifacts: {
            Tree: { type: "cdk:tree", properties: { file: "tree.json" } },
            AppStack: {
                type: "aws:cloudformation:stack",
                environment: `aws://${account}/eu-west-1`,
                properties: { templateFile: "AppStack.template.json", stackName: "app-prod" },
            },
            Stage: { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-Stage" } },
        },
    };
    const nesting = {
        Resources: {
            ...template.Resources,
            Nested: {
                Type: "AWS::CloudFormation::Stack",
                Properties: { TemplateURL: "https://s3.amazonaws.com/assets/nested" },
                Metadata: { "aws:asset:path": "nested.template.json" },
            },
        },
    };

    before(() => {
        folder.write("cdk.out/manifest.json", JSON.stringify(manifest));
        folder.write("cdk.out/AppStack.template.json", JSON.stringify(nesting));
        folder.write("cdk.out/nested.template.json", JSON.stringify(template));
        const staged = { version: "48.0.0", artifacts: { Other: manifest.artifacts.AppStack } };
        folder.write("cdk.out/assembly-Stage/manifest.json", JSON.stringify(staged));
        folder.write("cdk.out/assembly-Stage/AppStack.template.json", JSON.stringify(template));
        folder.write("cdk.out/asset.1/index.json", JSON.stringify(document));
    });

    for (const path of ["cdk.out", "cdk.out/manifest.json", "."]) {
        it(`is read with its nested stacks and assemblies, with their account and Region: ${path}`, () => {
            const { findings, summary } = runJson([folder.at(path)], { check: [rule] });
            assert.deepEqual(
                findings.map(({ file, stack, account: of, region }) => [
                    String(file).split("cdk.out/")[1],
                    stack,
                    of,
                    region,
                ]),
                [
                    ["AppStack.template.json", "cdk/app-prod", account, "eu-west-1"],
                    ["nested.template.json", "cdk/app-prod-Nested", account, "eu-west-1"],
                    ["assembly-Stage/AppStack.template.json", "cdk/app-prod", account, "eu-west-1"],
                ],
            );
            assert.equal(summary.unreadable, 0);
        });
    }

    it("notes a template that is missing or outside, and reads the others", () => {
        const artifact = (templateFile: string): unknown => ({
            type: "aws:cloudformation:stack",
            properties: { templateFile },
        });
        const artifacts = { Gone: artifact("gone.json"), Out: artifact("../out.json"), There: artifact("a.json") };
        folder.write("other/manifest.json", JSON.stringify({ version: "48.0.0", artifacts }));
        folder.write("other/a.json", JSON.stringify(template));
        folder.write("out.json", JSON.stringify(template));
        const { findings, unreadable } = runJson([folder.at("other")], { check: [rule] });
        assert.equal(findings.length, 1);
        assert.deepEqual(unreadable, [
            { file: "gone.json", reason: "does not exist" },
            { file: "../out.json", reason: "is outside the folder of the assembly, so it was not read" },
        ]);
    });

    it("ends, if its stacks and assemblies refer to each other", () => {
        const artifacts = { Self: { type: "cdk:cloud-assembly", properties: { directoryName: "." } } };
        folder.write("circle/manifest.json", JSON.stringify({ version: "48.0.0", artifacts }));
        const { unreadable } = runJson([folder.at("circle")]);
        assert.equal(unreadable.length, 1);
    });
});

describe("the authorization details of an account", () => {
    const folder = new AuditFolder();
    after(() => {
        folder.remove();
    });
    const allow = (Action: string): unknown => ({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action, Resource: `arn:aws:iam::${account}:role/x` }],
    });
    const read = (value: unknown, check: readonly string[] = []): readonly (readonly unknown[])[] =>
        runJson([folder.write("details.json", JSON.stringify({ ...details, ...(value as object) }))], {
            check,
        }).findings.map(({ rule: name, resource }) => [name, resource]);
    const managed = {
        PolicyName: "make",
        Path: "/",
        Arn: `arn:aws:iam::${account}:policy/make`,
        DefaultVersionId: "v2",
        PolicyVersionList: [
            { VersionId: "v1", IsDefaultVersion: false, Document: document },
            { VersionId: "v2", IsDefaultVersion: true, Document: allow("iam:CreateRole") },
        ],
    };
    const user = {
        UserName: "ann",
        Path: "/",
        Arn: `arn:aws:iam::${account}:user/ann`,
        GroupList: ["ops"],
        AttachedManagedPolicies: [],
    };
    const group = {
        GroupName: "ops",
        Path: "/",
        Arn: `arn:aws:iam::${account}:group/ops`,
        GroupPolicyList: [{ PolicyName: "pass", PolicyDocument: allow("iam:PassRole") }],
        AttachedManagedPolicies: [{ PolicyName: "make", PolicyArn: managed.Arn }],
    };

    it("link users, their groups and the attached policies, of which the default version counts", () => {
        const all = { RoleDetailList: [], UserDetailList: [user], GroupDetailList: [group], Policies: [managed] };
        assert.deepEqual(read(all, ["iam-role-factory", rule]), [
            ["iam-role-factory", managed.Arn],
            ["iam-role-factory", managed.Arn],
        ]);
        assert.deepEqual(
            read({ ...all, GroupDetailList: [{ ...group, AttachedManagedPolicies: [] }] }, ["iam-role-factory"]),
            [],
        );
    });

    it("leave out the roles and policies of AWS, and policies that are only boundaries", () => {
        const [role] = details.RoleDetailList;
        const boundary = {
            ...managed,
            PolicyName: "limits",
            Arn: `arn:aws:iam::${account}:policy/limits`,
            PolicyVersionList: [{ VersionId: "v2", IsDefaultVersion: true, Document: document }],
        };
        const bounded = { ...user, PermissionsBoundary: { PermissionsBoundaryArn: boundary.Arn }, GroupList: [] };
        assert.deepEqual(read({ RoleDetailList: [{ ...role, Path: "/aws-service-role/ssm.amazonaws.com/" }] }), []);
        assert.deepEqual(
            read({
                RoleDetailList: [],
                Policies: [{ ...boundary, Arn: "arn:aws:iam::aws:policy/AdministratorAccess" }],
            }),
            [],
        );
        assert.deepEqual(read({ RoleDetailList: [], Policies: [boundary], UserDetailList: [bounded] }, [rule]), []);
        assert.deepEqual(read({ RoleDetailList: [], Policies: [boundary] }, [rule]), [[rule, boundary.Arn]]);
    });

    it("are incomplete if the command wrote a page of them", () => {
        const { unreadable } = runJson([
            folder.write("page.json", JSON.stringify({ ...details, IsTruncated: true, Marker: "next" })),
        ]);
        assert.match(unreadable[0]?.reason ?? "", /first page of several/);
    });
});
