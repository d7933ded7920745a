import * as assert from "node:assert/strict";
import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import * as fc from "fast-check";
import { evaluate } from "../policypack/evaluate";
import { differences, type Written } from "./differences";

type Context = Readonly<Record<string, string | string[]>>;

const account = "123456789012";
const otherAccount = "999999999999";
const role = `arn:aws:iam::${account}:role/ZqFreshRoleThatNoPolicyNames`;

const oneOf = fc.constantFrom;
const some = <T>(from: fc.Arbitrary<T>): fc.Arbitrary<T | readonly T[]> =>
    fc.oneof(from, fc.array(from, { minLength: 1, maxLength: 3 }));

const isAllowed = async (simulation: Simulation): Promise<boolean> => {
    const reviewed = await runSimulation(simulation, {});
    assert.notEqual(reviewed.resultType, "error", JSON.stringify([simulation, reviewed]));
    return reviewed.resultType !== "error" && reviewed.overallResult === "Allowed";
};

const requested = (principal: string, action: string, contextVariables: Context): Simulation["request"] => ({
    principal,
    action,
    resource: { resource: role, accountId: account },
    contextVariables: { "aws:ResourceAccount": account, ...contextVariables },
});

/** Whether any request of the grid is allowed. */
const anyAllowed = async (
    contexts: readonly Context[],
    simulate: (context: Context) => Simulation,
): Promise<boolean> => {
    for (const context of contexts) {
        if (await isAllowed(simulate(context))) {
            return true;
        }
    }
    return false;
};

/**
 * The document with `*` for the missing fields of its ARNs. The simulator completes them in Resource only: in
 * NotResource, a request that an incomplete ARN does not match counts as unknown.
 */
const withCompleteArns = (document: Generated): Readonly<Record<string, unknown>> => ({
    ...document,
    Statement: document.Statement.map((statement) =>
        Object.fromEntries(
            Object.entries(statement).map(([element, value]: readonly [string, unknown]) => [
                element,
                element.endsWith("Resource") ? [value].flat().map(completed) : value,
            ]),
        ),
    ),
});

const completed = (arn: unknown): unknown => {
    const fields = String(arn).split(":");
    return arn === "*" ? arn : [...fields, ...Array<string>(Math.max(0, 6 - fields.length)).fill("*")].join(":");
};

const seen = new Set<string>();

interface Generated {
    readonly Statement: readonly Written[];
}

const compare = (document: Generated, reported: boolean, simulated: boolean): void => {
    if (reported === simulated) {
        return;
    }
    const text = JSON.stringify(document);
    const known = differences.find((one) => one.in(document) && (one.rule === "reports") === reported);
    assert.ok(known, `rule ${String(reported)}, simulator ${String(simulated)}: ${text}`);
    seen.add(known.name);
};

