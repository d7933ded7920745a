import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as components from "../../components";
import { policyJsonOutput } from "../../components/pattern/accessLevels";
import { isAccessLevel, valueAt } from "../../components/pattern/children";
import { checkConstraints } from "../../components/pattern/constraints";
import { planDocuments } from "../../components/pattern/pattern";
import { deploy, inventory, isKnown, valueOf } from "../support/deploy";
import { fixtures } from "./fixtures";
import { namingScope } from "./namingScopes";

type Class = new (name: string, args: object) => Readonly<Record<string, unknown>>;

const classes = components as unknown as Readonly<Record<string, Class>>;

/** Every access level with grantees, of all fixtures that can be deployed to the location of the tests. */
const levels = fixtures
    .filter(
        ({ component, pattern, args }) =>
            !("existingRoleArn" in args) &&
            checkConstraints(pattern.constraints, args, namingScope(component).location).length === 0,
    )
    .flatMap((fixture) =>
        Object.entries(fixture.pattern.children)
            .filter(([name, child]) => isAccessLevel(child) && valueAt(fixture.args, `${name}.grantees`) !== undefined)
            .map(([level]) => ({ ...fixture, level })),
    );

/** The args with some properties of a level changed. */
const withLevel = (args: object, level: string, changed: object): object => ({
    ...args,
    [level]: { ...(valueAt(args, level) as object), ...changed },
});

const build = (component: string, args: object, preview = false) => {
    const Component = classes[component] ?? assert.fail(component);
    return deploy(() => new Component("ops", args), { preview });
};

type Built = Awaited<ReturnType<typeof build>>;

/** The resources of a level: its policy and the attachments. */
const ofLevel = ({ made }: Built, level: string) =>
    inventory(made.filter(({ name }) => name === `ops-${level}` || name.startsWith(`ops-${level}-`)));

const output = ({ result }: Built, name: string): Promise<unknown> => {
    const value = result[name];
    return pulumi.Output.isInstance(value) ? valueOf<unknown>(value) : Promise.resolve(value);
};

describe("the fixtures", () => {
    it("have every access level of every pattern", () => {
        const tested = new Set(levels.map(({ component, level }) => `${component} ${level}`));
        const all = fixtures.flatMap(({ component, pattern }) =>
            Object.entries(pattern.children).flatMap(([name, child]) =>
                isAccessLevel(child) ? [`${component} ${name}`] : [],
            ),
        );
        assert.deepEqual(
            all.filter((level) => !tested.has(level)),
            [],
        );
    });
});

for (const { component, title, pattern, args, level } of levels) {
    const json = policyJsonOutput(level);
    const arn = json.replace(/Json$/, "Arn");
    const scope = namingScope(component);

    describe(`${level} of ${component} with ${title}`, () => {
        it("have a policy and no document as output if they have grantees", async () => {
            const built = await build(component, args);
            assert.equal(ofLevel(built, level)[0]?.[0], "aws:iam/policy:Policy");
            assert.equal(await output(built, arn), pattern.names(scope, args)[level]?.arn);
            assert.equal(await output(built, json), undefined);
        });

        it("have the document as output and no policy without grantees", async () => {
            const given = withLevel(args, level, { grantees: undefined });
            const built = await build(component, given, true);
            assert.deepEqual(ofLevel(built, level), []);
            assert.equal(await output(built, arn), undefined);
            const offered = built.result[json];
            assert.ok(pulumi.Output.isInstance(offered) && (await isKnown(offered)), `${json} is unknown at preview`);
            assert.deepEqual(
                JSON.parse(String(await valueOf<unknown>(offered))),
                planDocuments(pattern, scope, given)[level]?.document,
            );
        });

        it("have the same policy, attached to nobody, if the args ask for it", async () => {
            const built = await build(component, withLevel(args, level, { grantees: undefined, createPolicy: true }));
            const policies = async (): Promise<readonly unknown[]> =>
                (await build(component, args)).made.filter(({ name }) => name === `ops-${level}`);
            assert.deepEqual(ofLevel(built, level), [["aws:iam/policy:Policy", `ops-${level}`]]);
            assert.deepEqual(
                built.made.filter(({ name }) => name === `ops-${level}`),
                await policies(),
            );
            assert.equal(await output(built, arn), pattern.names(scope, args)[level]?.arn);
            assert.equal(typeof (await output(built, json)), "string");
        });

        it("reject grantees together with createPolicy: false", () => {
            const given = withLevel(args, level, { createPolicy: false });
            assert.deepEqual(
                pattern.validate(given, scope).map(({ path }) => path),
                [`${level}.createPolicy`],
            );
            const asked = withLevel(args, level, { createPolicy: true });
            assert.deepEqual(pattern.validate(asked, scope), []);
            const none = withLevel(args, level, { createPolicy: false, grantees: undefined });
            assert.deepEqual(pattern.validate(none, scope), []);
        });
    });
}
