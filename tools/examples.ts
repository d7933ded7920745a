/**
 * The example stacks in `examples/`, which the documentation shows and the tests deploy. The stack files beside
 * Pulumi.yaml belong to the users of the repository, so neither tools nor tests read them.
 */
import { join } from "node:path";

/** The project of the example stacks, whatever a clone calls its own. */
export const project = "ssm-access";

/** An example stack. */
export interface ExampleStack {
    /** The name of the stack, which is part of URNs and physical names. */
    readonly stack: string;
    /** Its config file, as a path from the root of the repository. */
    readonly file: string;
    /** The same, as an absolute path. */
    readonly path: string;
}

const example = (folder: string, stack: string): ExampleStack => {
    const file = `examples/${folder}/Pulumi.${stack}.yaml`;
    return { stack, file, path: join(__dirname, "..", file) };
};

/** The example stacks, by folder. */
export const exampleStacks = {
    /** What a clone has as its `Pulumi.dev.yaml`. */
    starter: example("starter", "dev"),
    /** Every component. */
    complete: example("complete", "dev"),
    /** Permissions boundary, protection, pinned names and versions. */
    strict: example("strict", "prod"),
    /** A fleet without EC2. */
    hybrid: example("hybrid", "hybrid"),
} as const;

/** The folder of an example stack. */
export type ExampleName = keyof typeof exampleStacks;
