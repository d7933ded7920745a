/** A stack in one world, with the policy pack enforced, and the steps of its life cycle that all stacks share. */
import * as assert from "node:assert/strict";
import type { ExampleName } from "../../../tools/examples";
import type { PreviewReport } from "../../../program/preview/report";
import { sharedWorld, type EngineWorld, type Outcome } from "./harness";
import { stepsIn } from "./outcome";
import { currentPack } from "./policyPack";
import { assertQuiet, assertWhole, openedStack, stack, withoutProviders, type OpenedStack } from "./stack";

const role = "aws:iam/role:Role";
const inline = "aws:iam/rolePolicy:RolePolicy";

export class SharedStack {
    readonly opened: () => EngineWorld;
    private prepared: OpenedStack | undefined;
    private before: readonly string[] = [];

    constructor(suite: Mocha.Suite, name: ExampleName) {
        // Each test continues from the state that the previous one left.
        suite.bail(true);
        this.opened = sharedWorld(
            suite,
            async () => {
                this.prepared = await openedStack(name);
                return { ...this.prepared.world, policyPacks: [await currentPack()] };
            },
            (world) => (this.before = this.prepared?.setUp(world) ?? assert.fail()),
        );
    }

    /** The report of the offline preview. */
    get report(): PreviewReport {
        return this.prepared?.report ?? assert.fail("the world is not open yet");
    }

    /** What existed in the account before the stack was deployed. */
    get existed(): readonly string[] {
        return this.before;
    }

    /** Previews the stack: no violation, and nothing is created. */
    async preview(): Promise<void> {
        const preview = await this.opened().preview(stack);
        assertQuiet(preview);
        assert.deepEqual(preview.changes, { create: this.report.resources.length });
        assert.deepEqual(this.opened().listed(), this.existed);
    }

    /** Deploys the stack, and compares it with the offline preview. */
    async make(): Promise<Outcome> {
        const up = await this.opened().up(stack);
        assertQuiet(up);
        assert.deepEqual(up.changes, { create: this.report.resources.length });
        const made = withoutProviders(await this.opened().state());
        assert.deepEqual(made.map(({ urn }) => urn).sort(), this.report.resources.map(({ urn }) => urn).sort());
        return up;
    }

    /** Previews and refreshes the stack: nothing to change, no drift. */
    async rest(): Promise<Outcome> {
        const again = await this.opened().preview(stack);
        assertQuiet(again);
        assert.deepEqual(again.changes, { same: this.report.resources.length }, again.output);
        const refresh = await this.opened().refresh();
        assertQuiet(refresh);
        assert.deepEqual(refresh.changes, { same: this.report.resources.length }, refresh.output);
        return refresh;
    }

    /**
     * Changes a role and deletes an inline policy outside Pulumi; a refresh must detect both, and the next `up` repair
     * them.
     *
     * @param count the current number of resources in the stack.
     */
    async repairDrift(drifted: string, vanished: string, count = this.report.resources.length): Promise<void> {
        const state = await this.opened().state();
        const idOf = (type: string, child: string): string =>
            state.find(({ urn }) => urn.endsWith(`$${type}::${child}`))?.id ?? assert.fail(`no ${type} ${child}`);
        this.opened().drift(role, idOf(role, drifted), { description: "Changed by hand." });
        this.opened().vanish(inline, idOf(inline, vanished));

        const refresh = await this.opened().refresh();
        assert.deepEqual(refresh.changes, { delete: 1, same: count - 2, update: 1 });
        const up = await this.opened().up(stack);
        assertQuiet(up);
        assert.deepEqual(stepsIn(up.steps), [`create RolePolicy ${vanished}`, `update Role ${drifted}`]);
        await assertWhole(this.opened(), stack, this.existed);
    }

    /** Destroys the stack: nothing of it is left, and nothing else is gone. */
    async destroy(): Promise<void> {
        assertQuiet(await this.opened().destroy());
        assert.deepEqual(await this.opened().state(), []);
        assert.deepEqual(this.opened().listed(), this.existed);
    }
}

/** The stack outputs of an `up`, by name. */
export const outputsOf = ({ outputs }: Outcome): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
