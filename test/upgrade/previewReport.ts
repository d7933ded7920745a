import { join } from "node:path";
import program from "../..";
import { previewStack } from "../../program/preview/previewStack";

/** The offline preview of a stack of this repository, as JSON. */
export const previewReport = async (stack: string): Promise<string> => {
    const { code, stdout, stderr } = await previewStack(program, join(__dirname, "..", ".."), { stack, json: true });
    if (code !== 0) {
        throw new Error(stderr);
    }
    return stdout;
};
