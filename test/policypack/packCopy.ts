import { writeFile } from "node:fs/promises";
import { bundle } from "../../tools/build";
import { temporaryPack, type TemporaryPack } from "./temporaryPack";

/** A folder with the pack as its sources are now, so that these tests never run against an old bundle. */
export const packCopy = async (): Promise<TemporaryPack> => {
    const text = await bundle();
    if (text === undefined) {
        throw new Error("esbuild is not installed; run `npm ci`");
    }
    return temporaryPack((file) => writeFile(file, text));
};
