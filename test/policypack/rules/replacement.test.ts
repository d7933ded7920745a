import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { allRules, documentRules } from "../../../policypack/rules";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import type { DocumentViolation, Violation } from "../../../policypack/engine/violation";
import type { RuleOptions } from "../../../policypack/engine/rule";
import { matches, type DocumentKind } from "../../../policypack/iam";
import { evaluate } from "../evaluate";
import { formatOnOneLine } from "../../../policypack/engine/format";
import { applyReplacement } from "./applyReplacement";
import { ruleCases, type Case } from "./cases";
import { evaluatedCases } from "./evaluatedCases";
import { requestsIn, contextsOf, isAllowed, statementsOf, type Request } from "./grantedRequests";
import { laterMessages, sharesBefore, withoutReplacement } from "./replacementCounts";

type Written = Readonly<Record<string, unknown>>;

const account = "123456789012";

const keyOf = ({ rule, messageId }: Violation): string => `${rule.name} ${messageId}`;

const countByKey = (violations: readonly Violation[]): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>();
    for (const one of violations) {
        counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
    }
    return counts;
};

/** What is wrong after a replacement: the violation that is still there, and those that were not there before. */
const leftAndNew = (
    violation: Violation,
    before: readonly Violation[],
    after: readonly Violation[],
): readonly string[] => {
    const [was, is] = [countByKey(before), countByKey(after)];
    const own = keyOf(violation);
    return [
        ...((is.get(own) ?? 0) < (was.get(own) ?? 0) ? [] : [`still: ${own}`]),
        ...[...is].filter(([key, count]) => count > (was.get(key) ?? 0)).map(([key]) => `new: ${key}`),
    ];
};

const sidsAreUnique = (document: unknown): boolean => {
    const sids = statementsOf(document).flatMap(({ Sid }) => (typeof Sid === "string" && Sid !== "" ? [Sid] : []));
    return new Set(sids).size === sids.length;
};

/** Applies the replacement of a violation and asserts that the document is better in nothing but that. */
const assertMends = (
    kind: DocumentKind,
    document: unknown,
    settings: Partial<RuleOptions> | undefined,
    violation: DocumentViolation,
    before: readonly Violation[],
): unknown => {
    const hadUniqueSids = sidsAreUnique(document);
    const after = applyReplacement(document, violation, settings);
    const text = `${JSON.stringify(document)}\n${violation.replaces?.path ?? ""}: ${violation.replacement ?? ""}`;
    assert.deepEqual(leftAndNew(violation, before, evaluate(kind, after, settings)), [], text);
    assert.ok(!hadUniqueSids || sidsAreUnique(after), text);
    return after;
};

const isPassRole = ({ action }: Request): boolean => /^iam:p.ss/i.test(action);

/** Everyone is replaced by the account, or restricted by the source of the request. */
const isOfEveryone = ({ principal }: Request, violations: readonly DocumentViolation[]): boolean =>
    violations.some(({ statement, path, replacement = "" }) => {
        const isEveryone = statement?.principals.every((one) => one.path !== path || one.text.includes("*")) !== false;
        return isEveryone && !(replacement.includes(":root") && principal.includes(`:${account}:`));
    });

const isOfService = ({ principal }: Request, violations: readonly DocumentViolation[]): boolean =>
    violations.some(({ data }) => data.service === principal);

/** The rules whose replacements keep every grant that they do not report, with what they report. */
const reported: Readonly<Record<string, (request: Request, violations: readonly DocumentViolation[]) => boolean>> = {
    "iam-passrole-wildcard": isPassRole,
    "iam-passrole-role-pattern": isPassRole,
    "iam-passrole-service": isPassRole,
    "iam-service-linked-role-scope": ({ action }) => /^iam:createservicelinked/i.test(action),
    "ssm-service-wildcard": () => false,
    "ssm-setting-scope": () => false,
    "ssm-bucket-region-wildcard": ({ resource }, violations) =>
        violations.some(({ data }) => matches(String(data.resource), resource)),
    "iam-trust-confused-deputy": (request, violations) =>
        isOfService(request, violations) || isOfEveryone(request, violations),
    "iam-resource-confused-deputy": isOfService,
    "iam-external-id": ({ principal }, violations) =>
        violations.some(({ data }) => principal.includes(`:${String(data.account)}:`)),
    "iam-resource-public": isOfEveryone,
};

