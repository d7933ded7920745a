/** A whole stack in one world, with the policy pack enforced, and the steps of its life that every stack takes. */
import * as assert from "node:assert/strict";
import type { PreviewReport } from "../../../program/preview/report";
import { sharedWorld, type EngineWorld, type Outcome } from "./harness";
import { stepsIn } from "./outcome";
import { currentPack } from "./policyPack";
import {
    assertQuiet,
    assertWhole,
    openedStack,
    stack,
    withoutProviders,
    type OpenedStack,
    type StackName,
} from "./stack";

const role = "aws:iam/role:Role";
const inline = "aws:iam/rolePolicy:RolePolicy";

export class SharedStack {
    readonly opened: () => EngineWorld;
    private prepared: OpenedStack | undefined;
    private before: readonly string[] = [];

    constructor(suite: Mocha.Suite, name: StackName) {
        // Each test goes on from where the one before it ended.
        suite.bail(true);
        this.opened = sharedWorld(
            suite,
            async () => {
                this.prepared = await openedStack(name);
                return { ...this.prepared.world, policyPacks: [await currentPack()] };
            },
            (world) => (this.before = this.prepared?.furnish(world) ?? assert.fail()),
        );
    }

    /** What the offline preview says of the stack. */
    get report(): PreviewReport {
        return this.prepared?.report ?? assert.fail("the world is not open yet");
    }

    /** What was in the account before the stack came. */
    get existed(): readonly string[] {
        return this.before;
    }

    /** Previewed without a word of the pack, and nothing is made. */
    async preview(): Promise<void> {
        const preview = await this.opened().preview(stack);
        assertQuiet(preview);
        assert.deepEqual(preview.changes, { create: this.report.resources.length });
        assert.deepEqual(this.opened().listed(), this.existed);
    }

    /** Made as the offline preview says. */
    async make(): Promise<Outcome> {
        const up = await this.opened().up(stack);
        assertQuiet(up);
        assert.deepEqual(up.changes, { create: this.report.resources.length });
        const made = withoutProviders(await this.opened().state());
        assert.deepEqual(made.map(({ urn }) => urn).sort(), this.report.resources.map(({ urn }) => urn).sort());
        return up;
    }

    /** Nothing to change, and nothing has drifted. */
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
     * Sees at refresh that a role was changed by hand and that an inline policy vanished, and mends both.
     *
     * @param count how many resources the stack has by now.
     */
    async mend(drifted: string, vanished: string, count = this.report.resources.length): Promise<void> {
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

    /** Leaves nothing when it goes, and what was there before is there still. */
    async destroy(): Promise<void> {
        assertQuiet(await this.opened().destroy());
        assert.deepEqual(await this.opened().state(), []);
        assert.deepEqual(this.opened().listed(), this.existed);
    }
}

/** What an up put out, by name. */
export const outputsOf = ({ outputs }: Outcome): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
