import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import * as components from "../../components";
import { patterns } from "../../components/patterns";
import { maxNameLength, type NamingScope } from "../../components/pattern/naming";
import { evaluate } from "../policypack/evaluate";
import { argsInterfaces } from "../support/interfaces";
import { iamDataIssues } from "../support/iamData";
import { namingScope } from "./namingScopes";
import { fixtures } from "./fixtures";

/** The kind of a name, from its ARN. */
const kindOf = (arn: string): keyof typeof maxNameLength | undefined =>
    (
        [
            [":role/", "role"],
            [":policy/", "policy"],
            [":instance-profile/", "instanceProfile"],
            [":sns:", "topic"],
            [":rule/", "eventRule"],
            [":schedule-group/", "scheduleGroup"],
            [":schedule/", "schedule"],
            [":document/", "document"],
            [":resource-data-sync/", "resourceDataSync"],
            [":alias/", "alias"],
            [":servicesetting/", "serviceSetting"],
            [":log-group:", "logGroup"],
            [":cluster/", "cluster"],
            [":s3:::", "bucket"],
        ] as const
    ).find(([part]) => arn.includes(part))?.[1];

/** The kind of names without an ARN, by component; a maintenance window by default. */
const withoutArn: Readonly<Record<string, keyof typeof maxNameLength>> = {
    NodeEgress: "securityGroup",
    SystemsManagerEndpoints: "securityGroup",
    EcsExecAccess: "cluster",
};

const interfaces = argsInterfaces();

/** Whether the component documents an arg with this path, such as `operator.documents`, or name at any depth. */
const hasArg = (component: string, path: string): boolean => {
    const reached = new Set([`${component}Args`]);
    // Iteration includes elements that are added meanwhile.
    for (const name of reached) {
        [...(interfaces.get(name)?.values() ?? [])].flat().forEach((inner) => reached.add(inner));
    }
    const walk = (name: string, [first = "", ...rest]: readonly string[]): boolean => {
        const inner = interfaces.get(name)?.get(first);
        return inner !== undefined && (rest.length === 0 || inner.some((next) => walk(next, rest)));
    };
    return [...reached].some((name) => walk(name, path.split(".")));
};

describe("patterns", () => {
    it("have unique component classes and summaries", () => {
        assert.equal(new Set(patterns.map(({ component }) => component)).size, patterns.length);
        assert.equal(new Set(patterns.map(({ summary }) => summary)).size, patterns.length);
    });

    it("have a public component each", () => {
        const built = new Set([...patterns.map(({ component }) => component)]);
        for (const component of built) {
            assert.equal(typeof (components as Readonly<Record<string, unknown>>)[component], "function", component);
        }
    });

    it("have a fixture each", () => {
        const withFixture = new Set(fixtures.map(({ component }) => component));
        // A pattern listed here is missing in fixtures.ts.
        assert.deepEqual(
            patterns.map(({ component }) => component).filter((name) => !withFixture.has(name)),
            [],
        );
    });
});

for (const { component, summary, sources, unverified } of patterns) {
    describe(`the ${component} pattern`, () => {
        it("has a summary of one sentence", () => {
            assert.match(summary, /^[A-Z].*\.$/);
        });

        it("cites the documentation of AWS, Pulumi or GitHub", () => {
            assert.notEqual(sources.length, 0);
            for (const source of sources) {
                assert.match(
                    new URL(source).href,
                    /^https:\/\/(docs\.aws\.amazon\.com|www\.pulumi\.com|docs\.github\.com)\//,
                );
            }
        });

        for (const { fact, arg, check } of unverified) {
            it(`has the arg ${arg} for an unverified fact`, () => {
                assert.match(fact, /\.$/);
                assert.match(check, /\.$/);
                assert.ok(hasArg(component, arg), `${component}Args has no ${arg}`);
            });
        }
    });
}

for (const { component, title, issues, names, documents } of fixtures) {
    describe(`${component} with ${title}`, () => {
        const scope = namingScope(component);
        const planned = Object.entries(documents(scope)).flatMap(([child, one]) =>
            one === undefined ? [] : [{ child, ...one }],
        );

        it("has no validation issues", () => {
            assert.deepEqual(issues(scope), []);
        });

        it("has compliant documents only", () => {
            const found = planned.flatMap(({ child, kind, document }) =>
                evaluate(kind, document, { account: scope.location.accountId }).map(
                    ({ rule, path, message }) => `${child} ${rule.name} ${path}: ${message}`,
                ),
            );
            assert.deepEqual(found, []);
        });

        it("uses only actions, resources and condition keys that AWS knows", async () => {
            const found = await Promise.all(
                planned.map(async ({ child, kind, document }) =>
                    (await iamDataIssues(kind, document)).map((issue) => `${child} ${issue}`),
                ),
            );
            assert.deepEqual(found.flat(), []);
        });

        it("gives every statement of a document a unique Sid", () => {
            for (const { child, document } of planned) {
                const sids = document.Statement.map(({ Sid }) => Sid);
                assert.equal(new Set(sids).size, sids.length, `${child}: ${sids.join(", ")}`);
                assert.deepEqual(
                    sids.filter((sid) => !/^[A-Z][A-Za-z0-9]*$/.test(sid)),
                    [],
                );
            }
        });

        for (const [partition, region] of [
            ["aws-cn", "cn-north-1"],
            ["aws-us-gov", "us-gov-west-1"],
        ] as const) {
            it(`writes every ARN with the partition ${partition}`, () => {
                const there = namingScope(component, { partition, region });
                assert.doesNotMatch(JSON.stringify([names(there), documents(there)]), /arn:aws:/);
            });
        }

        it("gives every child a unique physical name", () => {
            const made = Object.values(names(scope)).map(({ name, arn = name }) =>
                `${arn.split("/")[0] ?? ""}/${name}`.toLowerCase(),
            );
            assert.equal(new Set(made).size, made.length, made.join("\n"));
        });

        it("keeps names within the length limits of AWS, however long their parts are", () => {
            const long: fc.Arbitrary<NamingScope> = fc.record({
                location: fc.constant(scope.location),
                project: fc.stringMatching(/^[a-z]{1,100}$/),
                stack: fc.stringMatching(/^[a-z]{1,100}$/),
                component: fc.constant(component),
                name: fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }),
            });
            fc.assert(
                fc.property(long, (one) => {
                    // The name of an identity provider is its URL.
                    const named = Object.values(names(one)).filter(
                        ({ arn }) => arn?.includes(":oidc-provider/") !== true,
                    );
                    for (const { name, arn } of named) {
                        const kind = arn === undefined ? (withoutArn[component] ?? "maintenanceWindow") : kindOf(arn);
                        assert.ok(kind !== undefined, `unknown kind of ${String(arn)}`);
                        assert.ok(name.length <= maxNameLength[kind], `${name} is too long for a ${kind}`);
                        assert.match(name, /^[\w+=,.@-]+$/);
                        assert.ok(arn === undefined || arn.endsWith(name));
                    }
                }),
                { numRuns: 30 },
            );
        });

        it("gives two stacks different names", () => {
            const computed = (project: string, stack: string): ReadonlySet<string> =>
                new Set(Object.values(names({ ...scope, project, stack })).map(({ name }) => name.toLowerCase()));
            const fixed = new Set([...computed("a", "b")].filter((name) => computed("c", "d").has(name)));
            const here = [...computed("ssm-dev", "eu")].filter((name) => !fixed.has(name));
            const there = computed("ssm", "dev-eu");
            assert.deepEqual(
                here.filter((name) => there.has(name)),
                [],
            );
        });
    });
}
