import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packFolder } from "./analyzer";

/** A pack in a folder of its own. */
export interface TemporaryPack {
    readonly folder: string;
    readonly remove: () => void;
}

/** A pack that is started as ours is; `write` puts its bundle where it is told. */
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
