import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { packFolder } from "../pack/analyzer";

/** A pack that asks nothing, bundled and started as ours is. */
export async function emptyPack(): Promise<{ readonly folder: string; readonly remove: () => void }> {
    const folder = mkdtempSync(join(tmpdir(), "ssm-access-empty-pack-"));
    mkdirSync(join(folder, "bin"));
    await build({
        stdin: {
            contents: 'import { PolicyPack } from "@pulumi/policy"; new PolicyPack("empty", { policies: [] });',
            resolveDir: packFolder,
        },
        outfile: join(folder, "bin", "index.js"),
        bundle: true,
        platform: "node",
        target: "node20",
        external: ["@pulumi/*"],
        tsconfigRaw: {},
        logLevel: "error",
    });
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
