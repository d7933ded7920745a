import * as assert from "node:assert/strict";
import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import * as fc from "fast-check";
import { evaluate } from "../policypack/evaluate";
import { differences, type Written } from "./differences";

type Context = Readonly<Record<string, string | string[]>>;

const own = "123456789012";
const stranger = "999999999999";
const role = `arn:aws:iam::${own}:role/ZqFreshRoleThatNobodyThoughtOfWhenWriting`;

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
    resource: { resource: role, accountId: own },
    contextVariables: { "aws:ResourceAccount": own, ...contextVariables },
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

const seen = new Set<string>();

interface Generated {
    readonly Statement: readonly Written[];
}

const compare = (document: Generated, law: boolean, simulator: boolean): void => {
    if (law === simulator) {
        return;
    }
    const text = JSON.stringify(document);
    const known = differences.find((one) => one.in(document) && (one.law === "finds") === law);
    assert.ok(known, `law ${String(law)}, simulator ${String(simulator)}: ${text}`);
    seen.add(known.name);
};

describe("the law and the simulator", () => {
    const roles = oneOf(
        "*",
        "arn:*",
        "arn:aws:iam::*:role/*",
        `arn:aws:iam::${own}:role/*`,
        `arn:aws:iam::${own}:*`,
        `arn:aws:iam::${own}:role/app-*`,
        `arn:aws:iam::${own}:role/app`,
        `arn:aws:iam::${own}:role/?*`,
        `arn:aws:iam::${own}:role/*-x`,
        "arn:aws:iam::*:user/*",
        "arn:aws:s3:::*",
        `arn:aws:iam::${own}:role/\${aws:PrincipalTag/team}`,
        "arn:aws:iam::????????????:role/*",
        "arn:aws:iam::1234*:role/*",
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

    it("agree on whether a fresh role can be passed", async () => {
        await fc.assert(
            fc.asyncProperty(grants, async (document) => {
                const law = evaluate("grant", document, { account: own }).some(
                    ({ rule }) => rule.name === "iam-passrole-wildcard",
                );
                const simulator = await anyAllowed(passContexts, (context) => ({
                    identityPolicies: [{ name: "a", policy: document }],
                    serviceControlPolicies: [],
                    resourceControlPolicies: [],
                    request: requested(`arn:aws:iam::${own}:user/alice`, "iam:PassRole", context),
                }));
                compare(document, law, simulator);
            }),
            { numRuns: 1500, seed: 20261122 },
        );
    });

    const accounts = oneOf<unknown>(
        own,
        own,
        [own],
        "*",
        "1234*",
        "????????????",
        [own, "*"],
        stranger,
        "${aws:ResourceAccount}",
    );
    const arns = oneOf<unknown>(
        `arn:aws:ssm:*:${own}:*`,
        `arn:aws:ssm:eu-west-1:${own}:automation-execution/*`,
        "arn:aws:ssm:*",
        "arn:aws:ssm:*:*:*",
        "*",
        "arn:aws:s3:::bucket",
        `arn:*:*:*:${own}:*`,
        `arn:aws:ssm:us-east-?:${own}:x`,
        [`arn:aws:ssm:*:${own}:*`, "arn:aws:s3:::bucket"],
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
        // Everyone is another question than a service; and a Deny that always holds is no condition worth the name.
        .filter(({ Effect, Principal, Condition }) => (Effect === "Deny" ? !("Bool" in Condition) : Principal !== "*"));
    const trusts = fc
        .array(trustStatement, { minLength: 1, maxLength: 3 })
        .map((Statement) => ({ Version: "2012-10-17", Statement }));
    // What a stranger's request can carry: each key absent, foreign, or crafted to look like ours.
    const sources: readonly Context[] = [undefined, stranger, "123499999999"].flatMap((account) =>
        [undefined, "o-foreignforeign"].flatMap((organization) =>
            [
                undefined,
                `arn:aws:ssm:eu-west-1:${stranger}:automation-execution/x`,
                `arn:aws:ssm:eu-west-1:${stranger}:a:${own}:automation-execution/x`,
                "arn:aws:s3:::bucket",
            ].map((arn) => ({
                "aws:SecureTransport": "true",
                "aws:PrincipalIsAWSService": "true",
                ...(account === undefined ? {} : { "aws:SourceAccount": account }),
                ...(organization === undefined ? {} : { "aws:SourceOrgID": organization }),
                ...(arn === undefined ? {} : { "aws:SourceArn": arn }),
            })),
        ),
    );

    it("agree on whether a stranger's source gets in", async () => {
        await fc.assert(
            fc.asyncProperty(trusts, async (document) => {
                const law = evaluate("trust", document, {
                    ownAccounts: [own],
                    ownOrganizations: ["o-ownownownown"],
                }).some(({ rule }) => rule.name === "iam-trust-confused-deputy");
                const simulator = await anyAllowed(sources, (context) => ({
                    identityPolicies: [],
                    serviceControlPolicies: [],
                    resourceControlPolicies: [],
                    resourcePolicy: document,
                    request: requested("ssm.amazonaws.com", "sts:AssumeRole", context),
                }));
                compare(document, law, simulator);
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
                                    Condition: { StringLike: { "aws:SourceArn": `arn:aws:ssm:us-east-?:${own}:x` } },
                                },
                            ],
                        },
                    ],
                ],
            },
        );
    });

    it("differ only where the list says", () => {
        assert.deepEqual(
            differences.map(({ name }) => name).filter((name) => !seen.has(name)),
            [],
        );
    });
});
