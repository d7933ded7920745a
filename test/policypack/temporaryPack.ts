import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packFolder } from "./analyzer";

/** A pack in a temporary folder. */
export interface TemporaryPack {
    readonly folder: string;
    readonly remove: () => void;
}

/** Creates a copy of the pack; `write` writes its bundle to the given path. */
export const temporaryPack = async (write: (bundle: string) => Promise<unknown>): Promise<TemporaryPack> => {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-pack-"));
    mkdirSync(join(folder, "bin"));
    await write(join(folder, "bin", "index.js"));
    for (const file of ["package.json", "PulumiPolicy.yaml"]) {
        cpSync(join(packFolder, file), join(folder, file));
    }
    symlinkSync(join(packFolder, "..", "node_modules"), join(folder, "node_modules"));
    return {
        folder,
        remove: () => {
            rmSync(folder, { recursive: true, force: true });
        },
    };
};