/** The requests of a case that the replacement takes away although the rule does not report them. */
const lostRequests = async (
    { kind, document }: Pick<Case, "kind" | "document">,
    after: unknown,
    isReported: (request: Request) => boolean,
): Promise<{ readonly compared: number; readonly lost: readonly string[] }> => {
    const before: unknown = typeof document === "string" ? JSON.parse(document) : document;
    const lost: string[] = [];
    let compared = 0;
    for (const request of requestsIn(kind, before).filter((one) => !isReported(one))) {
        for (const context of contextsOf(before, after)) {
            if (await isAllowed(kind, before, request, context)) {
                compared += 1;
                if ((await isAllowed(kind, after, request, context)) !== true) {
                    lost.push(JSON.stringify([request, context]));
                }
            }
        }
    }
    return { compared, lost };
};

describe("the replacements", () => {
    for (const { name } of documentRules) {
        const cases = ruleCases[name] ?? [];

        it(`of ${name} remove the violation and add none`, () => {
            for (const { kind, document, settings } of cases) {
                const before = evaluate(kind, document, settings);
                for (const violation of before) {
                    if (violation.rule.name === name && violation.replacement !== undefined) {
                        assertMends(kind, document, settings, violation, before);
                    }
                }
            }
        });

        const isReported = reported[name];
        if (isReported !== undefined) {
            it(`of ${name} keep every other grant`, async () => {
                const rule = documentRules.filter((one) => one.name === name);
                for (const one of cases) {
                    const violations = evaluateDocument(rule, one.kind, one.document, one.settings);
                    const [first] = violations.filter(({ replacement }) => replacement !== undefined);
                    const after = first && applyReplacement(one.document, first, one.settings);
                    if (after !== undefined) {
                        const found = await lostRequests(one, after, (request) => isReported(request, violations));
                        assert.deepEqual(found.lost, [], `${one.name}: ${first?.replacement ?? ""}`);
                    }
                }
            });
        }
    }

    for (const rule of allRules) {
        const { name } = rule;
        const found = evaluatedCases(rule).flatMap(({ violations }) => violations);
        const without = found.filter(({ replacement }) => replacement === undefined).map(({ messageId }) => messageId);
        const [before, withReplacement] = sharesBefore[name] ?? [];
        if (before !== undefined && withReplacement !== undefined) {
            it(`of ${name} are as frequent as before`, () => {
                const isCounted = (id: string): boolean => laterMessages[name]?.includes(id) !== true;
                const all = found.filter(({ messageId }) => isCounted(messageId)).length;
                const lost = without.filter(isCounted).length;
                assert.ok((all - lost) * before >= withReplacement * all, `${lost} of ${all} have none`);
            });
        }
        it(`of ${name} are absent for a reason that is filled in`, () => {
            assert.deepEqual(
                [...new Set(without)].sort(),
                Object.keys(withoutReplacement[name] ?? {}).sort(),
                "list the messages without a replacement, with the reason, in withoutReplacement",
            );
        });
    }
});

const oneOf = fc.constantFrom;
const some = (...from: readonly string[]): fc.Arbitrary<string | readonly string[]> =>
    fc.oneof(oneOf(...from), fc.uniqueArray(oneOf(...from), { minLength: 1, maxLength: 3 }));

const key = (...conditions: readonly (Written | undefined)[]): fc.Arbitrary<Written> =>
    oneOf(...conditions).map((Condition) => (Condition === undefined ? {} : { Condition }));

