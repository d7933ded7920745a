import * as assert from "node:assert/strict";
import { document } from "../../../policypack/iam";
import { runbooks } from "../../../components/runbooks/catalogue";
import {
    acceptedRoleCreation,
    runbookStatements,
    sidOf,
    type RunbookUse,
} from "../../../components/runbooks/permissions";
import type { Runbook } from "../../../components/runbooks/runbook";
import { runbookIssues } from "../../../components/runbooks/validate";
import listedByGuide from "../../fixtures/runbooks/listed.json";
import { evaluate } from "../../policypack/evaluate";
import { home } from "../../support/deploy";
import { iamDataIssues } from "../../support/iamData";
import { namingScope } from "../namingScopes";
import { narrowUses } from "./uses";

const scope = namingScope("AutomationRunbookAccess");
const started = ["ssm:startautomationexecution", "ssm:getautomationexecution"];

/** Everything that a runbook can be allowed to do, for the parameters that must be given. */
const widest = (runbook: Runbook): RunbookUse => {
    const narrow = narrowUses[runbook.name];
    const passed = (runbook.passedRoles ?? []).map(({ parameter }) => parameter);
    return {
        ...narrow,
        parameters: Object.fromEntries(
            Object.entries(narrow?.parameters ?? {}).filter(
                ([name]) => runbook.parameters[name]?.mustBeGiven === true || passed.includes(name),
            ),
        ),
    };
};

const lower = (names: Iterable<string>): readonly string[] =>
    [...new Set([...names].map((name) => name.toLowerCase()))].sort();

describe("the catalogue of runbooks", () => {
    it("has unique names and Sids", () => {
        assert.equal(new Set(runbooks.map(({ name }) => name)).size, runbooks.length);
        assert.equal(new Set(runbooks.map(sidOf)).size, runbooks.length);
    });

    it("has the 17 runbooks of the guide", () => {
        assert.equal(Object.keys(listedByGuide).length, 17);
        for (const [name, actions] of Object.entries(listedByGuide)) {
            const runbook = runbooks.find((one) => one.name === name);
            assert.deepEqual(lower(runbook?.listed ?? ["missing"]), lower(actions), name);
        }
    });

    it("marks the four runbooks of AWS WAF Classic as deprecated", () => {
        assert.deepEqual(
            runbooks.filter(({ deprecated }) => deprecated !== undefined).map(({ name }) => name),
            [
                "AWS-AddWAFRegionalRuleToRuleGroup",
                "AWS-AddWAFRegionalRuleToWebAcl",
                "AWSConfigRemediation-EnableWAFClassicLogging",
                "AWSConfigRemediation-EnableWAFClassicRegionalLogging",
            ],
        );
    });

    it("has at least 20 runbooks for AWS Config, which all require a role", () => {
        const remediations = runbooks.filter(({ name }) => name.startsWith("AWSConfigRemediation-"));
        assert.ok(remediations.length >= 20);
        assert.ok(remediations.every(({ assumeRole }) => assumeRole === "required"));
    });

    it("has a use for each runbook", () => {
        assert.deepEqual(Object.keys(narrowUses).sort(), runbooks.map(({ name }) => name).sort());
    });
});

for (const runbook of runbooks) {
    describe(runbook.name, () => {
        const uses = Object.entries({ narrow: narrowUses[runbook.name] ?? {}, widest: widest(runbook) });

        it("lists no action twice or without a reason", () => {
            const { listed, added = [], omitted = [] } = runbook;
            assert.equal(new Set(listed).size, listed.length);
            for (const { actions } of omitted) {
                assert.deepEqual(
                    actions.filter((action) => !listed.includes(action)),
                    [],
                    "omitted, but not listed",
                );
            }
            for (const { actions } of added) {
                assert.deepEqual(
                    actions.filter((action) => listed.includes(action)),
                    [],
                    "added, but listed",
                );
            }
            assert.ok(
                [...added, ...omitted].every(({ actions, reason }) => actions.length > 0 && reason.endsWith(".")),
            );
        });

        it("grants what AWS lists, except what is omitted, and what is added", () => {
            const omitted = new Set(lower((runbook.omitted ?? []).flatMap(({ actions }) => actions)));
            const expected = [
                ...runbook.listed.filter((action) => !omitted.has(action.toLowerCase())),
                ...(runbook.added ?? []).flatMap(({ actions }) => actions),
                ...started,
            ];
            const granted = runbookStatements(runbook, home, widest(runbook)).flatMap(({ Action }) => Action);
            assert.deepEqual(lower([...granted, ...started]), lower(expected));
        });

        for (const [title, use] of uses) {
            it(`accepts the ${title} use`, () => {
                assert.deepEqual(runbookIssues("runbook", runbook.name, use, [], scope), []);
            });

            it(`has only known actions, fitting resources and known condition keys in the ${title} use`, async () => {
                assert.deepEqual(await iamDataIssues("grant", document(...runbookStatements(runbook, home, use))), []);
            });

            it(`has compliant permissions in the ${title} use, except for what its reason accepts`, () => {
                const accepted = acceptedRoleCreation(runbook, use).map(({ rule, sid }) => `${rule} ${sid}`);
                const statements = runbookStatements(runbook, home, use);
                const found = evaluate("grant", document(...statements), { account: home.accountId }).map(
                    ({ rule, path }) => `${rule.name} ${String(statements[Number(/\d+/.exec(path)?.[0])]?.Sid)}`,
                );
                assert.deepEqual(
                    found.filter((one) => !accepted.includes(one)),
                    [],
                );
            });
        }

        it("uses parameters that it has", () => {
            const templates = [
                ...runbook.statements.flatMap(({ resources, conditions = {} }) => [
                    ...resources,
                    ...Object.values(conditions).flatMap((keys) => Object.values(keys).flat()),
                ]),
            ];
            const used = [
                ...templates.flatMap((template) =>
                    [...template.matchAll(/\{([A-Za-z0-9]+)/g)].map(([, name = ""]) => name),
                ),
                ...runbook.statements.flatMap(({ when }) => (when === undefined ? [] : [when.parameter])),
                ...(runbook.passedRoles ?? []).flatMap(({ parameter, when }) => [
                    parameter,
                    ...(when ? [when.parameter] : []),
                ]),
            ].filter((name) => !["partition", "region", "account"].includes(name));
            assert.deepEqual(
                used.filter((name) => runbook.parameters[name] === undefined),
                [],
            );
            const unused = Object.entries(runbook.parameters).filter(
                ([name, { notOfRunbook }]) => notOfRunbook !== undefined && !used.includes(name),
            );
            assert.deepEqual(unused, []);
        });
    });
}
