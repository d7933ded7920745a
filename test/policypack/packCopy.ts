import { writeFile } from "node:fs/promises";
import { bundle } from "../../tools/build";
import { temporaryPack, type TemporaryPack } from "./temporaryPack";

/** A folder with a bundle of the current sources, so that the tests never run against an outdated bundle. */
export const packCopy = async (): Promise<TemporaryPack> => {
    const text = await bundle();
    if (text === undefined) {
        throw new Error("esbuild is not installed; run `npm ci`");
    }
    return temporaryPack((file) => writeFile(file, text));
};
