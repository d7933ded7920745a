import * as assert from "node:assert/strict";
import { documentRules } from "../../../policypack/rules";
import { evaluateDocument } from "../../../policypack/engine/evaluateDocument";
import { evaluate } from "../evaluate";
import { formatDocumentViolation } from "../../../policypack/engine/format";
import { ruleCases } from "./cases";

type Written = Readonly<Record<string, unknown>>;

/** The rules whose text to paste is statements that take the place of the one that was found, or stand beside it. */
const pasteStatements = [
    "iam-passrole-wildcard",
    "iam-passrole-service",
    "iam-trust-confused-deputy",
    "iam-trust-oidc-subject",
    "ssm-service-wildcard",
];

/** The statements at the beginning of a text; what follows them is for the author to read. */
const statementsIn = (paste: string): readonly Written[] | undefined => {
    const end = Math.max(paste.lastIndexOf("}\n"), paste.lastIndexOf("]\n"));
    for (const text of [paste, paste.slice(0, end + 1), paste.split("\nAutomation")[0] ?? ""]) {
        try {
            return [JSON.parse(text) as Written].flat();
        } catch {
            continue;
        }
    }
    return undefined;
};

/** Placeholders are for the author to fill in. */
const filled = (paste: string): string =>
    paste.replaceAll("ACCOUNT_ID", "123456789012").replaceAll("SERVICE.amazonaws.com", "ssm.amazonaws.com");

describe("the text to paste", () => {
    for (const name of pasteStatements) {
        it(`of ${name} is lawful`, () => {
            const rule = documentRules.find((one) => one.name === name) ?? assert.fail(name);
            let pasted = 0;
            for (const { kind, document, settings, name: of } of ruleCases[name] ?? []) {
                for (const { fix, path, statement } of evaluateDocument([rule], kind, document, settings)) {
                    const statements = statementsIn(filled(fix));
                    if (statements === undefined) {
                        continue;
                    }
                    const aside = statements.every(({ Effect }) => Effect === "Deny");
                    const whole = {
                        Version: "2012-10-17",
                        Statement: aside
                            ? [{ Effect: "Allow", Action: "*", Resource: "*" }, ...statements]
                            : statements,
                    };
                    const first = evaluateDocument([rule], kind, whole, settings).filter(
                        (one) => one.level === "mandatory" || rule.level === "advisory",
                    );
                    const others = path.includes("Principal")
                        ? first.filter((one) => one.message.startsWith(nameOf(statement, path)))
                        : first;
                    assert.deepEqual(others.map(formatDocumentViolation), [], `${of}: ${fix}`);
                    assert.deepEqual(
                        evaluate(kind, whole)
                            .filter((one) => one.rule.name === "iam-document-malformed")
                            .map(formatDocumentViolation),
                        [],
                    );
                    pasted += 1;
                }
            }
            assert.ok(pasted > 5, `${pasted} texts`);
        });
    }

    it("names the known account, and the source ARN of the service", () => {
        const document = {
            Statement: { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" },
        };
        const [verdict] = evaluate("trust", document, { account: "123456789012", region: "eu-west-1" });
        assert.deepEqual(JSON.parse(verdict?.fix ?? ""), {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
                StringEquals: { "aws:SourceAccount": "123456789012" },
                ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:123456789012:rule/*" },
            },
        });
    });

    it("gives ssm the account alone, and says what to test", () => {
        const document = {
            Statement: { Effect: "Allow", Principal: { Service: "ssm.amazonaws.com" }, Action: "sts:AssumeRole" },
        };
        const [verdict] = evaluate("trust", document, { account: "123456789012" });
        const [statement] = statementsIn(verdict?.fix ?? "") ?? [];
        assert.deepEqual(statement?.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
        assert.match(verdict?.fix ?? "", /automation-execution\/\*.*test one window/s);
    });

    it("passes the named role to the service the other actions tell of", () => {
        const document = {
            Statement: { Effect: "Allow", Action: ["ssm:StartAutomationExecution", "iam:PassRole"], Resource: "*" },
        };
        const [verdict] = evaluate("grant", document, { account: "123456789012" });
        assert.deepEqual((JSON.parse(verdict?.fix ?? "") as Written[])[1], {
            Effect: "Allow",
            Action: "iam:PassRole",
            Resource: "arn:aws:iam::123456789012:role/ROLE_NAME",
            Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
        });
    });

    it("says all in one line", () => {
        const [verdict] = evaluate("grant", { Statement: { Effect: "Allow", Action: "iam:PassRole", Resource: "*" } });
        assert.equal(
            verdict === undefined ? "" : formatDocumentViolation(verdict),
            'iam-passrole-wildcard: Statement.Resource has iam:PassRole on "*", granted by "iam:PassRole". ' +
                "Whoever holds it can hand any role of the account, an administrator's too, to a service they control. " +
                'Fix: { "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::ACCOUNT_ID:role/ROLE_NAME", ' +
                '"Condition": { "StringEquals": { "iam:PassedToService": "SERVICE.amazonaws.com" } } }',
        );
    });

    it("makes a finding of a rule that crashes", () => {
        const [rule] = documentRules;
        const crash = {
            ...(rule ?? assert.fail()),
            check: (): never => {
                throw new Error("ouch");
            },
        };
        const [verdict] = evaluateDocument([crash], "grant", { Statement: [] });
        assert.match(verdict?.message ?? "", /ouch/);
        assert.equal(verdict?.level, "mandatory");
    });
});

/** The principal a finding is about: other principals of a list have findings of their own. */
const nameOf = (
    statement: { readonly principals: readonly { readonly path: string; readonly text: string }[] } | undefined,
    path: string,
): string => statement?.principals.find((one) => one.path === path)?.text ?? "";
