/** `pulumi preview --json`: the resources as the update would leave them. */
import { getOwn } from "../../policypack/documents/values/paths";
import { stackOfStates } from "../../policypack/pulumiExport";
import { throwingIfUnknown } from "../../policypack/unknownValues";
import { hiddenPathsIn } from "./hidden";
import type { ReadInput, ReadingContext, SourceText } from "./input";
import { positionedStack } from "./pulumiExport";

const stepsIn = (value: unknown): readonly unknown[] => {
    const steps = getOwn(value, "steps");
    return Array.isArray(steps) ? (steps as readonly unknown[]) : [];
};

/** Steps that leave no resource of the stack behind. */
const removing = /^(delete|read-discard|discard|remove-pending|refresh)/;

export const isPulumiPreview = (value: unknown): boolean =>
    Array.isArray(getOwn(value, "steps")) &&
    (getOwn(value, "changeSummary") !== undefined ||
        stepsIn(value).some((step) => typeof getOwn(step, "op") === "string"));

export const readPulumiPreview = (value: unknown, source: SourceText, { organization }: ReadingContext): ReadInput => {
    const states = new Map<unknown, unknown>();
    for (const step of stepsIn(value)) {
        const op = getOwn(step, "op");
        const state = getOwn(step, "newState");
        if (state !== undefined && state !== null && !(typeof op === "string" && removing.test(op))) {
            // A replacement has several steps for one resource.
            states.set(getOwn(state, "urn"), state);
        }
    }
    const read = stackOfStates([...states.values()], organization);
    const stack = {
        ...read,
        resources: read.resources.map((resource) => ({
            ...resource,
            hiddenPaths: [...resource.hiddenPaths, ...hiddenPathsIn(resource.props)],
            props: throwingIfUnknown(resource.props),
        })),
    };
    return { file: source.file, format: "pulumi-preview", stacks: [positionedStack(stack, source)], unreadable: [] };
};