describe("the rules and the simulator", () => {
    const roles = oneOf(
        "*",
        "arn:*",
        "arn:aws:iam::*:role/*",
        `arn:aws:iam::${account}:role/*`,
        `arn:aws:iam::${account}:*`,
        `arn:aws:iam::${account}:role/app-*`,
        `arn:aws:iam::${account}:role/app`,
        `arn:aws:iam::${account}:role/?*`,
        `arn:aws:iam::${account}:role/*-x`,
        "arn:aws:iam::*:user/*",
        "arn:aws:s3:::*",
        `arn:aws:iam::${account}:role/\${aws:PrincipalTag/team}`,
        "arn:aws:iam::????????????:role/*",
        "arn:aws:iam::1234*:role/*",
        "arn:aws:iam",
        "arn:*:iam",
        `arn:aws:iam::${account}`,
        "arn:aws:iam:eu-west-1",
        "arn:aws:s3",
    );
    const actions = oneOf(
        "iam:PassRole",
        "iam:*",
        "*",
        "iam:P?ssRole",
        "iam:Pass*",
        "iam:GetRole",
        "iam:passrole",
        "s3:*",
        "iam:CreateRole",
    );
    const grantConditions = oneOf(
        undefined,
        undefined,
        undefined,
        {},
        { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        { StringNotEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        { StringEqualsIfExists: { "iam:PassedToService": "ec2.amazonaws.com" } },
        { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        { Null: { "iam:PassedToService": "true" } },
        { "ForAllValues:StringEquals": { "iam:PassedToService": "ssm.amazonaws.com" } },
    );
    const grantStatement = fc
        .record({
            Effect: oneOf("Allow", "Allow", "Deny"),
            not: oneOf(false, false, false, true),
            notResource: oneOf(false, false, false, true),
            action: some(actions),
            resource: some(roles),
            Condition: grantConditions,
        })
        .map(({ Effect, not, notResource, action, resource, Condition }) => ({
            Effect,
            [not ? "NotAction" : "Action"]: action,
            [notResource ? "NotResource" : "Resource"]: resource,
            ...(Condition === undefined ? {} : { Condition }),
        }));
    const grants = fc
        .array(grantStatement, { minLength: 1, maxLength: 4 })
        .map((Statement) => ({ Version: "2012-10-17", Statement }));
    const services = ["ssm.amazonaws.com", "ec2.amazonaws.com", "evil.amazonaws.com"];
    const passContexts: readonly Context[] = [undefined, ...services].flatMap((service) =>
        ["true", "false"].map((mfa) => ({
            "aws:MultiFactorAuthPresent": mfa,
            "aws:PrincipalTag/team": "blue",
            ...(service === undefined ? {} : { "iam:PassedToService": service }),
        })),
    );

    it("agree on whether a new role can be passed", async () => {
        await fc.assert(
            fc.asyncProperty(grants, async (document) => {
                const reported = evaluate("grant", document, { account: account }).some(
                    ({ rule }) => rule.name === "iam-passrole-wildcard",
                );
                const simulated = await anyAllowed(passContexts, (context) => ({
                    identityPolicies: [{ name: "a", policy: withCompleteArns(document) }],
                    serviceControlPolicies: [],
                    resourceControlPolicies: [],
                    request: requested(`arn:aws:iam::${account}:user/alice`, "iam:PassRole", context),
                }));
                compare(document, reported, simulated);
            }),
            { numRuns: 1500, seed: 20261122 },
        );
    });

    const accounts = oneOf<unknown>(
        account,
        account,
        [account],
        "*",
        "1234*",
        "????????????",
        [account, "*"],
        otherAccount,
        "${aws:ResourceAccount}",
    );
    const arns = oneOf<unknown>(
        `arn:aws:ssm:*:${account}:*`,
        `arn:aws:ssm:eu-west-1:${account}:automation-execution/*`,
        "arn:aws:ssm:*",
        "arn:aws:ssm:*:*:*",
        "*",
        "arn:aws:s3:::bucket",
        `arn:*:*:*:${account}:*`,
        `arn:aws:ssm:us-east-?:${account}:x`,
        [`arn:aws:ssm:*:${account}:*`, "arn:aws:s3:::bucket"],
        "arn:aws:ssm:*:${aws:ResourceAccount}:*",
    );
    const clause = fc.oneof(
        fc.tuple(
            oneOf(
                "StringEquals",
                "StringLike",
                "StringEqualsIfExists",
                "StringLikeIfExists",
                "ForAllValues:StringLike",
                "ForAnyValue:StringLike",
                "StringNotEquals",
                "StringNotLike",
                "StringEqualsIgnoreCase",
            ),
            oneOf("aws:SourceAccount", "AWS:sourceaccount"),
            accounts,
        ),
        fc.tuple(
            oneOf(
                "ArnLike",
                "ArnEquals",
                "StringLike",
                "StringEquals",
                "ArnLikeIfExists",
                "ArnNotLike",
                "ForAnyValue:ArnLike",
                "StringNotLike",
            ),
            fc.constant("aws:SourceArn"),
            arns,
        ),
        fc.tuple(
            fc.constant("Null"),
            oneOf("aws:SourceAccount", "aws:SourceArn"),
            oneOf<unknown>("true", "false", ["true", "false"]),
        ),
        fc.tuple(
            oneOf("StringEquals", "StringLike", "StringNotEquals"),
            fc.constant("aws:SourceOrgID"),
            oneOf<unknown>("o-ownownownown", "o-*"),
        ),
        fc.tuple(fc.constant("Bool"), fc.constant("aws:SecureTransport"), fc.constant("true")),
    );
    const trustCondition = fc.array(clause, { maxLength: 3 }).map((clauses) => {
        const operators: Record<string, Record<string, unknown>> = {};
        for (const [operator, key, value] of clauses) {
            operators[operator] = {
                ...operators[operator],
                [key.toLowerCase() === "aws:sourceaccount" && operators[operator] !== undefined
                    ? "aws:SourceAccount"
                    : key]: value,
            };
        }
        return operators;
    });
    const trustStatement = fc
        .record({
            Effect: oneOf("Allow", "Allow", "Allow", "Deny"),
            Principal: oneOf<unknown>(
                { Service: "ssm.amazonaws.com" },
                { Service: ["ec2.amazonaws.com", "ssm.amazonaws.com"] },
                { Service: "ec2.amazonaws.com" },
                "*",
            ),
            Action: oneOf<unknown>("sts:AssumeRole", "sts:*", ["sts:TagSession", "sts:AssumeRole"], "sts:TagSession"),
            Condition: trustCondition,
        })
        // Public access is another rule's concern, and a Deny whose condition is always true is not conditional.
        .filter(({ Effect, Principal, Condition }) => (Effect === "Deny" ? !("Bool" in Condition) : Principal !== "*"));
    const trusts = fc
        .array(trustStatement, { minLength: 1, maxLength: 3 })
        .map((Statement) => ({ Version: "2012-10-17", Statement }));
    // The context keys of a request from another account: each absent, foreign, or crafted to look like our own.
    const sources: readonly Context[] = [undefined, otherAccount, "123499999999"].flatMap((sourceAccount) =>
        [undefined, "o-foreignforeign"].flatMap((organization) =>
            [
                undefined,
                `arn:aws:ssm:eu-west-1:${otherAccount}:automation-execution/x`,
                `arn:aws:ssm:eu-west-1:${otherAccount}:a:${account}:automation-execution/x`,
                "arn:aws:s3:::bucket",
            ].map((arn) => ({
                "aws:SecureTransport": "true",
                "aws:PrincipalIsAWSService": "true",
                ...(sourceAccount === undefined ? {} : { "aws:SourceAccount": sourceAccount }),
                ...(organization === undefined ? {} : { "aws:SourceOrgID": organization }),
                ...(arn === undefined ? {} : { "aws:SourceArn": arn }),
            })),
        ),
    );

    it("agree on whether a source in another account may assume the role", async () => {
        await fc.assert(
            fc.asyncProperty(trusts, async (document) => {
                const reported = evaluate("trust", document, {
                    ownAccounts: [account],
                    ownOrganizations: ["o-ownownownown"],
                }).some(({ rule }) => rule.name === "iam-trust-confused-deputy");
                const simulated = await anyAllowed(sources, (context) => ({
                    identityPolicies: [],
                    serviceControlPolicies: [],
                    resourceControlPolicies: [],
                    resourcePolicy: document,
                    request: requested("ssm.amazonaws.com", "sts:AssumeRole", context),
                }));
                compare(document, reported, simulated);
            }),
            {
                numRuns: 1500,
                seed: 20261122,
                examples: [
                    [
                        {
                            Version: "2012-10-17",
                            Statement: [
                                {
                                    Effect: "Allow",
                                    Principal: { Service: "ssm.amazonaws.com" },
                                    Action: "sts:AssumeRole",
                                    Condition: {
                                        StringLike: { "aws:SourceArn": `arn:aws:ssm:us-east-?:${account}:x` },
                                    },
                                },
                            ],
                        },
                    ],
                ],
            },
        );
    });

    it("differ only as listed", () => {
        assert.deepEqual(
            differences.map(({ name }) => name).filter((name) => !seen.has(name)),
            [],
        );
    });
});
