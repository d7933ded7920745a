import program from "../..";
import { previewStack } from "../../program/preview/previewStack";
import { exampleStacks, project, type ExampleName } from "../../tools/examples";
import { root } from "../support/imports";

/** The offline preview of an example stack, as JSON. */
export const previewReport = async (example: ExampleName): Promise<string> => {
    const { file: config } = exampleStacks[example];
    const { code, stdout, stderr } = await previewStack(program, root, { config, project, json: true });
    if (code !== 0) {
        throw new Error(stderr);
    }
    return stdout;
};
