import * as assert from "node:assert/strict";
import { documentRules } from "../../../policypack/rules";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { evaluate } from "../evaluate";
import { formatOnOneLine } from "../../../policypack/engine/format";
import { ruleCases } from "./cases";

type Written = Readonly<Record<string, unknown>>;

/** The rules whose replacement is statements that replace the reported one, or are added to it. */
const rulesWithStatements = [
    "iam-passrole-wildcard",
    "iam-passrole-service",
    "iam-trust-confused-deputy",
    "iam-trust-oidc-subject",
    "ssm-service-wildcard",
];

/** The statements of a replacement; undefined for a member or a value. */
const statementsIn = (replacement: string): readonly Written[] | undefined => {
    try {
        return [JSON.parse(replacement) as Written].flat();
    } catch {
        return undefined;
    }
};

/** Replaces the placeholders. */
const filled = (replacement: string): string =>
    replacement.replaceAll("ACCOUNT_ID", "123456789012").replaceAll("SERVICE.amazonaws.com", "ssm.amazonaws.com");

describe("the replacement", () => {
    for (const name of rulesWithStatements) {
        it(`of ${name} is compliant`, () => {
            const rule = documentRules.find((one) => one.name === name) ?? assert.fail(name);
            let checked = 0;
            for (const { kind, document, settings, name: of } of ruleCases[name] ?? []) {
                for (const { replacement = "", path, statement } of evaluateDocument(
                    [rule],
                    kind,
                    document,
                    settings,
                )) {
                    const statements = statementsIn(filled(replacement));
                    if (statements === undefined) {
                        continue;
                    }
                    const areAdded = statements.every(({ Effect }) => Effect === "Deny");
                    const whole = {
                        Version: "2012-10-17",
                        Statement: areAdded
                            ? [{ Effect: "Allow", Action: "*", Resource: "*" }, ...statements]
                            : statements,
                    };
                    const first = evaluateDocument([rule], kind, whole, settings).filter(
                        (one) => one.level === "mandatory" || rule.level === "advisory",
                    );
                    const others = path.includes("Principal")
                        ? first.filter((one) => one.message.startsWith(nameOf(statement, path)))
                        : first;
                    assert.deepEqual(
                        others.map((one) => formatOnOneLine(one)),
                        [],
                        `${of}: ${replacement}`,
                    );
                    assert.deepEqual(
                        evaluate(kind, whole)
                            .filter((one) => one.rule.name === "iam-document-malformed")
                            .map((one) => formatOnOneLine(one)),
                        [],
                    );
                    checked += 1;
                }
            }
            assert.ok(checked > 5, `${checked} replacements`);
        });
    }

    it("uses the known account, and the source ARN of the service", () => {
        const document = {
            Statement: { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" },
        };
        const [violation] = evaluate("trust", document, { account: "123456789012", region: "eu-west-1" });
        assert.deepEqual(JSON.parse(violation?.replacement ?? ""), {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
                StringEquals: { "aws:SourceAccount": "123456789012" },
                ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:123456789012:rule/*" },
            },
        });
    });

    it("has only the account for ssm, and a note on what to test", () => {
        const document = {
            Statement: { Effect: "Allow", Principal: { Service: "ssm.amazonaws.com" }, Action: "sts:AssumeRole" },
        };
        const [violation] = evaluate("trust", document, { account: "123456789012" });
        const [statement] = statementsIn(violation?.replacement ?? "") ?? [];
        assert.deepEqual(statement?.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
        assert.match(violation?.fix ?? "", /automation-execution\/\*.*test one window/s);
    });

    it("restricts a passed role to the service that the other actions imply", () => {
        const document = {
            Statement: { Effect: "Allow", Action: ["ssm:StartAutomationExecution", "iam:PassRole"], Resource: "*" },
        };
        const [violation] = evaluate("grant", document, { account: "123456789012" });
        assert.deepEqual((JSON.parse(violation?.replacement ?? "") as Written[])[1], {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: "arn:aws:iam::123456789012:role/ROLE_NAME",
            Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        });
    });

    it("is formatted on one line", () => {
        const [violation] = evaluate("grant", {
            Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" },
        });
        assert.equal(
            violation === undefined ? "" : formatOnOneLine(violation),
            'iam-passrole-wildcard: Statement.Resource: iam:PassRole is allowed on "*" by the action "iam:PassRole". ' +
                "Its holder can pass any role of the account, including an administrator role, to a service under " +
                "their control. " +
                "Fix: Allow iam:PassRole on the intended roles only, and only to the service that needs them. " +
                'Replacement: { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME", ' +
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
        const [violation] = evaluateDocument([crash], "grant", { Statement: [] });
        assert.match(violation?.message ?? "", /ouch/);
        assert.equal(violation?.level, "mandatory");
    });
});

/** The principal of a violation. Other principals of a list have their own violations. */
const nameOf = (
    statement: { readonly principals: readonly { readonly path: string; readonly text: string }[] } | undefined,
    path: string,
): string => statement?.principals.find((one) => one.path === path)?.text ?? "";