const grantStatement = fc
    .record({
        Effect: oneOf("Allow", "Allow", "Allow", "Deny"),
        action: some(
            "iam:PassRole",
            "iam:*",
            "*",
            "iam:Pass*",
            "s3:GetObject",
            "ssm:Get*",
            "ssm:SendCommand",
            "ssm:*",
            "iam:CreateServiceLinkedRole",
        ),
        resource: some(
            "*",
            `arn:aws:iam::${account}:role/*`,
            `arn:aws:iam::${account}:role/app-*`,
            `arn:aws:iam::${account}:role/app`,
            "arn:aws:s3:::aws-ssm-*/*",
            `arn:aws:ssm:*:*:servicesetting/*`,
        ),
        rest: key(
            undefined,
            { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            { StringEqualsIfExists: { "iam:PassedToService": "ec2.amazonaws.com" } },
            { StringEquals: { "aws:ResourceTag/team": "a" } },
            { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        ),
        Sid: oneOf(undefined, "One"),
    })
    .map(({ Effect, action, resource, rest, Sid }) => ({
        ...(Sid === undefined ? {} : { Sid }),
        Effect,
        Action: action,
        Resource: resource,
        ...rest,
    }));

const guards = key(
    undefined,
    { StringEquals: { "aws:SourceAccount": account } },
    { StringLike: { "aws:SourceAccount": "*" } },
    { StringEqualsIfExists: { "aws:SourceAccount": account } },
    { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } },
    { ArnLike: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } },
    { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
    { StringEquals: { "sts:ExternalId": "acme" } },
    { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } },
    { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
);

const principals = fc.oneof(
    oneOf<unknown>("*", { AWS: "*" }),
    fc
        .record({
            Service: fc.option(
                some("ssm.amazonaws.com", "ec2.amazonaws.com", "events.amazonaws.com", "glue.amazonaws.com"),
            ),
            AWS: fc.option(some(account, "arn:aws:iam::999999999999:root")),
            Federated: fc.option(some(`arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`)),
        })
        .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)))
        .filter((all) => Object.keys(all).length > 0),
);

const principalStatement = (actions: fc.Arbitrary<unknown>, resource: Written): fc.Arbitrary<Written> =>
    fc
        .record({ Effect: oneOf("Allow", "Allow", "Allow", "Deny"), Principal: principals, Action: actions, guards })
        .map(({ Effect, Principal, Action, guards: condition }) => ({
            Effect,
            Principal,
            Action,
            ...resource,
            ...condition,
        }));

const documents: Readonly<Record<string, fc.Arbitrary<Written>>> = {
    grant: grantStatement,
    trust: principalStatement(some("sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:TagSession"), {}),
    resource: principalStatement(some("sns:Publish", "s3:GetObject", "kms:Decrypt"), { Resource: "*" }),
};

const settings = oneOf<Partial<RuleOptions>>(
    {},
    { account },
    { ownAccounts: [account] },
    { ownAccounts: [account, "210987654321"], account },
    { acceptedRolePatterns: [{ pattern: `arn:aws:iam::${account}:role/app-*`, reason: "named by the platform" }] },
);

describe("the replacements of generated documents", () => {
    for (const [name, statement] of Object.entries(documents)) {
        const kind = name as DocumentKind;
        const generated = fc
            .array(statement, { minLength: 1, maxLength: 3 })
            .map((Statement) => ({ Version: "2012-10-17", Statement }));

        it(`of the kind ${kind} remove the violation and add none`, () => {
            fc.assert(
                fc.property(generated, settings, (document, options) => {
                    const before = evaluate(kind, document, options);
                    for (const violation of before) {
                        if (violation.replacement !== undefined) {
                            assertMends(kind, document, options, violation, before);
                        }
                    }
                }),
                { numRuns: 600 },
            );
        });

        it(`of the kind ${kind} keep every other grant`, async () => {
            let compared = 0;
            await fc.assert(
                fc.asyncProperty(generated, settings, async (document, options) => {
                    const all = evaluate(kind, document, options);
                    for (const [rule, isReported] of Object.entries(reported)) {
                        const violations = all.filter((one) => one.rule.name === rule);
                        const [first] = violations.filter(({ replacement }) => replacement !== undefined);
                        if (first !== undefined) {
                            const after = applyReplacement(document, first, options);
                            const found = await lostRequests({ kind, document }, after, (request) =>
                                isReported(request, violations),
                            );
                            compared += found.compared;
                            assert.deepEqual(found.lost, [], `${rule}: ${first.replacement ?? ""}`);
                        }
                    }
                }),
                { numRuns: 60 },
            );
            assert.ok(compared > 0, `${compared} requests`);
        });
    }
});

