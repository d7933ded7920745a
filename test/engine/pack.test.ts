import * as assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as iam from "@pulumi/aws/iam";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { allRules } from "../../policypack/rules";
import { inWorld, type Outcome, type Program } from "./support/harness";
import { currentPack } from "./support/policyPack";
import { text } from "../fakeAws/value";

const account = "123456789012";

const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const pass = (Resource: string, rest: object = {}): string =>
    document({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource,
        Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        ...rest,
    });

const trust = (Principal: object, Condition?: object, Action = "sts:AssumeRole"): string =>
    document({ Effect: "Allow", Principal, Action, ...(Condition === undefined ? {} : { Condition }) });

const policy = (name: string, granted: pulumi.Input<string>): unknown =>
    new iam.Policy(name, { name, policy: granted });
const role = (name: string, assumeRolePolicy: string): unknown => new iam.Role(name, { name, assumeRolePolicy });
const topic = (name: string, Principal: unknown): unknown =>
    new sns.Topic(name, {
        name,
        policy: document({
            Effect: "Allow",
            Principal,
            Action: "sns:Publish",
            Resource: `arn:aws:sns:eu-west-1:${account}:${name}`,
        }),
    });

/** A resource that each mandatory rule blocks, with the name of the rule. */
const blocked: Readonly<Record<string, (name: string) => unknown>> = {
    "iam-passrole-wildcard": (name) => policy(name, pass("*")),
    "iam-passrole-role-pattern": (name) => policy(name, pass(`arn:aws:iam::${account}:role/app-*`)),
    "iam-trust-confused-deputy": (name) => role(name, trust({ Service: "scheduler.amazonaws.com" })),
    "iam-trust-oidc-subject": (name) =>
        role(
            name,
            trust(
                { Federated: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com` },
                {
                    StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
                    StringLike: { "token.actions.githubusercontent.com:sub": "*" },
                },
                "sts:AssumeRoleWithWebIdentity",
            ),
        ),
    "iam-resource-confused-deputy": (name) => topic(name, { Service: "s3.amazonaws.com" }),
    "iam-resource-public": (name) => topic(name, "*"),
    "iam-document-malformed": (name) => policy(name, '{ "Version": "2012-10-17", "Statement": "none" }'),
    "iam-passrole-managed-policy": (name) =>
        new iam.GroupPolicyAttachment(name, { group: "ops", policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" }),
};

/** A resource that each advisory rule reports, with the name of the rule. */
const reported: Readonly<Record<string, (name: string) => unknown>> = {
    "iam-passrole-service": (name) => policy(name, pass(`arn:aws:iam::${account}:role/app`, { Condition: undefined })),
    "iam-condition-never-true": (name) =>
        policy(
            name,
            pass(`arn:aws:iam::${account}:role/app`, {
                Condition: {
                    StringEquals: { "iam:PassedToService": "ssm.amazonaws.com", "aws:SourceAccount": "acme" },
                },
            }),
        ),
};

const making =
    (resources: Readonly<Record<string, (name: string) => unknown>>): Program =>
    () => {
        Object.entries(resources).forEach(([name, make]) => make(name));
        return Promise.resolve({});
    };

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";

const violationsOf = ({ violations }: Outcome, level: string): readonly string[] =>
    violations
        .filter((violation) => violation.level === level)
        .map(({ policy: rule, urn }) => `${rule} on ${nameOf(urn)}`);

const named = (resources: object): readonly string[] => Object.keys(resources).map((name) => `${name} on ${name}`);

/** The resources that AWS was called to create; a preview calls nothing. */
const created = ({ calls }: Outcome): readonly string[] =>
    calls.filter(({ rpc, preview }) => rpc === "create" && preview !== true).map(({ name = "" }) => name);

const sorted = (names: readonly string[]): readonly string[] => [...names].sort();

describe("the policy pack in the engine", () => {
    it("has a case for each mandatory rule", () => {
        assert.deepEqual(
            sorted(Object.keys(blocked)),
            sorted(allRules.filter(({ level }) => level === "mandatory").map(({ name }) => name)),
        );
    });

    it("reports all violations at preview, and blocks at up before AWS is called", async function () {
        const world = { policyPacks: [await currentPack()], groups: ["ops"] };
        await inWorld(this, world, async (opened) => {
            const preview = await opened.preview(making({ ...blocked, ...reported }));
            assert.equal(preview.succeeded, false);
            assert.deepEqual(sorted(violationsOf(preview, "mandatory")), sorted(named(blocked)));
            assert.deepEqual(sorted(violationsOf(preview, "advisory")), sorted(named(reported)));

            // At `up` the engine stops at the first blocked resource, so each has its own run.
            for (const [rule, make] of Object.entries(blocked)) {
                const up = await opened.up(making({ [rule]: make }));
                assert.equal(up.succeeded, false, rule);
                assert.deepEqual(violationsOf(up, "mandatory"), [`${rule} on ${rule}`]);
                assert.deepEqual(created(up), [], rule);
            }

            const up = await opened.up(making(reported));
            assert.ok(up.succeeded, up.output);
            assert.deepEqual(sorted(violationsOf(up, "advisory")), sorted(named(reported)));
            assert.match(up.output, /Fingerprint: v2:[0-9a-f]{32}/);
            assert.deepEqual(sorted(created(up)), sorted(Object.keys(reported)));
        });
    });

    it("evaluates at up what was unknown at preview", async function () {
        await inWorld(this, { policyPacks: [await currentPack()] }, async (opened) => {
            const program: Program = () => {
                const { arn } = new sns.Topic("alerts", { name: "alerts" });
                policy(
                    "late",
                    pulumi.interpolate`${arn}`.apply((known) => pass("*", { Sid: known.replace(/\W/g, "") })),
                );
                return Promise.resolve({});
            };
            const preview = await opened.preview(program);
            assert.ok(preview.succeeded, preview.output);
            assert.deepEqual(violationsOf(preview, "mandatory"), []);
            assert.match(preview.output, /can't run policy 'iam-passrole-wildcard'.*during preview/);

            const up = await opened.up(program);
            assert.equal(up.succeeded, false);
            assert.deepEqual(violationsOf(up, "mandatory"), ["iam-passrole-wildcard on late"]);
            assert.deepEqual(created(up), ["alerts"]);
        });
    });

    it("applies exemptions and enforcement levels from a config file, and remediates", async function () {
        const folder = mkdtempSync(join(tmpdir(), "ssm-access-pack-config-"));
        const file = join(folder, "pack.json");
        const configure = (config: object): void => {
            writeFileSync(file, JSON.stringify(config));
        };
        const remediation = { "iam-trust-confused-deputy": { enforcementLevel: "remediate", account } };
        configure(remediation);
        try {
            const world = { policyPacks: [await currentPack()], policyPackConfigs: [file] };
            await inWorld(this, world, async (opened) => {
                const one = "iam-passrole-wildcard";
                const other = "iam-trust-confused-deputy";
                const program = making({
                    [one]: blocked[one] ?? assert.fail(),
                    [other]: blocked[other] ?? assert.fail(),
                });
                const preview = await opened.preview(program);
                assert.deepEqual(violationsOf(preview, "mandatory"), [`${one} on ${one}`]);
                const fingerprint =
                    /Fingerprint: (\S+)/.exec(preview.violations[0]?.message ?? "")?.[1] ?? assert.fail();

                configure({
                    [one]: {
                        exemptions: [{ fingerprint, stacks: ["*"], reason: "break glass", expires: "2999-12-31" }],
                    },
                    ...remediation,
                });
                const up = await opened.up(program);
                assert.ok(up.succeeded, up.output);
                assert.deepEqual(violationsOf(up, "mandatory"), []);
                const [remediated] = opened.existing("aws:iam/role:Role");
                assert.match(
                    text(remediated?.properties ?? {}, "assumeRolePolicy"),
                    /"StringEquals":\{"aws:SourceAccount":"123456789012"\}/,
                );
            });
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
