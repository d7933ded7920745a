import * as assert from "node:assert/strict";
import { inWorld, type Outcome, type Program, type StateResource } from "./support/harness";
import { nameOf, shortType, stepsIn } from "./support/outcome";
import { currentPack } from "./support/policyPack";
import { groupsOf, scenarios, type Found, type Scenario } from "./scenarios";
import { assertQuiet } from "./support/stack";

/** The results of one run of all scenarios, since an engine run takes seconds and an assertion none. */
interface Results {
    readonly first: Outcome;
    readonly made: readonly StateResource[];
    readonly found: Found;
    readonly unexpected: readonly string[];
    readonly second: Outcome;
    readonly again: Outcome;
    readonly left: readonly string[];
}

const program =
    (changed: boolean): Program =>
    () => {
        scenarios.forEach(({ make }) => make(changed));
        return Promise.resolve({});
    };

const childOf = ({ urn, type }: StateResource): string => `${nameOf(urn)} ${shortType(type)}`;

/** Removes common prefixes, and masks hashes and AWS ids; the names themselves are tested elsewhere. */
const masked = (id: string): string =>
    id
        .replace(/arn:aws:iam::123456789012:|ssm-access-test-/g, "")
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "UUID")
        .replace(/\b(mw|sg|sgr|vpce)-[0-9a-f]{17}/g, "$1-ID")
        .replace(/-[0-9a-f]{8}(?![0-9a-f])/g, "-HASH");

const belongsTo = (component: string, urn: string): boolean => urn.includes(`::ssm-access:index:${component}$`);

const runAll = async (test: Mocha.Context): Promise<Results> => {
    const world = {
        policyPacks: [await currentPack()],
        groups: scenarios.flatMap(({ component }) => groupsOf(component)),
        roles: [{ name: "refresher" }],
    };
    return inWorld(test, world, async (opened) => {
        const before = opened.listed();
        const first = await opened.up(program(false));
        const made = (await opened.state()).filter(({ type }) => type.startsWith("aws:"));
        const entities = new Map(opened.everything().map((entity) => [`${entity.type} ${entity.id}`, entity]));
        const found: Found = (child) => {
            const resource = made.find((each) => childOf(each) === child);
            const entity = entities.get(`${resource?.type ?? ""} ${resource?.id ?? ""}`);
            assert.ok(entity !== undefined, `no ${child} in the account`);
            return entity.properties;
        };
        const owned = new Set(made.map(({ type, id }) => `${type} ${id ?? ""}`));
        const unexpected = opened.listed().filter((each) => !owned.has(each) && !before.includes(each));
        const second = await opened.up(program(true));
        const again = await opened.preview(program(true));
        assertQuiet(await opened.destroy());
        return {
            first,
            made,
            found,
            unexpected,
            second,
            again,
            left: opened.listed().filter((each) => !before.includes(each)),
        };
    });
};

const assertScenario = ({ component, exists, holds, steps }: Scenario, { made, found, second }: Results): void => {
    const own = made.filter(({ urn }) => belongsTo(component, urn));
    assert.deepEqual(own.map(({ type, id = "" }) => `${shortType(type)} ${masked(id)}`).sort(), [...exists].sort());
    holds(found);
    assert.deepEqual(stepsIn(second.steps.filter(({ urn }) => belongsTo(component, urn))), [...steps].sort());
};

describe("each component on the engine, with the policy pack enforced", () => {
    let all: Results;
    before(async function () {
        all = await runAll(this);
    });

    it("is created without violations, and creates nothing else", () => {
        assertQuiet(all.first);
        assert.deepEqual(all.unexpected, []);
    });

    for (const scenario of scenarios) {
        it(`${scenario.component}: creates the expected resources, and changes only what its args change`, () => {
            assertScenario(scenario, all);
        });
    }

    it("is stable after a change, replaces no role, and leaves nothing behind when destroyed", () => {
        assertQuiet(all.second);
        assert.deepEqual(Object.keys(all.second.changes).sort(), ["create", "same", "update"]);
        assertQuiet(all.again);
        assert.deepEqual(Object.keys(all.again.changes), ["same"]);
        assert.deepEqual(all.left, []);
    });
});