describe("a replacement", () => {
    const replacementIn = (kind: DocumentKind, Statement: unknown, options?: Partial<RuleOptions>): unknown => {
        const [violation] = evaluate(kind, { Version: "2012-10-17", Statement }, options);
        return JSON.parse(violation?.replacement ?? assert.fail("no replacement"));
    };
    const trusted = (Principal: unknown, Condition?: unknown): Written => ({
        Effect: "Allow",
        Principal,
        Action: "sts:AssumeRole",
        ...(Condition === undefined ? {} : { Condition }),
    });
    const ownAccount = { StringEquals: { "aws:SourceAccount": account } };

    it("uses the known account, and the source ARN of the service", () => {
        const options = { account, region: "eu-west-1" };
        assert.deepEqual(
            replacementIn("trust", trusted({ Service: "events.amazonaws.com" }), options),
            trusted(
                { Service: "events.amazonaws.com" },
                { ...ownAccount, ArnLike: { "aws:SourceArn": `arn:aws:events:eu-west-1:${account}:rule/*` } },
            ),
        );
    });

    it("has only the account for ssm, and a note on what to test", () => {
        const document = { Version: "2012-10-17", Statement: trusted({ Service: "ssm.amazonaws.com" }) };
        const [violation] = evaluate("trust", document, { account });
        assert.deepEqual(
            JSON.parse(violation?.replacement ?? ""),
            trusted({ Service: "ssm.amazonaws.com" }, ownAccount),
        );
        assert.match(violation?.fix ?? "", /automation-execution\/\*.*test one window/s);
    });

    it("mends all services of a statement, and keeps it for its other principals", () => {
        const principal = {
            Service: ["ssm.amazonaws.com", "batch.amazonaws.com", "ec2.amazonaws.com"],
            AWS: `arn:aws:iam::${account}:role/ops`,
        };
        assert.deepEqual(replacementIn("trust", { Sid: "Both", ...trusted(principal) }, { account }), [
            { Sid: "Both", ...trusted({ Service: "ec2.amazonaws.com", AWS: principal.AWS }) },
            trusted({ Service: ["ssm.amazonaws.com", "batch.amazonaws.com"] }, ownAccount),
        ]);
    });

    it("keeps the bucket of a source ARN beside the account", () => {
        const bucket = { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } };
        for (const Principal of [{ Service: "s3.amazonaws.com" }, "*"]) {
            const statement = { Effect: "Allow", Principal, Action: "sns:Publish", Resource: "*", Condition: bucket };
            assert.deepEqual(replacementIn("resource", statement, { account }), {
                ...statement,
                Condition: { ...bucket, ...ownAccount },
            });
        }
    });

    it("requires the key of a condition that is optional", () => {
        const optional = { StringEqualsIfExists: { "aws:SourceAccount": [account, "210987654321"] } };
        assert.deepEqual(
            replacementIn("trust", trusted({ Service: "ssm.amazonaws.com" }, optional), { account }),
            trusted(
                { Service: "ssm.amazonaws.com" },
                { StringEquals: { "aws:SourceAccount": [account, "210987654321"] } },
            ),
        );
    });

    it("restricts a passed role to the services that the other actions imply, in a statement of its own", () => {
        const actions = ["ssm:StartAutomationExecution", "iam:PassRole"];
        assert.deepEqual(replacementIn("grant", { Effect: "Allow", Action: actions, Resource: "*" }, { account }), [
            { Effect: "Allow", Action: "ssm:StartAutomationExecution", Resource: "*" },
            {
                Effect: "Allow",
                Action: "iam:PassRole",
                Resource: `arn:aws:iam::${account}:role/ROLE_NAME`,
                Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
            },
        ]);
    });

    it("keeps the roles that are named beside a wildcard", () => {
        const role = `arn:aws:iam::${account}:role/app`;
        const statement = { Effect: "Allow", Action: "iam:PassRole", Resource: ["*", role] };
        assert.deepEqual((replacementIn("grant", statement, { account }) as Written).Resource, [
            `arn:aws:iam::${account}:role/ROLE_NAME`,
            role,
        ]);
    });

    it("keeps the claims and the audience that restrict a token", () => {
        const github = "token.actions.githubusercontent.com";
        const claims = { [`${github}:aud`]: "sts.amazonaws.com", [`${github}:environment`]: "prod" };
        const statement = {
            Effect: "Allow",
            Principal: { Federated: `arn:aws-us-gov:iam::${account}:oidc-provider/${github}` },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: claims },
        };
        assert.deepEqual(replacementIn("trust", statement), {
            ...statement,
            Condition: { StringEquals: { ...claims, [`${github}:sub`]: "repo:ORG/REPO:ref:refs/heads/main" } },
        });
    });

    it("names a provider of the partition in place of any issuer", () => {
        const statement = {
            Effect: "Allow",
            Principal: { Federated: "*" },
            Action: "sts:AssumeRoleWithWebIdentity",
        };
        assert.deepEqual((replacementIn("trust", statement, { account, partition: "aws-cn" }) as Written).Principal, {
            Federated: `arn:aws-cn:iam::${account}:oidc-provider/ISSUER`,
        });
    });

    it("proposes the effect in its own case only", () => {
        const withEffect = (Effect: unknown): Violation | undefined =>
            evaluate("grant", {
                Version: "2012-10-17",
                Statement: { Effect, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/x" },
            })[0];
        assert.equal(withEffect("deny")?.replacement, '"Deny"');
        assert.equal(withEffect("ALLOW")?.replacement, '"Allow"');
        assert.equal(withEffect("permit")?.replacement, undefined);
        assert.equal(withEffect(undefined)?.replacement, undefined);
    });

    it("is absent if it made the document longer than a quota", () => {
        const long = trusted({
            Service: ["ssm.amazonaws.com"],
            AWS: Array.from({ length: 40 }, (_, i) => `arn:aws:iam::${account}:role/${"r".repeat(10)}${i}`),
        });
        const document = { Version: "2012-10-17", Statement: long };
        const [violation] = evaluate("trust", document, { account });
        assert.equal(violation?.rule.name, "iam-trust-confused-deputy");
        assert.equal(violation.replacement, undefined);
    });

    it("is formatted on one line, with what it replaces and what to fill in", () => {
        const [violation] = evaluate("grant", {
            Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*", Sid: "Two" },
        });
        assert.equal(
            violation === undefined ? "" : formatOnOneLine(violation),
            'iam-passrole-wildcard: Statement.Resource: iam:PassRole is allowed on "*" by the action "iam:PassRole". ' +
                "Its holder can pass any role of the account, including an administrator role, to a service under " +
                "their control. " +
                "Fix: Allow iam:PassRole on the intended roles only, and only to the service that needs them. " +
                "Paste the replacement in place of Statement, with ACCOUNT_ID, ROLE_NAME, SERVICE.amazonaws.com " +
                'filled in. Replacement: { "Sid": "Two", "Effect": "Allow", "Action": "iam:PassRole", ' +
                '"Resource": "arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME", ' +
                '"Condition": { "StringEquals": { "iam:PassedToService": "SERVICE.amazonaws.com" } } }',
        );
    });

    it("is absent if the rule throws", () => {
        const [rule] = documentRules;
        const crash = {
            ...(rule ?? assert.fail()),
            check: (): never => {
                throw new Error("ouch");
            },
        };
        const wide = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
        const [violation] = evaluateDocument([crash], "grant", { Statement: wide });
        assert.match(violation?.message ?? "", /ouch/);
        assert.equal(violation?.replacement, undefined);
    });
});
