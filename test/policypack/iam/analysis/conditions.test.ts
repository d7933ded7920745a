import * as assert from "node:assert/strict";
import {
    guardOf,
    parse,
    passedToCheck,
    passedToService,
    describeCondition,
    roleGrants,
    sourceKeys,
    trusts,
    type Guard,
    type ConditionModel,
} from "../../../../policypack/iam";
import { restrictionOf } from "../../../../policypack/iam/analysis/conditions";

const account = "123456789012";

/** The clauses of a Condition in normal form. */
const clauses = (Condition: unknown): readonly ConditionModel[] =>
    parse("grant", { Version: "2012-10-17", Statement: { Condition } }).statements.flatMap((one) => one.conditions);

describe("describeCondition", () => {
    const descriptions: Readonly<Record<string, string>> = {
        StringEquals: "x:Key = a or b",
        StringNotEquals: "x:Key not = a or b",
        StringEqualsIgnoreCase: "x:Key = a or b",
        StringNotEqualsIgnoreCase: "x:Key not = a or b",
        StringLike: "x:Key like a or b",
        StringNotLike: "x:Key not like a or b",
        ArnEquals: "x:Key like a or b",
        ArnNotEquals: "x:Key not like a or b",
        ArnLike: "x:Key like a or b",
        ArnNotLike: "x:Key not like a or b",
        NumericEquals: "x:Key = a or b",
        NumericNotEquals: "x:Key not = a or b",
        NumericLessThan: "x:Key NumericLessThan a or b",
        NumericLessThanEquals: "x:Key NumericLessThanEquals a or b",
        NumericGreaterThan: "x:Key NumericGreaterThan a or b",
        NumericGreaterThanEquals: "x:Key NumericGreaterThanEquals a or b",
        DateEquals: "x:Key = a or b",
        DateNotEquals: "x:Key not = a or b",
        DateLessThan: "x:Key DateLessThan a or b",
        DateLessThanEquals: "x:Key DateLessThanEquals a or b",
        DateGreaterThan: "x:Key DateGreaterThan a or b",
        DateGreaterThanEquals: "x:Key DateGreaterThanEquals a or b",
        Bool: "x:Key = a or b",
        BinaryEquals: "x:Key = a or b",
        IpAddress: "x:Key IpAddress a or b",
        NotIpAddress: "x:Key NotIpAddress a or b",
        stringnotlike: "x:Key not like a or b",
        StringEqualz: "x:Key StringEqualz a or b",
        "ForAllValues:StringEquals": "all of x:Key = a or b",
        "ForAnyValue:StringLike": "any of x:Key like a or b",
        StringEqualsIfExists: "x:Key = a or b (or is missing)",
        "foranyvalue:StringNotEqualsIfExists": "any of x:Key not = a or b (or is missing)",
    };
    for (const [operator, expected] of Object.entries(descriptions)) {
        it(`describes ${operator}`, () => {
            assert.deepEqual(clauses({ [operator]: { "x:Key": ["a", "b"] } }).map(describeCondition), [expected]);
        });
    }

    it("describes Null", () => {
        assert.deepEqual(clauses({ Null: { "x:Key": "true", "x:Other": "false" } }).map(describeCondition), [
            "x:Key is missing",
            "x:Other is present",
        ]);
    });
});

