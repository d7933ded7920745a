import * as assert from "node:assert/strict";
import { allow, document, type Statement } from "../../../policypack/iam";
import { runbooks } from "../../../components/runbooks/catalogue";
import { runbookStatements } from "../../../components/runbooks/permissions";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";
import {
    inOtherAccount,
    inOtherRegion,
    may,
    mayNot,
    isAllowed,
    unnoticed,
    type Case,
    type Context,
} from "../../support/oracle";
import type { World } from "../../support/policiesInForce";
import { narrowUses } from "./uses";

const principal = `arn:aws:iam::${home.accountId}:role/runbook`;

/** A resource that a pattern matches. */
const sample = (pattern: string): string => (pattern === "*" ? pattern : pattern.replace(/\*/g, "any"));

/** Condition keys and values that satisfy the conditions of a statement. */
const contextOf = ({ Condition = {} }: Statement): Context =>
    Object.fromEntries(
        Object.values(Condition).flatMap((keys) =>
            Object.entries(keys).map(([key, values]) => [key, sample([values].flat()[0] ?? "")]),
        ),
    );

/** The resource with another ID or name of the same length; undefined if the pattern allows any. */
const withOtherName = (resource: string): string | undefined =>
    resource === "*" || resource.includes("*") ? undefined : resource.replace(/[A-Za-z0-9](?=[^A-Za-z0-9]*$)/, "_");

/** Values that a condition on this one denies. */
const otherValues = (value: string): readonly string[] =>
    value.startsWith("arn:")
        ? [inOtherAccount(value), value.replace("::aws:", `::${home.accountId}:`), `${value}-other`].filter(
              (one) => one !== value,
          )
        : [`other-${value}`];

const isSupported = async (action: string, resource: string): Promise<boolean> =>
    (await iamDataIssues("grant", document(allow("Pair", [action], [resource])))).length === 0;

/** What each statement allows, and near misses of it. */
const casesOf = async (statements: readonly Statement[]): Promise<readonly Case[]> => {
    const cases: Case[] = [];
    for (const statement of statements) {
        const context = contextOf(statement);
        for (const action of [statement.Action].flat().filter((name) => !name.includes("*"))) {
            for (const pattern of [statement.Resource ?? []].flat()) {
                if (!(await isSupported(action, pattern))) {
                    continue;
                }
                const resource = sample(pattern);
                const ask = (at: string, given: Context = context) => ({
                    principal,
                    action,
                    resource: at,
                    context: given,
                });
                const misses: string[] = [];
                for (const miss of [inOtherRegion(resource), inOtherAccount(resource), withOtherName(pattern)]) {
                    if (miss !== undefined && miss !== resource && (await isSupported(action, miss))) {
                        misses.push(miss);
                    }
                }
                cases.push(
                    may(`${action} on ${resource}`, ask(resource)),
                    ...misses.map((miss) => mayNot(`${action} on ${miss}`, ask(miss))),
                    ...Object.keys(context).flatMap((key) => [
                        mayNot(`${action} on ${resource} without ${key}`, ask(resource, {})),
                        ...otherValues(String(context[key])).map((value) =>
                            mayNot(
                                `${action} on ${resource} with ${key} ${value}`,
                                ask(resource, { ...context, [key]: value }),
                            ),
                        ),
                    ]),
                );
            }
        }
    }
    return cases;
};

/** The default key policy of AWS, which delegates access to the IAM policies of the account. */
const keyPolicy = document({
    Sid: "EnableIamPolicies",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${home.accountId}:root` },
    Action: ["kms:*"],
    Resource: ["*"],
});

/** The keys in the statements, and near misses of them. */
const keysIn = (statements: readonly Statement[]): readonly string[] =>
    statements
        .flatMap(({ Resource }) => [Resource ?? []].flat())
        .filter((resource) => resource.includes(":kms:"))
        .flatMap((key) => [key, inOtherRegion(key), withOtherName(key) ?? key]);

/** Actions that no runbook of the catalogue needs. */
const never: readonly Case[] = ["iam:CreateUser", "iam:UpdateAssumeRolePolicy", "sts:AssumeRole"].map((action) =>
    mayNot(`call ${action}`, {
        principal,
        action,
        resource: `arn:aws:iam::${home.accountId}:${action === "iam:CreateUser" ? "user" : "role"}/any`,
    }),
);

for (const runbook of runbooks) {
    describe(`the permissions of ${runbook.name}`, () => {
        const statements = runbookStatements(runbook, home, narrowUses[runbook.name] ?? {});
        const world: World = {
            grants: { [principal]: [document(...statements)] },
            resourcePolicies: Object.fromEntries(keysIn(statements).map((key) => [key, keyPolicy])),
        };
        let cases: readonly Case[] = [];
        before(async () => {
            cases = [...never, ...(await casesOf(statements))];
        });

        it("allow each action on its resources, and none of the near misses", async () => {
            const wrong: string[] = [];
            for (const one of cases) {
                if ((await isAllowed(world, one)) !== (one.may !== undefined)) {
                    wrong.push(one.may === undefined ? `allows ${one.mayNot}` : `denies ${one.may}`);
                }
            }
            assert.deepEqual(wrong, []);
        });

        it("have a case for each statement", () => {
            const allowed = new Set(cases.flatMap(({ may: what, action }) => (what === undefined ? [] : [action])));
            const untested = statements.filter(({ Action }) => ![Action].flat().some((one) => allowed.has(one)));
            assert.deepEqual(
                untested.map(({ Sid }) => Sid),
                [],
            );
        });

        it("have no condition that could be removed, made optional or widened unnoticed", async () => {
            assert.deepEqual(await unnoticed(world, cases), []);
        });
    });
}
