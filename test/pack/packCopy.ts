import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../commands/build";
import { packFolder } from "./analyzer";

/** A folder with the pack as its sources are now, so that these tests never run against an old bundle. */
export async function packCopy(): Promise<{ readonly folder: string; readonly remove: () => void }> {
    const text = await bundle();
    if (text === undefined) {
        throw new Error("esbuild is not installed; run `npm ci`");
    }
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-pack-"));
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin", "index.js"), text);
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
}