describe("restrictionOf", () => {
    it("is never true if the key must be both missing and present", () => {
        const conditions = clauses({
            StringEquals: { "aws:SourceAccount": account },
            Null: { "aws:SourceAccount": "true" },
        });
        assert.deepEqual(
            restrictionOf(conditions, "aws:sourceaccount", () => ({ effect: "restricts" })),
            {
                state: "neverTrue",
                why: "a key cannot be both missing and present",
                path: "Statement.Condition.Null.aws:SourceAccount",
            },
        );
    });

    it("returns the weakest value of a clause, with its path", () => {
        const result = (Condition: unknown): unknown =>
            restrictionOf(clauses(Condition), "x:key", (value) =>
                value.startsWith("good")
                    ? { effect: "restricts" }
                    : { effect: value as "unrestricted", why: `it is ${value}` },
            );
        const path = "Statement.Condition.StringEquals.x:Key";
        const under = (...values: readonly string[]): unknown => ({ StringEquals: { "x:Key": values } });
        assert.deepEqual(result(under("good", "good 2")), { state: "restricted", values: ["good", "good 2"], path });
        assert.deepEqual(result(under("good", "neverMatches")), { state: "restricted", values: ["good"], path });
        assert.deepEqual(result(under("external", "unrestricted", "neverMatches")), {
            state: "unrestricted",
            why: "it is unrestricted",
            path: `${path}[1]`,
            value: "unrestricted",
        });
        assert.deepEqual(result(under("good", "external")), {
            state: "external",
            why: "it is external",
            path: `${path}[1]`,
            value: "external",
        });
        assert.deepEqual(result(under("neverMatches")), {
            state: "neverTrue",
            why: "it is neverMatches",
            path: `${path}[0]`,
        });
        assert.deepEqual(result(under()), {
            state: "neverTrue",
            why: "the list of values is empty and matches no request",
            path,
        });
        assert.deepEqual(result({}), { state: "absent" });
    });

    it("restricts iam:PassedToService by a service principal, not by a pattern", () => {
        const table: readonly (readonly [operator: string, value: string, state: string])[] = [
            ["StringEquals", "ssm.amazonaws.com", "restricted"],
            ["StringLike", "ssm.amazonaws.com", "restricted"],
            ["StringEquals", "ssm.*", "neverTrue"],
            ["StringLike", "ssm.*", "unrestricted"],
            ["StringLike", "*.amazonaws.com", "unrestricted"],
            ["StringEquals", "${aws:PrincipalTag/service}", "unrestricted"],
            ["ArnLike", "ssm.amazonaws.com", "unrestricted"],
        ];
        for (const [operator, value, state] of table) {
            const conditions = clauses({ [operator]: { "iam:PassedToService": value } });
            assert.equal(
                restrictionOf(conditions, passedToService, passedToCheck(true)).state,
                state,
                `${operator} ${value}`,
            );
        }
    });

    it("returns the strongest of several clauses", () => {
        const state = (Condition: unknown): string =>
            restrictionOf(clauses(Condition), "x:key", (value) =>
                value === "restricts" ? { effect: "restricts" } : { effect: value as "unrestricted", why: "" },
            ).state;
        assert.equal(
            state({ StringEquals: { "x:Key": "unrestricted" }, StringLike: { "x:Key": "external" } }),
            "external",
        );
        assert.equal(
            state({ StringEquals: { "x:Key": "restricts" }, StringLike: { "x:Key": "external" } }),
            "restricted",
        );
        assert.equal(
            state({ StringEquals: { "x:Key": "neverMatches" }, StringLike: { "x:Key": "restricts" } }),
            "neverTrue",
        );
    });
});

describe("guardOf", () => {
    const guard = (Condition: unknown, ...denies: readonly unknown[]): Pick<Guard, "state" | "why" | "path"> => {
        const statement = { Effect: "Allow", Principal: { Service: "ssm.amazonaws.com" }, Action: "sts:AssumeRole" };
        const document = parse("trust", {
            Version: "2012-10-17",
            Statement: [
                { ...statement, Condition },
                ...denies.map((deny) => ({ ...statement, Effect: "Deny", Principal: "*", Condition: deny })),
            ],
        });
        const [allow] = document.statements;
        const [principal] = allow?.principals ?? [];
        if (allow === undefined || principal === undefined) {
            assert.fail();
        }
        const { state, why, path } = guardOf(document, allow, principal, sourceKeys, {
            accounts: [account],
            organizations: [],
        });
        return { state, why, path };
    };

    it("returns the state, the reason and the path", () => {
        const at = "Statement[0].Condition.StringEquals.aws:SourceAccount";
        assert.deepEqual(guard({}), { state: "absent", why: "", path: "" });
        assert.deepEqual(guard({ StringEquals: { "aws:SourceAccount": account } }), {
            state: "restricted",
            why: "",
            path: at,
        });
        assert.deepEqual(guard({ StringEquals: { "aws:SourceAccount": "999999999999" } }), {
            state: "external",
            why: "999999999999 is not one of your accounts",
            path: at,
        });
        assert.deepEqual(guard({ StringEquals: { "aws:SourceAccount": "*" } }), {
            state: "neverTrue",
            why: '`StringEquals` treats the wildcard in "*" as a literal character',
            path: at,
        });
        assert.deepEqual(guard({ StringLike: { "aws:SourceAccount": "*" } }), {
            state: "unrestricted",
            why: '"*" also matches other accounts',
            path: "Statement[0].Condition.StringLike.aws:SourceAccount",
        });
        assert.deepEqual(guard({}, undefined), {
            state: "denied",
            why: "a Deny statement denies it",
            path: "Statement[1]",
        });
    });

    it("treats a value resolved at deployment as restricting", () => {
        const table: readonly (readonly [operator: string, key: string, value: string, state: string])[] = [
            ["StringEquals", "aws:SourceAccount", "{{Account}}", "restricted"],
            ["StringEquals", "aws:SourceOrgID", "{{Organization}}", "restricted"],
            ["ForAnyValue:StringLike", "aws:SourceOrgPaths", "{{Organization}}/r-ab12/*", "restricted"],
            ["ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-*/{{Root}}/*", "unrestricted"],
            ["ArnLike", "aws:SourceArn", "{{resolve:ssm:/topic}}", "restricted"],
            ["ArnLike", "aws:SourceArn", "arn:aws:ssm:*:{{Account}}:*", "restricted"],
            ["ArnLike", "aws:SourceArn", "arn:aws:s3:::{{Bucket}}", "unrestricted"],
            ["ArnLike", "aws:SourceArn", "arn:{{Partition}}:s3:::bucket", "unrestricted"],
        ];
        for (const [operator, key, value, state] of table) {
            assert.equal(guard({ [operator]: { [key]: value } }).state, state, `${key} ${value}`);
        }
    });

    it("is denied only by a Deny that covers every request of the Allow", () => {
        const on = (operator: string, value: unknown, key = "aws:SourceAccount"): unknown => ({
            [operator]: { [key]: value },
        });
        const paths = "aws:SourceOrgPaths";
        const table: Readonly<Record<string, readonly [allowed: unknown, denied: unknown, state: string]>> = {
            "the same clause": [on("StringLike", "1*"), on("StringLike", "1*"), "denied"],
            "more values": [on("StringLike", "1*"), on("StringLike", ["1*", "2*"]), "denied"],
            "fewer values": [on("StringLike", ["1*", "2*"]), on("StringLike", "1*"), "unrestricted"],
            "fewer negated values": [on("StringNotLike", ["1*", "2*"]), on("StringNotLike", "1*"), "denied"],
            "more negated values": [on("StringNotLike", "1*"), on("StringNotLike", ["1*", "2*"]), "unrestricted"],
            "another key": [on("StringLike", "o-*", "aws:SourceOrgID"), on("StringLike", "o-*"), "unrestricted"],
            "another operator": [on("StringLike", "*"), on("StringEquals", "*"), "unrestricted"],
            "ForAnyValue against ForAllValues": [
                on("ForAllValues:StringLike", "o-*/*", paths),
                on("ForAnyValue:StringLike", "o-*/*", paths),
                "unrestricted",
            ],
            "IfExists only in the Allow": [on("StringLikeIfExists", "1*"), on("StringLike", "1*"), "unrestricted"],
            "a pattern that matches any text": [on("StringLike", "1*"), on("StringLike", ["*", "x"]), "denied"],
            "another pattern": [on("StringLike", "1*"), on("StringLike", "2*"), "unrestricted"],
            "a Null without values": [on("StringLike", "1*"), on("Null", []), "unrestricted"],
            "a Deny without either key": [
                on("StringEqualsIfExists", account),
                { Null: { "aws:SourceAccount": "true", "aws:SourceArn": "true" } },
                "unrestricted",
            ],
            "a Deny without the key": [on("StringEqualsIfExists", account), on("Null", "true"), "restricted"],
            "an unknown operator": [on("StringEqualsIfExists", account), on("StringNotSame", "x"), "unrestricted"],
            "every call of a service": [{}, on("Bool", "true", "aws:PrincipalIsAWSService"), "denied"],
            "Bool on another key": [{}, on("Bool", "true"), "absent"],
        };
        for (const [name, [allowed, denied, state]] of Object.entries(table)) {
            assert.equal(guard(allowed, denied).state, state, name);
        }
    });

    it("lists the Deny statements that restrict the principal", () => {
        const guards = (...denies: readonly unknown[]): readonly string[] | undefined => {
            const statement = {
                Effect: "Allow",
                Principal: { Service: "ssm.amazonaws.com" },
                Action: "sts:AssumeRole",
            };
            return trusts(
                parse("trust", {
                    Version: "2012-10-17",
                    Statement: [
                        { ...statement, Condition: { Bool: { "aws:SecureTransport": "true" } } },
                        ...denies.map((deny) => ({ ...statement, Effect: "Deny", Principal: "*", Condition: deny })),
                    ],
                }),
            )[0]?.guards;
        };
        const tls = "aws:SecureTransport = true";
        assert.deepEqual(guards(), [tls]);
        assert.deepEqual(guards({ StringNotEquals: { "aws:SourceAccount": account } }), [
            tls,
            `denied unless aws:SourceAccount = ${account}`,
        ]);
        assert.deepEqual(
            guards(
                { StringNotEquals: { "aws:SourceAccount": account } },
                { ArnNotLikeIfExists: { "aws:SourceArn": `arn:aws:ssm:*:${account}:*` } },
            ),
            [
                tls,
                `denied unless aws:SourceAccount = ${account}`,
                `denied unless aws:SourceArn like arn:aws:ssm:*:${account}:*`,
            ],
        );
        assert.deepEqual(guards({ StringNotLike: { "aws:SourceAccount": "*" } }), [tls]);
        const paths = { "aws:SourceOrgPaths": "o-abcdefghij/*" };
        assert.deepEqual(
            guards({ "ForAllValues:StringNotLike": paths }, { "ForAnyValue:StringNotLikeIfExists": paths }),
            [
                tls,
                "denied unless any of aws:SourceOrgPaths like o-abcdefghij/*",
                "denied unless all of aws:SourceOrgPaths like o-abcdefghij/*",
            ],
        );
    });
});

/** Beyond these limits Deny statements are ignored, which can only lead to a violation. */
describe("Deny statements", () => {
    const statement = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
    const deny = { ...statement, Effect: "Deny" };
    const unrelated = { ...deny, Resource: "arn:aws:s3:::b" };
    const granted = (...Statement: readonly unknown[]): number => roleGrants(parse("grant", { Statement })).length;

    it("are evaluated up to a limit of two hundred", () => {
        const others = (count: number): readonly unknown[] => Array.from({ length: count }, () => unrelated);
        assert.equal(granted(statement, ...others(199), deny), 0);
        assert.equal(granted(statement, ...others(200), deny), 1);
    });

    it("are evaluated in documents of up to 64 KiB", () => {
        const shortest = JSON.stringify({ Statement: [{ Sid: "", ...statement }, deny] }).length;
        const ofLength = (length: number): number =>
            granted({ Sid: "x".repeat(length - shortest), ...statement }, deny);
        assert.equal(ofLength(65_536), 0);
        assert.equal(ofLength(65_537), 1);
    });
});
